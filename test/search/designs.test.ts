import { readFileSync } from 'node:fs';
import { latinHypercube, randomSearch, type Sampler, type SearchSpace, type SobolOptions, sobol, space } from 'barwright/search';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Golden {
  readonly first: readonly (readonly number[])[];
  readonly at: Readonly<Record<string, readonly number[]>>;
  readonly discrepancy: { readonly sobol: number; readonly random: number };
  readonly random: readonly (readonly number[])[];
}

// scipy.stats.qmc, by test/golden/search/sobol.py.
const golden: Golden = JSON.parse(readFileSync(new URL('../golden/search/sobol.json', import.meta.url), 'utf8'));

type Cube = SearchSpace<Readonly<Record<string, number>>>;

/** The unit cube of some dimensions as a space. */
function cube(dimensions: number): Cube {
  const names = Array.from({ length: dimensions }, (_, d) => `x${d}`);
  return space(Object.fromEntries(names.map((name) => [name, { type: 'float', min: 0, max: 1 } as const])));
}

/** All points that a sampler asks for. */
function drawn(sampler: Sampler, of: Cube, seed = 1): number[][] {
  const run = sampler.start(of, seed);
  const rows: number[][] = [];
  for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) for (const point of batch.points) rows.push(Object.values(point));
  return rows;
}

/** Centred L2 discrepancy, squared (Hickernell 1998, as scipy.stats.qmc.discrepancy gives it). */
function discrepancy(rows: readonly (readonly number[])[]): number {
  const [n, d] = [rows.length, rows[0].length];
  const distance = rows.map((row) => row.map((x) => Math.abs(x - 0.5)));
  let one = 0;
  let two = 0;
  for (let i = 0; i < n; i++) {
    one += distance[i].reduce((product, z) => product * (1 + 0.5 * z - 0.5 * z * z), 1);
    for (let j = 0; j < n; j++) {
      let product = 1;
      for (let k = 0; k < d; k++) product *= 1 + 0.5 * distance[i][k] + 0.5 * distance[j][k] - 0.5 * Math.abs(rows[i][k] - rows[j][k]);
      two += product;
    }
  }
  return (13 / 12) ** d - (2 / n) * one + two / n ** 2;
}

