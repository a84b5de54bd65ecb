import { Rng } from 'barwright/core';
import { bootstrap, drawBlocks, drawnRows, drawsOfRows, optimalBlockLength } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseTrials, smoothed } from './worlds.ts';

const methods = ['stationary', 'circular', 'moving'] as const;

describe('drawBlocks', () => {
  it('fills every resample with rows that are there, in runs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methods),
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer(),
        (method, rows, share, resamples, seed) => {
          const blockLength = 1 + share * (rows - 1);
          const draws = drawBlocks(rows, { method, blockLength, resamples, seed });
          expect(draws.offsets.length).toBe(resamples + 1);
          expect(draws.offsets[resamples]).toBe(draws.starts.length);
          for (let b = 0; b < resamples; b++) {
            const drawn = drawnRows(draws, b);
            expect(drawn.every((row) => row >= 0 && row < rows)).toBe(true);
            let filled = 0;
            for (let k = draws.offsets[b]; k < draws.offsets[b + 1]; k++) {
              expect(draws.lengths[k]).toBeGreaterThan(0);
              filled += draws.lengths[k];
              const isLast = k + 1 === draws.offsets[b + 1];
              if (method !== 'stationary' && !isLast) expect(draws.lengths[k]).toBe(Math.ceil(blockLength));
              if (method === 'moving') expect(draws.starts[k] + draws.lengths[k]).toBeLessThanOrEqual(rows);
            }
            expect(filled).toBe(rows);
          }
        },
      ),
    );
  });

  it('is the same for the same seed and another for another', () => {
    const options = { blockLength: 5, resamples: 20, seed: 4 };
    expect(drawBlocks(100, options)).toEqual(drawBlocks(100, options));
    expect(drawBlocks(100, { ...options, seed: 5 }).starts).not.toEqual(drawBlocks(100, options).starts);
    expect(drawBlocks(100, { blockLength: 5 })).toEqual(
      drawBlocks(100, { blockLength: 5, method: 'stationary', resamples: 1000, seed: 1 }),
    );
  });

  it('draws geometric lengths of the mean that was asked, and every row as often', () => {
    for (const blockLength of [1, 1.7, 8, 40]) {
      const draws = drawBlocks(1_000, { blockLength, resamples: 400, seed: 2 });
      const whole: number[] = [];
      for (let b = 0; b < draws.resamples; b++) {
        for (let k = draws.offsets[b]; k + 1 < draws.offsets[b + 1]; k++) whole.push(draws.lengths[k]);
      }
      // A block that is cut leaves the whole ones a little short.
      const mean = whole.reduce((sum, length) => sum + length, 0) / whole.length;
      expect(mean / blockLength).toBeGreaterThan(0.93);
      expect(mean / blockLength).toBeLessThan(1.01);
      if (blockLength <= 8) {
        const ones = whole.filter((length) => length === 1).length / whole.length;
        const twos = whole.filter((length) => length === 2).length / whole.length;
        expect(ones).toBeCloseTo(1 / blockLength, 2);
        expect(twos).toBeCloseTo((1 / blockLength) * (1 - 1 / blockLength), 2);
      }
    }
    for (const method of ['stationary', 'circular'] as const) {
      const counts = new Float64Array(50);
      const draws = drawBlocks(50, { method, blockLength: 4, resamples: 4_000, seed: 3 });
      for (let b = 0; b < draws.resamples; b++) for (const row of drawnRows(draws, b)) counts[row]++;
      expect(Math.min(...counts)).toBeGreaterThan(0.93 * 4_000);
      expect(Math.max(...counts)).toBeLessThan(1.07 * 4_000);
    }
  });

  it('takes rows that were drawn elsewhere', () => {
    const draws = drawBlocks(30, { blockLength: 3, resamples: 10 });
    const rows = Array.from({ length: 10 }, (_, b) => drawnRows(draws, b));
    const again = drawsOfRows(rows);
    rows.forEach((row, b) => {
      expect(drawnRows(again, b)).toEqual(row);
    });
    const returns = noiseTrials(1, 1, 30)[0];
    expect(bootstrap(returns, { draws: rows })).toEqual(bootstrap(returns, { draws: again }));
    expect(bootstrap(returns, { draws: again }).low).toBeCloseTo(bootstrap(returns, { draws }).low, 12);
    expect(bootstrap(returns, { draws }).values).toEqual(bootstrap(returns, { blockLength: 3, resamples: 10 }).values);
  });
});

