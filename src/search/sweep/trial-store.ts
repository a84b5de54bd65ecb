import { type FileHandle, open } from 'node:fs/promises';
import { ArgumentError, DataError, SourceError } from '../../core/index.ts';
import { keyOf } from '../samplers/point-source.ts';
import type { Points } from '../spaces/index.ts';
import type { SweepFingerprint } from './fingerprint.ts';
import { lockFile } from './store-lock.ts';
import { blockCount, emptyRows, type TrialRows } from './trial-rows.ts';

/** A file of finished trials. */
export interface TrialStore {
  /** Trials that it held when it was opened. */
  readonly length: number;
  /** The stored rows of the trials from `first` on. @throws ArgumentError where they were of other points. */
  take<P extends object>(first: number, points: Points<P>): TrialRows;
  append<P extends object>(points: Points<P>, rows: TrialRows): Promise<void>;
  close(): Promise<void>;
}

const format = 2;
const syncEveryMs = 1_000;

/**
 * One line of the file, a trial: a number that stands for its parameters, and its metrics, sums and squares, all in base64 of their bits;
 * and why it failed, if it did. Lines do not hang on how trials were put together to chunks.
 */
type Line = readonly [numbers: string, reason?: string];

/**
 * Opens the file of a sweep and locks it, or begins one. The file is lines of JSON: what the sweep is, then a trial a line, in their order.
 * A last line that was broken off is cut away.
 *
 * @throws ArgumentError where it is of another sweep; SourceError where it is locked or cannot be written.
 */
export async function openStore(path: string, fingerprint: SweepFingerprint, metrics: number): Promise<TrialStore> {
  const unlock = await lockFile(path);
  try {
    return await opened(path, fingerprint, metrics, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function opened(path: string, fingerprint: SweepFingerprint, metrics: number, unlock: () => Promise<void>): Promise<TrialStore> {
  const file = await open(path, 'a+').catch((error: Error) => {
    throw new SourceError(`Could not open \`${path}\`: ${error.message}`, { cause: error });
  });
  try {
    const stored = await readStored(path, file, fingerprint, metrics);
    let synced = performance.now();
    return {
      length: stored.length,
      take: (first, points) => stored.take(first, points),
      async append(points, rows) {
        await file.appendFile(linesOf(points, rows));
        if (performance.now() - synced < syncEveryMs) return;
        await file.datasync();
        synced = performance.now();
      },
      async close() {
        await file.sync();
        await file.close();
        await unlock();
      },
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readStored(
  path: string,
  file: FileHandle,
  fingerprint: SweepFingerprint,
  metrics: number,
): Promise<Pick<TrialStore, 'length' | 'take'>> {
  const bytes = await file.readFile();
  const whole = bytes.lastIndexOf(10) + 1;
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  if (lines.length === 0) {
    if (bytes.length > 0 && !bytes.toString('utf8').startsWith('{"barwright":')) throw noStore(path);
    await file.truncate(0);
    await file.appendFile(`${JSON.stringify({ barwright: 'sweep', format, ...fingerprint })}\n`);
    return storedRows([], metrics);
  }
  checkHeader(path, lines[0], fingerprint);
  const read = lines.slice(1).map((text, k) => parsed(text) ?? damaged(path, k + 2));
  if (whole < bytes.length) await file.truncate(whole);
  return storedRows(read, metrics);
}

function checkHeader(path: string, text: string, fingerprint: SweepFingerprint): void {
  const header = parsed(text) as (SweepFingerprint & { readonly barwright?: string; readonly format?: number }) | undefined;
  if (header?.barwright !== 'sweep') throw noStore(path);
  if (header.format !== format) {
    throw new ArgumentError(`Expected \`${path}\` to be of format ${format}, was ${header.format}: give another \`store\`.`);
  }
  const names = Object.keys(fingerprint) as (keyof SweepFingerprint)[];
  const other = names.filter((name) => header[name] !== fingerprint[name]);
  if (other.length === 0) return;
  throw new ArgumentError(
    `\`${path}\` holds another sweep: its ${other.join(', ')} differ${other.length === 1 ? 's' : ''}. Give another \`store\`, or make them the same.`,
  );
}

function noStore(path: string): ArgumentError {
  return new ArgumentError(`Expected \`${path}\` to be the store of a sweep or a new file, is something else: give another \`store\`.`);
}

function damaged(path: string, line: number): never {
  throw new DataError(`Line ${line} of \`${path}\` is damaged. Restore it, or cut the file there: the trials after it are run again.`, {
    row: line,
  });
}

function parsed(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

/** The rows of all lines, joined. */
function storedRows(lines: readonly Line[], metrics: number): Pick<TrialStore, 'length' | 'take'> {
  const { length } = lines;
  const all = emptyRows(length, metrics);
  const keys = new Float64Array(length);
  lines.forEach(([text, reason], trial) => {
    const row = numbers(text);
    keys[trial] = row[0];
    all.metrics.set(row.subarray(1, 1 + metrics), trial * metrics);
    all.sums.set(row.subarray(1 + metrics, 1 + metrics + blockCount), trial * blockCount);
    all.squares.set(row.subarray(1 + metrics + blockCount), trial * blockCount);
    if (reason !== undefined) all.failures.set(trial, reason);
  });
  return {
    length,
    take(first, points) {
      const end = first + points.length;
      const wrong = keysOf(points).findIndex((key, k) => key !== keys[first + k]);
      if (wrong >= 0) throw new ArgumentError(`Trial ${first + wrong} of the \`store\` was of other parameters: give another \`store\`.`);
      const failures = new Map<number, string>();
      for (let trial = first; trial < end; trial++) {
        const reason = all.failures.get(trial);
        if (reason !== undefined) failures.set(trial - first, reason);
      }
      return {
        length: points.length,
        metrics: all.metrics.subarray(first * metrics, end * metrics),
        sums: all.sums.subarray(first * blockCount, end * blockCount),
        squares: all.squares.subarray(first * blockCount, end * blockCount),
        failures,
      };
    },
  };
}

function linesOf<P extends object>(points: Points<P>, rows: TrialRows): string {
  const keys = keysOf(points);
  const width = rows.metrics.length / rows.length;
  const row = new Float64Array(1 + width + 2 * blockCount);
  let text = '';
  for (let k = 0; k < rows.length; k++) {
    row[0] = keys[k];
    row.set(rows.metrics.subarray(k * width, (k + 1) * width), 1);
    row.set(rows.sums.subarray(k * blockCount, (k + 1) * blockCount), 1 + width);
    row.set(rows.squares.subarray(k * blockCount, (k + 1) * blockCount), 1 + width + blockCount);
    const reason = rows.failures.get(k);
    text += `${JSON.stringify(reason === undefined ? [base64(row)] : [base64(row), reason])}\n`;
  }
  return text;
}

/** A number for each point that stands for its parameters. */
function keysOf<P extends object>(points: Points<P>): Float64Array {
  const columns = points.names.map((name) => points.column(name as keyof P & string));
  const codes = new Float64Array(columns.length);
  return Float64Array.from({ length: points.length }, (_, k) => {
    for (let place = 0; place < columns.length; place++) codes[place] = columns[place][k];
    return keyOf(codes);
  });
}

function base64(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function numbers(text: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float64Array(bytes.buffer);
}
