import type { PackedError } from '../pack-error.ts';
import type { PackedPoints } from '../pack-points.ts';

/** A chunk as it is sent to a thread. */
export interface WorkerChunk {
  readonly first: number;
  readonly points: PackedPoints;
  readonly bars: number | undefined;
}

/** What a thread answers. */
export type WorkerAnswer = { readonly block: Uint8Array<ArrayBuffer> | undefined } | { readonly error: PackedError };

/** What threads are called for. */
export type WorkerMethod = 'prepare' | 'run' | 'compare' | 'contest' | 'forget';
