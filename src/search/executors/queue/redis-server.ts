import type { Redis } from 'ioredis';
import { SourceError } from '../../../core/index.ts';
import { importPackage } from './packages.ts';
import { reasonOf, withTimeout } from './patience.ts';
import type { QueueAddress } from './queue-address.ts';
import type { BlobStore, QueueServer } from './queue-server.ts';

const longestPauseMs = 1_000;

/** Connects to Redis or Valkey. Once it has answered, a lost connection is made again for as long as it takes. */
export async function connectRedis(address: QueueAddress, timeoutMs: number): Promise<QueueServer> {
  const bullmq = await importPackage('redis', 'bullmq', () => import('bullmq'));
  const { Redis } = await importPackage('redis', 'ioredis', () => import('ioredis'));
  let hasAnswered = false;
  const client: Redis = new Redis(address.url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    maxRetriesPerRequest: null,
    enableAutoPipelining: true,
    retryStrategy: (times) => (hasAnswered ? Math.min(longestPauseMs, 25 * 2 ** Math.min(times, 10)) : null),
  });
  let lastError: Error | undefined;
  client.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await withTimeout(timeoutMs, client.connect());
    await withTimeout(timeoutMs, client.ping());
  } catch (error) {
    client.disconnect();
    const reason = reasonOf(lastError ?? error);
    throw new SourceError(`Redis did not answer at ${address.shown}: ${reason}. Start it, or mend \`url\`.`, { cause: lastError ?? error });
  }
  hasAnswered = true;
  return {
    address,
    bullmq,
    connection: client as never,
    factory: undefined,
    blobs: redisBlobs(client),
    waitMs: 5_000,
    async lastEvent() {
      const [seconds] = await client.time();
      return `${Number(seconds) * 1000 - 1}-0`;
    },
    async ping() {
      await client.ping();
    },
    async close() {
      client.disconnect();
    },
  };
}

function redisBlobs(client: Redis): BlobStore {
  return {
    async put(key, bytes, lifeMs) {
      await client.set(key, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'PX', lifeMs);
    },
    async get(key) {
      return (await client.getBuffer(key)) ?? undefined;
    },
    async keep(keys, lifeMs) {
      const kept = await Promise.all(keys.map((key) => client.pexpire(key, lifeMs)));
      return kept.every((one) => one === 1);
    },
    async remove(keys) {
      if (keys.length > 0) await client.del(...keys);
    },
  };
}
