import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { SourceError } from '../core/index.ts';

/**
 * Writes a file whole or not at all: into a temporary file in the same folder, flushed to the disk, then renamed. On
 * failure what stood at `path` is left as it was and the temporary file is removed.
 *
 * @throws SourceError where the folder is missing or cannot be written.
 */
export async function atomicWrite(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new SourceError(`Could not write \`${path}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
