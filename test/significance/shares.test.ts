import { averageCorrelation, blockSums, correlationPart, effectiveTrials, pboContests, pboOfBlocks } from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const value = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => Math.round(x * 1e6) / 1e6);
const trialsOf = (rows: number): fc.Arbitrary<Float64Array[]> =>
  fc.array(
    fc.array(value, { minLength: rows, maxLength: rows }).map((list) => Float64Array.from(list)),
    { minLength: 2, maxLength: 9 },
  );

describe('contests in shares', () => {
  it('are those of one thread to the last bit, however many shares there are', () => {
    fc.assert(
      fc.property(trialsOf(24), fc.integer({ min: 1, max: 12 }), fc.constantFrom('sharpe', 'mean'), (trials, count, metric) => {
        const sums = blockSums(trials, 6);
        const shares = Array.from({ length: count }, (_, index) => pboContests(sums, { index, count }, { metric }));
        const contests = Float64Array.from(shares.flatMap((share) => [...share]));
        const [apart, whole] = [pboOfBlocks(sums, { metric, contests }), pboOfBlocks(sums, { metric })];
        expect(apart).toEqual(whole);
        expect(apart.averageOutOfSample).toEqual(whole.averageOutOfSample);
      }),
      { numRuns: 60 },
    );
  });

  it('refuse a share that is none, and contests of another length', () => {
    const sums = blockSums(
      [
        [1, 2, 1, 3, 2, 2, 1, 3],
        [-1, 1, 0, 2, -1, 0, 1, -2],
      ],
      4,
    );
    expect(() => pboContests(sums, { index: 2, count: 2 })).toThrow('Expected `share.index` to be an integer >= 0 and <= 1, was `2`.');
    expect(() => pboContests(sums, { index: 0, count: 0 })).toThrow('`share.count`');
    expect(() => pboOfBlocks(sums, { contests: new Float64Array(3) })).toThrow(
      'Expected `contests` to have length 12 as four a pair of halves, was 3.',
    );
  });
});

describe('the average correlation of parts', () => {
  it('is that of all trials, however they are parted', () => {
    fc.assert(
      fc.property(trialsOf(12), fc.nat(8), (trials, at) => {
        const cut = 1 + (at % (trials.length - 1));
        const parts = [trials.slice(0, cut), trials.slice(cut)].map(correlationPart);
        const whole = effectiveTrials(trials).averageCorrelation;
        expect(averageCorrelation(parts)).toBeCloseTo(whole, 12);
        expect(averageCorrelation([correlationPart(trials)])).toBe(whole);
      }),
    );
  });

  it('refuses parts of other lengths, and none', () => {
    const [two, three] = [correlationPart([[1, 2]]), correlationPart([[1, 2, 3]])];
    expect(averageCorrelation([three])).toBe(0);
    expect(() => averageCorrelation([two, three])).toThrow('Expected all parts to be of 2 returns, one is of 3.');
    expect(() => averageCorrelation([])).toThrow('Expected at least one part');
    expect(() => correlationPart([])).toThrow('Expected at least one trial');
    expect(() =>
      correlationPart([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow('Expected `trials[1]` to have 2 values as `trials[0]`, had 3.');
  });
});
