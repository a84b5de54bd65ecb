import type { Points } from '../spaces/index.ts';
import type { TrialRows } from './trial-rows.ts';

/** Trials to run together. */
export interface TrialChunk<P extends object = Readonly<Record<string, unknown>>> {
  /** Number of the first trial in the sweep; those of the others follow. */
  readonly first: number;
  readonly points: Points<P>;
  /** On how many of the first bars; undefined: on all. */
  readonly bars: number | undefined;
}

/**
 * Where trials are run: a chunk of trials in, their rows out. What a row says hangs on its trial alone, so that every executor
 * gives the same rows.
 */
export interface Executor<P extends object = Readonly<Record<string, unknown>>> {
  readonly name: string;
  run(chunk: TrialChunk<P>): Promise<TrialRows>;
  close(): Promise<void>;
}
