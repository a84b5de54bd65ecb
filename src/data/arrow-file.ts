import { readFile } from 'node:fs/promises';
import { ArgumentError, checkKeys, SourceError, show } from '../core/index.ts';
import { Bars, type BarsOptions } from '../market/index.ts';
import { atomicWrite } from './atomic-write.ts';

/**
 * Bars from an Arrow IPC file or stream (Feather version 2). Uncompressed columns of doubles share the memory of the
 * file; a compressed file is refused.
 *
 * @throws SourceError where the file is missing or no Arrow file; DataError where the columns are no bars.
 */
export async function readArrow(path: string, options: BarsOptions = {}): Promise<Bars> {
  checkKeys('options', options, ['symbol', 'interval', 'instrument']);
  const { tableFromIPC } = await import('apache-arrow');
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new SourceError(`Could not read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  let table: ReturnType<typeof tableFromIPC>;
  try {
    table = tableFromIPC(bytes);
    if (table.schema.fields.length === 0) throw new Error('it has no columns');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = /codec/i.test(reason) ? 'it is compressed. Write it uncompressed.' : `it is no whole Arrow file (${reason}).`;
    throw new SourceError(`Could not read \`${path}\`: ${mend}`, { cause: error });
  }
  return Bars.fromArrow(table, options);
}

/** How an Arrow file is written. */
export interface WriteArrowOptions {
  /** A file that can be read at any place (Feather version 2), or a stream. @default 'file' */
  readonly format?: 'file' | 'stream';
}

/** Writes bars as an uncompressed Arrow IPC file of six columns of doubles; whole or not at all. */
export async function writeArrow(bars: Bars, path: string, options: WriteArrowOptions = {}): Promise<void> {
  checkKeys('options', options, ['format']);
  if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to be Bars, was \`${show(bars)}\`.`);
  const { tableToIPC } = await import('apache-arrow');
  const table = (await bars.toArrow()) as Parameters<typeof tableToIPC>[0];
  await atomicWrite(path, tableToIPC(table, options.format ?? 'file'));
}
