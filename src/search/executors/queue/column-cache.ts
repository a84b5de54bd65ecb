import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../../data/index.ts';
import type { ColumnArray } from '../pack-values.ts';
import { bytesOfColumn, columnIn, isColumn } from './column-bytes.ts';

/** Columns by the hash of their values: those in use in memory, others in a folder. */
export interface ColumnCache {
  /** The column; `fetch` is asked for its bytes where it is not here. */
  column(hash: string, fetch: () => Promise<Uint8Array>): Promise<ColumnArray>;
}

/** Options of {@link columnCache}. */
export interface ColumnCacheOptions {
  readonly folder: string;
  /** Most bytes in the folder. */
  readonly mostBytes: number;
}

const ending = '.column';

/** A cache in a folder, which is made where it is missing. A file that is damaged is fetched again. */
export function columnCache({ folder, mostBytes }: ColumnCacheOptions): ColumnCache {
  const held = new Map<string, WeakRef<ColumnArray>>();
  const loading = new Map<string, Promise<ColumnArray>>();

  const load = async (hash: string, fetch: () => Promise<Uint8Array>): Promise<ColumnArray> => {
    const path = join(folder, `${hash}${ending}`);
    let bytes = await readShared(path, bytesOfColumn(hash));
    if (bytes === undefined || !isColumn(hash, bytes)) {
      bytes = await fetch();
      await keep(path, bytes).catch(() => {});
    }
    const column = columnIn(hash, bytes);
    held.set(hash, new WeakRef(column));
    return column;
  };

  /** A folder that cannot be written is done without. */
  const keep = async (path: string, bytes: Uint8Array): Promise<void> => {
    if (bytes.byteLength > mostBytes) return;
    await mkdir(folder, { recursive: true });
    await makeRoom(folder, mostBytes - bytes.byteLength);
    await atomicWrite(path, bytes);
  };

  return {
    async column(hash, fetch) {
      const found = held.get(hash)?.deref();
      if (found !== undefined) return found;
      let under = loading.get(hash);
      if (under === undefined) {
        under = load(hash, fetch).finally(() => loading.delete(hash));
        loading.set(hash, under);
      }
      return under;
    },
  };
}

/** The bytes of a file on memory that threads can share; undefined where it is not there whole. Its time says when it was used last. */
async function readShared(path: string, length: number): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path);
    try {
      if ((await file.stat()).size !== length) return undefined;
      const bytes = new Uint8Array(new SharedArrayBuffer(length));
      let at = 0;
      while (at < length) {
        const { bytesRead } = await file.read(bytes, at, length - at);
        if (bytesRead === 0) return undefined;
        at += bytesRead;
      }
      const now = new Date();
      await utimes(path, now, now);
      return bytes;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** Removes the columns that were used longest ago until the rest fit. */
async function makeRoom(folder: string, mostBytes: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const file = await stat(path).catch(() => undefined);
      return { path, bytes: file?.size ?? 0, usedMs: file?.mtimeMs ?? 0 };
    }),
  );
  let total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of found.sort((a, b) => a.usedMs - b.usedMs)) {
    if (total <= mostBytes) return;
    await rm(path, { force: true });
    total -= bytes;
  }
}