describe('optimalBlockLength', () => {
  it('nears the length that the theory gives an autoregression', () => {
    const rng = new Rng(5);
    const x = smoothed(
      Float64Array.from({ length: 20_000 }, () => rng.normal()),
      0.5,
    );
    const ideal = (0.5 / 0.75) ** (2 / 3) * 2 ** (2 / 3) * 20_000 ** (1 / 3);
    expect(optimalBlockLength(x).stationary / ideal).toBeCloseTo(1, 0);
    expect(optimalBlockLength(x).circular / optimalBlockLength(x).stationary).toBeCloseTo(1.5 ** (1 / 3), 12);
  });

  it('stays between one and a third of the rows, and does not depend on place and scale', () => {
    expect(optimalBlockLength([5, 5, 5])).toEqual({ stationary: 1, circular: 1 });
    expect(optimalBlockLength([1, 2])).toEqual({ stationary: 1, circular: 1 });
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 2, maxLength: 90 }), (values) => {
        const { stationary, circular } = optimalBlockLength(values);
        expect(stationary).toBeGreaterThanOrEqual(1);
        expect(circular).toBeGreaterThanOrEqual(stationary);
        expect(circular).toBeLessThanOrEqual(Math.ceil(values.length / 3));
      }),
    );
    const x = smoothed(noiseTrials(6, 1, 400)[0], 0.6);
    expect(optimalBlockLength(x.map((v) => 7 - 3 * v)).stationary).toBeCloseTo(optimalBlockLength(x).stationary, 8);
  });
});

