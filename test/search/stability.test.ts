import { ArgumentError, syntheticBars } from 'barwright';
import { grid, hyperband, pointsFrom, pointsOf, randomSearch, type SearchSpace, sobol, space, sweep } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Points } from '../../src/search/spaces/index.ts';
import { partsOf } from '../../src/search/spaces/space.ts';
import { effectsOf } from '../../src/search/stability/effects.ts';
import { gridMapOf, gridNeighbours, gridSums } from '../../src/search/stability/grid-neighbours.ts';
import { nearNeighbours, unitMapOf } from '../../src/search/stability/near-neighbours.ts';
import { completeNeighbourhood, Neighbourhoods } from '../../src/search/stability/neighbourhood.ts';
import { rankCorrelation } from '../../src/search/stability/rank-correlation.ts';
import type { ScoredPoints } from '../../src/search/stability/scored-points.ts';

// biome-ignore lint/suspicious/noExplicitAny: points of any space
type AnyPoint = any;

function fieldOf(searched: SearchSpace<never>, points: Points<AnyPoint>, score: (point: AnyPoint) => number): ScoredPoints {
  return {
    space: partsOf(searched),
    isGrid: searched.kind === 'grid',
    columns: points.names.map((name) => points.column(name)),
    scores: Float64Array.from({ length: points.length }, (_, i) => score(points.at(i))),
  };
}

const defaults = completeNeighbourhood({});
const mixed = grid(
  {
    mode: ['trend', 'fade', 'both'],
    fast: { from: 1, to: 5 },
    slow: { type: 'int', min: 1, max: 40, scale: 'log' },
    level: { values: [3, 1, 2], when: { mode: ['fade', 'both'] } },
    isLong: { type: 'boolean' },
  },
  { where: (p) => p.fast < p.slow && (p.slow * 7 + p.fast) % 5 !== 0 },
);

/** Neighbours by the definition, one pair after the other. */
function neighboursByPairs(points: Points<AnyPoint>, i: number, steps: number): readonly number[] {
  const own = points.at(i);
  const levels = [3, 1, 2];
  return Array.from({ length: points.length }, (_, j) => j).filter((j) => {
    const other = points.at(j);
    const near = (a: number, b: number): boolean => Math.abs(a - b) <= steps;
    return (
      j !== i &&
      own.mode === other.mode &&
      own.isLong === other.isLong &&
      near(own.fast, other.fast) &&
      near(own.slow, other.slow) &&
      (own.level === undefined || near(levels.indexOf(own.level), levels.indexOf(other.level)))
    );
  });
}

describe('neighbours in a grid', () => {
  const points = pointsOf(mixed);
  const field = fieldOf(mixed as never, points, (p) => p.fast);
  const map = gridMapOf(field);

  it('are those that differ by at most so many steps, with constraints, choices, conditions and logarithms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: points.length - 1 }), fc.integer({ min: 1, max: 3 }), (i, steps) => {
        expect(gridNeighbours(map, i, steps)).toEqual(neighboursByPairs(points, i, steps));
      }),
      { numRuns: 60 },
    );
  });

  it('are summed for all points at once as one by one', () => {
    const values = Float64Array.from({ length: points.length }, (_, i) => ((i * 7919) % 101) - 50);
    for (const steps of [1, 2]) {
      const sums = gridSums(map, values, steps);
      for (let i = 0; i < points.length; i += 37) {
        const sum = gridNeighbours(map, i, steps).reduce((total, other) => total + values[other], values[i]);
        expect(sums[i]).toBe(sum);
      }
    }
  });

  it('refuses neighbourhoods without end', () => {
    const wide = grid(Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [name, { from: 1, to: 9 }])));
    const few = pointsOf(grid({ a: [5], b: [5], c: [5], d: [5], e: [5], f: [5], g: [5] }));
    expect(() => gridNeighbours(gridMapOf(fieldOf(wide as never, few, () => 1)), 0, 4)).toThrow('Expected `steps`');
  });
});

