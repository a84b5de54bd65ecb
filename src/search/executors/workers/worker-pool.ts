import { availableParallelism } from 'node:os';
import { checkInteger, checkKeys, SourceError } from '../../../core/index.ts';
import type { Executor, OpenJob, TrialChunk, TrialJob } from '../executor.ts';
import { unpackCorrelation } from '../pack-correlation.ts';
import { packJob } from '../pack-job.ts';
import { packPoints } from '../pack-points.ts';
import { unpackRows } from '../pack-rows.ts';
import { runSurviving, WorkerDied } from './run-surviving.ts';
import { sharedColumns } from './shared-columns.ts';
import { startThreads } from './threads.ts';
import type { WorkerChunk } from './worker-messages.ts';

/** Options of {@link workerPool}. */
export interface WorkerPoolOptions {
  /** How many threads: an integer >= 1. @default as many as the machine offers */
  readonly threads?: number;
}

/** Chunks for each thread that are under way, so that none waits for the next. */
const chunksOfThread = 2;
const chunkMs = 30;

/**
 * Threads that run the trials of sweeps. They are started once and serve many sweeps, one after the other or at once; close the pool
 * when they are over. For a single sweep, give it `workers: 'auto'` or their number.
 *
 * A strategy is imported from its module in each thread: `static module = import.meta.url` says from where, and the module exports it.
 * Templates of the library need nothing. The columns of the data lie on shared memory, once for all threads: those that lie there
 * already, as after `bars.toShared()`, are not copied. A thread that dies is replaced and what it ran is run again; a trial that three
 * of them die of has failed.
 *
 * @param options `threads`.
 * @throws ArgumentError where an option is unknown or no number of threads.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { grid, sweep, workerPool } from 'barwright/search';
 * import { MovingAverageCross } from 'barwright/strategy';
 * const pool = await workerPool({ threads: 2 });
 * const bars = syntheticBars({ seed: 7, length: 2_000 });
 * const space = grid({ fast: [5, 10, 20], slow: [40, 80, 160] });
 * const result = await sweep(MovingAverageCross, bars, { space, workers: pool });
 * await pool.close();
 * result.trials.length; // 9, the same as in one thread
 * ```
 */
export async function workerPool(options: WorkerPoolOptions = {}): Promise<Executor> {
  checkKeys('worker pool options', options, ['threads']);
  const count = checkInteger('threads', options.threads ?? availableParallelism(), { min: 1, max: 1_024 });
  const threads = startThreads(count);
  const all = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, work));
  return Object.freeze({
    name: 'workers',
    width: chunksOfThread * count,
    chunkMs: chunksOfThread * chunkMs,
    async open<P extends object>(job: TrialJob<P>): Promise<OpenJob<P>> {
      const packed = packJob(job);
      const sent = { ...packed, columns: sharedColumns(packed.columns) };
      await all(() => surviving(() => threads.call('prepare', [sent])));
      return {
        run: (chunk, signal) =>
          runSurviving(chunk, job.metrics.length, async ({ first, points, bars }: TrialChunk<P>) => {
            const message: WorkerChunk = { first, points: packPoints(points), bars };
            return unpackRows((await threads.call('run', [sent, message], signal)) as Uint8Array);
          }),
        compare: async (trials, points, signal) =>
          unpackCorrelation((await surviving(() => threads.call('compare', [sent, trials, packPoints(points)], signal))) as Uint8Array),
        async contest(sums, share, metric, signal) {
          const block = (await surviving(() => threads.call('contest', [sums, share, metric], signal))) as Uint8Array;
          return new Float64Array(block.buffer);
        },
        async close() {
          all(() => threads.call('forget', [sent.hash])).catch(() => {});
        },
      };
    },
    close: () => threads.close(),
  });
}

const mostDeaths = 3;

/** What a thread answers, on another one where it dies. */
async function surviving<T>(work: () => Promise<T>): Promise<T> {
  for (let deaths = 1; ; deaths++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      if (deaths === mostDeaths) throw new SourceError(`Workers die again and again: ${error.message}`, { cause: error });
    }
  }
}
