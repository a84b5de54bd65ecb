import { availableParallelism } from 'node:os';
import { ArgumentError, checkInteger, SourceError, show } from '../../core/index.ts';
import type { Executor, OpenJob, TrialJob } from '../executors/executor.ts';
import { inlineExecutor } from '../executors/inline-executor.ts';
import { packJob } from '../executors/pack-job.ts';
import { workerPool } from '../executors/workers/worker-pool.ts';

/** Where trials run: in this thread, in as many threads as the machine offers, in so many, or on an executor of one's own. */
export type SweepWorkers = 'inline' | 'auto' | number | Executor;

/** Where a sweep ran. */
export interface SweepExecutor {
  /** Such as `inline` or `workers`. */
  readonly name: string;
  /** Why a sweep that asked for `'auto'` ran in this thread; undefined otherwise. */
  readonly note: string | undefined;
}

/** An executor on which a sweep is open. */
export interface SweepPlace<P extends object> extends SweepExecutor {
  readonly executor: Executor;
  readonly job: OpenJob<P>;
  close(): Promise<void>;
}

/**
 * Checks the option `workers`.
 *
 * @throws ArgumentError where it names no executor.
 */
export function checkWorkers(workers: unknown): SweepWorkers {
  if (workers === 'inline' || workers === 'auto') return workers;
  if (typeof workers === 'number') return checkInteger('workers', workers, { min: 1, max: 1_024 });
  if (typeof workers === 'object' && workers !== null && typeof (workers as Executor).open === 'function') return workers as Executor;
  throw new ArgumentError(
    `Expected \`workers\` to be 'inline', 'auto', a number of threads or an executor such as \`await workerPool()\`, was \`${show(workers)}\`.`,
  );
}

/**
 * Opens a sweep where its trials are to run. `'auto'` stays in this thread where the machine offers no second one, where the strategy or
 * the options cannot travel or where threads cannot be started, and says so.
 *
 * @throws ArgumentError where threads were asked for and the strategy or the options cannot travel.
 */
export async function openPlace<P extends object>(workers: SweepWorkers, job: TrialJob<P>): Promise<SweepPlace<P>> {
  if (workers === 'inline') return inlinePlace(job, undefined);
  if (typeof workers === 'object') {
    const open = await workers.open(job);
    return { name: workers.name, note: undefined, executor: workers, job: open, close: () => open.close() };
  }
  const threads = workers === 'auto' ? availableParallelism() : workers;
  if (workers === 'auto' && threads === 1) return inlinePlace(job, 'The machine offers one thread.');
  try {
    return await poolPlace(threads, job);
  } catch (error) {
    const cannotTravel = error instanceof ArgumentError || error instanceof SourceError;
    if (workers !== 'auto' || !cannotTravel) throw error;
    warn(job, error.message);
    return inlinePlace(job, error.message);
  }
}

/** Threads for this sweep alone; what cannot travel is refused before they are started. */
async function poolPlace<P extends object>(threads: number, job: TrialJob<P>): Promise<SweepPlace<P>> {
  packJob(job);
  const executor = await workerPool({ threads });
  try {
    return { name: executor.name, note: undefined, executor, job: await executor.open(job), close: () => executor.close() };
  } catch (error) {
    await executor.close();
    throw error;
  }
}

async function inlinePlace<P extends object>(job: TrialJob<P>, note: string | undefined): Promise<SweepPlace<P>> {
  return { name: inlineExecutor.name, note, executor: inlineExecutor, job: await inlineExecutor.open(job), close: async () => {} };
}

const warned: WeakSet<object> = new WeakSet();

/** Says once for each strategy that its sweeps run in this thread. */
function warn<P extends object>({ strategy }: TrialJob<P>, why: string): void {
  if (warned.has(strategy)) return;
  warned.add(strategy);
  process.emitWarning(`The sweep runs in this thread, not in workers: ${why}`, { type: 'BarwrightWarning', code: 'BARWRIGHT_INLINE' });
}
