import { WeightedSums } from './weighted-sums.ts';

/** The straight line of least squares through the last `period` values, of which the oldest lies at 0. */
export class RegressionStep {
  readonly sums: WeightedSums;
  readonly #period: number;
  readonly #meanPlace: number;
  readonly #share: number;
  #slope: number = 0;
  #intercept: number = 0;

  constructor(period: number) {
    this.sums = new WeightedSums(period);
    this.#period = period;
    this.#meanPlace = (period - 1) / 2;
    this.#share = 12 / (period * (period * period - 1));
  }

  /** Change of the line from value to value, as of the last {@link RegressionStep.push}. */
  get slope(): number {
    return this.#slope;
  }

  /** Takes a value; whether there is a line. */
  push(x: number): boolean {
    const { sums } = this;
    if (!sums.push(x)) return false;
    this.#slope = (sums.weighted - (this.#meanPlace + 1) * sums.sum) * this.#share;
    this.#intercept = sums.origin + (sums.sum / this.#period - this.#slope * this.#meanPlace);
    return true;
  }

  /** Height of the line at `place`. */
  at(place: number): number {
    return this.#intercept + this.#slope * place;
  }
}
