import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { SourceError } from '../../core/index.ts';

/** How a lock is taken. */
export interface LockOptions {
  /** How long to wait for another holder, ms. */
  readonly waitMs: number;
  /** What a user gives to write elsewhere. */
  readonly option: string;
}

const pollMs = 25;

/**
 * Keeps others from writing to a file while this process does, by a file beside it. One that a process left which is no more is
 * taken over.
 *
 * @returns what ends the lock.
 * @throws SourceError where another process, or another holder in this one, has it.
 */
export async function lockFile(
  path: string,
  { waitMs, option }: LockOptions = { waitMs: 0, option: 'store' },
): Promise<() => Promise<void>> {
  for (let waited = 0; ; waited += pollMs) {
    const answer = await take(`${path}.lock`);
    if (typeof answer === 'function') return answer;
    if (waited >= waitMs) throw locked(path, answer, option);
    await new Promise((resolve) => {
      setTimeout(resolve, pollMs);
    });
  }
}

/** Takes a lock and answers what ends it; or what its holder wrote. */
async function take(lock: string): Promise<string | (() => Promise<void>)> {
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  const unlock = (): Promise<void> => rm(lock, { force: true });
  if (await create(lock, own)) return unlock;
  const found = await readFile(lock, 'utf8').catch(() => '');
  if (!isStale(found)) return found;
  const other = await takeAway(lock, found);
  if (other !== undefined) return other;
  return (await create(lock, own)) ? unlock : readFile(lock, 'utf8').catch(() => '');
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

/** Removes a lock that nobody holds; where somebody else has just taken it over, answers what that one wrote. */
async function takeAway(lock: string, stale: string): Promise<string | undefined> {
  const aside = `${lock}.${process.pid}`;
  await rename(lock, aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => stale);
  if (moved !== stale) await link(aside, lock).catch(() => {});
  await rm(aside, { force: true });
  return moved === stale ? undefined : moved;
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

function locked(path: string, text: string, option: string): SourceError {
  const { pid, host } = holderOf(text);
  const who = pid === undefined ? 'another process' : `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
  return new SourceError(
    `\`${path}\` is locked: ${who} is writing to it. Wait for it, give another \`${option}\`, or remove \`${path}.lock\` if it is no more.`,
  );
}
