import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { SourceError } from '../../core/index.ts';

/**
 * Keeps others from writing to a file while this process does, by a file beside it. One that a process left which is no more is
 * taken over.
 *
 * @returns what ends the lock.
 * @throws SourceError where another process, or another sweep of this one, has it.
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  if (!(await create(lock, own))) {
    const found = await readFile(lock, 'utf8').catch(() => '');
    if (!isStale(found)) throw locked(path, found);
    await takeAway(path, lock, found);
    if (!(await create(lock, own))) throw locked(path, await readFile(lock, 'utf8').catch(() => ''));
  }
  return () => rm(lock, { force: true });
}

async function create(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new SourceError(`Could not write \`${lock}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Removes a lock that nobody holds, unless somebody else has just taken it over. */
async function takeAway(path: string, lock: string, stale: string): Promise<void> {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => stale);
  if (moved !== stale) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
  if (moved !== stale) throw locked(path, moved);
}

function isStale(text: string): boolean {
  const { pid, host } = holderOf(text);
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function holderOf(text: string): { readonly pid?: number; readonly host?: string } {
  try {
    return JSON.parse(text) as { readonly pid: number; readonly host: string };
  } catch {
    return {};
  }
}

function locked(path: string, text: string): SourceError {
  const { pid, host } = holderOf(text);
  const who = pid === undefined ? 'another process' : `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
  return new SourceError(
    `\`${path}\` is locked: ${who} is writing to it. Wait for it, give another \`store\`, or remove \`${path}.lock\` if it is no more.`,
  );
}
