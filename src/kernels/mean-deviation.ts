/** Mean of `values[start..start + period)`, summed from the first of them in four strands, which do not wait for one another. */
export function meanOf(values: Float64Array, start: number, period: number): number {
  const origin = values[start];
  const end = start + period;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (; k + 3 < end; k += 4) {
    a += values[k] - origin;
    b += values[k + 1] - origin;
    c += values[k + 2] - origin;
    d += values[k + 3] - origin;
  }
  for (; k < end; k++) a += values[k] - origin;
  return origin + (a + b + (c + d)) / period;
}

/** Sum of the distances of `values[start..start + period)` from `mean`, in four strands. */
export function distancesFrom(mean: number, values: Float64Array, start: number, period: number): number {
  const end = start + period;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (; k + 3 < end; k += 4) {
    a += Math.abs(values[k] - mean);
    b += Math.abs(values[k + 1] - mean);
    c += Math.abs(values[k + 2] - mean);
    d += Math.abs(values[k + 3] - mean);
  }
  for (; k < end; k++) a += Math.abs(values[k] - mean);
  return a + b + (c + d);
}
