/** Columns of candles as the page carries them; `time` in ms. */
export interface Candles {
  readonly time: Float64Array;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

/** One candle as the chart library takes it; `time` in seconds. */
export interface Candle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Candles of `size` neighbours each, counted from the first. */
export function groupCandles(candles: Candles, size: number): Candle[] {
  const { time, open, high, low, close } = candles;
  const out: Candle[] = [];
  for (let from = 0; from < time.length; from += size) {
    const last = Math.min(time.length, from + size) - 1;
    let highest = high[from];
    let lowest = low[from];
    for (let i = from + 1; i <= last; i++) {
      if (high[i] > highest) highest = high[i];
      if (low[i] < lowest) lowest = low[i];
    }
    out.push({ time: time[from] / 1_000, open: open[from], high: highest, low: lowest, close: close[last] });
  }
  return out;
}

/** The last value of each group; a hole where it is NaN. */
export function groupLine(
  time: Float64Array,
  values: ArrayLike<number>,
  size: number,
): { readonly time: number; readonly value?: number }[] {
  const out: { readonly time: number; readonly value?: number }[] = [];
  for (let from = 0; from < time.length; from += size) {
    const value = values[Math.min(time.length, from + size) - 1];
    out.push(Number.isFinite(value) ? { time: time[from] / 1_000, value } : { time: time[from] / 1_000 });
  }
  return out;
}

/** How many candles to join so that a plot of `width` px shows no more than one in 4 px; a power of two. */
export function groupSize(visible: number, width: number): number {
  let size = 1;
  while (visible / size > Math.max(width, 100) / 4) size *= 2;
  return size;
}