describe('neighbours in a sampled space', () => {
  it('are those within the radius, or the nearest, among the same choices', () => {
    const searched = space({
      fast: { from: 5, to: 50 },
      slow: { type: 'float', min: 10, max: 1_000, scale: 'log' },
      mode: ['a', 'b'],
      level: { type: 'float', min: 0, max: 1, when: { mode: 'b' } },
    });
    const { points } = randomSearch({ trials: 400 }).start(searched, 5).ask();
    const map = unitMapOf(fieldOf(searched as never, points, () => 1));
    const unit = (p: AnyPoint): number[] => [
      (p.fast - 5 + 0.5) / 46,
      Math.log(p.slow / 10) / Math.log(100),
      ...(p.mode === 'b' ? [p.level] : []),
    ];
    for (let i = 0; i < points.length; i += 11) {
      for (const radius of [0.02, 0.1, 0.3]) {
        const own = unit(points.at(i));
        const all = Array.from({ length: points.length }, (_, j) => j)
          .filter((j) => j !== i && points.at(j).mode === points.at(i).mode)
          .map((j) => ({ j, apart: Math.max(...unit(points.at(j)).map((u, k) => Math.abs(u - own[k]))) }))
          .sort((a, b) => a.apart - b.apart);
        const within = all.filter(({ apart }) => apart <= radius);
        const wanted = within.length >= 2 * own.length ? within : all.slice(0, 2 * own.length);
        const { neighbours, reach } = nearNeighbours(map, i, radius);
        expect([...neighbours].sort((a, b) => a - b)).toEqual(wanted.map(({ j }) => j).sort((a, b) => a - b));
        expect(reach).toBeCloseTo(wanted[wanted.length - 1].apart, 12);
      }
    }
  });
});

describe('a neighbourhood', () => {
  const square = grid({ x: { from: 0, to: 20 }, y: { from: 0, to: 20 } });
  const points = pointsOf(square);
  const at = (x: number, y: number): number => x * 21 + y;
  const of = (score: (p: { x: number; y: number }) => number) => new Neighbourhoods(fieldOf(square as never, points, score));
  // A broad hill of height 1 around (5, 5), and a lone peak of height 2 at (15, 15).
  const hill = (p: { x: number; y: number }): number => (p.x === 15 && p.y === 15 ? 2 : Math.exp(-((p.x - 5) ** 2 + (p.y - 5) ** 2) / 40));

  it('tells a plateau from a peak', () => {
    const both = of(hill);
    const peak = both.of(at(15, 15), defaults);
    expect(peak.neighbours).toHaveLength(8);
    expect(peak.robustness).toBeLessThan(0.05);
    expect(peak.keeping).toBe(0);
    const top = both.of(at(5, 5), defaults);
    expect(top.robustness).toBeGreaterThan(0.95);
    expect(top.keeping).toBe(1);
    expect(top.worst).toBeCloseTo(Math.exp(-2 / 40), 12);
    expect(top.mean).toBeCloseTo((Math.exp(-1 / 40) + Math.exp(-2 / 40)) / 2, 12);
    expect(both.best(defaults)).toBe(at(5, 5));
    expect(both.best(completeNeighbourhood({ steps: 3 }))).toBe(at(5, 5));
  });

  it('has figures that stay when scores are multiplied or moved', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true }), (by, move) => {
        const [here, there] = [of(hill), of((p) => hill(p) * by + move)];
        for (const point of [at(5, 5), at(15, 15), at(0, 0)]) {
          const [a, b] = [here.of(point, defaults), there.of(point, defaults)];
          expect(b.robustness).toBeCloseTo(a.robustness, 8);
          expect(b.keeping).toBe(a.keeping);
          expect(b.smoothed).toBeCloseTo(a.smoothed * by + move, 8);
        }
        expect(there.best(defaults)).toBe(here.best(defaults));
      }),
      { numRuns: 30 },
    );
  });

  it('counts neighbours that do not count as without a lead', () => {
    const holes = of((p) => (p.x === 5 && Math.abs(p.y - 5) === 1 ? Number.NaN : hill(p)));
    const top = holes.of(at(5, 5), defaults);
    expect(top.neighbours).toHaveLength(8);
    expect(top.counted).toBe(6);
    expect(top.keeping).toBe(0.75);
    const lead = (value: number): number => value - top.median;
    const leads = 2 * lead(Math.exp(-1 / 40)) + 4 * lead(Math.exp(-2 / 40));
    expect(top.robustness).toBeCloseTo(leads / 8 / lead(1), 12);
    expect(top.smoothed).toBeCloseTo(top.median + (leads + lead(1)) / 10, 12);
    expect(holes.of(at(5, 4), defaults).robustness).toBeNaN();
  });

  it('takes infinite scores for the best finite one', () => {
    const high = of((p) => (p.x === 5 && p.y >= 5 && p.y <= 6 ? Number.POSITIVE_INFINITY : hill(p)));
    const top = high.of(at(5, 5), defaults);
    expect(top.score).toBe(Number.POSITIVE_INFINITY);
    expect(top.robustness).toBeGreaterThan(0);
    expect(top.robustness).toBeLessThan(1);
    expect(Number.isFinite(top.smoothed)).toBe(true);
    expect(high.best(defaults)).toBeGreaterThanOrEqual(0);
    const all = of(() => Number.POSITIVE_INFINITY);
    expect(all.of(at(3, 3), defaults)).toMatchObject({ robustness: 1, keeping: 1 });
    expect(all.best(defaults)).toBeGreaterThanOrEqual(0);
  });

  it('names the edges that a trial lies at', () => {
    expect(of(hill).of(at(0, 20), defaults).edges).toEqual(['x', 'y']);
    expect(of(hill).of(at(5, 20), defaults).edges).toEqual(['y']);
    expect(of(hill).of(at(1, 19), defaults).edges).toEqual([]);
    const few = grid({ x: [1, 2], y: [1, 2, 3], z: ['a', 'b', 'c'] });
    expect(new Neighbourhoods(fieldOf(few as never, pointsOf(few), () => 1)).of(0, defaults).edges).toEqual(['y']);
  });

  it('is about 0 robust at the best of pure noise', () => {
    const figures = Array.from({ length: 40 }, (_, seed) => {
      let state = seed * 7919 + 1;
      const noise = of(() => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return (state >>> 8) / 2 ** 24;
      });
      const field = fieldOf(square as never, points, () => 0);
      const scores = Array.from(field.scores.keys()).map((point) => noise.of(point, defaults).score);
      return noise.of(scores.indexOf(Math.max(...scores)), defaults).robustness;
    });
    expect(Math.abs(figures.reduce((a, b) => a + b, 0) / figures.length)).toBeLessThan(0.1);
  });

  it('has no neighbours where all parameters are choices, and is a plateau where all score the same', () => {
    const choices = grid({ mode: ['a', 'b', 'c'] });
    const alone = new Neighbourhoods(fieldOf(choices as never, pointsOf(choices), (p) => p.mode.charCodeAt(0)));
    const one = alone.of(2, defaults);
    expect([one.neighbours, one.robustness, one.keeping, one.mean, one.reach]).toEqual([
      [],
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(alone.best(defaults)).toBe(2);
    const flat = of(() => 1);
    expect(flat.of(at(3, 3), defaults)).toMatchObject({ robustness: 1, keeping: 1, smoothed: 1 });
  });
});

