import { createHash } from 'node:crypto';
import { version } from '../../../core/index.ts';
import type { TrialJob } from '../executor.ts';
import { type PackedJob, packJob } from '../pack-job.ts';
import { sourceOf } from '../strategy-source.ts';
import { bytesOf } from './column-bytes.ts';
import { blobKey, partKeys, storeParts } from './column-store.ts';
import type { BlobStore } from './queue-server.ts';
import { identityOf, type StrategyIdentity } from './strategy-identity.ts';

/** What the chunks of a sweep are of, as it lies on the server; the columns lie beside it by their hashes. */
export interface SweepMessage {
  /** Version of the library that wrote it. */
  readonly barwright: string;
  readonly manifest: string;
  readonly columns: readonly string[];
  readonly identity: StrategyIdentity;
}

/** A sweep that can be put on a server. */
export interface PackedSweep {
  /** Name of the message. */
  readonly hash: string;
  /** All that it puts on the server. */
  readonly keys: readonly string[];
  /** Puts what is not on the server there. */
  store(blobs: BlobStore): Promise<void>;
}

/**
 * Packs what the chunks of a sweep are of.
 *
 * @throws ArgumentError where the class cannot be imported, or part of the data or options cannot travel.
 */
export async function packSweep<P extends object>(queue: string, job: TrialJob<P>): Promise<PackedSweep> {
  const packed: PackedJob = packJob(job);
  const identity = await identityOf(job.strategy, sourceOf(job.strategy).module);
  const columns = [...packed.columns];
  const message: SweepMessage = {
    barwright: version,
    manifest: packed.manifest,
    columns: columns.map(([hash]) => hash),
    identity,
  };
  const text = Buffer.from(JSON.stringify(message));
  const parts = columns.map(([hash, column]) => ({ keys: partKeys(queue, hash), bytes: bytesOf(column) }));
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const own = [blobKey(queue, hash)];
  return {
    hash,
    keys: [...parts.flatMap(({ keys }) => keys), ...own],
    async store(blobs) {
      for (const { keys, bytes } of parts) await storeParts(blobs, keys, bytes);
      await storeParts(blobs, own, text);
    },
  };
}
