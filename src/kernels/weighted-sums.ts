import { finiteCheck } from './finite.ts';
import { resumLength } from './rolling.ts';

/**
 * Writes `origin + a * sum + b * weighted` of every window of `period` values of the run `x[start..end)`, where `sum` and
 * `weighted` (with weights 1 to `period`) are of the distances from `origin`, the oldest value at the last fresh sums; NaN before
 * the first window. Weighted means and straight lines of least squares are of this form.
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
  const length = resumLength(period);
  for (let block = first; block < end; block += length) {
    const oldest = block - period + 1;
    const origin = x[oldest];
    let sum = 0;
    let weighted = 0;
    for (let k = 0; k < period; k++) {
      const d = x[oldest + k] - origin;
      sum += d;
      weighted += (k + 1) * d;
    }
    out[block] = origin + (a * sum + b * weighted);
    const stop = Math.min(block + length, end);
    for (let i = block + 1; i < stop; i++) {
      const d = x[i] - origin;
      weighted += period * d - sum;
      sum += d - (x[i - period] - origin);
      out[i] = origin + (a * sum + b * weighted);
    }
  }
  return finiteCheck(x, start, end);
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
