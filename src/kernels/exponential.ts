/**
 * Writes `y += alpha * (x[i] - y)` over `x[start..end)`, from `y = seed` before the first value.
 *
 * Four values share one step of the recurrence: what they add is gathered apart from what is left of the value before
 * them, so the chain of dependent operations is a quarter as long. Blocks of four count from `start`.
 * Returns NaN where a value of the run is not finite.
 */
export function exponentialInto(out: Float64Array, x: Float64Array, start: number, end: number, alpha: number, seed: number): number {
  const b1 = 1 - alpha;
  const b2 = b1 * b1;
  const b3 = b2 * b1;
  const b4 = b2 * b2;
  let y = seed;
  let i = start;
  for (; i + 3 < end; i += 4) {
    const t0 = alpha * x[i];
    const t1 = alpha * x[i + 1] + b1 * t0;
    const t2 = alpha * x[i + 2] + b1 * t1;
    const t3 = alpha * x[i + 3] + b1 * t2;
    out[i] = t0 + b1 * y;
    out[i + 1] = t1 + b2 * y;
    out[i + 2] = t2 + b3 * y;
    y = t3 + b4 * y;
    out[i + 3] = y;
  }
  let t = 0;
  let power = b1;
  for (const rest = i; i < end; i++) {
    t = alpha * x[i] + b1 * t;
    out[i] = t + power * y;
    power = i === rest ? b2 : b3;
  }
  return (t + y) * 0;
}

/**
 * Writes the exponential average of the run `x[start..end)`, seeded at the `warmup`-th value with the mean of the first
 * `warmup` values; NaN before it. Returns NaN where a value of the run is not finite.
 */
export function seededExponentialInto(
  out: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  alpha: number,
  warmup: number,
): number {
  const first = start + warmup - 1;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  if (first >= end) return 0;
  let sum = 0;
  for (let i = start; i <= first; i++) sum += x[i];
  const seed = sum / warmup;
  out[first] = seed;
  return exponentialInto(out, x, first + 1, end, alpha, seed);
}
