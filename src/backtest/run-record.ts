import { once, StrategyError, show } from '../core/index.ts';
import type { VenueCosts } from '../exchange/index.ts';
import { Bars } from '../market/index.ts';
import type { SignalStrategy, Strategy } from '../strategy/index.ts';
import type { AccountsRun } from './accounts.ts';
import type { Assumption } from './assumptions.ts';
import type { Benchmark } from './benchmark.ts';
import { type EventRun, StoppedRun } from './event-run.ts';
import type { BacktestOptions, CompleteOptions } from './options.ts';
import { BacktestResult, type NotedIndicator } from './result.ts';
import { warningsOf } from './warnings.ts';

/** A run that is ready to go. */
export interface PreparedRun {
  run(): BacktestResult;
  /** The same in chunks of bars or events; `between` is awaited after each. A run that waits for data stops waiting when `signal` aborts. */
  runAsync(chunk: number, between: (done: number, total: number) => Promise<void>, signal?: AbortSignal): Promise<BacktestResult>;
  /** Bars or events of the run; NaN while nobody knows. */
  total(): number;
}

/** What a run was asked for. */
export interface Asked {
  readonly strategy: SignalStrategy | Strategy;
  readonly options: BacktestOptions;
  readonly complete: CompleteOptions;
  readonly costs: VenueCosts;
}

/** The axis that a run went over. */
export interface RunAxis {
  readonly bars: readonly Bars[];
  readonly time: Float64Array;
  readonly rows: readonly Int32Array[] | undefined;
  readonly from: number;
  readonly benchmark: Benchmark | undefined;
  readonly assumptions: readonly Assumption[];
  readonly indicators: readonly NotedIndicator[];
  /** What is to be said of the data. */
  readonly notes?: readonly string[];
}

/** The result of a run. */
export function resultOf({ strategy, options, complete }: Asked, axis: RunAxis, run: AccountsRun & Partial<EventRun>): BacktestResult {
  return new BacktestResult({
    strategy: { name: nameOf(strategy), parameters: strategy.params as Readonly<Record<string, unknown>> },
    options: plainOptions(options),
    startingCash: complete.cash,
    leverage: complete.leverage,
    riskFree: complete.riskFree,
    payments: [],
    borrowed: [],
    log: [],
    ...axis,
    ...run,
    rule: complete.intrabar,
    warnings: once(() => [...(axis.notes ?? []), ...warningsOf(run, axis.bars)]),
  });
}

/**
 * The result of a run of events, at once or as a promise.
 *
 * @throws StrategyError with what was done so far, where a callback threw.
 */
export function during<Run>(run: () => Run, result: (made: Run) => BacktestResult): BacktestResult;
export function during<Run>(run: () => Promise<Run>, result: (made: Run) => BacktestResult): Promise<BacktestResult>;
export function during<Run extends AccountsRun>(
  run: () => Run | Promise<Run>,
  result: (made: Run) => BacktestResult,
): BacktestResult | Promise<BacktestResult> {
  const failed = (error: unknown): never => {
    if (!(error instanceof StoppedRun)) throw error;
    const { message, cause, index, time } = error.error;
    const where = index === undefined || time === undefined ? {} : { index, time };
    throw new StrategyError(message, { cause, ...where, partial: result(error.run as unknown as Run) });
  };
  try {
    const made = run();
    return made instanceof Promise ? made.then(result, failed) : result(made);
  } catch (error) {
    return failed(error);
  }
}

/** The name of a strategy in results and errors. */
export function nameOf(strategy: SignalStrategy | Strategy): string {
  return strategy.constructor.name || 'Strategy';
}

/** Options as plain JSON: columns, bars and models are named, not copied. */
function plainOptions(options: BacktestOptions): Readonly<Record<string, unknown>> {
  const plain = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Bars) return value.toJSON();
    if (ArrayBuffer.isView(value) || typeof value === 'function') return show(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    return value;
  };
  return plain(options) as Readonly<Record<string, unknown>>;
}
