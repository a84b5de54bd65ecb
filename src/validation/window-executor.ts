import { availableParallelism } from 'node:os';
import { ArgumentError } from '../core/index.ts';
import { type Executor, type SweepExecutor, workerPool } from '../search/index.ts';
import { dataSpan } from './data-span.ts';
import type { WindowSearch } from './walk-forward-options.ts';

/** Searches that are under way at once on an executor of several threads, so that none waits for the end of another. */
const mostAtOnce = 4;

/** Where the searches of all windows run. */
export interface WindowPlace<P extends object> {
  /** The search, on the executor. */
  readonly search: WindowSearch<P>;
  /** How many windows may be searched at once. */
  readonly atOnce: number;
  readonly executor: SweepExecutor;
}

/**
 * Does work whose searches share one executor, which is closed at the end where it was made for it. `'auto'` stays in this thread where
 * the machine offers no second one, or where the strategy or the options cannot travel, and says so.
 *
 * @throws ArgumentError where threads were asked for and the strategy or the options cannot travel.
 */
export async function onWorkers<P extends object, T>(
  search: WindowSearch<P>,
  work: (workers: 'inline' | Executor, note?: string) => Promise<T>,
): Promise<T> {
  const { workers = 'inline' } = search.sweep;
  if (workers === 'inline' || typeof workers === 'object') return work(workers);
  if (workers === 'auto' && availableParallelism() === 1) return work('inline', 'The machine offers one thread.');
  const pool = await workerPool(workers === 'auto' ? {} : { threads: workers });
  try {
    const why = workers === 'auto' ? await whyNot(search, pool) : undefined;
    if (why === undefined) return await work(pool);
    process.emitWarning(`The searches run in this thread, not in workers: ${why}`, { type: 'BarwrightWarning', code: 'BARWRIGHT_INLINE' });
    return await work('inline', why);
  } finally {
    await pool.close();
  }
}

/** {@link onWorkers} for searches in windows: the data lie on shared memory where several threads read them. */
export function onExecutor<P extends object, T>(search: WindowSearch<P>, work: (place: WindowPlace<P>) => Promise<T>): Promise<T> {
  return onWorkers(search, (workers, note) => {
    if (workers === 'inline')
      return work({ search: { ...search, sweep: { ...search.sweep, workers } }, atOnce: 1, executor: { name: 'inline', note } });
    const sweep = { ...search.sweep, workers: forWindows(workers, search.hasPbo) };
    const span = dataSpan(
      search.span.markets.map((bars) => bars.toShared()),
      search.options,
    );
    const atOnce = Math.min(mostAtOnce, workers.width);
    return work({ search: { ...search, sweep, span }, atOnce, executor: { name: workers.name, note: undefined } });
  });
}

/** An executor on which sweeps reckon no more of their luck than windows ask for. */
function forWindows(executor: Executor, hasPbo: boolean): Executor {
  const { name, width, chunkMs } = executor;
  return {
    name,
    width,
    ...(chunkMs !== undefined && { chunkMs }),
    async open(job) {
      const { compare: _, contest, ...opened } = await executor.open(job);
      return hasPbo && contest !== undefined ? { ...opened, contest } : opened;
    },
    close: () => executor.close(),
  };
}

/** Why the strategy or the options cannot travel; undefined where they can. */
async function whyNot<P extends object>({ strategy, span, options, seed }: WindowSearch<P>, pool: Executor): Promise<string | undefined> {
  try {
    const job = await pool.open({ strategy, data: span.slice(0, 1), options: span.options(options, 0, 1), metrics: ['totalReturn'], seed });
    await job.close();
    return undefined;
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
}

/**
 * Does `work` for 0, 1, ... below `count`, up to `atOnce` of them at the same time. None begins after one has failed.
 *
 * @throws what the first of those that failed threw, when all that had begun are over.
 */
export async function eachAtOnce<T>(count: number, atOnce: number, work: (k: number) => Promise<T | undefined>): Promise<readonly T[]> {
  const done: (T | undefined)[] = new Array(count).fill(undefined);
  const failed: { readonly k: number; readonly error: unknown }[] = [];
  let next = 0;
  let isOver = false;
  const go = async (): Promise<void> => {
    while (next < count && !isOver) {
      const k = next++;
      try {
        done[k] = await work(k);
        if (done[k] === undefined) isOver = true;
      } catch (error) {
        isOver = true;
        failed.push({ k, error });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, go));
  if (failed.length > 0) throw failed.reduce((first, one) => (one.k < first.k ? one : first)).error;
  const end = done.indexOf(undefined);
  return (end < 0 ? done : done.slice(0, end)) as readonly T[];
}
