import { resumLength } from '../../kernels/index.ts';
import { Window } from './window.ts';

/**
 * The sum of a window and its sum with weights 1 to `period`, both of the distances from `origin` and taken anew as
 * often as those of `MeanStep`: what weighted means and straight lines through the window need.
 */
export class WeightedSums {
  readonly window: Window;
  /** Values until the next fresh sums. */
  left: number;
  warm: boolean = false;
  origin: number = 0;
  sum: number = 0;
  weighted: number = 0;
  readonly #period: number;
  readonly #length: number;

  constructor(period: number) {
    this.#period = period;
    this.#length = resumLength(period);
    this.window = new Window(period);
    this.left = period;
  }

  /** Takes a value; whether the window is full. */
  push(x: number): boolean {
    const { window, origin } = this;
    const oldest = window.push(x);
    if (--this.left > 0) {
      if (!this.warm) return false;
      const d = x - origin;
      this.weighted += this.#period * d - this.sum;
      this.sum += d - (oldest - origin);
      return true;
    }
    const { values, start } = window;
    this.left = this.#length;
    this.warm = true;
    this.origin = values[start];
    this.sum = 0;
    this.weighted = 0;
    for (let k = 0; k < this.#period; k++) {
      const d = values[start + k] - this.origin;
      this.sum += d;
      this.weighted += (k + 1) * d;
    }
    return true;
  }

  reset(): void {
    this.left = this.#period;
    this.warm = false;
  }
}
