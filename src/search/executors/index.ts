/**
 * Where the trials of a sweep run.
 *
 * @module search
 */
export type { Executor, OpenJob, TrialChunk, TrialJob } from './executor.ts';
export { type WorkerPoolOptions, workerPool } from './workers/worker-pool.ts';
