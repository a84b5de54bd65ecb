import { pool as createPool } from 'workerpool';
import { SourceError } from '../../../core/index.ts';
import { unpackError } from '../pack-error.ts';
import { WorkerDied } from './run-surviving.ts';
import type { WorkerAnswer, WorkerMethod } from './worker-messages.ts';
import { workerScript } from './worker-script.ts';

/** Threads that answer calls. */
export interface Threads {
  /**
   * Calls a method on a thread that is free.
   *
   * @throws WorkerDied where the thread dies; what the method throws; the reason of the signal.
   */
  call(method: WorkerMethod, args: readonly unknown[], signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): Promise<void>;
}

/** Calls that a thread never began are made again, so many times at most. */
const mostUnbegun = 8;

/** Starts threads. One that dies is replaced. */
export function startThreads(count: number): Threads {
  const { script, isProgram } = workerScript();
  const pool = createPool(script, { workerType: 'thread', minWorkers: count, maxWorkers: count, workerThreadOpts: { eval: isProgram } });
  let isClosed = false;

  const once = (method: WorkerMethod, args: readonly unknown[], signal: AbortSignal | undefined): Promise<WorkerAnswer> =>
    new Promise((resolve, reject) => {
      if (isClosed) throw closed();
      const call = pool.exec(method, [...args]);
      const abort = (): void => {
        call.cancel();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      const ended = (): void => signal?.removeEventListener('abort', abort);
      call.then(
        (answer: unknown) => {
          ended();
          resolve(answer as WorkerAnswer);
        },
        (error: Error) => {
          ended();
          reject(isClosed ? closed() : new WorkerDied(whyOf(error)));
        },
      );
    });

  return {
    async call(method, args, signal) {
      for (let unbegun = 0; ; unbegun++) {
        signal?.throwIfAborted();
        try {
          const answer = await once(method, args, signal);
          if (answer !== undefined && 'error' in answer) throw unpackError(answer.error);
          return answer?.block;
        } catch (error) {
          const isUnbegun = error instanceof WorkerDied && error.message === notBegun;
          if (!isUnbegun || unbegun === mostUnbegun) throw error;
        }
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await pool.terminate(true);
    },
  };
}

const notBegun = 'it was no more';

/** Why a thread died, in a few words. */
function whyOf({ message }: Error): string {
  if (message === 'Worker is terminated') return notBegun;
  const [, code] = /exitCode: `(-?\d+)`/.exec(message) ?? [];
  return code === undefined ? message.replace(/^Workerpool Worker error: /, '') : `exit code ${code}`;
}

function closed(): SourceError {
  return new SourceError('The pool of workers was closed: make another one, or close it when its sweeps are over.');
}
