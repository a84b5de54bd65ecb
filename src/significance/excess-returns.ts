import { checkLength, type NumberColumn } from '../core/index.ts';
import { fourSumsOfBlocksInto, lanes, runningLaneInto } from '../kernels/index.ts';
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

/** A column with its mean. */
export interface Centred {
  readonly column: Float64Array;
  readonly mean: number;
}

/**
 * Visits each column, in order, with how far its mean is from its own in each resample. The deviations are used again: read
 * them, do not keep them.
 */
export function visitResampled(
  { rows, resamples, starts, lengths, offsets }: Draws,
  columns: readonly Centred[],
  visit: (index: number, deviations: Float64Array) => void,
): void {
  const running = new Float64Array(lanes * (rows + 1));
  const sums = new Float64Array(lanes * resamples);
  for (let first = 0; first < columns.length; first += lanes) {
    const group = columns.slice(first, first + lanes);
    group.forEach(({ column, mean }, lane) => {
      runningLaneInto(running, column, mean, lane);
    });
    for (let b = 0; b < resamples; b++) fourSumsOfBlocksInto(sums, running, starts, lengths, offsets[b], offsets[b + 1], b, resamples);
    for (let k = 0; k < group.length * resamples; k++) sums[k] /= rows;
    for (let lane = 0; lane < group.length; lane++) visit(first + lane, sums.subarray(lane * resamples, (lane + 1) * resamples));
  }
}

/** Share of the values that are at least as great. */
export function shareAtLeast(values: Float64Array, least: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) count += Number(values[i] >= least);
  return count / values.length;
}
