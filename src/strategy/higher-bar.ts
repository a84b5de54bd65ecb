import type { Bar } from '../market/index.ts';

/** Bars of a longer interval put together of those of a shorter one; one is whole when its last short bar has closed, or a later one comes. */
export class HigherBar implements Bar {
  readonly symbol: string;
  time: number = Number.NaN;
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  volume = 0;
  readonly #intervalMs: number;
  readonly #shortMs: number;
  #isOpen = false;

  /** @param intervalMs the longer interval. @param shortMs that of the bars it is put together of. */
  constructor(symbol: string, intervalMs: number, shortMs: number) {
    this.symbol = symbol;
    this.#intervalMs = intervalMs;
    this.#shortMs = shortMs;
  }

  /** Whether the bar at hand is over before this short one comes, because bars are missing at its end. */
  endsBefore(bar: Bar): boolean {
    return this.#isOpen && bar.time >= this.time + this.#intervalMs;
  }

  /** Takes a short bar; whether the long one is whole with it. */
  take(bar: Bar): boolean {
    if (!this.#isOpen || bar.time >= this.time + this.#intervalMs) {
      this.time = Math.floor(bar.time / this.#intervalMs) * this.#intervalMs;
      this.open = bar.open;
      this.high = bar.high;
      this.low = bar.low;
      this.volume = 0;
      this.#isOpen = true;
    }
    this.high = Math.max(this.high, bar.high);
    this.low = Math.min(this.low, bar.low);
    this.close = bar.close;
    this.volume += bar.volume;
    if (bar.time + this.#shortMs < this.time + this.#intervalMs) return false;
    this.#isOpen = false;
    return true;
  }
}
