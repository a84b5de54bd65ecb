import type { Sampler, SearchSpace } from 'barwright/search';
import { space } from 'barwright/search';

/** A function to minimise, whose optimum is published. */
export interface TestFunction {
  readonly name: string;
  readonly space: SearchSpace<Readonly<Record<string, number>>>;
  readonly value: (x: readonly number[]) => number;
  /** Its least value. */
  readonly least: number;
}

/** A box of real parameters. */
function box(dimensions: number, min: number, max: number): SearchSpace<Readonly<Record<string, number>>> {
  const names = Array.from({ length: dimensions }, (_, d) => `x${d}`);
  return space(Object.fromEntries(names.map((name) => [name, { type: 'float', min, max } as const])));
}

/** Sum of squares around a point that is not the middle; least value 0. */
export function sphere(dimensions: number): TestFunction {
  return {
    name: `sphere ${dimensions}`,
    space: box(dimensions, -5, 5),
    value: (x) => x.reduce((sum, xi, i) => sum + (xi - 1 - i / 4) ** 2, 0),
    least: 0,
  };
}

/** Rosenbrock 1960: a curved valley; least value 0 at (1, ..., 1). */
export function rosenbrock(dimensions: number): TestFunction {
  return {
    name: `rosenbrock ${dimensions}`,
    space: box(dimensions, -2, 2),
    value: (x) => {
      let sum = 0;
      for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
      return sum;
    },
    least: 0,
  };
}

/** Branin 1972: three minima of 0.397887 (Surjanovic and Bingham, Virtual Library of Simulation Experiments). */
export const branin: TestFunction = {
  name: 'branin',
  space: space({ x0: { type: 'float', min: -5, max: 10 }, x1: { type: 'float', min: 0, max: 15 } }),
  value: ([a, b]) =>
    (b - (5.1 / (4 * Math.PI ** 2)) * a * a + (5 / Math.PI) * a - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) + 10,
  least: 0.39788735772973816,
};

const hartmannWeights = [1, 1.2, 3, 3.2];
const hartmannScales = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const hartmannCenters = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

/** Hartmann 1973 in six dimensions: six minima, the least -3.32237 (Surjanovic and Bingham). */
export const hartmann: TestFunction = {
  name: 'hartmann 6',
  space: box(6, 0, 1),
  value: (x) =>
    -hartmannWeights.reduce((sum, weight, i) => {
      const distance = x.reduce((inner, xj, j) => inner + hartmannScales[i][j] * (xj - hartmannCenters[i][j]) ** 2, 0);
      return sum + weight * Math.exp(-distance);
    }, 0),
  least: -3.32236801141551,
};

/** How far above the least value the best point of a search is. */
export function regret(sampler: Sampler, of: TestFunction, seed: number): number {
  const run = sampler.start(of.space, seed);
  let best = Number.POSITIVE_INFINITY;
  for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
    const values = Array.from(batch.points, (point) => of.value(Object.values(point)));
    best = Math.min(best, ...values);
    run.tell(values.map((value) => -value));
  }
  return best - of.least;
}

/** The median of the regrets with seeds 1 to `seeds`. */
export function medianRegret(sampler: Sampler, of: TestFunction, seeds: number): number {
  const regrets = Array.from({ length: seeds }, (_, i) => regret(sampler, of, i + 1)).sort((a, b) => a - b);
  return (regrets[(seeds - 1) >> 1] + regrets[seeds >> 1]) / 2;
}
