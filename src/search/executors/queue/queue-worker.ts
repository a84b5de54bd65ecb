import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import type { Job, Worker } from 'bullmq';
import { ArgumentError, checkInteger, checkKeys, show } from '../../../core/index.ts';
import { packFailure } from './chunk-message.ts';
import { prefix } from './chunk-queue.ts';
import { type ChunkRunner, chunkRunner } from './chunk-runner.ts';
import { columnCache } from './column-cache.ts';
import { withTimeout } from './patience.ts';
import { addressOf } from './queue-address.ts';
import { checkQueueName, queueExecutorDefaults } from './queue-executor.ts';
import { connectServer, type QueueServer } from './queue-server.ts';
import type { StrategyClass } from './strategy-lookup.ts';

/** Options of {@link queueWorker}. */
export interface QueueWorkerOptions {
  /** Where the queue is, as the sweep names it: see `url` of queueExecutor. */
  readonly url: string;
  /** Name of the queue. @default 'sweeps' */
  readonly name?: string;
  /** Threads that run chunks: an integer >= 1. @default as many as the machine offers */
  readonly concurrency?: number;
  /** Strategies that are looked up here by name; needed where the sweep's module does not lie at the same place on this machine. @default none */
  readonly strategies?: readonly StrategyClass[];
  /** Folder that keeps data sets. @default 'barwright' in the user's cache folder */
  readonly cache?: string;
  /** Most that the folder keeps, MiB: an integer >= 0. @default 1024 */
  readonly cacheMiB?: number;
  /** How long the first connection may take, ms: an integer >= 1. @default 5000 */
  readonly timeoutMs?: number;
  /** After about how long a chunk of a worker that died is taken over, ms: an integer >= 200. @default 10000 */
  readonly takeoverMs?: number;
  /** Told what the worker does, a line each. @default nothing is told */
  readonly onLog?: (line: string) => void;
}

/** Defaults of {@link QueueWorkerOptions}. */
export const queueWorkerDefaults: {
  readonly name: string;
  readonly cacheMiB: number;
  readonly timeoutMs: number;
  readonly takeoverMs: number;
} = { name: queueExecutorDefaults.name, cacheMiB: 1_024, timeoutMs: queueExecutorDefaults.timeoutMs, takeoverMs: 10_000 };

/** A worker that takes chunks. */
export interface QueueWorker {
  /** Chunks that it has answered. */
  readonly chunks: number;
  /** Finishes the chunks under way, takes no more, and leaves. */
  close(): Promise<void>;
}

/** How often a chunk may be taken over from workers that died. */
const mostTakeovers = 8;

/**
 * Takes chunks of sweeps from a queue and runs them on threads of this machine, until it is closed. `npx barwright-worker --url URL` does
 * the same from a terminal.
 *
 * The class of a sweep is found among `strategies` by its name, or imported from the address that the sweep gives. It has to be the same:
 * its `static parameters`, and its file or its text; else the chunk is refused with the reason, and another worker may take it. The
 * versions of barwright have to be the same too.
 *
 * @throws ArgumentError for a wrong option; SourceError where the server does not answer, or a package is absent.
 * @example
 * ```ts
 * import { queueWorker } from 'barwright/search/queue';
 * const url = process.env.BARWRIGHT_QUEUE_URL; // such as redis://localhost:6379
 * if (url !== undefined) {
 *   const worker = await queueWorker({ url, concurrency: 4, onLog: console.error });
 *   process.once('SIGTERM', () => worker.close());
 * }
 * ```
 */
export async function queueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  checkKeys('queue worker options', options, optionNames);
  const address = addressOf(options.url);
  const name = checkQueueName(options.name ?? queueWorkerDefaults.name);
  const concurrency = checkInteger('concurrency', options.concurrency ?? availableParallelism(), { min: 1 });
  const timeoutMs = checkInteger('timeoutMs', options.timeoutMs ?? queueWorkerDefaults.timeoutMs, { min: 1 });
  const takeoverMs = checkInteger('takeoverMs', options.takeoverMs ?? queueWorkerDefaults.takeoverMs, { min: 200 });
  const cacheMiB = checkInteger('cacheMiB', options.cacheMiB ?? queueWorkerDefaults.cacheMiB, { min: 0 });
  const folder = options.cache ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'barwright');
  if (typeof folder !== 'string' || folder === '') {
    throw new ArgumentError(`Expected \`cache\` to be the path of a folder, was \`${show(folder)}\`.`);
  }
  const onLog = options.onLog ?? (() => {});
  if (typeof onLog !== 'function') throw new ArgumentError(`Expected \`onLog\` to be a function, was \`${show(onLog)}\`.`);
  const strategies = options.strategies ?? [];
  if (!Array.isArray(strategies) || strategies.some((strategy) => typeof strategy !== 'function')) {
    throw new ArgumentError(`Expected \`strategies\` to be a list of classes, was \`${show(strategies)}\`.`);
  }
  const server = await connectServer(address, timeoutMs);
  try {
    const cache = columnCache({ folder, mostBytes: cacheMiB * 2 ** 20 });
    const runner = await chunkRunner({ server, name, concurrency, strategies, cache });
    return await taking({ server, name, runner, concurrency, takeoverMs, onLog });
  } catch (error) {
    await server.close();
    throw error;
  }
}

const optionNames = ['url', 'name', 'concurrency', 'strategies', 'cache', 'cacheMiB', 'timeoutMs', 'takeoverMs', 'onLog'];

interface Parts {
  readonly server: QueueServer;
  readonly name: string;
  readonly runner: ChunkRunner;
  readonly concurrency: number;
  readonly takeoverMs: number;
  readonly onLog: (line: string) => void;
}

const closingMs = 5_000;
/** After it refused a chunk a worker leaves the next to others for so long. */
const refusedPauseMs = 250;

async function taking({ server, name, runner, concurrency, takeoverMs, onLog }: Parts): Promise<QueueWorker> {
  const { bullmq, connection, factory } = server;
  let chunks = 0;
  let lastLine = '';
  const say = (line: string): void => {
    if (line !== lastLine) onLog(line);
    lastLine = line;
  };
  const take = async ({ data }: Job): Promise<string> => {
    try {
      const answer = await runner.run(data);
      chunks++;
      return answer;
    } catch (error) {
      const reason = packFailure(error);
      const { kind, message } = JSON.parse(reason);
      say(`${kind}: ${message}`);
      if (kind === 'thrown' || kind === 'missing') throw new bullmq.UnrecoverableError(reason);
      if (kind === 'refused') await new Promise((resolve) => setTimeout(resolve, refusedPauseMs));
      throw new Error(reason);
    }
  };
  const worker: Worker = new bullmq.Worker(
    name,
    take,
    {
      connection,
      prefix,
      // One more than there are threads, so that none waits for its next chunk.
      concurrency: concurrency + 1,
      lockDuration: takeoverMs / 2,
      stalledInterval: takeoverMs / 4,
      maxStalledCount: mostTakeovers,
      runRetryDelay: 500,
      drainDelay: server.waitMs / 1_000,
    },
    factory as never,
  );
  worker.on('error', (error) => say(`queue: ${error.message}`));
  await worker.waitUntilReady();
  return {
    get chunks() {
      return chunks;
    },
    async close() {
      await worker.close().catch(() => {});
      await runner.close();
      await withTimeout(closingMs, server.close()).catch(() => {});
    },
  };
}
