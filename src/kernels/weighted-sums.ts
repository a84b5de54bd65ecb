import { finiteCheck } from './finite.ts';
import { resumLength, shiftedSum } from './rolling.ts';

/**
 * Writes `origin + a * sum + b * weighted` of every window of `period` values of the run `x[start..end)`, where `sum` and
 * `weighted` (with weights 1 to `period`) are of the distances from `origin`, the oldest value at the last fresh sums; NaN before
 * the first window. Four steps share one addition to the sums, which keeps the chains of dependent additions short. Weighted means and straight lines of least squares are of this form.
 * Returns NaN where a value of the run is not finite.
 */
export function weightedSumsInto(
  out: Float64Array,
  x: Float64Array,
  start: number,
  end: number,
  period: number,
  a: number,
  b: number,
): number {
  const first = start + period - 1;
  for (let i = start; i < first && i < end; i++) out[i] = Number.NaN;
  if (first >= end) return finiteCheck(x, start, end);
  const length = resumLength(period);
  let check = 0;
  for (let block = first; block < end; block += length) {
    const origin = x[block - period + 1];
    let sum = shiftedSum(x, block - period + 1, period, origin);
    let weighted = weightedSum(x, block - period + 1, period, origin);
    out[block] = origin + (a * sum + b * weighted);
    const stop = Math.min(block + length, end);
    let i = block + 1;
    for (; i + 3 < stop; i += 4) {
      const k = i - period;
      const s0 = x[i] - x[k];
      const s1 = s0 + (x[i + 1] - x[k + 1]);
      const s2 = s1 + (x[i + 2] - x[k + 2]);
      const s3 = s2 + (x[i + 3] - x[k + 3]);
      const w0 = period * (x[i] - origin) - sum;
      const w1 = w0 + (period * (x[i + 1] - origin) - (sum + s0));
      const w2 = w1 + (period * (x[i + 2] - origin) - (sum + s1));
      const w3 = w2 + (period * (x[i + 3] - origin) - (sum + s2));
      out[i] = origin + (a * (sum + s0) + b * (weighted + w0));
      out[i + 1] = origin + (a * (sum + s1) + b * (weighted + w1));
      out[i + 2] = origin + (a * (sum + s2) + b * (weighted + w2));
      weighted += w3;
      sum += s3;
      out[i + 3] = origin + (a * sum + b * weighted);
    }
    let s = 0;
    let w = 0;
    for (; i < stop; i++) {
      w += period * (x[i] - origin) - (sum + s);
      s += x[i] - x[i - period];
      out[i] = origin + (a * (sum + s) + b * (weighted + w));
    }
    check += (weighted + w + (sum + s)) * 0;
  }
  return check;
}

/** The sum of `x[from..from + period)`, each value less `origin` and times its place, from 1 on. */
export function weightedSum(x: Float64Array, from: number, period: number, origin: number): number {
  let sum = 0;
  for (let k = 0; k < period; k++) sum += (k + 1) * (x[from + k] - origin);
  return sum;
}

/** The factors of {@link weightedSumsInto} that give the weighted mean. */
export function weightedMeanFactors(period: number): readonly [number, number] {
  return [0, 2 / (period * (period + 1))];
}

/** The factors of {@link weightedSumsInto} that give the height of the line of least squares at `place`, the oldest value being at 0. */
export function lineFactors(period: number, place: number): readonly [number, number] {
  const share = 12 / (period * (period * period - 1));
  const middle = (period - 1) / 2;
  const reach = (place - middle) * share;
  return [1 / period - reach * (middle + 1), reach];
}
