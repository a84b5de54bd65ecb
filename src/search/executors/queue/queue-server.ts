import type * as bullmq from 'bullmq';
import { connectPostgres } from './postgres-server.ts';
import type { QueueAddress } from './queue-address.ts';
import { connectRedis } from './redis-server.ts';

/** What a queue needs of a server: queues of BullMQ, and blocks of bytes by name. */
export interface QueueServer {
  readonly address: QueueAddress;
  readonly bullmq: typeof bullmq;
  /** What classes of BullMQ take as their connection, and what they make of it. */
  readonly connection: bullmq.ConnectionOptions;
  readonly factory: bullmq.BackendFactory<never, never> | undefined;
  readonly blobs: BlobStore;
  /** How long to wait for the server to say that something is new before looking oneself, ms. */
  readonly waitMs: number;
  /** The id of the last event of a queue, from which events can be followed without a gap. */
  lastEvent(queue: string): Promise<string>;
  /** Resolves when the server has answered. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Blocks of bytes on the server that forget themselves. */
export interface BlobStore {
  put(key: string, bytes: Uint8Array, lifeMs: number): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** Lets those of the keys that are there live longer; answers whether all are. */
  keep(keys: readonly string[], lifeMs: number): Promise<boolean>;
  remove(keys: readonly string[]): Promise<void>;
}

/**
 * Connects to a server.
 *
 * @throws SourceError where it does not answer in `timeoutMs`, or where a package is absent.
 */
export function connectServer(address: QueueAddress, timeoutMs: number): Promise<QueueServer> {
  return address.kind === 'redis' ? connectRedis(address, timeoutMs) : connectPostgres(address, timeoutMs);
}
