import { version } from '../../../core/index.ts';
import type { SweptStrategy } from '../../sweep/trial-runner.ts';
import type { Executor, OpenJob } from '../executor.ts';
import { inlineExecutor } from '../inline-executor.ts';
import { openPacked } from '../pack-job.ts';
import { packRows } from '../pack-rows.ts';
import type { ColumnArray } from '../pack-values.ts';
import { ChunkFailure, type ChunkMessage, unpackChunk } from './chunk-message.ts';
import { isColumn } from './column-bytes.ts';
import type { ColumnCache } from './column-cache.ts';
import { blobKey, fetchColumn } from './column-store.ts';
import type { QueueServer } from './queue-server.ts';
import { strategyLookup } from './strategy-lookup.ts';
import type { SweepMessage } from './sweep-message.ts';

/** Runs chunks of any sweep on this machine. */
export interface ChunkRunner {
  /** The rows of a chunk, in base64. @throws ChunkFailure where it cannot run here. */
  run(message: ChunkMessage): Promise<string>;
  close(): Promise<void>;
}

/** What {@link chunkRunner} stands on. */
export interface ChunkRunnerParts {
  readonly server: QueueServer;
  readonly name: string;
  readonly concurrency: number;
  readonly strategies: readonly SweptStrategy<never>[];
  readonly cache: ColumnCache;
}

/** Sweeps that are kept open; the one used longest ago is closed first. */
const mostOpen = 4;

/** A runner on threads of this machine. */
export async function chunkRunner({ server, name, strategies, cache }: ChunkRunnerParts): Promise<ChunkRunner> {
  const executor: Executor = inlineExecutor;
  const localManifest = await strategyLookup(strategies);
  const open = new Map<string, Promise<OpenJob>>();

  const columnOf = (hash: string): Promise<ColumnArray> =>
    cache.column(hash, async () => {
      const bytes = await fetchColumn(server.blobs, name, hash);
      if (bytes === undefined) throw missing();
      if (!isColumn(hash, bytes)) throw new ChunkFailure('broken', 'The data set came damaged from the queue.');
      return bytes;
    });

  const opened = async (hash: string): Promise<OpenJob> => {
    const bytes = await server.blobs.get(blobKey(name, hash));
    if (bytes === undefined) throw missing();
    const message: SweepMessage = JSON.parse(Buffer.from(bytes).toString());
    const manifest = await localManifest(message);
    const columns = new Map<string, ColumnArray>();
    for (const column of message.columns) columns.set(column, await columnOf(column));
    const { job } = await openPacked({ hash, manifest, columns });
    return executor.open(job);
  };

  const jobOf = (hash: string): Promise<OpenJob> => {
    const found = open.get(hash) ?? opened(hash);
    open.delete(hash);
    open.set(hash, found);
    found.catch(() => open.delete(hash));
    const [oldest] = open.keys();
    if (open.size > mostOpen) close(oldest);
    return found;
  };

  const close = (hash: string): Promise<void> => {
    const closing = open.get(hash);
    open.delete(hash);
    return closing?.then((job) => job.close()).catch(() => {}) ?? Promise.resolve();
  };

  return {
    async run({ barwright, job, trials }) {
      if (barwright !== version) {
        throw new ChunkFailure(
          'refused',
          `A worker runs barwright ${version} and the sweep barwright ${barwright}: install the same version on both.`,
        );
      }
      const rows = await (await jobOf(job)).run(unpackChunk(trials) as never);
      const { buffer, byteOffset, byteLength } = packRows(rows);
      return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
    },
    async close() {
      await Promise.all([...open.keys()].map(close));
      await executor.close();
    },
  };
}

function missing(): ChunkFailure {
  return new ChunkFailure('missing', 'What the trials are of is no longer on the server.');
}
