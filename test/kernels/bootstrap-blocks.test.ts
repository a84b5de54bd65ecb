import { Rng } from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centralMomentsInto,
  centralMomentsLength,
  equalBlocksInto,
  fourSumsOfBlocksInto,
  gatherBlocksInto,
  geometricLengths,
  lanes,
  runningLaneInto,
  runningSumsInto,
  stationaryBlocksInto,
  sumOfBlocks,
} from '../../src/kernels/index.ts';

interface Blocks {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly count: number;
  readonly x: Float64Array;
}

const drawn: fc.Arbitrary<Blocks> = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), fc.boolean(), fc.integer())
  .map(([rows, mean, isStationary, seed]) => {
    const rng = new Rng(seed);
    const [starts, lengths] = [new Int32Array(rows + 3), new Int32Array(rows + 3)];
    const length = Math.min(mean, rows);
    const end = isStationary
      ? stationaryBlocksInto(starts, lengths, 3, rows, geometricLengths(length, rows), rng)
      : equalBlocksInto(starts, lengths, 3, rows, length, rows, rng);
    return { starts, lengths, count: end, x: Float64Array.from({ length: rows }, () => rng.normal()) };
  });

/** The values in the blocks, one after the other. */
const naive = ({ starts, lengths, count, x }: Blocks): number[] => {
  const out: number[] = [];
  for (let block = 3; block < count; block++) for (let k = 0; k < lengths[block]; k++) out.push(x[(starts[block] + k) % x.length]);
  return out;
};

describe('blocks of the bootstrap', () => {
  it('are gathered as they are read one by one', () => {
    fc.assert(
      fc.property(drawn, (blocks) => {
        const out = new Float64Array(blocks.x.length);
        gatherBlocksInto(out, blocks.x, blocks.starts, blocks.lengths, 3, blocks.count);
        expect([...out]).toEqual(naive(blocks));
      }),
    );
  });

  it('are added up from running sums, one column or four at once', () => {
    fc.assert(
      fc.property(drawn, (blocks) => {
        const { starts, lengths, count, x } = blocks;
        const running = new Float64Array(x.length + 1);
        runningSumsInto(running, x);
        const wanted = naive(blocks).reduce((sum, value) => sum + value, 0);
        expect(sumOfBlocks(running, starts, lengths, 3, count)).toBeCloseTo(wanted, 10);

        const four = new Float64Array(lanes * (x.length + 1));
        for (let lane = 0; lane < lanes; lane++) {
          runningLaneInto(
            four,
            x.map((value) => value * (lane + 1)),
            lane,
            lane,
          );
        }
        const out = new Float64Array(20);
        fourSumsOfBlocksInto(out, four, starts, lengths, 3, count, 2, 5);
        for (let lane = 0; lane < lanes; lane++) expect(out[2 + 5 * lane]).toBeCloseTo(wanted * (lane + 1) - lane * x.length, 9);
      }),
    );
  });

  it('have lengths from the inverse of the geometric distribution', () => {
    for (const mean of [1, 1.01, 2, 10, 300]) {
      const { thresholds, guide } = geometricLengths(mean, 1_000_000);
      thresholds.forEach((threshold, i) => {
        if (i + 1 < thresholds.length) expect(Math.abs(threshold / 2 ** 32 - (1 - (1 - 1 / mean) ** (i + 1)))).toBeLessThan(1e-9);
      });
      guide.forEach((at, bucket) => {
        const bits = bucket * 2 ** 22;
        if (at > 0) expect(thresholds[at - 1]).toBeLessThanOrEqual(bits);
      });
    }
    expect(geometricLengths(50, 7).thresholds.length).toBe(7);
  });
});

describe('centralMomentsInto', () => {
  it('gives the sums of powers, of values far from zero too', () => {
    const out = new Float64Array(centralMomentsLength);
    centralMomentsInto(out, Float64Array.of(9, 1, 2, 6, 9), 1, 4);
    expect([...out]).toEqual([3, 14, 18, 98]);
    centralMomentsInto(out, Float64Array.of(1e8 + 1, 1e8 + 2, 1e8 + 6), 0, 3);
    expect([...out]).toEqual([1e8 + 3, 14, 18, 98]);
  });
});
