import { Rng } from 'barwright/core';

/** A seeded random walk. */
export function walk(seed: number, length: number, start = 100, step = 1): Float64Array {
  const rng = new Rng(seed);
  const x = new Float64Array(length);
  let price = start;
  for (let i = 0; i < length; i++) x[i] = price += rng.normal() * step;
  return x;
}

/** What `read` makes of each full window; NaN before. */
export function overWindows(x: Float64Array, period: number, read: (window: Float64Array) => number): Float64Array {
  return x.map((_, i) => (i < period - 1 ? Number.NaN : read(x.subarray(i - period + 1, i + 1))));
}

/** The exact sum, rounded once (Shewchuk 1997). */
export function exactSum(values: Iterable<number>): number {
  const parts: number[] = [];
  for (let value of values) {
    let kept = 0;
    for (let part of parts) {
      if (Math.abs(value) < Math.abs(part)) [value, part] = [part, value];
      const high = value + part;
      const low = part - (high - value);
      if (low !== 0) parts[kept++] = low;
      value = high;
    }
    parts.length = kept;
    parts.push(value);
  }
  return parts.reduceRight((sum, part) => sum + part, 0);
}

/** Exact mean of a window. */
export function exactMean(window: Float64Array): number {
  return exactSum(window) / window.length;
}

/** Sum of squared deviations from the mean, summed exactly. */
export function exactSquares(window: Float64Array): number {
  const mean = exactMean(window);
  return exactSum(window.map((value) => (value - mean) * (value - mean)));
}

/** The greatest relative difference; NaN must meet NaN. */
export function relativeError(actual: Float64Array, expected: Float64Array): number {
  let worst = 0;
  actual.forEach((value, i) => {
    if (Number.isNaN(value) && Number.isNaN(expected[i])) return;
    const error = Math.abs(value - expected[i]) / Math.max(Math.abs(expected[i]), Number.MIN_VALUE);
    if (!(error <= worst)) worst = error;
  });
  return worst;
}
