import type { BlockSums } from './block-sums.ts';
import type { Objective } from './objective.ts';

/** Writes the performance of all trials on the chosen half of the blocks to `inside` and on the other half to `outside`. */
export type HalfPerformance = (mask: number, inside: Float64Array, outside: Float64Array) => void;

/** Performance from sums over blocks: those of the two halves of all blocks are added for each subset once. */
export function performanceOfSums({ blocks, rows, sums, squares }: BlockSums, metric: 'sharpe' | 'mean'): HalfPerformance {
  const trials = sums.length / blocks;
  const low = blocks / 2;
  const lowSums = subsetSums(sums, blocks, 0, low);
  const highSums = subsetSums(sums, blocks, low, blocks);
  const lowSquares = subsetSums(squares, blocks, 0, low);
  const highSquares = subsetSums(squares, blocks, low, blocks);
  const count = rows * low;
  const everything = (1 << low) - 1;

  if (metric === 'mean') {
    return (mask, inside, outside) => {
      const [a, b] = [lowSums[mask & everything], highSums[mask >> low]];
      const [c, d] = [lowSums[~mask & everything], highSums[(~mask >> low) & everything]];
      for (let k = 0; k < trials; k++) {
        inside[k] = (a[k] + b[k]) / count;
        outside[k] = (c[k] + d[k]) / count;
      }
    };
  }
  const sharpesInto = (out: Float64Array, mask: number): void => {
    const [a, b] = [lowSums[mask & everything], highSums[(mask >> low) & everything]];
    const [c, d] = [lowSquares[mask & everything], highSquares[(mask >> low) & everything]];
    const share = 1 / count;
    const scale = Math.sqrt(count - 1) / count;
    for (let k = 0; k < trials; k++) {
      const sum = a[k] + b[k];
      const square = c[k] + d[k];
      const deviations = square - sum * sum * share;
      out[k] = deviations > square * cancelled ? (sum / Math.sqrt(deviations)) * scale : 0;
    }
  };
  return (mask, inside, outside) => {
    sharpesInto(inside, mask);
    sharpesInto(outside, ~mask);
  };
}

/** Squared deviations below this share of the squares are what rounding left of none. */
const cancelled = 1e-13;

/** For each subset of the blocks `[from, to)` the sums over it, a column of trials each. */
function subsetSums(sums: Float64Array, blocks: number, from: number, to: number): readonly Float64Array[] {
  const trials = sums.length / blocks;
  const out: Float64Array[] = [new Float64Array(trials)];
  for (let mask = 1; mask < 1 << (to - from); mask++) {
    const block = from + 31 - Math.clz32(mask);
    const rest = out[mask & ~(1 << (block - from))];
    out.push(rest.map((value, trial) => value + sums[trial * blocks + block]));
  }
  return out;
}

/** Performance by a function of the returns, on the rows of each half in order. */
export function performanceOfRows(columns: readonly Float64Array[], blocks: number, rows: number, metric: Objective): HalfPerformance {
  const first = columns[0].length - rows * blocks;
  const half = new Float64Array((rows * blocks) / 2);
  const performanceInto = (out: Float64Array, mask: number): void => {
    columns.forEach((column, trial) => {
      let at = 0;
      for (let block = 0; block < blocks; block++) {
        if (((mask >> block) & 1) === 0) continue;
        const start = first + block * rows;
        half.set(column.subarray(start, start + rows), at);
        at += rows;
      }
      out[trial] = metric(half);
    });
  };
  return (mask, inside, outside) => {
    performanceInto(inside, mask);
    performanceInto(outside, ~mask);
  };
}
