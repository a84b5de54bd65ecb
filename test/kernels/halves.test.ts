import { type HalfContest, Halves } from 'barwright/kernels';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const contest = (): HalfContest => ({ best: -1, rank: -1, other: -1, otherRank: -1 });
const moment = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -4, max: 4 }) },
  { weight: 1, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
);

it('contests of halves with vectors are those without, and those of a plain count, with equals and idle trials', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(2, 4, 6, 8).chain((blocks) =>
        fc.record({
          blocks: fc.constant(blocks),
          trials: fc.array(fc.array(moment, { minLength: blocks, maxLength: blocks }), { minLength: 1, maxLength: 23 }),
          isMean: fc.boolean(),
        }),
      ),
      ({ blocks, trials, isMean }) => {
        const sums = Float64Array.from(trials.flat());
        const squares = isMean ? sums.map(() => 1) : sums.map((sum) => (sum === 0 ? 0 : 1 + sum * sum));
        const returns = isMean ? Number.POSITIVE_INFINITY : 3 * blocks;
        const [fast, plain] = [false, true].map((isPlain) => new Halves(blocks, returns, sums, squares, isPlain));
        for (let mask = 1; mask < 1 << blocks; mask += 2) {
          if (bitsOf(mask) !== blocks / 2) continue;
          const [ours, theirs] = [contest(), contest()];
          fast.contestInto(ours, mask);
          plain.contestInto(theirs, mask);
          expect(ours).toEqual(theirs);
          const worth = (half: number) =>
            trials.map((_, k) => fraction(fast.sumOf('sums', half, k), fast.sumOf('squares', half, k), returns));
          const [here, there] = [worth(mask), worth(~mask)];
          expect(ours.best).toBe(bestOf(here));
          expect(ours.other).toBe(bestOf(there));
          expect(ours.rank).toBe(rankOf(there, ours.best));
          expect(ours.otherRank).toBe(rankOf(here, ours.other));
        }
      },
    ),
    { numRuns: 200 },
  );
});

interface Fraction {
  readonly over: number;
  readonly under: number;
}

function fraction(sum: number, square: number, returns: number): Fraction {
  const deviations = square - sum * sum * (1 / returns);
  return { over: deviations > square * 1e-13 ? sum * Math.abs(sum) : 0, under: Math.max(deviations, 1e-200) };
}

/** Above 0 where `a` is better. */
function compare(a: Fraction, b: Fraction): number {
  return a.over * b.under - b.over * a.under;
}

function bestOf(all: readonly Fraction[]): number {
  return all.reduce((best, one, k) => (compare(one, all[best]) > 0 ? k : best), 0);
}

function rankOf(all: readonly Fraction[], place: number): number {
  const less = all.filter((one) => compare(one, all[place]) < 0).length;
  const equal = all.filter((one) => compare(one, all[place]) === 0).length;
  return less + (equal + 1) / 2;
}

function bitsOf(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length;
}
