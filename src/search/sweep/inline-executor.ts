import type { Executor, TrialChunk } from './executor.ts';
import { emptyRows, type TrialRows } from './trial-rows.ts';
import type { TrialRunner } from './trial-runner.ts';

/** Runs trials in this thread. */
export function inlineExecutor<P extends object>(runner: TrialRunner<P>, metrics: number): Executor<P> {
  return {
    name: 'inline',
    async run({ first, points, bars }: TrialChunk<P>): Promise<TrialRows> {
      const rows = emptyRows(points.length, metrics);
      for (let k = 0; k < points.length; k++) runner.runInto(rows, k, first + k, points.at(k), bars);
      return rows;
    },
    async close() {},
  };
}
