import { DataError, show } from '../core/index.ts';
import { type HalfContest, Halves } from '../kernels/index.ts';
import type { BlockSums } from './block-sums.ts';
import type { Objective } from './objective.ts';

/** Trials on the halves of the blocks, given as masks. */
export interface Contestants {
  /** The best trials of a half and of the other half, and their ranks where they were not chosen. Block 0 is in the mask. */
  contestInto(out: HalfContest, mask: number): void;
  /** The performance of a trial on a half. */
  performance(mask: number, trial: number): number;
  /** The mean performance of all trials on the half of the last contest, and on the other. */
  means(): readonly [chosen: number, other: number];
}

/** Performance from sums over blocks. Sharpe ratios are ranked by their squares with their signs, without roots and divisions. */
export function contestantsOfSums({ blocks, rows, sums, squares }: BlockSums, metric: 'sharpe' | 'mean'): Contestants {
  const count = (rows * blocks) / 2;
  const isMean = metric === 'mean';
  const halves = isMean
    ? new Halves(blocks, Number.POSITIVE_INFINITY, sums, new Float64Array(squares.length).fill(1))
    : new Halves(blocks, count, sums, squares);
  const scale = isMean ? Math.sqrt(blocks / 2) / count : Math.sqrt(count - 1) / count;
  return {
    contestInto: (out, mask) => halves.contestInto(out, mask),
    performance(mask, trial) {
      const sum = halves.sumOf('sums', mask, trial);
      if (isMean) return sum / count;
      const square = halves.sumOf('squares', mask, trial);
      const deviations = square - sum * sum * (1 / count);
      return deviations > square * cancelled ? (sum / Math.sqrt(deviations)) * scale : 0;
    },
    means: () => [halves.meanRatio('chosen') * scale, halves.meanRatio('other') * scale],
  };
}

/** Squared deviations below this share of the squares are what rounding left of none. */
const cancelled = 1e-13;

/** Performance by a function of the returns, on the rows of the chosen blocks in order. */
export function contestantsOfRows(columns: readonly Float64Array[], blocks: number, rows: number, metric: Objective): Contestants {
  const first = columns[0].length - rows * blocks;
  const half = new Float64Array((rows * blocks) / 2);
  const performance = (mask: number, trial: number): number => {
    let at = 0;
    for (let block = 0; block < blocks; block++) {
      if (((mask >> block) & 1) === 0) continue;
      const start = first + block * rows;
      half.set(columns[trial].subarray(start, start + rows), at);
      at += rows;
    }
    const value = metric(half);
    if (Number.isFinite(value)) return value;
    throw new DataError(`Expected \`metric\` to be finite, was \`${show(value)}\` for \`trials[${trial}]\`.`);
  };
  let sums: readonly [number, number] = [Number.NaN, Number.NaN];
  return {
    contestInto(out, mask) {
      const [here, there] = [mask, ~mask].map((half) => columns.map((_, trial) => performance(half, trial)));
      out.best = bestOf(here);
      out.rank = rankOf(there, there[out.best]);
      out.other = bestOf(there);
      out.otherRank = rankOf(here, here[out.other]);
      sums = [here.reduce((sum, value) => sum + value, 0), there.reduce((sum, value) => sum + value, 0)];
    },
    performance,
    means: () => [sums[0] / columns.length, sums[1] / columns.length],
  };
}

/** The first of the best. */
function bestOf(values: readonly number[]): number {
  return values.reduce((best, value, k) => (value > values[best] ? k : best), 0);
}

/** Rank of a value among all, 1 for the least, the average of the ranks that equals take up. */
function rankOf(values: readonly number[], value: number): number {
  const less = values.filter((other) => other < value).length;
  const equal = values.filter((other) => other === value).length;
  return less + (equal + 1) / 2;
}
