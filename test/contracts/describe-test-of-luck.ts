import { describe, expect, it } from 'vitest';
import { noiseTrials } from '../significance/worlds.ts';

/** A test that answers with a p-value. */
export interface TestOfLuck {
  /** Trials and rows of the worlds that it is tried in. */
  readonly trials: number;
  readonly rows: number;
  /** Number of worlds. @default 500 */
  readonly worlds?: number;
  /** Edges a row, in standard deviations, of the first trial: power rises from each to the next and ends above 0.8. */
  readonly edges: readonly number[];
  /** Whether it rejects less often than it says, as tests do that prepare for the worst. @default false */
  readonly isStrict?: boolean;
  /** P-value of independent normal trials with means of 0 but for the first, whose mean is the edge; draws come from the seed. */
  pValue(trials: readonly Float64Array[], seed: number, edge: number): number;
}

/** The laws that every test of luck keeps. */
export function describeTestOfLuck(name: string, { trials, rows, worlds = 500, edges, isStrict, pValue }: TestOfLuck): void {
  const rejected = (edge: number, count: number): number => {
    let share = 0;
    for (let world = 0; world < count; world++) {
      const p = pValue(noiseTrials(100_000 + world, trials, rows, edge), world, edge);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      if (p <= 0.05) share += 1 / count;
    }
    return share;
  };

  describe(`${name} keeps the laws of tests of luck`, () => {
    it('rejects one world of noise in twenty', () => {
      const share = rejected(0, worlds);
      // Three and a half standard deviations of the binomial share.
      const bound = 3.5 * Math.sqrt((0.05 * 0.95) / worlds);
      if (isStrict !== true) expect(share).toBeGreaterThan(0.05 - bound);
      expect(share).toBeLessThan(0.05 + bound);
    });

    it('finds an edge the more often the greater it is', () => {
      const powers = edges.map((edge) => rejected(edge, 150));
      expect(powers).toEqual(powers.toSorted((a, b) => a - b));
      expect(powers[0]).toBeGreaterThan(0.08);
      expect(powers.at(-1)).toBeGreaterThan(0.8);
    });

    it('gives the same answer to the same question, and leaves its input as it was', () => {
      const world = noiseTrials(1, trials, rows, 0.1);
      const before = world.map((column) => column.slice());
      const p = pValue(world, 3, 0.1);
      expect(world).toEqual(before);
      expect(pValue(world, 3, 0.1)).toBe(p);
    });
  });
}
