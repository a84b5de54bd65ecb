import type { BacktestResult } from '../../backtest/index.ts';
import type { TrialCell } from '../cells/trial-cell.ts';
import type { TrialStatus } from './trial-log.ts';
import type { TrialMetrics } from './trial-metrics.ts';

/** One trial of a sweep. */
export interface Trial<P extends object> {
  /** Its number in the sweep, from 0. */
  readonly trial: number;
  readonly params: P;
  /** The timed metrics, and those that were asked for; NaN where it failed. */
  readonly metrics: TrialMetrics;
  /** What it scored by the first objective: higher is better, NaN where it does not count. */
  readonly score: number;
  /** `ok`; `failed`: the strategy threw or the objective is NaN; `thin`: fewer trades than `minTrades`. */
  readonly status: TrialStatus;
  /** Why it does not count. */
  readonly reason: string | undefined;
  /** On how many of the first bars it ran; undefined: on all. */
  readonly bars: number | undefined;
  /** What it did on each instrument or slice, where the sweep was asked for these; none otherwise. */
  readonly cells: readonly CellTrial[];
  /**
   * Runs it again, with everything a backtest leaves behind.
   *
   * @throws ArgumentError where it ran on several instruments or slices: take `trial.cells[0].result()`.
   */
  result(): BacktestResult;
}

/** One trial on one instrument or slice. */
export interface CellTrial extends TrialCell {
  readonly metrics: TrialMetrics;
  /** What it scored there by the first objective: higher is better, NaN where it failed. */
  readonly score: number;
  /** Runs it again there, with everything a backtest leaves behind. */
  result(): BacktestResult;
}