describe('a Sobol sequence', () => {
  it('is that of scipy, in 64 dimensions', () => {
    const rows = drawn(sobol({ trials: 65_536, scramble: 'none' }), cube(64));
    expect(rows.slice(0, 32)).toEqual(golden.first);
    for (const [index, row] of Object.entries(golden.at)) expect(rows[Number(index)], index).toEqual(row);
  });

  it('has the discrepancy that scipy finds, and a far lower one than random points also when scrambled', () => {
    expect(discrepancy(golden.random)).toBeCloseTo(golden.discrepancy.random, 12);
    expect(discrepancy(drawn(sobol({ trials: 256, scramble: 'none' }), cube(5)))).toBeCloseTo(golden.discrepancy.sobol, 12);
    for (const scramble of ['owen', 'shift'] as const) {
      for (const seed of [1, 2, 3]) {
        const rows = drawn(sobol({ trials: 256, scramble }), cube(5), seed);
        expect(discrepancy(rows), `${scramble} ${seed}`).toBeLessThan(discrepancy(drawn(randomSearch({ trials: 256 }), cube(5), seed)) / 5);
      }
    }
  });

  it('has one point in each part of 1 / 2^k of every dimension, and in each elementary box of the first two', () => {
    const scrambles = fc.constantFrom<NonNullable<SobolOptions['scramble']>>('owen', 'shift', 'none');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), scrambles, fc.integer(), (k, scramble, seed) => {
        const n = 2 ** k;
        const rows = drawn(sobol({ trials: n, scramble }), cube(6), seed);
        for (let d = 0; d < 6; d++) expect(new Set(rows.map((row) => Math.floor(row[d] * n))).size).toBe(n);
        for (let a = 0; a <= k; a++) {
          const boxes = rows.map(([x, y]) => Math.floor(x * 2 ** a) * n + Math.floor(y * 2 ** (k - a)));
          expect(new Set(boxes).size).toBe(n);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('differs with the seed where it is scrambled, and is uniform over seeds', () => {
    expect(drawn(sobol({ trials: 4 }), cube(3), 1)).not.toEqual(drawn(sobol({ trials: 4 }), cube(3), 2));
    expect(drawn(sobol({ trials: 4, scramble: 'none' }), cube(3), 1)).toEqual(drawn(sobol({ trials: 4, scramble: 'none' }), cube(3), 2));
    const firsts = Array.from({ length: 4000 }, (_, seed) => drawn(sobol({ trials: 1 }), cube(2), seed)[0]);
    const tenths = new Array<number>(10).fill(0);
    for (const [x] of firsts) tenths[Math.floor(x * 10)]++;
    // 400 expected in each tenth, standard deviation 19: five of them
    for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(95);
    const mean = firsts.reduce((sum, [x, y]) => sum + (x - 0.5) * (y - 0.5), 0) / 4000;
    expect(Math.abs(mean)).toBeLessThan(5 / 12 / Math.sqrt(4000));
  });

  it('refuses more dimensions than it has numbers for, and bad options', () => {
    expect(() => sobol({ trials: 4 }).start(cube(65), 1)).toThrow(/at most 64 parameters for `sobol`, was 65: use `latinHypercube`/);
    expect(() => sobol({ trials: 0 })).toThrow(/`trials` to be an integer >= 1/);
    expect(() => sobol({ trials: 4, scramble: 'Owen' as never })).toThrow(/Did you mean `owen`/);
    expect(() => sobol({ trial: 4 } as never)).toThrow(/Did you mean `trials`/);
  });
});

describe('a Latin hypercube', () => {
  it('has one point in each of its parts of every dimension, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 8 }), fc.integer(), (n, dimensions, seed) => {
        const rows = drawn(latinHypercube({ trials: n }), cube(dimensions), seed);
        for (let d = 0; d < dimensions; d++) expect(new Set(rows.map((row) => Math.floor(row[d] * n))).size).toBe(n);
      }),
      { numRuns: 100 },
    );
  });

  it('estimates an additive mean with far less error than random points', () => {
    const error = (sampler: Sampler): number => {
      let squares = 0;
      for (let seed = 0; seed < 100; seed++) {
        const rows = drawn(sampler, cube(4), seed);
        squares += (rows.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0) / rows.length - 2) ** 2;
      }
      return Math.sqrt(squares / 100);
    };
    expect(error(latinHypercube({ trials: 50 }))).toBeLessThan(error(randomSearch({ trials: 50 })) / 20);
  });

  it('refuses bad options', () => {
    expect(() => latinHypercube({ trials: 1.5 })).toThrow(/`trials` to be an integer >= 1, was `1.5`/);
    expect(() => latinHypercube({ trials: 5, seed: 1 } as never)).toThrow(/Unknown option `seed`/);
  });
});

describe('random points', () => {
  it('are uniform on the scale of each parameter', () => {
    const of = space({
      n: { type: 'int', min: 1, max: 5 },
      log: { type: 'float', min: 0.001, max: 1000, scale: 'log' },
      period: { type: 'int', min: 1, max: 100, scale: 'log' },
      mode: ['a', 'b', 'c'],
    });
    const run = randomSearch({ trials: 20_000 }).start(of, 3);
    const [n, log, period, mode] = [new Map<unknown, number>(), new Map(), new Map(), new Map()];
    const count = (map: Map<unknown, number>, key: unknown): unknown => map.set(key, (map.get(key) ?? 0) + 1);
    for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
      for (const point of batch.points) {
        count(n, point.n);
        count(log, Math.floor(Math.log10(point.log)));
        count(period, point.period);
        count(mode, point.mode);
      }
    }
    for (const each of n.values()) expect(Math.abs(each - 4000)).toBeLessThan(5 * 57);
    for (const each of log.values()) expect(Math.abs(each - 20_000 / 6)).toBeLessThan(5 * 53);
    for (const each of mode.values()) expect(Math.abs(each - 20_000 / 3)).toBeLessThan(5 * 67);
    const share = (k: number): number => Math.log((k + 0.5) / (k - 0.5)) / Math.log(100.5 / 0.5);
    for (const k of [1, 2, 10]) expect(Math.abs(period.get(k)! - 20_000 * share(k))).toBeLessThan(5 * Math.sqrt(20_000 * share(k)));
  });
});
