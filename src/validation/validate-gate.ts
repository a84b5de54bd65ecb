import type { BacktestResult } from '../backtest/index.ts';
import { ArgumentError, DataError, NotEnoughDataError, StrategyError } from '../core/index.ts';
import type { SweepResult } from '../search/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import type { CheckName } from './validate-checks.ts';
import type { CompleteValidate } from './validate-options.ts';
import type { LayerWatch } from './validate-progress.ts';
import type { WindowPlace } from './window-executor.ts';

/** What the parts of the gate look at. */
export interface Gate<P extends object> {
  readonly asked: CompleteValidate<P>;
  /** The best of the search, or the strategy that is not searched. */
  readonly make: () => SignalStrategy | Strategy;
  /** Its run over all data. */
  readonly result: BacktestResult;
  /** Returns of it above the risk-free rate. */
  readonly record: Float64Array;
  readonly sweep: SweepResult<P> | undefined;
  /** Where searches run; undefined without a search. */
  readonly place: WindowPlace<P> | undefined;
  readonly luck: TriedBefore;
}

/** How much was tried, as the deflated Sharpe ratio counts it. */
export interface TriedBefore {
  /** Trials of this search, or those that were told. */
  readonly trials: number;
  /** Trials that a research log has of the same data from before. */
  readonly before: number;
  /** How many independent trials they are worth. */
  readonly effective: number;
  /** Sharpe ratio of one period that the best of them shows by luck. */
  readonly threshold: number;
  /** Chance that the true Sharpe ratio is above that; NaN where the returns do not vary. */
  readonly deflatedSharpe: number;
}

/** What a check found. */
export interface Finding {
  readonly name: CheckName;
  /** NaN where it could not be reckoned. */
  readonly figure: number;
  /** What the figure says, in plain words; where there is none, why. */
  readonly says: string;
  /** Why it passes whatever the figure. */
  readonly waived?: string | undefined;
}

/** What a part of the gate found, and what pictures are drawn of. */
export interface LayerOutcome<E> {
  readonly findings: readonly Finding[];
  readonly evidence: E;
}

/** A part of the gate. */
export type Layer<P extends object, S, E> = (gate: Gate<P>, setting: S, watch: LayerWatch) => Promise<LayerOutcome<E>> | LayerOutcome<E>;

/** Why a part could not be run, if that is what was thrown; everything else is thrown on. */
export function whyNotRun(error: unknown, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted();
  const isExpected =
    error instanceof ArgumentError || error instanceof NotEnoughDataError || error instanceof DataError || error instanceof StrategyError;
  if (!isExpected) throw error;
  return error.message;
}

/** Gives others a turn between two pieces of work. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
