/**
 * The lowest ratio of a value of `equity[start..end)` to the highest one so far, `capital` being the first peak.
 * NaN where a value is NaN.
 */
export function lowestRatioOfPeak(equity: Float64Array, start: number, end: number, capital: number): number {
  let peak = capital;
  let lowest = 1;
  for (let i = start; i < end; i++) {
    const value = equity[i];
    peak = Math.max(peak, value);
    lowest = Math.min(lowest, value / peak);
  }
  return lowest;
}

/** Writes how far each value of `equity[start..end)` lies below the highest one so far, a fraction <= 0. */
export function underwaterInto(out: Float64Array, equity: Float64Array, start: number, end: number, capital: number): void {
  let peak = capital;
  for (let i = start; i < end; i++) {
    const value = equity[i];
    if (value > peak) peak = value;
    out[i - start] = value / peak - 1;
  }
}
