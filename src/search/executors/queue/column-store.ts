import { bytesOfColumn } from './column-bytes.ts';
import type { BlobStore } from './queue-server.ts';

/** Bytes of a part of a column: servers and their clients dislike much longer values. */
const partBytes = 8 * 2 ** 20;

/** How long what a sweep left is kept where it could not tidy up, ms; it is lengthened while the sweep runs. */
export const blobLifeMs: number = 3_600_000;

/** Name of a block of bytes on the server. */
export function blobKey(queue: string, hash: string): string {
  return `barwright-blob:${queue}:${hash}`;
}

/** Names of the parts of a column. */
export function partKeys(queue: string, hash: string): readonly string[] {
  const parts = Math.max(1, Math.ceil(bytesOfColumn(hash) / partBytes));
  return Array.from({ length: parts }, (_, part) => `${blobKey(queue, hash)}:${part}`);
}

/** Stores a block in parts, unless they are there. */
export async function storeParts(blobs: BlobStore, keys: readonly string[], bytes: Uint8Array): Promise<void> {
  if (await blobs.keep(keys, blobLifeMs)) return;
  for (const [part, key] of keys.entries()) await blobs.put(key, bytes.subarray(part * partBytes, (part + 1) * partBytes), blobLifeMs);
}

/** The bytes of a column, on memory that threads can share; undefined where a part is missing. */
export async function fetchColumn(blobs: BlobStore, queue: string, hash: string): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(new SharedArrayBuffer(bytesOfColumn(hash)));
  let at = 0;
  for (const key of partKeys(queue, hash)) {
    const part = await blobs.get(key);
    if (part === undefined || at + part.length > bytes.length) return undefined;
    bytes.set(part, at);
    at += part.length;
  }
  return at === bytes.length ? bytes : undefined;
}
