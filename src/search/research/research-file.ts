import { existsSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ArgumentError, DataError, SourceError } from '../../core/index.ts';
import { atomicWrite } from '../../data/index.ts';
import { lockFile } from '../sweep/store-lock.ts';
import { isSameSearch, type ResearchEntry } from './research-entry.ts';

const format = 1;
const header = `${JSON.stringify({ barwright: 'research', format })}\n`;

/** The entries of a file, the oldest first; none where there is no file. A last line that was broken off does not count. */
export function readEntries(path: string): readonly ResearchEntry[] {
  return parse(path, bytesOf(path)).entries;
}

/** What tells whether a file was written to since. */
export function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
}

/**
 * Refuses a path that cannot become the file of a research log.
 *
 * @throws ArgumentError where it is another file; SourceError where its folder is missing; DataError where a line is damaged.
 */
export function checkFile(path: string): void {
  if (!existsSync(dirname(path))) throw new SourceError(`Could not write \`${path}\`: its folder does not exist.`);
  readEntries(path);
}

/**
 * Adds an entry, crash-safe and one process at a time: appended where it is new; in place of the one of the same trials where it has
 * at least as many.
 *
 * @returns the other entries.
 * @throws SourceError where the file is locked for too long or cannot be written.
 */
export async function addEntry(path: string, entry: ResearchEntry): Promise<readonly ResearchEntry[]> {
  const unlock = await lockFile(path, { waitMs: longestWaitMs, option: 'file' });
  try {
    const { entries, whole } = parse(path, bytesOf(path));
    const known = entries.find((one) => isSameSearch(one, entry));
    const others = entries.filter((one) => one !== known);
    if (known === undefined) await append(path, whole, `${JSON.stringify(entry)}\n`);
    else if (known.trials <= entry.trials) await atomicWrite(path, textOf(entries.map((one) => (one === known ? entry : one))));
    return others;
  } finally {
    await unlock();
  }
}

const longestWaitMs = 10_000;

async function append(path: string, whole: number, line: string): Promise<void> {
  const file = await open(path, 'a').catch((error: Error) => {
    throw new SourceError(`Could not open \`${path}\`: ${error.message}`, { cause: error });
  });
  try {
    await file.truncate(whole);
    await file.appendFile(whole === 0 ? header + line : line);
    await file.sync();
  } finally {
    await file.close();
  }
}

function textOf(entries: readonly ResearchEntry[]): string {
  return header + entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

function bytesOf(path: string): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SourceError(`Could not read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The entries, and how many bytes are whole lines. */
function parse(path: string, bytes: Buffer): { readonly entries: readonly ResearchEntry[]; readonly whole: number } {
  const whole = bytes.lastIndexOf(10) + 1;
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  if (lines.length === 0) {
    if (bytes.length === 0 || header.startsWith(bytes.toString('utf8'))) return { entries: [], whole: 0 };
    throw otherFile(path);
  }
  const first = parsed(lines[0]) as { readonly barwright?: string; readonly format?: number } | undefined;
  if (first?.barwright !== 'research') throw otherFile(path);
  if (first.format !== format) {
    throw new ArgumentError(`Expected \`${path}\` to be of format ${format}, was ${first.format}: give another file.`);
  }
  const entries = lines.slice(1).map((text, k) => (parsed(text) as ResearchEntry | undefined) ?? damaged(path, k + 2));
  return { entries, whole };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function otherFile(path: string): ArgumentError {
  return new ArgumentError(`Expected \`${path}\` to be a research log or a new file, is something else: give another path.`);
}

function damaged(path: string, line: number): never {
  throw new DataError(`Line ${line} of \`${path}\` is damaged. Restore it, or remove the line: what it recorded counts no more.`, {
    row: line,
  });
}
