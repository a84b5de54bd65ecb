import type { BlockSums } from './block-sums.ts';
import type { Objective } from './objective.ts';

/** The first of the best trials and the sum over all. */
export interface Performance {
  readonly best: number;
  readonly sum: number;
}

/** Writes the performance of all trials on the chosen half of the blocks. */
export type HalfPerformance = (out: Float64Array, mask: number) => Performance;

/** Performance from sums over blocks: those of the two halves of all blocks are added for each subset once. */
export function performanceOfSums({ blocks, rows, sums, squares }: BlockSums, metric: 'sharpe' | 'mean'): HalfPerformance {
  const low = blocks / 2;
  const everything = (1 << low) - 1;
  const [lowSums, highSums] = [subsetSums(sums, blocks, 0), subsetSums(sums, blocks, low)];
  const [lowSquares, highSquares] = [subsetSums(squares, blocks, 0), subsetSums(squares, blocks, low)];
  const count = rows * low;
  return (out, mask) => {
    const [here, there] = [mask & everything, (mask >> low) & everything];
    return metric === 'mean'
      ? meansInto(out, lowSums[here], highSums[there], count)
      : sharpesInto(out, lowSums[here], highSums[there], lowSquares[here], highSquares[there], count);
  };
}

function meansInto(out: Float64Array, low: Float64Array, high: Float64Array, count: number): Performance {
  for (let k = 0; k < out.length; k++) out[k] = (low[k] + high[k]) / count;
  return summaryOf(out);
}

/** One pass for the ratios, their sum and the best of them. */
function sharpesInto(
  out: Float64Array,
  lowSums: Float64Array,
  highSums: Float64Array,
  lowSquares: Float64Array,
  highSquares: Float64Array,
  count: number,
): Performance {
  const share = 1 / count;
  const scale = Math.sqrt(count - 1) / count;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (let k = 0; k < out.length; k++) {
    const sum = lowSums[k] + highSums[k];
    const square = lowSquares[k] + highSquares[k];
    const deviations = square - sum * sum * share;
    const ratio = deviations > square * cancelled ? (sum / Math.sqrt(deviations)) * scale : 0;
    out[k] = ratio;
    total += ratio;
    if (ratio <= most) continue;
    most = ratio;
    best = k;
  }
  return { best, sum: total };
}

/** Squared deviations below this share of the squares are what rounding left of none. */
const cancelled = 1e-13;

/** For each subset of half of the blocks, from block `from` on, the sums over it: a column of trials each. */
function subsetSums(sums: Float64Array, blocks: number, from: number): readonly Float64Array[] {
  const trials = sums.length / blocks;
  const single = Array.from({ length: blocks / 2 }, (_, block) => {
    const column = new Float64Array(trials);
    for (let k = 0; k < trials; k++) column[k] = sums[k * blocks + from + block];
    return column;
  });
  const out: Float64Array[] = [new Float64Array(trials)];
  for (let mask = 1; mask < 1 << single.length; mask++) {
    const last = 31 - Math.clz32(mask);
    const [rest, added, column] = [out[mask & ~(1 << last)], single[last], new Float64Array(trials)];
    for (let k = 0; k < trials; k++) column[k] = rest[k] + added[k];
    out.push(column);
  }
  return out;
}

/** Performance by a function of the returns, on the rows of the chosen blocks in order. */
export function performanceOfRows(columns: readonly Float64Array[], blocks: number, rows: number, metric: Objective): HalfPerformance {
  const first = columns[0].length - rows * blocks;
  const half = new Float64Array((rows * blocks) / 2);
  return (out, mask) => {
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
    return summaryOf(out);
  };
}

function summaryOf(values: Float64Array): Performance {
  let best = 0;
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    sum += values[k];
    if (values[k] > values[best]) best = k;
  }
  return { best, sum };
}
