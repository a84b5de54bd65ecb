/** Trades one after the other, each with all of equity; columns with room for more. */
export interface HeldTrades {
  /** First and last bar at whose close each is held; the last before the first where it is stopped at its first bar. */
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
  /** What a unit costs, and what it brings at the end: NaN where it is held to the last bar. */
  readonly costs: Float64Array;
  readonly lefts: Float64Array;
}

/** Bars of a stretch whose highest and lowest close are known: 2 to the power of it. */
const stretchBits = 5;

/** The highest and the lowest close of the 2^k stretches from each on, a row for each k that the closes are long enough for. */
export function closeRanges(close: Float64Array): Float64Array {
  const count = Math.ceil(close.length / 2 ** stretchBits);
  const rows = 32 - Math.clz32(count);
  const out = new Float64Array(2 * count * rows);
  for (let k = 0; k < count; k++) {
    const stretch = close.subarray(k << stretchBits, (k + 1) << stretchBits);
    out[2 * k] = stretch.reduce((most, value) => Math.max(most, value));
    out[2 * k + 1] = stretch.reduce((least, value) => Math.min(least, value));
  }
  for (let row = 1; row < rows; row++) {
    const [here, half] = [2 * count * row, 2 * count * (row - 1)];
    for (let k = 0; k < count; k++) {
      const other = Math.min(k + 2 ** (row - 1), count - 1);
      out[here + 2 * k] = Math.max(out[half + 2 * k], out[half + 2 * other]);
      out[here + 2 * k + 1] = Math.min(out[half + 2 * k + 1], out[half + 2 * other + 1]);
    }
  }
  return out;
}

/** The lowest that equity falls to over trades at these closes, as a share of its peak until then. `ranges` are {@link closeRanges}. */
export function deepestFall({ firsts, lasts, costs, lefts }: HeldTrades, count: number, close: Float64Array, ranges: Float64Array): number {
  const row = 2 * Math.ceil(close.length / 2 ** stretchBits);
  let lowest = 1;
  // The peak as a multiple of equity.
  let above = 1;
  for (let k = 0; k < count; k++) {
    const last = lasts[k];
    const left = lefts[k];
    // The peak as a price of what is held. Stretches without a new peak or low are passed over.
    let top = costs[k] * above;
    for (let i = firsts[k]; i <= last; ) {
      const stretch = i >> stretchBits;
      const level = 31 - Math.clz32((last >> stretchBits) - stretch + 1);
      const at = level * row + 2 * stretch;
      if (ranges[at] <= top && ranges[at + 1] >= lowest * top) {
        i = (stretch + (1 << level)) << stretchBits;
        continue;
      }
      const end = Math.min(last + 1, (stretch + 1) << stretchBits);
      if (level > 0 && ranges[2 * stretch] <= top && ranges[2 * stretch + 1] >= lowest * top) {
        i = end;
        continue;
      }
      for (; i < end; i++) {
        const price = close[i];
        if (price > top) top = price;
        else if (price < lowest * top) lowest = price / top;
      }
    }
    if (Number.isNaN(left)) break;
    above = Math.max(top, left) / left;
    if (lowest * above > 1) lowest = 1 / above;
  }
  return lowest;
}
