import { candleBuckets, decimate, firstOf, lastOf, leastOf } from 'barwright/charts';
import { Rng } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const column = fc.float64Array({ minLength: 0, maxLength: 400, noDefaultInfinity: true }).map((values) => Float64Array.from(values));

describe('decimate', () => {
  it('keeps rising indices, at most four a bucket, with the ends and both extremes', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: 1, max: 40 }), (values, buckets) => {
        const kept = decimate(values, buckets);
        expect(kept.length).toBeLessThanOrEqual(Math.max(4 * buckets, 0));
        for (let k = 1; k < kept.length; k++) expect(kept[k]).toBeGreaterThan(kept[k - 1]);
        const known = values.filter((value) => !Number.isNaN(value));
        if (known.length === 0) return;
        const shown = Array.from(kept, (i) => values[i]).filter((value) => !Number.isNaN(value));
        expect(Math.min(...shown)).toBe(Math.min(...known));
        expect(Math.max(...shown)).toBe(Math.max(...known));
        expect(shown.at(-1)).toBe(known.at(-1));
      }),
    );
  });

  it('keeps a spike of one bar among half a million', () => {
    const values = new Float64Array(500_000);
    values[123_456] = 9;
    expect(Array.from(decimate(values, 300))).toContain(123_456);
  });

  it('refuses no buckets', () => {
    expect(() => decimate(new Float64Array(3), 0)).toThrow('Expected `buckets` to be an integer >= 1, was `0`.');
  });
});

describe('candleBuckets', () => {
  it('joins bars to candles with the first open, the extremes and the last close', () => {
    const candles = {
      time: Float64Array.of(0, 1, 2, 3, 4),
      open: Float64Array.of(10, 11, 12, 13, 14),
      high: Float64Array.of(15, 19, 13, 14, 16),
      low: Float64Array.of(9, 10, 11, 7, 12),
      close: Float64Array.of(11, 12, 13, 14, 15),
    };
    const { size, time, open, high, low, close } = candleBuckets(candles, 3);
    expect(size).toBe(2);
    expect([time, open, high, low, close].map((values) => Array.from(values))).toEqual([
      [0, 2, 4],
      [10, 12, 14],
      [19, 14, 16],
      [9, 7, 12],
      [12, 14, 15],
    ]);
    expect(candleBuckets(candles, 5).open).toBe(candles.open);
  });

  it('never has more candles than the limit, and keeps the extremes of all bars', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), fc.integer(), (length, limit, seed) => {
        const rng = new Rng(seed);
        const values = Float64Array.from({ length }, () => rng.normal());
        const { high, low, close } = candleBuckets({ time: values, open: values, high: values, low: values, close: values }, limit);
        expect(high.length).toBeLessThanOrEqual(limit);
        expect(Math.max(...high)).toBe(Math.max(...values));
        expect(Math.min(...low)).toBe(Math.min(...values));
        expect(close.at(-1)).toBe(values.at(-1));
      }),
    );
  });
});

describe('firstOf, lastOf and leastOf', () => {
  const values = Float64Array.of(3, Number.NaN, 1, Number.NaN, Number.NaN, 5, 4);

  it('take one value of each bucket; the least passes over NaN', () => {
    expect(Array.from(firstOf(values, 3))).toEqual([3, Number.NaN, 4]);
    expect(Array.from(lastOf(values, 3))).toEqual([1, 5, 4]);
    expect(Array.from(leastOf(values, 3))).toEqual([1, 5, 4]);
    expect(Array.from(leastOf(Float64Array.of(Number.NaN, Number.NaN), 2))).toEqual([Number.NaN]);
  });
});
