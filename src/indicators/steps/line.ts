import { lineFactors } from '../../kernels/index.ts';
import { WeightedSums } from './weighted-sums.ts';

/** Height of the line of least squares through the last `period` values, at `place` from the oldest: the streaming twin of `weightedSumsInto`. */
export class LineStep {
  readonly sums: WeightedSums;
  readonly #sum: number;
  readonly #weighted: number;

  constructor(period: number, place: number) {
    this.sums = new WeightedSums(period);
    [this.#sum, this.#weighted] = lineFactors(period, place);
  }

  next(x: number): number {
    const { sums } = this;
    return sums.push(x) ? sums.origin + (this.#sum * sums.sum + this.#weighted * sums.weighted) : Number.NaN;
  }
}
