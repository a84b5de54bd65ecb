import { LagStep } from './lag.ts';
import { MeanStep } from './mean.ts';

/** Kaufman's adaptive average: the straighter the way of the last `period` values, the faster it follows. */
export class AdaptiveStep {
  readonly lag: LagStep;
  readonly changes: MeanStep;
  seen: boolean = false;
  previous: number = 0;
  level: number = 0;
  warm: boolean = false;
  readonly #period: number;
  readonly #fastest: number;
  readonly #slowest: number;

  constructor(period: number, fast: number = 2, slow: number = 30) {
    this.#period = period;
    this.#fastest = 2 / (fast + 1);
    this.#slowest = 2 / (slow + 1);
    this.lag = new LagStep(period);
    this.changes = new MeanStep(period);
  }

  next(x: number): number {
    const then = this.lag.next(x);
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const way = this.changes.next(Math.abs(x - previous)) * this.#period;
    if (Number.isNaN(then)) return Number.NaN;
    const distance = Math.abs(x - then);
    const efficiency = way <= distance ? 1 : distance / way;
    const share = efficiency * (this.#fastest - this.#slowest) + this.#slowest;
    const level = this.warm ? this.level : previous;
    this.warm = true;
    this.level = level + share * share * (x - level);
    return this.level;
  }
}
