import { Worker } from 'node:worker_threads';
import { SourceError } from '../../../core/index.ts';
import { AbortCalls } from '../abort-calls.ts';
import { unpackError } from '../pack-error.ts';
import { WorkerDied } from './run-surviving.ts';
import type { WorkerAnswer, WorkerCall } from './worker-messages.ts';
import { workerScript } from './worker-script.ts';

/** Threads that answer calls, one at a time each. */
export interface Threads {
  /**
   * Calls a method on the next thread that is free.
   *
   * @throws WorkerDied where the thread dies; what the method throws; the reason of the signal; SourceError where the threads were closed.
   */
  call(method: WorkerCall['method'], args: readonly unknown[], signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): Promise<void>;
}

/** How long a thread may go on with a call that was aborted, ms. */
const patienceMs = 200;

/** A call that waits or runs. */
interface Call extends WorkerCall {
  end(outcome: WorkerAnswer | Error): void;
}

interface Thread {
  readonly worker: Worker;
  call: Call | undefined;
}

/** Starts threads. One that dies is replaced when there is something to call it for. */
export function startThreads(count: number): Threads {
  const { script, isProgram } = workerScript();
  const threads = new Set<Thread>();
  const waiting: Call[] = [];
  const aborts = new AbortCalls();
  let isClosed = false;

  const start = (): Thread => {
    const thread: Thread = { worker: new Worker(script, { eval: isProgram }), call: undefined };
    const { worker } = thread;
    let why: string | undefined;
    const free = (outcome: WorkerAnswer | Error): void => {
      const { call } = thread;
      thread.call = undefined;
      call?.end(outcome);
    };
    worker.on('message', (answer: WorkerAnswer) => {
      // The process waits for threads that are ending.
      if (!isClosed) worker.unref();
      free(answer);
      assign();
    });
    worker.on('error', (error: unknown) => {
      why = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', (code) => {
      threads.delete(thread);
      free(new WorkerDied(why ?? `exit code ${code}`));
      assign();
    });
    worker.unref();
    threads.add(thread);
    return thread;
  };

  /** Hands calls that wait to threads that are free. */
  const assign = (): void => {
    while (waiting.length > 0) {
      const thread = [...threads].find(({ call }) => call === undefined) ?? (threads.size < count ? start() : undefined);
      if (thread === undefined) return;
      const call = waiting.shift() as Call;
      try {
        thread.worker.postMessage({ method: call.method, args: call.args } satisfies WorkerCall);
        thread.worker.ref();
        thread.call = call;
      } catch (error) {
        call.end(error as Error);
      }
    }
  };

  /** Takes a call from where it is; a thread that runs it long is ended. */
  const abandon = (call: Call): void => {
    const place = waiting.indexOf(call);
    if (place >= 0) waiting.splice(place, 1);
    const thread = [...threads].find((one) => one.call === call);
    if (thread === undefined) return;
    setTimeout(() => {
      if (thread.call === call) void thread.worker.terminate();
    }, patienceMs).unref();
  };

  const outcomeOf = (method: WorkerCall['method'], args: readonly unknown[], signal: AbortSignal | undefined): Promise<WorkerAnswer> =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        reject(signal?.reason);
        abandon(call);
      };
      const call: Call = {
        method,
        args,
        end(outcome) {
          forget?.();
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        },
      };
      const forget = signal === undefined ? undefined : aborts.add(signal, abort);
      waiting.push(call);
      assign();
    });

  for (let k = 0; k < count; k++) start();
  return {
    async call(method, args, signal) {
      signal?.throwIfAborted();
      if (isClosed) throw closed();
      const answer = await outcomeOf(method, args, signal);
      if ('error' in answer) throw unpackError(answer.error);
      return answer.block;
    },
    async close() {
      isClosed = true;
      const running = [...threads].map(({ call }) => call);
      for (const call of [...waiting.splice(0), ...running]) call?.end(closed());
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

function closed(): SourceError {
  return new SourceError('The pool of workers was closed: make another one, or close it when its sweeps are over.');
}
