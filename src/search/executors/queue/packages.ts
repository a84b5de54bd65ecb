import { SourceError } from '../../../core/index.ts';
import type { QueueAddress } from './queue-address.ts';

/** The packages that a kind of server is reached through. */
const packages: Readonly<Record<QueueAddress['kind'], string>> = { redis: 'bullmq ioredis', postgres: 'bullmq pg' };

/**
 * Imports a package that only queues need.
 *
 * @throws SourceError with the command that installs it, where it is absent.
 */
export async function importPackage<T>(kind: QueueAddress['kind'], name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!/MODULE_NOT_FOUND$/.test(String((error as { readonly code?: unknown }).code))) throw error;
    throw new SourceError(`A queue on ${kind === 'redis' ? 'Redis' : 'PostgreSQL'} needs \`${name}\`: \`npm install ${packages[kind]}\`.`, {
      cause: error,
    });
  }
}
