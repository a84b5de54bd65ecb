import { resumLength, shiftedSum, weightedSum } from '../../kernels/index.ts';
import { Window } from './window.ts';

/**
 * The sum of a window and its sum with weights 1 to `period`, both of the distances from `origin` and taken anew as
 * often as those of `MeanStep`, in the blocks of four of `weightedSumsInto`: what weighted means and straight lines through the window need.
 */
export class WeightedSums {
  readonly window: Window;
  /** Values until the next fresh sums. */
  left: number;
  warm: boolean = false;
  origin: number = 0;
  sum: number = 0;
  weighted: number = 0;
  /** The sums at the beginning of the block of four, and what was added to them since. */
  baseSum: number = 0;
  baseWeighted: number = 0;
  addedSum: number = 0;
  addedWeighted: number = 0;
  phase: number = 0;
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
    const oldest = this.window.push(x);
    if (--this.left > 0) {
      if (!this.warm) return false;
      this.addedWeighted += this.#period * (x - this.origin) - this.sum;
      this.addedSum += x - oldest;
      this.sum = this.baseSum + this.addedSum;
      this.weighted = this.baseWeighted + this.addedWeighted;
      if (++this.phase === 4) this.#settle();
      return true;
    }
    const { values, start } = this.window;
    this.left = this.#length;
    this.warm = true;
    this.origin = values[start];
    this.sum = shiftedSum(values, start, this.#period, this.origin);
    this.weighted = weightedSum(values, start, this.#period, this.origin);
    this.#settle();
    return true;
  }

  #settle(): void {
    this.baseSum = this.sum;
    this.baseWeighted = this.weighted;
    this.addedSum = 0;
    this.addedWeighted = 0;
    this.phase = 0;
  }

  reset(): void {
    this.left = this.#period;
    this.warm = false;
  }
}
