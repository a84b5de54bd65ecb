import { exponentialInto, finiteCheck, seededExponentialInto } from 'barwright/kernels';
import { describe, expect, it } from 'vitest';
import { relativeError, walk } from './naive.ts';

function naive(x: Float64Array, alpha: number, seed: number): Float64Array {
  let y = seed;
  return x.map((value) => (y += alpha * (value - y)));
}

describe('exponentialInto', () => {
  for (const alpha of [1, 0.5, 2 / 21, 1 / 14, 2 / 100_001]) {
    for (const length of [0, 1, 2, 3, 4, 5, 6, 7, 8, 2000]) {
      it(`equals the recurrence within 1e-12 at a weight of ${alpha} over ${length} values`, () => {
        const x = walk(length, length);
        const out = new Float64Array(length);
        expect(exponentialInto(out, x, 0, length, alpha, 90)).toBe(0);
        expect(relativeError(out, naive(x, alpha, 90))).toBeLessThan(1e-12);
      });
    }
  }
});

describe('seededExponentialInto', () => {
  it('starts from the mean of the warm-up', () => {
    const x = walk(1, 300);
    const out = new Float64Array(300);
    seededExponentialInto(out, x, 0, 300, 2 / 11, 10);
    const seed = x.subarray(0, 10).reduce((a, b) => a + b) / 10;
    expect(out.subarray(0, 9).every(Number.isNaN)).toBe(true);
    expect(out[9]).toBe(seed);
    expect(relativeError(out.subarray(10), naive(x.subarray(10), 2 / 11, seed))).toBeLessThan(1e-12);
  });

  it('answers NaN where a value is not finite, wherever it lies', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const at of [0, 8, 9, 10, 13, 297, 298, 299]) {
        const x = walk(1, 300);
        x[at] = bad;
        expect(seededExponentialInto(new Float64Array(300), x, 0, 300, 0.1, 10)).toBeNaN();
      }
    }
  });
});

describe('finiteCheck', () => {
  it('answers 0 for finite values, NaN for any other', () => {
    for (let at = 0; at < 9; at++) {
      const x = walk(1, 9);
      expect(finiteCheck(x, 0, 9)).toBe(0);
      x[at] = Number.NEGATIVE_INFINITY;
      expect(finiteCheck(x, 0, 9)).toBeNaN();
      expect(finiteCheck(x, at + 1, 9)).toBe(0);
    }
  });
});
