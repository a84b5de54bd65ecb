import { isLostInRounding, resumLength, shiftedSquares, shiftedSum, squaredDeviations } from '../../kernels/index.ts';
import type { Step } from './step.ts';
import { Window } from './window.ts';

/**
 * The streaming twin of the kernels `rollingDeviationInto` and `rollingBandsInto`: the same fresh sums and blocks of
 * four. The mean that belongs to the deviation given last is in {@link DeviationStep.mean}.
 */
export class DeviationStep implements Step {
  readonly window: Window;
  /** Values until the next fresh sums. */
  left: number;
  warm: boolean = false;
  origin: number = 0;
  sum: number = 0;
  squares: number = 0;
  energy: number = 0;
  addedSum: number = 0;
  addedSquares: number = 0;
  addedEnergy: number = 0;
  phase: number = 0;
  readonly #period: number;
  readonly #share: number;
  readonly #divisorShare: number;
  readonly #multiplier: number;
  readonly #length: number;
  #mean: number = Number.NaN;

  constructor(period: number, divisor: number, multiplier: number) {
    this.#period = period;
    this.#share = 1 / period;
    this.#divisorShare = 1 / divisor;
    this.#multiplier = multiplier;
    this.#length = resumLength(period);
    this.window = new Window(period);
    this.left = period;
  }

  /** The mean of the window of the last `next` or `peek`. */
  get mean(): number {
    return this.#mean;
  }

  next(x: number): number {
    const { window, origin } = this;
    const oldest = window.push(x);
    if (--this.left > 0) {
      if (!this.warm) return this.#cold();
      const d = x - oldest;
      const e = x - origin;
      this.addedSum += d;
      this.addedSquares += d * (e + (oldest - origin));
      this.addedEnergy += e * e;
      const sum = this.sum + this.addedSum;
      const squares = this.squares + this.addedSquares;
      const energy = this.energy + this.addedEnergy;
      if (this.phase === 3) this.#settle(sum, squares, energy);
      else this.phase++;
      return this.#measure(window.start, origin, sum, squares, energy);
    }
    const { values, start } = window;
    this.left = this.#length;
    this.warm = true;
    this.origin = values[start];
    const squares = shiftedSquares(values, start, this.#period, this.origin);
    this.#settle(shiftedSum(values, start, this.#period, this.origin), squares, squares);
    return this.#measure(start, this.origin, this.sum, squares, squares);
  }

  peek(x: number): number {
    const { window, origin } = this;
    if (this.left > 1 && !this.warm) return this.#cold();
    const { values, oldest } = window;
    const start = window.start + 1;
    const kept = window.lay(x);
    let deviation: number;
    if (this.left > 1) {
      const d = x - oldest;
      const e = x - origin;
      const sum = this.sum + (this.addedSum + d);
      const squares = this.squares + (this.addedSquares + d * (e + (oldest - origin)));
      deviation = this.#measure(start, origin, sum, squares, this.energy + (this.addedEnergy + e * e));
    } else {
      const fresh = values[start];
      const squares = shiftedSquares(values, start, this.#period, fresh);
      deviation = this.#measure(start, fresh, shiftedSum(values, start, this.#period, fresh), squares, squares);
    }
    window.unlay(kept);
    return deviation;
  }

  reset(): void {
    this.left = this.#period;
    this.warm = false;
  }

  #cold(): number {
    this.#mean = Number.NaN;
    return Number.NaN;
  }

  #settle(sum: number, squares: number, energy: number): void {
    this.sum = sum;
    this.squares = squares;
    this.energy = energy;
    this.addedSum = 0;
    this.addedSquares = 0;
    this.addedEnergy = 0;
    this.phase = 0;
  }

  #measure(start: number, origin: number, sum: number, squares: number, energy: number): number {
    const mean = sum * this.#share;
    this.#mean = origin + mean;
    let total = squares - sum * mean;
    if (isLostInRounding(total, energy)) total = squaredDeviations(this.window.values, start, this.#period);
    return Math.sqrt(total * this.#divisorShare) * this.#multiplier;
  }
}
