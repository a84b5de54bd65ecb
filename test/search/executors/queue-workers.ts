import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../../src/search/executors/queue/barwright-worker.ts', import.meta.url));

/** A process that runs `barwright-worker`. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** All that it printed. */
  text(): string;
  /** Resolves when it waits for chunks. */
  isReady: Promise<void>;
  /** Ends it, and resolves to its exit code. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the command `barwright-worker` with these arguments, from the source. */
export function startWorker(args: readonly string[]): WorkerProcess {
  const cache = mkdtempSync(join(tmpdir(), 'barwright-cache-'));
  const given = args.includes('--cache') ? args : [...args, '--cache', cache];
  const child = spawn(process.execPath, ['--import', 'tsx', command, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const ended = once(child, 'exit').then(() => {
    process.removeListener('exit', kill);
    rmSync(cache, { recursive: true, force: true });
  });
  const isReady = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', () => text.includes('waits for chunks') && resolve());
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${text}`)));
  });
  isReady.catch(() => {});
  return {
    child,
    text: () => text,
    isReady,
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}
