/**
 * Sweeps on many machines, through a queue on Redis, Valkey or PostgreSQL.
 *
 * @module search/queue
 */
export { type QueueExecutorOptions, queueExecutor, queueExecutorDefaults } from './queue-executor.ts';
export { type QueueWorker, type QueueWorkerOptions, queueWorker, queueWorkerDefaults } from './queue-worker.ts';
export type { StrategyClass } from './strategy-lookup.ts';
