import { ArgumentError, checkInteger, checkKeys, checkNumber, show, version } from '../../../core/index.ts';
import type { TrialRows } from '../../sweep/trial-rows.ts';
import type { Executor, OpenJob, TrialChunk, TrialJob } from '../executor.ts';
import { unpackRows } from '../pack-rows.ts';
import { ChunkFailure, errorOf, type FailureKind, packChunk, unpackAnswer } from './chunk-message.ts';
import { type ChunkQueue, openChunkQueue, serverLost } from './chunk-queue.ts';
import { blobLifeMs } from './column-store.ts';
import { patiently, withTimeout } from './patience.ts';
import { addressOf } from './queue-address.ts';
import { connectServer, type QueueServer } from './queue-server.ts';
import { type PackedSweep, packSweep } from './sweep-message.ts';

/** Options of {@link queueExecutor}. */
export interface QueueExecutorOptions {
  /** Where the queue is: `redis://`, `rediss://` (TLS), `valkey://` or `postgres://`, with user and password if need be. */
  readonly url: string;
  /** Name of the queue, which its workers share: letters, digits, `-` and `_`. @default 'sweeps' */
  readonly name?: string;
  /** How many chunks a sweep keeps under way: an integer >= 1. @default 8, or twice the threads of the workers that have answered */
  readonly width?: number;
  /** How long the first connection may take, ms: an integer >= 1. @default 5000 */
  readonly timeoutMs?: number;
  /** How long the server may be away in the middle of a sweep before it ends with an error, ms: a number > 0. @default 60000 */
  readonly patienceMs?: number;
  /** After how long without a worker that takes a chunk it is told so, ms: a number > 0. @default 10000 */
  readonly warnAfterMs?: number;
  /** Told what the user should know of. @default console.warn */
  readonly onWarning?: (message: string) => void;
}

/** Defaults of {@link QueueExecutorOptions}. */
export const queueExecutorDefaults: {
  readonly name: string;
  readonly timeoutMs: number;
  readonly patienceMs: number;
  readonly warnAfterMs: number;
} = { name: 'sweeps', timeoutMs: 5_000, patienceMs: 60_000, warnAfterMs: 10_000 };

/** About how long a chunk is under way, most of it waiting for its turn, ms. */
const chunkMs = 400;
/** How often a chunk that came back is sent again, by why it did: for what is not missing, only where others come through. */
const retries: Readonly<Record<FailureKind, number>> = { missing: 5, refused: Number.POSITIVE_INFINITY, deadly: 2, broken: 0, thrown: 0 };

/**
 * Runs the trials of sweeps on other machines: chunks of them wait in a queue of BullMQ, on Redis, Valkey or PostgreSQL, and workers
 * take them, started with `npx barwright-worker --url URL` or by {@link queueWorker}. The rows are the same bytes as in one thread.
 *
 * Needs the packages `bullmq` and `ioredis`, or `bullmq` and `pg`. The data set is put on the server once and fetched once by each worker.
 * A chunk of a worker that died is taken over by another; a chunk that is answered twice counts once. While the server is away the sweep
 * waits; when that takes longer than `patienceMs` it ends with an error, and its `store` keeps the trials so far. `close` removes what is
 * left on the server. Whoever can write to the server decides what the workers run: it must be as well guarded as they are.
 *
 * @throws ArgumentError for a wrong option; SourceError where the server does not answer, or a package is absent.
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { grid, sweep } from 'barwright/search';
 * import { queueExecutor } from 'barwright/search/queue';
 * import { MovingAverageCross } from 'barwright/strategy';
 * const url = process.env.BARWRIGHT_QUEUE_URL; // such as redis://localhost:6379
 * if (url !== undefined) {
 *   const queue = await queueExecutor({ url });
 *   const space = grid({ fast: { from: 5, to: 50 }, slow: { from: 60, to: 200 } });
 *   const result = await sweep(MovingAverageCross, syntheticBars({ seed: 1, length: 10_000 }), { space, workers: queue });
 *   console.log(result.trials.length); // 6486
 *   await queue.close();
 * }
 * ```
 */
