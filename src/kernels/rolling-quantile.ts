import { finiteCheck } from './finite.ts';
import { longestSimdPeriod, simd, throughRegions } from './simd.ts';

/**
 * Writes the value below which `share` (0 to 1) of each window of `period` values of the run `x[start..end)` lies, linear between
 * neighbours (type 7 of Hyndman and Fan, 1996); NaN before the first full window. Returns NaN where a value of the run is not finite.
 */
export function rollingQuantileInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number, share: number): number {
  const fast = period > longestSimdPeriod ? undefined : simd();
  if (fast === undefined) return plainRollingQuantileInto(out, x, start, end, period, share);
  const place = share * (period - 1);
  const below = Math.floor(place);
  return throughRegions(fast, out, [x], start, end, period, 1, (n) => fast.kernels.rollingQuantile(n, period, below, place - below));
}

/** {@link rollingQuantileInto} without WebAssembly. */
export function plainRollingQuantileInto(
  out: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  period: number,
  share: number,
): number {
  const check = finiteCheck(x, start, end);
  if (Number.isNaN(check)) return check;
  const window = new SortedWindow(period);
  for (let i = start; i < end; i++) out[i] = window.push(x[i]) ? window.quantile(share) : Number.NaN;
  return check;
}

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
  push(value: number): boolean {
    const x = value + 0;
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
