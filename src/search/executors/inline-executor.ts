import type { TrialRows } from '../sweep/trial-rows.ts';
import { runnerOf } from '../sweep/trial-runner.ts';
import type { Executor, OpenJob, TrialChunk, TrialJob } from './executor.ts';
import { runChunk } from './run-chunk.ts';

/** Runs trials in this thread. */
export const inlineExecutor: Executor = Object.freeze({
  name: 'inline',
  width: 1,
  async open<P extends object>(job: TrialJob<P>): Promise<OpenJob<P>> {
    const runner = runnerOf(job);
    return {
      run: async (chunk: TrialChunk<P>): Promise<TrialRows> => runChunk(runner, chunk, job.metrics.length),
      async close() {},
    };
  },
  async close() {},
});
