/** The last `period` values in order of size: each new one takes the place of the oldest by moving what lies between. */
export class SortedWindow {
  readonly values: Float64Array;
  readonly sorted: Float64Array;
  slot: number = 0;
  count: number = 0;
  readonly #period: number;

  constructor(period: number) {
    this.#period = period;
    this.values = new Float64Array(period);
    this.sorted = new Float64Array(period);
  }

  /** Takes a value; whether the window is full. */
  push(x: number): boolean {
    const { values, sorted, slot } = this;
    let at = this.count;
    if (at === this.#period) {
      const oldest = values[slot];
      at = 0;
      while (sorted[at] !== oldest) at++;
    } else this.count = at + 1;
    values[slot] = x;
    this.slot = slot + 1 === this.#period ? 0 : slot + 1;
    for (; at > 0 && sorted[at - 1] > x; at--) sorted[at] = sorted[at - 1];
    for (; at < this.count - 1 && sorted[at + 1] < x; at++) sorted[at] = sorted[at + 1];
    sorted[at] = x;
    return this.count === this.#period;
  }

  /** The value below which a share of the window lies, linear between neighbours. */
  quantile(share: number): number {
    const place = share * (this.#period - 1);
    const below = Math.floor(place);
    const value = this.sorted[below];
    return place === below ? value : value + (place - below) * (this.sorted[below + 1] - value);
  }
}
