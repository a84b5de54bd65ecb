/** A sliding sum is taken anew after at least this many bars, which bounds its drift and frees it from its history. */
export const resumEvery = 256;

/** Bars between two fresh sums of a window: the next multiple of {@link resumEvery}, so that long windows cost no more. */
export function resumLength(period: number): number {
  return Math.ceil(period / resumEvery) * resumEvery;
}

/** The sum of `x[from..from + period)`, each value less `origin`. */
export function shiftedSum(x: Float64Array, from: number, period: number, origin: number): number {
  const end = from + period;
  const unrolled = end - (period & 3);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = from; i < unrolled; i += 4) {
    s0 += x[i] - origin;
    s1 += x[i + 1] - origin;
    s2 += x[i + 2] - origin;
    s3 += x[i + 3] - origin;
  }
  for (let i = unrolled; i < end; i++) s0 += x[i] - origin;
  return s0 + s1 + (s2 + s3);
}

/** The sum of squares of `x[from..from + period)`, each value less `origin`. */
export function shiftedSquares(x: Float64Array, from: number, period: number, origin: number): number {
  const end = from + period;
  const unrolled = end - (period & 3);
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let i = from; i < unrolled; i += 4) {
    const d0 = x[i] - origin;
    const d1 = x[i + 1] - origin;
    const d2 = x[i + 2] - origin;
    const d3 = x[i + 3] - origin;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (let i = unrolled; i < end; i++) s0 += (x[i] - origin) * (x[i] - origin);
  return s0 + s1 + (s2 + s3);
}

/** The sum of squared deviations of `x[from..from + period)` from their mean, in two passes: exactly 0 for equal values. */
export function squaredDeviations(x: Float64Array, from: number, period: number): number {
  const origin = x[from];
  return shiftedSquares(x, from, period, origin + shiftedSum(x, from, period, origin) / period);
}

/**
 * Writes the mean of each window of `period` values of the run `x[start..end)`; NaN before the first full window.
 *
 * The sum slides as deviations from the first value of the window at the last fresh sum; four steps share one addition
 * to it, which keeps the chain of dependent additions short. Returns NaN where a value of the run is not finite.
 */
export function rollingMeanInto(out: Float64Array, x: Float64Array, start: number, end: number, period: number): number {
  const length = resumLength(period);
  const share = 1 / period;
  const first = start + period - 1;
  let check = 0;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  for (let block = first; block < end; block += length) {
    const stop = Math.min(block + length, end);
    const origin = x[block - period + 1];
    let sum = shiftedSum(x, block - period + 1, period, origin);
    out[block] = origin + sum * share;
    let i = block + 1;
    for (; i + 3 < stop; i += 4) {
      const k = i - period;
      const d0 = x[i] - x[k];
      const d1 = d0 + (x[i + 1] - x[k + 1]);
      const d2 = d1 + (x[i + 2] - x[k + 2]);
      const d3 = d2 + (x[i + 3] - x[k + 3]);
      out[i] = origin + (sum + d0) * share;
      out[i + 1] = origin + (sum + d1) * share;
      out[i + 2] = origin + (sum + d2) * share;
      sum += d3;
      out[i + 3] = origin + sum * share;
    }
    let d = 0;
    for (; i < stop; i++) {
      d += x[i] - x[i - period];
      out[i] = origin + (sum + d) * share;
    }
    check += (sum + d) * 0;
  }
  return check;
}