describe('bootstrap', () => {
  const returns = noiseTrials(7, 1, 300, 0.1)[0];

  it('gives the mean of independent returns the error that is known', () => {
    const { standardError, bias } = bootstrap(returns, { statistic: 'mean', blockLength: 1, resamples: 20_000 });
    const mean = returns.reduce((sum, r) => sum + r, 0) / 300;
    const sd = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 300);
    expect(standardError / (sd / Math.sqrt(300))).toBeCloseTo(1, 1);
    expect(Math.abs(bias)).toBeLessThan(0.03 * sd);
  });

  it('widens with dependence, and with confidence', () => {
    const x = smoothed(returns, 0.7);
    const width = (options: object): number => {
      const { low, high } = bootstrap(x, { statistic: 'mean', ...options });
      return high - low;
    };
    expect(width({})).toBeGreaterThan(1.5 * width({ blockLength: 1 }));
    expect(width({ confidence: 0.99 })).toBeGreaterThan(width({ confidence: 0.9 }));
  });

  it('adds up what a function finds on the rows', () => {
    const mean = (r: Float64Array): number => r.reduce((sum, value) => sum + value, 0) / r.length;
    const sharpe = (r: Float64Array): number =>
      mean(r) / Math.sqrt(r.reduce((sum, value) => sum + (value - mean(r)) ** 2, 0) / (r.length - 1));
    for (const method of methods) {
      const options = { method, blockLength: 6, resamples: 50 } as const;
      for (const interval of ['percentile', 'bca'] as const) {
        for (const [name, f] of [
          ['mean', mean],
          ['sharpe', sharpe],
        ] as const) {
          const [fast, slow] = [
            bootstrap(returns, { ...options, interval, statistic: name }),
            bootstrap(returns, { ...options, interval, statistic: f }),
          ];
          expect(fast.low).toBeCloseTo(slow.low, 12);
          expect(fast.high).toBeCloseTo(slow.high, 12);
          fast.values.forEach((value, b) => {
            expect(value).toBeCloseTo(slow.values[b], 12);
          });
        }
      }
    }
  });

  it.each(['percentile', 'basic', 'bca'] as const)('covers the truth in about nine worlds of ten by %s', (interval) => {
    let covered = 0;
    for (let world = 0; world < 500; world++) {
      const [x] = noiseTrials(2_000 + world, 1, 120, 0.1);
      const { low, high } = bootstrap(x, { confidence: 0.9, interval, resamples: 300, blockLength: 1 });
      if (low <= 0.1 && 0.1 <= high) covered++;
    }
    expect(covered / 500).toBeGreaterThan(0.85);
    expect(covered / 500).toBeLessThan(0.95);
  });

  it('answers returns that do not vary with a Sharpe ratio of 0', () => {
    expect(bootstrap([0, 0, 0, 0], { resamples: 10, interval: 'bca' })).toMatchObject({
      estimate: 0,
      low: 0,
      high: 0,
      standardError: 0,
      bias: 0,
    });
    expect(bootstrap([0.1, 0.1, 0.1], { resamples: 1, statistic: 'mean' })).toMatchObject({ low: 0.1, high: 0.1, standardError: 0 });
  });

  it('leaves its input as it was', () => {
    const before = returns.slice();
    bootstrap(returns, { resamples: 5, statistic: (r) => r.sort()[0], interval: 'bca' });
    expect(returns).toEqual(before);
  });

  const draws = drawBlocks(9, { blockLength: 2 });
  const broken = drawBlocks(300, { blockLength: 50, resamples: 2, method: 'circular' });
  it.each([
    ['Expected `returns` to have at least 2 values, had 1.', () => bootstrap([1])],
    ['Expected `returns[0]` to be finite, was `Infinity`.', () => bootstrap([Number.POSITIVE_INFINITY, 1])],
    ['Expected `blockLength` to be a finite number >= 1 and <= 300, was `0.5`.', () => bootstrap(returns, { blockLength: 0.5 })],
    ['Expected `blockLength` to be a finite number >= 1 and <= 300, was `301`.', () => bootstrap(returns, { blockLength: 301 })],
    ['Expected `resamples` to be an integer >= 1, was `0`.', () => bootstrap(returns, { resamples: 0 })],
    ['Expected `method` to be one of', () => bootstrap(returns, { method: 'block' as never })],
    ['Expected `confidence` to be a finite number > 0 and < 1, was `95`.', () => bootstrap(returns, { confidence: 95 })],
    ['Expected `draws` to be of 300 rows, was of 9.', () => bootstrap(returns, { draws })],
    [
      'Expected resample 1 of `draws` to be made of 300 rows',
      () => bootstrap(returns, { draws: { ...broken, offsets: broken.offsets.with(2, 7) } }),
    ],
    [
      'Expected resample 0 of `draws` to be made of 300 rows',
      () => bootstrap(returns, { draws: { ...broken, starts: broken.starts.with(0, 300) } }),
    ],
    ['Unknown option `indices` in `draws`.', () => bootstrap(returns, { draws: { indices: [] } as never })],
    ['Expected `statistic` to be finite, was `NaN`: let it answer 0', () => bootstrap(returns, { statistic: () => Number.NaN })],
    ['Expected `statistic` to be one of', () => bootstrap(returns, { statistic: 'median' as never })],
    ['Unknown option `block` in `options`.', () => bootstrap(returns, { block: 5 } as never)],
    ['Expected `blockLength` to be a finite number >= 1 and <= 9, was `undefined`.', () => drawBlocks(9, {} as never)],
    ['Expected `rows` to be an integer >= 2, was `1`.', () => drawBlocks(1, { blockLength: 1 })],
    ['Expected `resample` to be an integer >= 0 and <= 999, was `1000`.', () => drawnRows(draws, 1000)],
    ['Expected `drawn` to be an array of at least one resample', () => drawsOfRows([])],
    ['Expected `drawn[1]` to have length 2 as `drawn[0]`, was Array(1).', () => drawsOfRows([[0, 1], [0]])],
    ['Expected `drawn[0][1]` to be a row from 0 to 1, was `2`.', () => drawsOfRows([[0, 2]])],
    ['Expected `values` to have at least 2 values, had 0.', () => optimalBlockLength([])],
  ])('refuses: %s', (message, work) => {
    expect(work).toThrow(message);
  });
});
