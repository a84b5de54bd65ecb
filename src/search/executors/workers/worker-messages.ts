import type { PackedError } from '../pack-error.ts';
import type { PackedPoints } from '../pack-points.ts';

/** A chunk as it is sent to a thread. */
export interface WorkerChunk {
  readonly first: number;
  readonly points: PackedPoints;
  readonly bars: number | undefined;
}

/** What a thread is called for. */
export interface WorkerCall {
  readonly method: 'prepare' | 'run' | 'compare' | 'contest' | 'forget';
  readonly args: readonly unknown[];
}

/** What a thread answers. */
export type WorkerAnswer = { readonly block: Uint8Array<ArrayBuffer> | undefined } | { readonly error: PackedError };
