import { StrategyError } from '../../core/index.ts';
import type { Batch, SamplerRun } from '../samplers/sampler.ts';
import { type ChunkSource, chunkSource } from './chunk-source.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { SweepPlace } from './sweep-place.ts';
import type { TrialLog } from './trial-log.ts';
import type { TrialRows } from './trial-rows.ts';
import { barsOf } from './trial-runner.ts';
import { openStore, type TrialStore } from './trial-store.ts';
import { totalOf, watcher } from './watcher.ts';

/** A chunk is as many trials as take about this long, so that progress moves and an abort is heard. */
const defaultChunkMs = 30;
const longestChunk = 1_024;
/** By how much a chunk may be longer than the one that it is judged by. */
const mostGrowth = 8;
/** Chunks that may be finished, for each that may be under way, while an earlier one is not. */
const mostAhead = 8;
/** So many trials, all thrown, end a sweep. */
const hopeless = 256;

/** A chunk that was sent. */
interface Sent<P extends object> extends Batch<P> {
  readonly isStored: boolean;
  /** Undefined while it is under way. */
  outcome: { readonly rows: TrialRows } | { readonly error: unknown } | undefined;
}

/**
 * Runs the trials of a sweep: as many chunks as the executor is wide are under way, they end in any order, and are stored, logged and told
 * to the sampler in the order of their trials.
 *
 * @returns false where it was aborted.
 */
export async function runTrials<P extends object>(
  asked: CompleteSweep<P>,
  run: SamplerRun<P>,
  place: SweepPlace<P>,
  log: TrialLog<P>,
): Promise<boolean> {
  const { width } = place.executor;
  const source = chunkSource(run, asked.sampler.isAdaptive, width);
  const watch = watcher(asked, log, totalOf(asked, run.trials));
  const store = asked.store === undefined ? undefined : await openStore(asked.store, fingerprintOf(asked), asked.job.metrics.length);
  try {
    const isOver = await dispatch(asked, { place, store, log, watch, source });
    if (isOver) watch(true);
    return isOver;
  } finally {
    await store?.close();
  }
}

interface Parts<P extends object> {
  readonly place: SweepPlace<P>;
  readonly store: TrialStore | undefined;
  readonly log: TrialLog<P>;
  readonly watch: (isOver: boolean) => void;
  readonly source: ChunkSource<P>;
}

async function dispatch<P extends object>(asked: CompleteSweep<P>, parts: Parts<P>): Promise<boolean> {
  const { place, store, log, watch, source } = parts;
  const { job, executor } = place;
  const { signal } = asked;
  const length = barsOf(asked.data).reduce((most, bars) => Math.max(most, bars.length), 0);
  const chunkMs = executor.chunkMs ?? defaultChunkMs;
  const sent: Sent<P>[] = [];
  let [size, underWay, asSent, thrown, isOver] = [1, 0, 0, 0, false];
  let wake = (): void => {};

  const send = (): void => {
    const stored = Math.max(0, (store?.length ?? 0) - asSent);
    const next = source.next(stored > 0 ? stored : size);
    if (next === 'wait') return;
    if (next === undefined) {
      isOver = true;
      return;
    }
    const { points } = next;
    const bars = next.bars !== undefined && next.bars < length ? next.bars : undefined;
    const chunk: Sent<P> = { points, bars, isStored: stored > 0, outcome: undefined };
    sent.push(chunk);
    const first = asSent;
    asSent += points.length;
    if (store !== undefined && chunk.isStored) {
      chunk.outcome = { rows: store.take(first, points) };
      return;
    }
    underWay++;
    const started = performance.now();
    const end = (outcome: Sent<P>['outcome']): void => {
      underWay--;
      chunk.outcome = outcome;
      size = nextSize(size, points.length, performance.now() - started, chunkMs);
      wake();
    };
    job.run({ first, points, bars }, signal).then(
      (rows) => end({ rows }),
      (error: unknown) => end({ error }),
    );
  };

  /** Takes in the chunks that are finished, in their order. */
  const takeIn = async (): Promise<void> => {
    while (sent.length > 0 && sent[0].outcome !== undefined) {
      const { points, bars, outcome, isStored } = sent.shift() as Sent<P>;
      if (outcome === undefined) return;
      if ('error' in outcome) {
        if (signal?.aborted === true) return;
        throw outcome.error;
      }
      const { rows } = outcome;
      if (!isStored) await store?.append(points, rows);
      const before = log.length;
      source.tell(log.add(points, bars, rows));
      for (const k of rows.failures.keys()) if (before + k < hopeless) thrown++;
      if (before < hopeless && log.length >= hopeless) refuseHopeless(log, thrown, hopeless);
      watch(false);
      if (signal?.aborted === true) return;
    }
  };

  const hear = (): void => wake();
  signal?.addEventListener('abort', hear);
  try {
    while (signal?.aborted !== true) {
      let before = -1;
      while (!isOver && underWay < executor.width && sent.length < mostAhead * executor.width && before !== sent.length) {
        before = sent.length;
        send();
      }
      if (sent.length === 0) {
        refuseHopeless(log, thrown, log.length);
        return true;
      }
      if (sent[0].outcome === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      await takeIn();
      await pause();
    }
    return false;
  } finally {
    signal?.removeEventListener('abort', hear);
  }
}

/** How long the next chunks are, by how long one took. */
function nextSize(size: number, length: number, tookMs: number, chunkMs: number): number {
  if (tookMs < chunkMs / 2) return Math.max(size, Math.min(longestChunk, Math.floor(length * Math.min(mostGrowth, chunkMs / tookMs))));
  return tookMs > 2 * chunkMs ? Math.min(size, Math.max(1, length >> 1)) : size;
}

/** Throws where every one of the first trials failed by an error of the strategy. */
function refuseHopeless<P extends object>(log: TrialLog<P>, thrown: number, length: number): void {
  if (thrown === 0 || thrown < length) return;
  throw new StrategyError(`All ${length} trials failed. The first, ${JSON.stringify(log.params(0))}: ${log.reason(0)}`);
}

/** Lets timers, signals and input be heard. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
