import { setTimeout as sleep } from 'node:timers/promises';

/** Rejects where the work takes longer. */
export async function withTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const pauseMs = 250;

/** Tries again what fails, for so long in all; then it throws what it failed with last. */
export async function patiently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const leftMs = end - performance.now();
    try {
      return await withTimeout(Math.max(1, leftMs), work());
    } catch (error) {
      if (leftMs <= pauseMs) throw error;
      await sleep(pauseMs);
    }
  }
}

/** The reason of a failure, also where it is several at once. */
export function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  return (first instanceof Error ? first.message : String(first)).replace(/\.$/, '');
}
