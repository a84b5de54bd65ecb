import { checkInteger } from '../core/index.ts';

/** Columns of candles, of one length. */
export interface CandleColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** Candles of several bars each, with the range of bars behind each. */
export interface CandleBuckets extends CandleColumns {
  /** Bars in a full bucket. */
  readonly size: number;
}

/**
 * Candles of equally many bars each, at most `limit` of them: first open, highest high, lowest low, last close. Buckets
 * start at bar 0, so that all but the last are full; up to `limit` bars each is its own bucket.
 *
 * @throws ArgumentError where `limit` is no integer >= 1.
 */
export function candleBuckets(candles: CandleColumns, limit: number): CandleBuckets {
  checkInteger('limit', limit, { min: 1 });
  const { length } = candles.time;
  const size = Math.max(1, Math.ceil(length / limit));
  if (size === 1) return { size, time: candles.time, open: candles.open, high: candles.high, low: candles.low, close: candles.close };
  const count = Math.ceil(length / size);
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  for (let bucket = 0; bucket < count; bucket++) {
    const to = Math.min(length, (bucket + 1) * size);
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = bucket * size; i < to; i++) {
      if (candles.high[i] > highest) highest = candles.high[i];
      if (candles.low[i] < lowest) lowest = candles.low[i];
    }
    high[bucket] = highest;
    low[bucket] = lowest;
  }
  return { size, time: firstOf(candles.time, size), open: firstOf(candles.open, size), high, low, close: lastOf(candles.close, size) };
}

/** The first value of each bucket of `size` values. */
export function firstOf(values: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: Math.ceil(values.length / size) }, (_, bucket) => values[bucket * size]);
}

/** The last value of each bucket of `size` values. */
export function lastOf(values: Float64Array, size: number): Float64Array {
  return Float64Array.from(
    { length: Math.ceil(values.length / size) },
    (_, bucket) => values[Math.min(values.length, (bucket + 1) * size) - 1],
  );
}

/** The least value of each bucket of `size` values, NaN passed over. */
export function leastOf(values: Float64Array, size: number): Float64Array {
  const out = new Float64Array(Math.ceil(values.length / size)).fill(Number.NaN);
  for (let i = 0; i < values.length; i++) {
    const bucket = Math.floor(i / size);
    if (!(values[i] >= out[bucket])) out[bucket] = Number.isNaN(values[i]) ? out[bucket] : values[i];
  }
  return out;
}
