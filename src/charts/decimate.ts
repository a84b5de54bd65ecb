import { ArgumentError, checkInteger, show } from '../core/index.ts';

/**
 * Indices of the points that a line needs when it is drawn `buckets` pixels wide: the first, the least, the greatest and
 * the last of each bucket (M4), so that no spike is lost. NaN is passed over; a bucket of NaN alone keeps one, as a hole.
 *
 * The indices rise; there are at most `4 * buckets`. Up to that length all indices are kept.
 *
 * Source: Jugel et al., M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014.
 *
 * @throws ArgumentError where `buckets` is no integer >= 1.
 * @example
 * ```ts
 * import { decimate } from 'barwright/charts';
 * const y = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 500));
 * decimate(y, 600).length; // at most 2400
 * ```
 */
export function decimate(values: Float64Array, buckets: number): Int32Array {
  if (!(values instanceof Float64Array)) throw new ArgumentError(`Expected \`values\` to be a Float64Array, was \`${show(values)}\`.`);
  checkInteger('buckets', buckets, { min: 1 });
  const { length } = values;
  if (length <= 4 * buckets) return Int32Array.from({ length }, (_, i) => i);
  const kept = new Int32Array(4 * buckets);
  let count = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * length) / buckets);
    const to = Math.floor(((bucket + 1) * length) / buckets);
    let first = -1;
    let last = -1;
    let least = -1;
    let greatest = -1;
    for (let i = from; i < to; i++) {
      const value = values[i];
      if (Number.isNaN(value)) continue;
      if (first < 0) first = least = greatest = i;
      if (value < values[least]) least = i;
      if (value > values[greatest]) greatest = i;
      last = i;
    }
    if (first < 0) {
      kept[count++] = from;
      continue;
    }
    kept[count++] = first;
    const [early, late] = least < greatest ? [least, greatest] : [greatest, least];
    if (early !== first && early !== last) kept[count++] = early;
    if (late !== early && late !== first && late !== last) kept[count++] = late;
    if (last !== first) kept[count++] = last;
  }
  return kept.slice(0, count);
}