describe('sensitivity', () => {
  // First-order indices of the Ishigami function with a = 7, b = 0.1: 0.3139, 0.4424, 0.
  // Saltelli and others, Global Sensitivity Analysis, 2008, section 4.5.
  const { PI, sin } = Math;
  const ishigami = (p: { a: number; b: number; c: number }): number => sin(p.a) + 7 * sin(p.b) ** 2 + 0.1 * p.c ** 4 * sin(p.a);
  const cube = space(
    Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { type: 'float', min: -PI, max: PI }])) as Record<
      'a' | 'b' | 'c',
      { type: 'float'; min: number; max: number }
    >,
  );

  it('finds the published shares of the Ishigami function', () => {
    for (const sampler of [sobol({ trials: 8_192 }), randomSearch({ trials: 8_192 })]) {
      const run = sampler.start(cube, 3);
      const parts: Points[] = [];
      for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) parts.push(batch.points);
      const points = pointsFrom(
        cube,
        parts.flatMap((part) => [...part]),
      );
      const effects = effectsOf(fieldOf(cube as never, points, ishigami), {});
      const tolerance = sampler.name === 'sobol' ? 0.012 : 0.03;
      [0.3139, 0.4424, 0].forEach((share, k) => {
        expect(Math.abs(effects[k].share - share)).toBeLessThan(tolerance);
      });
      expect(effects[0].rankCorrelation).toBeGreaterThan(0.3);
      expect(Math.abs(effects[1].rankCorrelation)).toBeLessThan(0.05);
      expect(effects[0].levels).toHaveLength(32);
      expect(effects[0].levels.reduce((sum, { trials }) => sum + trials, 0)).toBe(8_192);
    }
  });

  it('explains nothing of noise on the average, few trials or many', () => {
    for (const trials of [30, 300]) {
      const shares = Array.from({ length: 60 }, (_, seed) => {
        const { points } = randomSearch({ trials }).start(cube, seed).ask();
        // The third parameter stands for a draw that the first two know nothing of.
        return effectsOf(
          fieldOf(cube as never, points, (p) => p.c),
          {},
        )[0].share;
      });
      // Never below 0, so a little above it on the average.
      expect(shares.reduce((a, b) => a + b, 0) / shares.length).toBeLessThan(trials === 30 ? 0.08 : 0.025);
    }
  });

  it('explains all where a parameter decides, and tells choices', () => {
    const searched = grid({ mode: ['a', 'b', 'c'], period: { from: 1, to: 20 } });
    const effects = effectsOf(
      fieldOf(searched as never, pointsOf(searched), (p) => p.mode.charCodeAt(0)),
      {},
    );
    expect(effects[0].share).toBe(1);
    expect(effects[0].rankCorrelation).toBeNaN();
    expect(effects[0].levels.map(({ from, mean, trials }) => [from, mean, trials])).toEqual([
      ['a', 97, 20],
      ['b', 98, 20],
      ['c', 99, 20],
    ]);
    expect(effects[1].share).toBe(0);
    expect(effects[1].rankCorrelation).toBeCloseTo(0, 12);
  });

  it('has the rank correlation of the example of textbooks, and mean ranks for ties', () => {
    // Hours of television against intelligence quotients, ten people: -29 / 165.
    const quotient = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(rankCorrelation(quotient, hours)).toBeCloseTo(-29 / 165, 12);
    // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5 / sqrt(4.5 x 5).
    expect(rankCorrelation([1, 2, 2, 3], [10, 30, 20, 40])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
  });
});

