import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  equityMomentsInto,
  lowestRatioOfPeak,
  momentBlock,
  momentStateLength,
  momentsInto,
  slidingMomentsInto,
} from '../../src/kernels/index.ts';

describe('momentsInto', () => {
  it('has count, sum, mean, squared deviations and squares below the target', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 3 * momentBlock }),
        fc.integer({ min: -50, max: 50 }),
        (values, target) => {
          const state = new Float64Array(momentStateLength);
          momentsInto(state, Float64Array.from(values), 0, values.length, target);
          const n = BigInt(values.length);
          const sum = values.reduce((a, b) => a + b, 0);
          const squares = values.reduce((a, b) => a + (BigInt(b) * n - BigInt(sum)) ** 2n, 0n);
          expect(state[0]).toBe(values.length);
          expect(state[1] + state[2]).toBe(sum);
          expect(state[3]).toBeCloseTo(sum / values.length, 10);
          expect(state[4]).toBeCloseTo(Number(squares) / values.length ** 2, 4);
          expect(state[5]).toBe(values.reduce((a, b) => a + Math.min(b - target, 0) ** 2, 0));
        },
      ),
    );
  });

  it('gives the same bits for an equity as for its returns', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 1, maxLength: 700 }), fc.nat({ max: 300 }), (moves, skip) => {
        let value = 100;
        const equity = Float64Array.from(moves, (move) => (value *= 1 + move / 10_000));
        const from = skip % equity.length;
        const capital = from === 0 ? 100 : equity[from - 1];
        const returns = equity.slice(from).map((after, i) => after / (i === 0 ? capital : equity[from + i - 1]) - 1);
        const own = new Float64Array(momentStateLength);
        const other = new Float64Array(momentStateLength);
        equityMomentsInto(own, new Float64Array(momentBlock), equity, from, equity.length, capital, 1e-4);
        momentsInto(other, returns, 0, returns.length, 1e-4);
        expect(own).toEqual(other);
      }),
    );
  });

  it('keeps the deviations of values far from zero', () => {
    const state = new Float64Array(momentStateLength);
    const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e6 + (i % 2));
    momentsInto(state, values, 0, values.length, 0);
    expect(state[4]).toBe(25_000);
  });
});

describe('lowestRatioOfPeak', () => {
  it('is the least of all ratios to an earlier or equal bar', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 60 }), (values) => {
        const all = [500, ...values].flatMap((peak, i) => [500, ...values].slice(i).map((value) => value / peak));
        expect(lowestRatioOfPeak(Float64Array.from(values), 0, values.length, 500)).toBe(Math.min(1, ...all));
      }),
    );
  });
});

describe('slidingMomentsInto', () => {
  it('has the moments of each window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 90 }), fc.integer({ min: 1, max: 15 }), (values, window) => {
        const x = Float64Array.from(values);
        const mean = new Float64Array(x.length);
        const squares = new Float64Array(x.length);
        slidingMomentsInto(mean, squares, new Float64Array(2 * window), x, window);
        for (let i = 0; i < x.length; i++) {
          if (i < window - 1) {
            expect([mean[i], squares[i]]).toEqual([Number.NaN, Number.NaN]);
            continue;
          }
          const part = values.slice(i + 1 - window, i + 1);
          const average = part.reduce((a, b) => a + b, 0) / window;
          expect(mean[i]).toBeCloseTo(average, 10);
          expect(squares[i]).toBeCloseTo(
            part.reduce((a, b) => a + (b - average) ** 2, 0),
            8,
          );
        }
      }),
    );
  });

  it('is exactly without deviation where a window is constant, whatever came before', () => {
    const x = Float64Array.from({ length: 100 }, (_, i) => (i < 50 ? 10 ** (i % 12) : 0.1));
    const squares = new Float64Array(100);
    slidingMomentsInto(new Float64Array(100), squares, new Float64Array(14), x, 7);
    for (let i = 56; i < 100; i++) expect(squares[i]).toBe(0);
  });
});
