import { Rng } from 'barwright/core';
import type { LatencyModel } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** One thing that holds for every latency model; `check` throws where it does not. */
export interface LatencyLaw {
  readonly name: string;
  readonly check: (model: LatencyModel, runs: number) => void;
}

/** Judges a latency model by every law. */
export function describeLatencyModel(name: string, model: LatencyModel, runs = 200): void {
  describe(`latency: ${name}`, () => {
    for (const law of latencyLaws) it(law.name, () => law.check(model, runs));
  });
}

const seed = fc.integer({ min: -1e6, max: 1e6 });
const draw = (model: LatencyModel, rng: Rng, count = 20): readonly number[] => Array.from({ length: count }, () => model.delayMs(rng));

export const latencyLaws: readonly LatencyLaw[] = [
  {
    name: 'has a name and never delivers before it was sent',
    check: (model, runs) => {
      expect(model.name).not.toBe('');
      fc.assert(
        fc.property(seed, (of) => {
          for (const delay of draw(model, new Rng(of))) {
            expect(delay).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(delay)).toBe(true);
          }
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'gives the same delays for the same seed, whatever else it was asked',
    check: (model, runs) => {
      fc.assert(
        fc.property(seed, seed, fc.integer({ min: 0, max: 5 }), (of, other, before) => {
          const first = draw(model, new Rng(of));
          draw(model, new Rng(other), before);
          expect(draw(model, new Rng(of))).toEqual(first);
        }),
        { numRuns: runs },
      );
    },
  },
  {
    name: 'gives two streams that are asked in turn what each gets alone',
    check: (model, runs) => {
      fc.assert(
        fc.property(seed, seed, (of, other) => {
          const [one, two] = [new Rng(of), new Rng(other)];
          const both = Array.from({ length: 10 }, () => [model.delayMs(one), model.delayMs(two)]);
          expect(both.map(([delay]) => delay)).toEqual(draw(model, new Rng(of), 10));
          expect(both.map(([, delay]) => delay)).toEqual(draw(model, new Rng(other), 10));
        }),
        { numRuns: runs },
      );
    },
  },
];
