import { rollingBandsInto, rollingDeviationInto, rollingMeanInto, shiftedSquares, shiftedSum, squaredDeviations } from 'barwright/kernels';
import { describe, expect, it } from 'vitest';
import { exactMean, exactSquares, overWindows, relativeError, walk } from './naive.ts';

const periods = [1, 2, 3, 4, 5, 20, 255, 256, 257, 600];

describe('sums of a window', () => {
  it('equal plain sums', () => {
    const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    expect(shiftedSum(x, 1, 5, 1)).toBe(1 + 2 + 3 + 4 + 5);
    expect(shiftedSquares(x, 1, 5, 1)).toBe(1 + 4 + 9 + 16 + 25);
    expect(squaredDeviations(x, 0, 7)).toBe(28);
  });
});

describe('rollingMeanInto', () => {
  for (const period of periods) {
    it(`equals exact means within 1e-13 at a period of ${period}`, () => {
      const x = walk(period, 3000);
      const out = new Float64Array(x.length);
      expect(rollingMeanInto(out, x, 0, x.length, period)).toBe(0);
      expect(relativeError(out, overWindows(x, period, exactMean))).toBeLessThan(1e-13);
    });
  }

  it('writes its run alone', () => {
    const x = walk(1, 100);
    const out = new Float64Array(100).fill(-1);
    rollingMeanInto(out, x, 10, 50, 5);
    expect([out[9], out[50]]).toEqual([-1, -1]);
    expect(out.subarray(10, 14).every(Number.isNaN)).toBe(true);
    expect(out[14]).toBeCloseTo(exactMean(x.subarray(10, 15)), 12);
  });

  it('answers NaN where a value is not finite, wherever it lies', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const at of [0, 3, 19, 20, 275, 276, 277, 998, 999]) {
        const x = walk(1, 1000);
        x[at] = bad;
        expect(rollingMeanInto(new Float64Array(1000), x, 0, 1000, 20)).toBeNaN();
      }
    }
  });

  it('stays within 1e-9 of exact sums over ten million bars', () => {
    const n = 10_000_000;
    const x = walk(5, n, 1e6, 10);
    const out = new Float64Array(n);
    rollingMeanInto(out, x, 0, n, 50);
    for (let i = n - 1; i > 50; i -= 999_983) expect(Math.abs(out[i] / exactMean(x.subarray(i - 49, i + 1)) - 1)).toBeLessThan(1e-14);
  });
});

describe('rollingDeviationInto', () => {
  for (const period of periods.slice(1)) {
    it(`equals exact deviations within 1e-9 at a period of ${period}`, () => {
      const x = walk(period, 3000);
      const out = new Float64Array(x.length);
      expect(rollingDeviationInto(out, x, 0, x.length, period, period, 1)).toBe(0);
      const expected = overWindows(x, period, (window) => Math.sqrt(exactSquares(window) / period));
      expect(relativeError(out, expected)).toBeLessThan(1e-9);
    });
  }

  it('keeps its digits on a tiny spread at a high level', () => {
    const x = walk(1, 2000, 1e6, 1e-4);
    const out = new Float64Array(2000);
    rollingDeviationInto(out, x, 0, 2000, 20, 20, 1);
    expect(
      relativeError(
        out,
        overWindows(x, 20, (window) => Math.sqrt(exactSquares(window) / 20)),
      ),
    ).toBeLessThan(1e-9);
  });

  it('forgets an outlier as soon as it leaves the window', () => {
    const x = walk(2, 1000);
    x[300] = 1e9;
    for (const period of [2, 3, 20]) {
      const out = new Float64Array(1000);
      rollingDeviationInto(out, x, 0, 1000, period, period, 1);
      expect(
        relativeError(
          out,
          overWindows(x, period, (window) => Math.sqrt(exactSquares(window) / period)),
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it('is exactly 0 on equal values, after any prices', () => {
    const x = walk(3, 1000).fill(100.1, 400, 600);
    const out = new Float64Array(1000);
    rollingDeviationInto(out, x, 0, 1000, 20, 20, 2);
    expect(out.subarray(419, 600).every((value) => value === 0)).toBe(true);
    expect(out.every((value, i) => i < 19 || value >= 0)).toBe(true);
  });
});

describe('rollingBandsInto', () => {
  it('has the bits of the mean, and the deviation around it', () => {
    for (const period of periods) {
      const x = walk(period + 50, 2500);
      const [upper, middle, lower, mean, deviation] = Array.from({ length: 5 }, () => new Float64Array(2500));
      expect(rollingBandsInto(upper, middle, lower, x, 0, 2500, period, 2)).toBe(0);
      rollingMeanInto(mean, x, 0, 2500, period);
      rollingDeviationInto(deviation, x, 0, 2500, period, period, 2);
      expect(middle).toEqual(mean);
      expect(upper).toEqual(mean.map((value, i) => value + deviation[i]));
      expect(lower).toEqual(mean.map((value, i) => value - deviation[i]));
    }
  });
});
