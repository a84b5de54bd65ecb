import { checkLength, type NumberColumn } from '../core/index.ts';
import { runningSumsInto, sumOfBlocks } from '../kernels/index.ts';
import type { Draws } from './draws.ts';
import { checkReturns, checkTrials } from './returns.ts';

/** Returns of each trial above those of the benchmark. */
export function excessReturns(trials: readonly NumberColumn[], benchmark: NumberColumn | undefined): readonly Float64Array[] {
  const columns = checkTrials('trials', trials, { trials: 1, rows: 2 });
  if (benchmark === undefined) return columns;
  const base = checkReturns('benchmark', benchmark, 2);
  checkLength('benchmark', base, columns[0].length, 'the trials');
  return columns.map((column) => column.map((value, i) => value - base[i]));
}

/** Writes how far the mean of a column is from its own in each resample. */
export type ResampledMeans = (out: Float64Array, column: Float64Array, mean: number) => void;

/** The deviations of resampled means, from running sums of the column. */
export function resampledMeans({ rows, resamples, starts, lengths, offsets }: Draws): ResampledMeans {
  const deviations = new Float64Array(rows);
  const running = new Float64Array(rows + 1);
  return (out, column, mean) => {
    for (let i = 0; i < rows; i++) deviations[i] = column[i] - mean;
    runningSumsInto(running, deviations);
    for (let b = 0; b < resamples; b++) out[b] = sumOfBlocks(running, starts, lengths, offsets[b], offsets[b + 1]) / rows;
  };
}

/** Share of the values that are at least as great. */
export function shareAtLeast(values: Float64Array, least: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) count += Number(values[i] >= least);
  return count / values.length;
}
