import type { BacktestData, BacktestOptions } from '../../backtest/index.ts';
import type { BlockSums, CorrelationPart, PboShare } from '../../significance/index.ts';
import type { TrialCell } from '../cells/trial-cell.ts';
import type { Points } from '../spaces/index.ts';
import type { TrialMetric } from '../sweep/trial-metrics.ts';
import type { TrialRows } from '../sweep/trial-rows.ts';
import type { SweptStrategy } from '../sweep/trial-runner.ts';

/** What the trials of one sweep are of: everything a trial's row hangs on, apart from its number and its point. */
export interface TrialJob<P extends object = Readonly<Record<string, unknown>>> {
  readonly strategy: SweptStrategy<P>;
  readonly data: BacktestData;
  /** How each trial is run. */
  readonly options: BacktestOptions;
  /** What each trial is measured by, in the order of its row: all metrics for each cell, where there are cells. */
  readonly metrics: readonly TrialMetric[];
  /** Where the seeds of trials come from. */
  readonly seed: number;
  /** The parts of the data that each trial runs on; undefined: it runs on all of it. */
  readonly cells?: readonly TrialCell[];
}

/** Trials to run together. */
export interface TrialChunk<P extends object = Readonly<Record<string, unknown>>> {
  /** Number of the first trial in the sweep; those of the others follow. */
  readonly first: number;
  readonly points: Points<P>;
  /** On how many of the first bars; undefined: on all. */
  readonly bars: number | undefined;
}

/** One sweep on an executor. */
export interface OpenJob<P extends object = Readonly<Record<string, unknown>>> {
  /**
   * Runs a chunk. Several may be under way at once and may end in any order; a chunk that a dead worker left is run elsewhere.
   *
   * @throws what is wrong with the data or the options; where the signal aborts, its reason.
   */
  run(chunk: TrialChunk<P>, signal?: AbortSignal): Promise<TrialRows>;
  /**
   * How alike some trials on all bars are, in terms of `averageCorrelation`. Where an executor leaves it out, the thread of the sweep
   * runs them when the deflated Sharpe ratio is first read.
   *
   * @param trials numbers of the trials, one a point.
   */
  compare?(trials: readonly number[], points: Points<P>, signal?: AbortSignal): Promise<CorrelationPart>;
  /**
   * A share of the contests of the probability of overfitting, as `pboContests`. Where an executor leaves it out, the thread of the
   * sweep reckons them when the probability is first read.
   *
   * @param sums on shared memory.
   */
  contest?(sums: BlockSums, share: PboShare, metric: 'sharpe' | 'mean', signal?: AbortSignal): Promise<Float64Array>;
  /** Gives back what the sweep held. */
  close(): Promise<void>;
}

/**
 * Where the trials of sweeps run. One executor serves many sweeps, one after the other or at once. What a row says hangs on its trial
 * alone, so that every executor gives the same rows.
 */
export interface Executor {
  /** Such as `inline` or `workers`. */
  readonly name: string;
  /** How many chunks a sweep keeps under way: an integer >= 1. */
  readonly width: number;
  /** About how long a chunk should take from its sending to its rows, ms. @default 30 */
  readonly chunkMs?: number;
  open<P extends object>(job: TrialJob<P>): Promise<OpenJob<P>>;
  close(): Promise<void>;
}
