/** Returns 0 where every value of `x[start..end)` is finite, otherwise NaN. */
export function finiteCheck(x: Float64Array, start: number, end: number): number {
  let c0 = 0;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    c0 += x[i] * 0;
    c1 += x[i + 1] * 0;
    c2 += x[i + 2] * 0;
    c3 += x[i + 3] * 0;
  }
  for (; i < end; i++) c0 += x[i] * 0;
  return c0 + c1 + (c2 + c3);
}
