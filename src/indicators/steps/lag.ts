import type { Step } from './step.ts';

/** The value of `period` bars ago: NaN until there is one. */
export class LagStep implements Step {
  readonly values: Float64Array;
  slot: number = 0;
  /** Values until the window is full. */
  missing: number;
  readonly #period: number;

  constructor(period: number) {
    this.#period = period;
    this.values = new Float64Array(period);
    this.missing = period;
  }

  next(x: number): number {
    const { slot } = this;
    const then = this.values[slot];
    this.values[slot] = x;
    this.slot = slot + 1 === this.#period ? 0 : slot + 1;
    if (this.missing === 0) return then;
    this.missing--;
    return Number.NaN;
  }

  peek(): number {
    return this.missing === 0 ? this.values[this.slot] : Number.NaN;
  }

  reset(): void {
    this.missing = this.#period;
  }
}
