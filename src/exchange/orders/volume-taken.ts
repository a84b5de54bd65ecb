import type { Bars } from '../../market/index.ts';
import { floorToStep } from '../steps.ts';

/** What the fills of a bar have taken of its volume, and what they may still take. */
export class VolumeTaken {
  readonly #markets: readonly Bars[];
  readonly #share: number;
  readonly #taken: Float64Array;
  readonly #at: Int32Array;

  /** @param share of the volume of a bar that all its fills may take; Infinity for any. */
  constructor(markets: readonly Bars[], share: number) {
    this.#markets = markets;
    this.#share = share;
    this.#taken = new Float64Array(markets.length);
    this.#at = new Int32Array(markets.length).fill(-1);
  }

  /** Notes that a fill took `quantity` of bar `index`. */
  add(instrument: number, index: number, quantity: number): void {
    if (this.#at[instrument] !== index) this.#taken[instrument] = 0;
    this.#at[instrument] = index;
    this.#taken[instrument] += quantity;
  }

  /** Units that may still be dealt in bar `index`. */
  room(instrument: number, index: number): number {
    if (this.#share === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const { volume, instrument: of } = this.#markets[instrument];
    const taken = this.#at[instrument] === index ? this.#taken[instrument] : 0;
    return Math.max(0, floorToStep(this.#share * volume[index] - taken, of.quantityStep));
  }
}
