import { readFileSync } from 'node:fs';
import { cmaEs, randomSearch, type SearchSpace, space } from 'barwright/search';
import { describe, expect, it } from 'vitest';
import { cmaLearn, cmaSettings, cmaStart } from '../../src/search/samplers/cma-state.ts';
import { branin, hartmann, medianRegret, regret, rosenbrock, sphere, type TestFunction } from './functions.ts';

interface Golden {
  readonly runs: readonly {
    readonly dimensions: number;
    readonly population: number;
    readonly seed: number;
    readonly states: readonly {
      readonly generation: number;
      readonly mean: number[];
      readonly sigma: number;
      readonly covariance: number[];
    }[];
  }[];
}

// numpy and scipy.linalg, by test/golden/search/cma.py.
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/search/cma.json', import.meta.url), 'utf8'));

/** Standard normal numbers of a linear congruential generator, by the cosine half of Box and Muller. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = Number((BigInt(state) * 1664525n + 1013904223n) % 2n ** 32n);
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

describe('the update of CMA-ES', () => {
  it.each(golden.runs)(
    'is that of the tutorial in $dimensions dimensions with $population points',
    ({ dimensions, population, seed, states }) => {
      const settings = cmaSettings(dimensions, population);
      const state = cmaStart(new Float64Array(dimensions).fill(0.5), 0.3);
      const normal = normals(seed);
      const worth = (step: Float64Array): number =>
        step.reduce((sum, y, i) => sum + (state.mean[i] + state.sigma * y - 0.2) ** 2 * 100 ** (i / Math.max(1, dimensions - 1)), 0);
      for (const expected of states) {
        while (state.generation < expected.generation) {
          const steps = Array.from({ length: population }, () => Float64Array.from({ length: dimensions }, normal));
          cmaLearn(
            state,
            settings,
            steps.sort((a, b) => worth(a) - worth(b)),
          );
        }
        expect(Math.abs(state.sigma / expected.sigma - 1)).toBeLessThan(1e-10);
        const scale = Math.max(...expected.covariance.map(Math.abs));
        expected.covariance.forEach((value, i) => {
          expect(Math.abs(state.covariance[i] - value) / scale).toBeLessThan(1e-10);
        });
        expected.mean.forEach((value, i) => {
          expect(Math.abs(state.mean[i] - value)).toBeLessThan(1e-10);
        });
      }
    },
  );

  it('has the default constants of the tutorial', () => {
    // arXiv:1604.00772: lambda = 4 + floor(3 ln n); weights add up to 1 above, and to -alpha below
    expect([1, 2, 5, 10, 40].map((n) => cmaSettings(n).population)).toEqual([4, 6, 8, 10, 15]);
    const { weights, parents } = cmaSettings(10);
    expect(weights.subarray(0, parents).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    expect([...weights].every((weight, i) => i === 0 || weight < weights[i - 1])).toBe(true);
  });
});

describe('CMA-ES', () => {
  it.each<[TestFunction, number, number]>([
    [sphere(2), 200, 1e-5],
    [sphere(5), 1000, 1e-9],
    [rosenbrock(2), 1000, 1e-9],
    [rosenbrock(5), 3000, 1e-9],
    [branin, 1000, 1e-9],
    [hartmann, 1000, 1e-6],
  ])('finds the optimum of $name within $1 trials', (of, trials, most) => {
    const found = medianRegret(cmaEs({ trials }), of, 11);
    expect(found).toBeLessThan(most);
    expect(found).toBeLessThan(medianRegret(randomSearch({ trials }), of, 11) / 1000);
  });

  it('leaves a local optimum by restarts with more points', () => {
    // Rastrigin 1974 in two dimensions has a local minimum near every whole number.
    const rastrigin: TestFunction = {
      ...sphere(2),
      value: (x) => x.reduce((sum, xi) => sum + xi * xi - 10 * Math.cos(2 * Math.PI * xi) + 10, 0),
    };
    expect(medianRegret(cmaEs({ trials: 3000 }), rastrigin, 11)).toBeLessThan(1e-6);
  });

  it('finds the best whole numbers, beside real ones and on a logarithmic scale', () => {
    const of: TestFunction = {
      name: 'mixed',
      space: space({
        fast: { type: 'int', min: 2, max: 100 },
        slow: { type: 'int', min: 10, max: 1000, scale: 'log' },
        level: { type: 'float', min: 0, max: 1 },
        on: { type: 'boolean' },
      }) as SearchSpace as TestFunction['space'],
      value: ([fast, slow, level, on]) => ((fast - 37) / 20) ** 2 + Math.log(slow / 233) ** 2 + (level - 0.9) ** 2 + (on ? 0 : 0.5),
      least: 0,
    };
    expect(medianRegret(cmaEs({ trials: 400 }), of, 11)).toBeLessThan(1e-6);
    expect(medianRegret(randomSearch({ trials: 400 }), of, 11)).toBeGreaterThan(1e-3);
  });

  it('finds an optimum on the border of a range and of a constraint', () => {
    const corner: TestFunction = { ...sphere(4), value: (x) => x.reduce((sum, xi) => sum + xi + 5, 0) };
    expect(medianRegret(cmaEs({ trials: 600 }), corner, 11)).toBeLessThan(1e-2);
    expect(medianRegret(cmaEs({ trials: 1500 }), corner, 11)).toBeLessThan(1e-5);
    const specs = { x0: { type: 'float', min: -5, max: 5 }, x1: { type: 'float', min: -5, max: 5 } } as const;
    const fenced: TestFunction = {
      name: 'fenced',
      space: space(specs, { where: (p) => p.x0 + p.x1 < 0 }),
      value: ([a, b]) => (a - 1) ** 2 + (b - 1) ** 2,
      least: 2,
    };
    expect(medianRegret(cmaEs({ trials: 600 }), fenced, 11)).toBeLessThan(1e-5);
  });

  it('tries every point of a small space, and ends', () => {
    const of: TestFunction = {
      name: 'few',
      space: space({ a: { from: 1, to: 6 }, b: { from: 1, to: 5 } }),
      value: ([a, b]) => (a === 6 && b === 1 ? -1 : a * b),
      least: -1,
    };
    expect(regret(cmaEs({ trials: 30 }), of, 1)).toBe(0);
    expect(regret(cmaEs({ trials: 5000 }), of, 1)).toBe(0);
  });

  it('refuses choices and bad options', () => {
    expect(() => cmaEs({ trials: 9 }).start(space({ mode: ['a', 'b', 'c'] }), 1)).toThrow(
      'Expected parameters of `cmaEs` to be numbers, yes or no, was `mode` with 3 choices: use `tpe` or `genetic`.',
    );
    expect(() => cmaEs({ trials: 9, sigma: 0 })).toThrow(/`sigma` to be a finite number > 0|`sigma` to be a finite number <= 1 and > 0/);
    expect(() => cmaEs({ trials: 9, population: 3 })).toThrow(/`population` to be an integer >= 4/);
    expect(() => cmaEs({ trials: 9, lambda: 3 } as never)).toThrow(/Unknown option `lambda`/);
  });
});
