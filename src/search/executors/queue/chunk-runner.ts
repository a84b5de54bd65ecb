import { randomUUID } from 'node:crypto';
import { version } from '../../../core/index.ts';
import type { Executor, OpenJob } from '../executor.ts';
import { openPacked } from '../pack-job.ts';
import { packRows } from '../pack-rows.ts';
import type { ColumnArray } from '../pack-values.ts';
import { workerPool } from '../workers/worker-pool.ts';
import { ChunkFailure, type ChunkMessage, packAnswer, unpackChunk } from './chunk-message.ts';
import { isColumn } from './column-bytes.ts';
import type { ColumnCache } from './column-cache.ts';
import { blobKey, fetchColumn } from './column-store.ts';
import type { QueueServer } from './queue-server.ts';
import { type StrategyClass, strategyLookup } from './strategy-lookup.ts';
import type { SweepMessage } from './sweep-message.ts';

/** Runs chunks of any sweep on this machine. */
export interface ChunkRunner {
  /** The answer to a chunk. @throws ChunkFailure where it cannot run here. */
  run(message: ChunkMessage): Promise<string>;
  close(): Promise<void>;
}

/** What {@link chunkRunner} stands on. */
export interface ChunkRunnerParts {
  readonly server: QueueServer;
  readonly name: string;
  readonly concurrency: number;
  readonly strategies: readonly StrategyClass[];
  readonly cache: ColumnCache;
}

/** Sweeps that are kept open; the one used longest ago is closed first. */
const mostOpen = 4;

interface OpenSweep {
  readonly job: Promise<OpenJob>;
  /** Chunks of it that run now. */
  running: number;
}

/** A runner on threads of this machine. */
export async function chunkRunner({ server, name, concurrency, strategies, cache }: ChunkRunnerParts): Promise<ChunkRunner> {
  const localManifest = await strategyLookup(strategies);
  const pool: Executor = await workerPool({ threads: concurrency });
  const sweeps = new Map<string, OpenSweep>();
  const worker = randomUUID();

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
    return pool.open(job);
  };

  const sweepOf = (hash: string): OpenSweep => {
    const found = sweeps.get(hash) ?? { job: opened(hash), running: 0 };
    sweeps.delete(hash);
    sweeps.set(hash, found);
    found.job.catch(() => sweeps.delete(hash));
    for (const [other, { running }] of sweeps) {
      if (sweeps.size <= mostOpen) break;
      if (running === 0 && other !== hash) close(other);
    }
    return found;
  };

  const close = (hash: string): Promise<void> => {
    const sweep = sweeps.get(hash);
    sweeps.delete(hash);
    return sweep?.job.then((job) => job.close()).catch(() => {}) ?? Promise.resolve();
  };

  return {
    async run({ barwright, job, trials }) {
      if (barwright !== version) {
        throw new ChunkFailure(
          'refused',
          `A worker runs barwright ${version} and the sweep barwright ${barwright}: install the same version on both.`,
        );
      }
      const sweep = sweepOf(job);
      sweep.running++;
      try {
        const rows = await (await sweep.job).run(unpackChunk(trials) as never);
        return packAnswer({ worker, concurrency, rows: packRows(rows) });
      } finally {
        sweep.running--;
      }
    },
    async close() {
      await Promise.all([...sweeps.keys()].map(close));
      await pool.close();
    },
  };
}

function missing(): ChunkFailure {
  return new ChunkFailure('missing', 'What the trials are of is no longer on the server.');
}
