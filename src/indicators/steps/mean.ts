import { resumLength, shiftedSum } from '../../kernels/index.ts';
import type { Step } from './step.ts';
import { Window } from './window.ts';

/** The streaming twin of the kernel `rollingMeanInto`: the same fresh sums and blocks of four. */
export class MeanStep implements Step {
  readonly window: Window;
  /** Values until the next fresh sum. */
  left: number;
  warm: boolean = false;
  origin: number = 0;
  sum: number = 0;
  /** What the block of four adds to the sum so far. */
  added: number = 0;
  phase: number = 0;
  readonly #period: number;
  readonly #share: number;
  readonly #length: number;

  constructor(period: number) {
    this.#period = period;
    this.#share = 1 / period;
    this.#length = resumLength(period);
    this.window = new Window(period);
    this.left = period;
  }

  next(x: number): number {
    const oldest = this.window.push(x);
    if (--this.left > 0) {
      if (!this.warm) return Number.NaN;
      const added = this.added + (x - oldest);
      const sum = this.sum + added;
      if (this.phase === 3) {
        this.sum = sum;
        this.added = 0;
        this.phase = 0;
      } else {
        this.added = added;
        this.phase++;
      }
      return this.origin + sum * this.#share;
    }
    const { values, start } = this.window;
    this.left = this.#length;
    this.warm = true;
    this.origin = values[start];
    this.sum = shiftedSum(values, start, this.#period, this.origin);
    this.added = 0;
    this.phase = 0;
    return this.origin + this.sum * this.#share;
  }

  peek(x: number): number {
    const { window } = this;
    if (this.left > 1) {
      if (!this.warm) return Number.NaN;
      return this.origin + (this.sum + (this.added + (x - window.oldest))) * this.#share;
    }
    const kept = window.lay(x);
    const origin = window.values[window.start + 1];
    const sum = shiftedSum(window.values, window.start + 1, this.#period, origin);
    window.unlay(kept);
    return origin + sum * this.#share;
  }

  reset(): void {
    this.left = this.#period;
    this.warm = false;
  }
}
