import { emptyRows, type TrialRows } from '../sweep/trial-rows.ts';
import type { TrialRunner } from '../sweep/trial-runner.ts';
import type { TrialChunk } from './executor.ts';

/** The rows of a chunk, run one trial after the other. */
export function runChunk<P extends object>(runner: TrialRunner<P>, { first, points, bars }: TrialChunk<P>, metrics: number): TrialRows {
  const rows = emptyRows(points.length, metrics);
  for (let k = 0; k < points.length; k++) runner.runInto(rows, k, first + k, points.at(k), bars);
  return rows;
}
