/** The last `period` values of a stream, always side by side in memory: each is kept twice, one period apart. */
export class Window {
  readonly values: Float64Array;
  /** Where the oldest value lies; the window is `values[start..start + period)`. */
  start: number = 0;
  readonly #period: number;

  constructor(period: number) {
    this.#period = period;
    this.values = new Float64Array(2 * period);
  }

  /** Takes a value in and returns the one that leaves. */
  push(x: number): number {
    const slot = this.start;
    const period = this.#period;
    const oldest = this.values[slot];
    this.values[slot] = x;
    this.values[slot + period] = x;
    this.start = slot + 1 === period ? 0 : slot + 1;
    return oldest;
  }

  /** The value that the next push drives out. */
  get oldest(): number {
    return this.values[this.start];
  }

  /** Reads the window as it would be after a push: from `start + 1`. Give the answer to {@link Window.unlay}. */
  lay(x: number): number {
    const slot = this.start + this.#period;
    const kept = this.values[slot];
    this.values[slot] = x;
    return kept;
  }

  /** Takes back {@link Window.lay}. */
  unlay(kept: number): void {
    this.values[this.start + this.#period] = kept;
  }
}
