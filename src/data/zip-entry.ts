import { inflateRawSync } from 'node:zlib';
import { SourceError } from '../core/index.ts';

const endSignature = 0x06054b50;
const endLength = 22;
const deflated = 8;
const stored = 0;

/** Whether bytes are a ZIP archive. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The one file of a ZIP archive.
 *
 * Source: PKWARE, APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
 *
 * @throws SourceError where it is damaged, encrypted, larger than 4 GB, or holds several files.
 */
export function unzip(bytes: Uint8Array, where: string): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = (cause?: unknown): SourceError =>
    new SourceError(`The ZIP archive${where} is cut off or damaged: fetch it again.`, { cause });
  let end = buffer.length - endLength;
  while (end >= 0 && buffer.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw damaged();
  const files = buffer.readUInt16LE(end + 10);
  if (files !== 1) throw new SourceError(`Expected a ZIP archive${where} of one file, found ${files}. Unpack it, and name the file.`);
  try {
    const entry = buffer.readUInt32LE(end + 16);
    const [flags, method] = [buffer.readUInt16LE(entry + 8), buffer.readUInt16LE(entry + 10)];
    const [packed, size, local] = [20, 24, 42].map((at) => buffer.readUInt32LE(entry + at));
    if (flags % 2 === 1 || packed === 0xffffffff || (method !== deflated && method !== stored)) {
      throw new SourceError(`Expected a plain ZIP archive${where}, found one that is encrypted, over 4 GB or packed otherwise. Unpack it.`);
    }
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const content = buffer.subarray(start, start + packed);
    const out = method === stored ? content : inflateRawSync(content);
    if (out.length !== size) throw damaged();
    return out;
  } catch (error) {
    throw error instanceof SourceError ? error : damaged(error);
  }
}