describe('a sweep', () => {
  const bars = syntheticBars({ seed: 7, length: 2_000 });
  const searched = grid({ fast: { from: 5, to: 30, step: 5 }, slow: { from: 20, to: 160, step: 20 } }, { where: (p) => p.fast < p.slow });

  it('says how its best stands, offers the best neighbourhood, and what matters', async () => {
    const result = await sweep(MovingAverageCross, bars, { space: searched });
    const { plateau } = result;
    expect(plateau?.trial).toBe(result.best.trial);
    expect(plateau?.score).toBe(result.best.score);
    for (const other of plateau?.neighbours ?? []) {
      const { params } = result.trial(other);
      expect(Math.abs(params.fast - result.best.params.fast)).toBeLessThanOrEqual(5);
      expect(Math.abs(params.slow - result.best.params.slow)).toBeLessThanOrEqual(20);
    }
    const smoothed = Array.from({ length: result.trials.length }, (_, trial) => result.neighbourhood(trial).smoothed);
    const robust = result.bestBy('plateau');
    expect(smoothed[robust.trial]).toBe(Math.max(...smoothed.filter((value) => !Number.isNaN(value))));
    expect(result.bestBy('score').trial).toBe(result.best.trial);
    const sensitivity = result.sensitivity();
    expect(sensitivity.parameters.map(({ name }) => name).sort()).toEqual(['fast', 'slow']);
    expect(sensitivity.table().at(0).share).toBe(sensitivity.parameters[0].share);
    expect(sensitivity.summary()).toMatch(/^Parameter +Share/);
    expect(result.summary()).toMatch(/The best is (on a plateau|on a slope|a lone peak): \d+ of \d+ neighbours/);
  });

  it('shows itself in notebooks', async () => {
    const result = await sweep(MovingAverageCross, bars, { space: searched });
    for (const picture of [result.parallel(), result.sensitivity(), result.heatmap('fast', 'slow')]) {
      const display = (picture as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')];
      const shown = display.call(picture);
      expect(shown['text/html']).toContain('<svg');
      expect(shown['text/plain']).toContain(picture.title);
    }
    expect(result.parallel({ metric: 'maxDrawdown', most: 5 }).drawn).toHaveLength(5);
    expect(result.parallel().drawn.at(-1)).toBe(result.best.trial);
  });

  it('leaves trials on fewer bars out', async () => {
    const result = await sweep(MovingAverageCross, bars, {
      space: space({ fast: { from: 5, to: 30 }, slow: { from: 40, to: 160 } }),
      sampler: hyperband({ minBars: 500, maxBars: 2_000, factor: 2 }),
    });
    const neighbours = result.plateau?.neighbours ?? [];
    expect(neighbours.length).toBeGreaterThan(0);
    for (const other of neighbours) expect(result.trial(other).bars).toBe(result.best.bars);
    const others = Array.from(result.trials.column('bars').keys()).filter((trial) => result.trial(trial).bars !== result.best.bars);
    expect(() => result.neighbourhood(others[0])).toThrow('as many bars as the best');
  });

  it('refuses what it cannot tell', async () => {
    const result = await sweep(MovingAverageCross, bars, { space: searched });
    expect(() => result.neighbourhood(0, { steps: 0 })).toThrow('Expected `steps` to be an integer >= 1, was `0`.');
    expect(() => result.neighbourhood(0, { radius: 2 })).toThrow('Expected `radius`');
    expect(() => result.neighbourhood(0, { step: 1 } as never)).toThrow('Did you mean `steps`?');
    expect(() => result.neighbourhood(10_000)).toThrow(ArgumentError);
    expect(() => result.bestBy('plateu' as never)).toThrow('Did you mean `plateau`?');
    expect(() => result.sensitivity({ bins: 1 })).toThrow('Expected `bins` to be an integer >= 2, was `1`.');
    expect(() => result.parallel({ most: 1 })).toThrow('Expected `most`');
    expect(() => result.parallel({ metric: 'sortino' })).toThrow("give `metrics: ['sortino']`");
    const none = await sweep(MovingAverageCross, bars, { space: searched, minTrades: 10_000 });
    expect(none.plateau).toBeUndefined();
    expect(() => none.sensitivity()).toThrow('No trial counts');
    expect(() => none.parallel()).toThrow('No trial counts');
  });
});