export async function queueExecutor(options: QueueExecutorOptions): Promise<Executor> {
  checkKeys('queue executor options', options, ['url', 'name', 'width', 'timeoutMs', 'patienceMs', 'warnAfterMs', 'onWarning']);
  const address = addressOf(options.url);
  const name = checkQueueName(options.name ?? queueExecutorDefaults.name);
  const width = options.width === undefined ? undefined : checkInteger('width', options.width, { min: 1 });
  const timeoutMs = checkInteger('timeoutMs', options.timeoutMs ?? queueExecutorDefaults.timeoutMs, { min: 1 });
  const patienceMs = checkNumber('patienceMs', options.patienceMs ?? queueExecutorDefaults.patienceMs, { above: 0 });
  const warnAfterMs = checkNumber('warnAfterMs', options.warnAfterMs ?? queueExecutorDefaults.warnAfterMs, { above: 0 });
  const onWarning = options.onWarning ?? console.warn;
  if (typeof onWarning !== 'function') throw new ArgumentError(`Expected \`onWarning\` to be a function, was \`${show(onWarning)}\`.`);
  const server = await connectServer(address, timeoutMs);
  try {
    const queue = await openChunkQueue(server, name, { patienceMs, warnAfterMs, onWarning });
    return executorOf({ server, queue, name, width, patienceMs });
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * The name of a queue, if it can be one.
 *
 * @throws ArgumentError otherwise.
 */
export function checkQueueName(name: unknown): string {
  if (typeof name === 'string' && /^[\w-]+$/.test(name)) return name;
  throw new ArgumentError(`Expected \`name\` to be letters, digits, \`-\` and \`_\`, was \`${show(name)}\`.`);
}

interface Parts {
  readonly server: QueueServer;
  readonly queue: ChunkQueue;
  readonly name: string;
  readonly width: number | undefined;
  readonly patienceMs: number;
}

/** Chunks under way while no worker has answered, and at least. */
const leastWidth = 8;

/** How long tidying up may take, ms. */
const tidyMs = 2_000;

function executorOf({ server, queue, name, width, patienceMs }: Parts): Executor {
  const sweeps = new Set<PackedSweep>();
  const threads = new Map<string, number>();
  let widest = leastWidth;
  /** The rows in an answer; it says what the worker is called and how many threads it has. */
  const rowsIn = (answer: string): TrialRows => {
    const { worker, concurrency, rows } = unpackAnswer(answer);
    if (!threads.has(worker)) {
      threads.set(worker, concurrency);
      widest = Math.max(leastWidth, 2 * [...threads.values()].reduce((sum, count) => sum + count, 0));
    }
    return unpackRows(rows);
  };
  const keepAlive = setInterval(() => {
    for (const sweep of sweeps) sweep.store(server.blobs).catch(() => {});
  }, blobLifeMs / 6);
  keepAlive.unref();
  const forget = async (sweep: PackedSweep): Promise<void> => {
    if (!sweeps.delete(sweep)) return;
    const needed = new Set([...sweeps].flatMap(({ keys }) => keys));
    await withTimeout(tidyMs, server.blobs.remove(sweep.keys.filter((key) => !needed.has(key)))).catch(() => {});
  };
  const away = (error: unknown): never => {
    throw serverLost(server, patienceMs, error);
  };
  const store = (sweep: PackedSweep): Promise<void> => patiently(patienceMs, () => sweep.store(server.blobs)).catch(away);
  return {
    name: 'queue',
    get width() {
      return width ?? widest;
    },
    chunkMs,
    async open<P extends object>(job: TrialJob<P>): Promise<OpenJob<P>> {
      const sweep = await packSweep(name, job);
      sweeps.add(sweep);
      await patiently(patienceMs, () => queue.prepare()).catch(away);
      await store(sweep);
      let done = 0;
      const run = async (chunk: TrialChunk<P>, signal?: AbortSignal): Promise<TrialRows> => {
        const message = { barwright: version, job: sweep.hash, trials: packChunk(chunk) };
        const left = { ...retries };
        for (;;) {
          const before = done;
          try {
            const answer = await queue.run(message, signal);
            done++;
            return rowsIn(answer);
          } catch (error) {
            if (!(error instanceof ChunkFailure)) throw error;
            const isHopeful = error.kind === 'missing' || done > before;
            if (!isHopeful || left[error.kind]-- <= 0) throw errorOf(error);
            if (error.kind === 'missing') await store(sweep);
          }
        }
      };
      return { run, close: () => forget(sweep) };
    },
    async close() {
      clearInterval(keepAlive);
      for (const sweep of [...sweeps]) await forget(sweep);
      await queue.close();
      await server.close();
    },
  };
}
