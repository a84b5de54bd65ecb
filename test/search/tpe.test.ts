import { readFileSync } from 'node:fs';
import { Rng } from 'barwright/core';
import { randomSearch, space, tpe } from 'barwright/search';
import { describe, expect, it } from 'vitest';
import { fitParzen } from '../../src/search/samplers/parzen.ts';
import { codesAt, partsOf } from '../../src/search/spaces/space.ts';
import { branin, hartmann, medianRegret, rosenbrock, sphere, type TestFunction } from './functions.ts';

interface Golden {
  readonly cases: readonly { readonly rows: number[][]; readonly at: number[][]; readonly density: number[] }[];
}

// scipy.stats.truncnorm, by test/golden/search/cma.py.
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/search/parzen.json', import.meta.url), 'utf8'));

describe('a Parzen density', () => {
  it('is the mixture of cut normal kernels that scipy gives', () => {
    for (const { rows, at, density } of golden.cases) {
      const specs = Object.fromEntries(rows[0].map((_, d) => [`x${d}`, { type: 'float', min: 0, max: 1 } as const]));
      const units = rows.map((row) => Float64Array.from(row));
      const fitted = fitParzen(partsOf(space(specs)), { codes: units, units });
      at.forEach((row, i) => {
        const point = Float64Array.from(row);
        expect(Math.abs(fitted.density(point, point) / density[i] - 1)).toBeLessThan(1e-10);
      });
    }
  });

  it('adds up to one over a space of separate values, choices and conditions', () => {
    const of = space({
      n: { type: 'int', min: 1, max: 12 },
      mode: ['a', 'b', 'c'],
      m: { type: 'int', min: 1, max: 4, when: { mode: ['b', 'c'] } },
    });
    const parts = partsOf(of);
    const rng = new Rng(5);
    const codes = Array.from({ length: 9 }, () => codesAt(parts, [rng.uniform(), rng.uniform(), rng.uniform()]));
    const unitOf = (row: Float64Array): Float64Array =>
      row.map((code, place) => (Number.isNaN(code) ? code : parts.dimensions[place].unitOf(code)));
    const fitted = fitParzen(parts, { codes, units: codes.map(unitOf) });
    const shares = new Map<string, number>();
    let sum = 0;
    for (let n = 1; n <= 12; n++) {
      for (let mode = 0; mode < 3; mode++) {
        for (const m of mode === 0 ? [Number.NaN] : [1, 2, 3, 4]) {
          const row = Float64Array.of(n, mode, m);
          const share = fitted.density(row, unitOf(row)) / (12 * 3 * (mode === 0 ? 1 : 4));
          shares.set(String(row), share);
          sum += share;
        }
      }
    }
    expect(Math.abs(sum - 1)).toBeLessThan(0.01);
    const drawn = new Map<string, number>();
    const runs = 40_000;
    for (let i = 0; i < runs; i++) {
      const row = new Float64Array(3);
      fitted.draw(rng, row, new Float64Array(3));
      drawn.set(String(row), (drawn.get(String(row)) ?? 0) + 1);
    }
    for (const [row, share] of shares) {
      const expected = runs * share;
      expect(Math.abs((drawn.get(row) ?? 0) - expected), row).toBeLessThan(5 * Math.sqrt(expected) + 0.02 * expected + 1);
    }
  });
});

describe('TPE', () => {
  it.each<[TestFunction, number, number]>([
    [branin, 200, 0.02],
    [sphere(2), 200, 0.01],
    [sphere(5), 200, 0.2],
    [rosenbrock(2), 200, 0.1],
    [hartmann, 200, 0.15],
  ])('comes close to the optimum of $name within $1 trials, far closer than random points', (of, trials, most) => {
    const found = medianRegret(tpe({ trials }), of, 11);
    expect(found).toBeLessThan(most);
    expect(found).toBeLessThan(medianRegret(randomSearch({ trials }), of, 11) / 2);
  });

  it('finds the best of mixed parameters with conditions and a constraint', () => {
    const searched = space(
      {
        fast: { from: 2, to: 60 },
        slow: { type: 'int', min: 10, max: 400, scale: 'log' },
        exit: ['signal', 'trailing', 'fixed'],
        distance: { type: 'float', min: 0.005, max: 0.2, scale: 'log', when: { exit: ['trailing', 'fixed'] } },
      },
      { where: (p) => p.fast < p.slow },
    );
    const best = (sampler: ReturnType<typeof tpe>, seed: number): number => {
      const run = sampler.start(searched, seed);
      let least = Number.POSITIVE_INFINITY;
      for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
        const losses = Array.from(batch.points, (p) => {
          const exit = p.exit === 'trailing' ? Math.log(p.distance! / 0.03) ** 2 : 1;
          return ((p.fast - 20) / 10) ** 2 + Math.log(p.slow / 90) ** 2 + exit;
        });
        least = Math.min(least, ...losses);
        run.tell(losses.map((loss) => -loss));
      }
      return least;
    };
    const median = (sampler: ReturnType<typeof tpe>): number =>
      Array.from({ length: 11 }, (_, seed) => best(sampler, seed)).sort((a, b) => a - b)[5];
    expect(median(tpe({ trials: 150 }))).toBeLessThan(0.02);
    expect(median(tpe({ trials: 150 }))).toBeLessThan(median(randomSearch({ trials: 150 })) / 4);
  });

  it('refuses bad options', () => {
    expect(() => tpe({ trials: 9, startup: 1 })).toThrow(/`startup` to be an integer >= 2/);
    expect(() => tpe({ trials: 9, good: 1 })).toThrow(/`good` to be a finite number/);
    expect(() => tpe({ trials: 9, candidates: 0 })).toThrow(/`candidates` to be an integer >= 1/);
    expect(() => tpe({ trials: 9, batches: 4 } as never)).toThrow(/Did you mean `batch`/);
  });
});
