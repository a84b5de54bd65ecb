import { deserialize, serialize } from 'node:v8';
import { ArgumentError, BarwrightError, DataError, SourceError, StrategyError } from '../../../core/index.ts';
import type { TrialChunk } from '../executor.ts';
import { type PackedPoints, packPoints, unpackPoints } from '../pack-points.ts';

/** A chunk as it waits in the queue. */
export interface ChunkMessage {
  /** Version of the library that wrote it. */
  readonly barwright: string;
  /** Name of the block of bytes that says what its trials are of. */
  readonly job: string;
  /** The trials, in base64. */
  readonly trials: string;
}

interface PackedChunk {
  readonly first: number;
  readonly bars: number | undefined;
  readonly points: PackedPoints;
}

/** The trials of a chunk as text. */
export function packChunk<P extends object>({ first, bars, points }: TrialChunk<P>): string {
  return serialize({ first, bars, points: packPoints(points) } satisfies PackedChunk).toString('base64');
}

/** The chunk that {@link packChunk} made text of. */
export function unpackChunk(trials: string): TrialChunk<object> {
  const { first, bars, points }: PackedChunk = deserialize(Buffer.from(trials, 'base64'));
  return { first, bars, points: unpackPoints(points) };
}

/** What a worker answers. */
export interface ChunkAnswer {
  /** A name that no other worker has, without spaces. */
  readonly worker: string;
  /** How many threads it has. */
  readonly concurrency: number;
  readonly rows: Uint8Array;
}

/** An answer as text. */
export function packAnswer({ worker, concurrency, rows }: ChunkAnswer): string {
  return `${worker} ${concurrency} ${Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength).toString('base64')}`;
}

/** The answer that {@link packAnswer} made text of. */
export function unpackAnswer(answer: string): ChunkAnswer {
  const [worker, concurrency, rows] = answer.split(' ');
  return { worker, concurrency: Number(concurrency), rows: Buffer.from(rows, 'base64') };
}

/**
 * Why a worker gave a chunk back. `refused`: it cannot run such chunks, another one may; `missing`: what the chunk is of is no longer on
 * the server; `thrown`: what would be thrown in any thread; `deadly`: each worker that took it died; `broken`: anything else.
 */
export type FailureKind = 'refused' | 'missing' | 'thrown' | 'deadly' | 'broken';

/** A chunk that came back without rows. */
export class ChunkFailure extends Error {
  readonly kind: FailureKind;
  /** Code of the error that was thrown. */
  readonly code: string;

  constructor(kind: FailureKind, message: string, code = '') {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

/** A failure as the text of the reason that a queue keeps. */
export function packFailure(error: unknown): string {
  const { kind, message, code } = failureOf(error);
  return JSON.stringify({ kind, message, code });
}

function failureOf(error: unknown): ChunkFailure {
  if (error instanceof ChunkFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const isAlikeEverywhere = error instanceof BarwrightError && error.code !== 'SOURCE';
  return isAlikeEverywhere ? new ChunkFailure('thrown', message, error.code) : new ChunkFailure('broken', message);
}

/** The failure in a reason. */
export function unpackFailure(reason: string): ChunkFailure {
  try {
    const { kind, message, code } = JSON.parse(reason) as ChunkFailure;
    return new ChunkFailure(kind, message, code);
  } catch {
    if (!/stalled more than/.test(reason)) return new ChunkFailure('broken', reason);
    return new ChunkFailure('deadly', 'Each worker that took these trials died over them, such as for want of memory.');
  }
}

/** The error that a chunk failed with, as it would have been thrown in this thread. */
export function errorOf(failure: ChunkFailure): Error {
  const { code, message } = failure;
  if (failure.kind === 'refused' || code === 'ARGUMENT') return new ArgumentError(message, { cause: failure });
  if (code === 'DATA') return new DataError(message, { cause: failure });
  if (code === 'STRATEGY') return new StrategyError(message, { cause: failure });
  return new SourceError(message, { cause: failure });
}
