import { hyperband, type Sampler, space, successiveHalving } from 'barwright/search';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const line = space({ x: { type: 'float', min: 0, max: 1 } });

/** Points and bars of each batch of a whole search, and the best x on the most bars; `score` sees x and the bars. */
function search(sampler: Sampler, score: (x: number, bars: number) => number, seed = 1) {
  const run = sampler.start(line, seed);
  const batches: (readonly [points: number, bars: number])[] = [];
  const rungs: number[][] = [];
  for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
    batches.push([batch.points.length, batch.bars!]);
    rungs.push([...batch.points.column('x')]);
    run.tell(Array.from(batch.points, ({ x }) => score(x, batch.bars!)));
  }
  return { batches, rungs, trials: run.trials };
}

describe('successive halving', () => {
  it('halves as the paper does, by three from 81 points', () => {
    const { batches, trials } = search(successiveHalving({ points: 81, minBars: 1000, maxBars: 81_000 }), (x) => x);
    expect(batches).toEqual([
      [81, 1000],
      [27, 3000],
      [9, 9000],
      [3, 27_000],
      [1, 81_000],
    ]);
    expect(trials).toBe(121);
  });

  it('keeps the best of each rung, and none that failed', () => {
    const { rungs } = search(successiveHalving({ points: 27, minBars: 1, maxBars: 27 }), (x) => x);
    for (let i = 1; i < rungs.length; i++) {
      const expected = rungs[i - 1].toSorted((a, b) => b - a).slice(0, rungs[i].length);
      expect(rungs[i]).toEqual(expected);
    }
    const failing = search(successiveHalving({ points: 27, minBars: 1, maxBars: 27 }), (x) => (x > 0.2 ? Number.NaN : x));
    for (const rung of failing.rungs.slice(1)) expect(Math.max(...rung)).toBeLessThanOrEqual(0.2);
    expect(search(successiveHalving({ points: 27, minBars: 1, maxBars: 27 }), () => Number.NaN).batches).toEqual([[27, 1]]);
  });

  it('ends with as many bars as it may use and one point at least, for any sizes', () => {
    const sizes = fc.record({
      minBars: fc.integer({ min: 1, max: 5000 }),
      more: fc.double({ min: 1, max: 500, noNaN: true }),
      factor: fc.double({ min: 2, max: 6, noNaN: true }),
      points: fc.integer({ min: 1, max: 2000 }),
    });
    fc.assert(
      fc.property(sizes, ({ minBars, more, factor, points }) => {
        const maxBars = Math.round(minBars * more);
        let sampler: Sampler;
        try {
          sampler = successiveHalving({ points, minBars, maxBars, factor });
        } catch (error) {
          expect(String(error)).toMatch(/so that one reaches `maxBars`/);
          expect(points).toBeLessThan((maxBars / minBars) * 1.001);
          return;
        }
        const { batches } = search(sampler, (x) => x);
        expect(batches[0][0]).toBe(points);
        expect(batches[0][1]).toBeGreaterThanOrEqual(minBars - 0.5);
        expect(batches.at(-1)![1]).toBe(maxBars);
        for (let i = 1; i < batches.length; i++) {
          expect(batches[i][0]).toBeLessThan(batches[i - 1][0]);
          expect(batches[i][1]).toBeGreaterThan(batches[i - 1][1]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses too few points and bad options', () => {
    expect(() => successiveHalving({ points: 26, minBars: 1000, maxBars: 27_000 })).toThrow(
      'Expected `points` to be an integer >= 27, so that one reaches `maxBars` in 4 rungs, was `26`: begin with more, or with more bars.',
    );
    expect(() => successiveHalving({ points: 9, minBars: 0, maxBars: 9 })).toThrow(/`minBars` to be an integer >= 1/);
    expect(() => successiveHalving({ points: 9, minBars: 10, maxBars: 9 })).toThrow(/`maxBars` to be an integer >= 10/);
    expect(() => successiveHalving({ points: 9, minBars: 1, maxBars: 9, factor: 1 })).toThrow(/`factor` to be a finite number >= 2/);
    expect(() => successiveHalving({ trials: 9, minBars: 1, maxBars: 9 } as never)).toThrow(/Unknown option `trials`/);
  });
});

describe('Hyperband', () => {
  it('has the brackets of algorithm 1 for R = 81 and eta = 3', () => {
    // n = ceil((s_max + 1) / (s + 1) eta^s) gives 81, 34, 15, 8 and 5 points, as in dask-ml and KerasTuner.
    const { batches } = search(hyperband({ minBars: 1, maxBars: 81 }), (x) => x);
    expect(batches).toEqual([
      ...[
        [81, 1],
        [27, 3],
        [9, 9],
        [3, 27],
        [1, 81],
      ],
      ...[
        [34, 3],
        [11, 9],
        [3, 27],
        [1, 81],
      ],
      ...[
        [15, 9],
        [5, 27],
        [1, 81],
      ],
      ...[
        [8, 27],
        [2, 81],
      ],
      ...[[5, 81]],
    ]);
  });

  it('has the brackets that mlr3hyperband documents for R = 8 and eta = 2', () => {
    const { batches } = search(hyperband({ minBars: 1, maxBars: 8, factor: 2 }), (x) => x);
    expect(batches).toEqual([
      ...[
        [8, 1],
        [4, 2],
        [2, 4],
        [1, 8],
      ],
      ...[
        [6, 2],
        [3, 4],
        [1, 8],
      ],
      ...[
        [4, 4],
        [2, 8],
      ],
      ...[[4, 8]],
    ]);
  });

  it('spends about as many bars on each bracket', () => {
    const { batches } = search(hyperband({ minBars: 100, maxBars: 24_300, factor: 3 }), (x) => x);
    const spent: number[] = [];
    batches.forEach(([points, bars], i) => {
      if (i === 0 || bars <= batches[i - 1][1]) spent.push(0);
      spent[spent.length - 1] += points * bars;
    });
    expect(spent).toHaveLength(6);
    for (const bars of spent) expect(bars / (6 * 24_300)).toBeGreaterThan(0.75);
    for (const bars of spent) expect(bars / (6 * 24_300)).toBeLessThan(1.15);
  });

  it('finds a good point where few bars mislead, with a part of the bars that trying all would take', () => {
    // The score of few bars is noise around the truth, the more bars the less.
    const noise = (x: number, bars: number): number => Math.sin(x * 1e6 + bars) / Math.sqrt(bars);
    let regret = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { rungs, batches } = search(hyperband({ minBars: 1, maxBars: 81 }), (x, bars) => x + noise(x, bars), seed);
      const finals = rungs.filter((_, i) => batches[i][1] === 81).flat();
      regret += (1 - Math.max(...finals)) / 20;
    }
    expect(regret).toBeLessThan(0.05);
  });

  it('refuses bad options', () => {
    expect(() => hyperband({ minBars: 1.5, maxBars: 81 })).toThrow(/`minBars` to be an integer/);
    expect(() => hyperband({ minBars: 1, maxBars: 81, eta: 3 } as never)).toThrow(/Unknown option `eta`/);
  });
});
