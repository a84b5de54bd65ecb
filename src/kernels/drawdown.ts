/**
 * The lowest ratio of a value of `equity[start..end)` to the highest one before it, `capital` being the first peak.
 * NaN where a value is NaN.
 */
export function lowestRatioOfPeak(equity: Float64Array, start: number, end: number, capital: number): number {
  let peak = capital;
  let worst = 1;
  let floor = capital;
  for (let i = start; i < end; i++) {
    const value = equity[i];
    if (value > peak) {
      peak = value;
      floor = peak * worst;
    } else if (!(value >= floor)) {
      if (Number.isNaN(value)) return value;
      worst = value / peak;
      floor = value;
    }
  }
  return worst;
}

/** Writes how far each value of `equity[start..end)` lies below the highest one before it, a fraction <= 0. */
export function underwaterInto(out: Float64Array, equity: Float64Array, start: number, end: number, capital: number): void {
  let peak = capital;
  for (let i = start; i < end; i++) {
    const value = equity[i];
    if (value > peak) peak = value;
    out[i - start] = value === peak ? 0 : value / peak - 1;
  }
}
