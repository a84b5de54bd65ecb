import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { SourceError } from '../core/index.ts';
import { isZip, unzip } from './zip-entry.ts';

/**
 * The bytes of a file, gzip or ZIP taken off.
 *
 * @throws SourceError where the file is missing or cut off.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new SourceError(`Could not read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return unpack(bytes, ` of \`${path}\``);
}

/** Bytes with gzip or ZIP taken off; `where` names their file in the error. */
export function unpack(bytes: Uint8Array, where: string): Uint8Array {
  if (isZip(bytes)) return unzip(bytes, where);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new SourceError(`The gzip file${where} is cut off or damaged: fetch it again.`, { cause: error });
  }
}

/** The same bytes with a line feed at the end. */
export function endWithLineFeed(bytes: Uint8Array): Uint8Array {
  const lineFeed = 10;
  if (bytes[bytes.length - 1] === lineFeed) return bytes;
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  out[bytes.length] = lineFeed;
  return out;
}
