import {
  type BacktestData,
  type BacktestOptions,
  type BacktestResult,
  backtest,
  RunMemory,
  type TimedRun,
  TimedRunner,
  timedRun,
} from '../../backtest/index.ts';
import { ArgumentError, Rng, StrategyError, show, withScope } from '../../core/index.ts';
import { Bars, barFields, Panel } from '../../market/index.ts';
import type { MetricName } from '../../metrics/index.ts';
import { type CorrelationPart, correlationPart } from '../../significance/index.ts';
import { SignalStrategy, type Strategy } from '../../strategy/index.ts';
import { CellRunner } from '../cells/cell-runner.ts';
import type { TrialJob } from '../executors/executor.ts';
import { IndicatorMemo } from './indicator-memo.ts';
import { type TrialMetric, timedMetrics } from './trial-metrics.ts';
import { blockCount, type TrialRows } from './trial-rows.ts';

/** A class of strategies that a sweep can run. */
export type SweptStrategy<P extends object> = new (params?: Partial<P>) => SignalStrategy<P> | Strategy<P>;

/** Runs single trials of one sweep on memory that they share. */
export class TrialRunner<P extends object> {
  readonly #strategy: SweptStrategy<P>;
  readonly #data: BacktestData;
  readonly #options: BacktestOptions;
  readonly #metrics: readonly TrialMetric[];
  readonly #seed: number;
  readonly #memo: IndicatorMemo;
  /** Runs trials on the parts of the data, where there are parts. */
  readonly #cells: CellRunner<P> | undefined;
  readonly #memory: RunMemory;
  readonly #beginnings: Map<number, BacktestData> = new Map();
  /** Undefined until a backtest has checked data and options. */
  #timer: TimedRunner | 'none' | undefined;
  readonly #timed: TimedRun = timedRun(blockCount);

  constructor(job: TrialJob<P>, memo: IndicatorMemo = new IndicatorMemo(), memory: RunMemory = new RunMemory()) {
    const { strategy, data, options, metrics, seed } = job;
    this.#memo = memo;
    this.#memory = memory;
    this.#cells = job.cells === undefined ? undefined : new CellRunner(job);
    this.#strategy = strategy;
    this.#data = data;
    this.#options = options;
    this.#metrics = metrics;
    this.#seed = seed;
    this.#trust(data);
  }

  /** Runs a trial and writes what it left to row `at`; a strategy that throws leaves the reason. */
  runInto(rows: TrialRows & { readonly failures: Map<number, string> }, at: number, trial: number, params: P, bars?: number): void {
    if (this.#cells !== undefined) {
      this.#cells.runInto(rows, at, trial, params, bars);
      return;
    }
    const failed = attempt(() => {
      if (this.#isTimed(rows, at, params, bars)) return;
      const result = this.#remembered(trial, params, bars);
      this.#measure(rows, at, result);
      if (this.#timer !== undefined) return;
      this.#prepareTimed(result);
      this.#isTimed(rows, at, params, bars);
    });
    this.#memo.endTrial();
    if (failed !== undefined) rows.failures.set(at, failed);
  }

  /** Once a backtest has checked the data and the options, trials may do without tables, that one too: no row hangs on which is first. */
  #prepareTimed(result: BacktestResult): void {
    const isSignals = new this.#strategy(result.strategy.parameters as P) instanceof SignalStrategy;
    const isEnough = isSignals && this.#metrics.length === timedMetrics.length;
    this.#timer = (isEnough && TimedRunner.of(this.#data, this.#options)) || 'none';
  }

  /** Runs a trial without tables, where its metrics and its signals need none. */
  #isTimed(rows: TrialRows, at: number, params: P, bars: number | undefined): boolean {
    const timer = this.#timer;
    if (timer === undefined || timer === 'none' || bars !== undefined) return false;
    const timed = this.#timed;
    if (!withScope(this.#memo, () => timer.run(this.#instance(params) as SignalStrategy, timed))) return false;
    const { totalReturn, sharpe, maxDrawdown, trades, wins, sums, squares } = timed;
    rows.metrics.set([totalReturn, sharpe, maxDrawdown, trades, wins], at * this.#metrics.length);
    rows.sums.set(sums, at * blockCount);
    rows.squares.set(squares, at * blockCount);
    return true;
  }

  /** The whole result of a trial, or of one of its cells, on memory of its own. */
  result(trial: number, params: P, bars?: number, cell = 0): BacktestResult {
    if (this.#cells !== undefined) return this.#cells.result(trial, params, cell);
    return this.#backtest(trial, params, bars, undefined);
  }

  /** Returns of a trial from the first bar that counts on, those of its cells one after the other; valid until the next trial runs. */
  returns(trial: number, params: P): Float64Array {
    if (this.#cells !== undefined) return this.#cells.returns(trial, params);
    const returns = this.#timedReturns(trial, params) ?? countedReturns(this.#remembered(trial, params));
    this.#memo.endTrial();
    return returns;
  }

  /** Returns of a trial that is run without tables; whether it is does not hang on what ran before. */
  #timedReturns(trial: number, params: P): Float64Array | undefined {
    if (this.#timer === undefined) this.#prepareTimed(this.#remembered(trial, params));
    const timer = this.#timer;
    if (timer === undefined || timer === 'none') return undefined;
    const isTimed = withScope(this.#memo, () => timer.run(this.#instance(params) as SignalStrategy, this.#timed));
    return isTimed ? timer.returns() : undefined;
  }

  #remembered(trial: number, params: P, bars?: number): BacktestResult {
    return withScope(this.#memo, () => this.#backtest(trial, params, bars, this.#memory));
  }

  /** How alike some trials are: what is needed of their returns. */
  compare(trials: readonly number[], paramsOf: (trial: number, k: number) => P): CorrelationPart {
    const returns = (trial: number, k: number): Float64Array => this.returns(trial, paramsOf(trial, k));
    function* each(): Iterable<Float64Array> {
      for (let k = 0; k < trials.length; k++) yield returns(trials[k], k);
    }
    return correlationPart(each());
  }

  /** How many returns of a trial count. */
  counted(params: P): number {
    return this.returns(0, params).length;
  }

  /** Returns of a block of a trial; 0 where there are too few for blocks. */
  rowsOfBlock(params: P): number {
    return this.#cells === undefined ? rowsOfBlocks(this.counted(params)) : this.#cells.rowsOfBlock(params);
  }

  /** Bar times that the returns of a trial are of: fewer than returns where several instruments run each for itself. */
  times(params: P): number {
    return this.#cells === undefined ? this.counted(params) : this.#cells.times(params);
  }

  #backtest(trial: number, params: P, bars: number | undefined, memory: RunMemory | undefined): BacktestResult {
    const strategy = this.#instance(params);
    const isEvents = !(strategy instanceof SignalStrategy) || this.#options.engine === 'events';
    const seed = isEvents && this.#options.seed === undefined ? { seed: new Rng(this.#seed).fork(trial).seed } : {};
    return backtest(strategy, this.#beginning(bars), { ...this.#options, ...seed, ...(memory !== undefined && { memory }) });
  }

  #instance(params: P): SignalStrategy<P> | Strategy<P> {
    try {
      return new this.#strategy(params);
    } catch (error) {
      throw new StrategyError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  #measure(rows: TrialRows, at: number, result: BacktestResult): void {
    const { metrics } = result;
    const width = this.#metrics.length;
    this.#metrics.forEach((name, k) => {
      rows.metrics[at * width + k] =
        name === 'trades' ? metrics.tradeCount : name === 'wins' ? winsOf(result) : metrics[name as MetricName];
    });
    const { equity, from, startingCash } = result;
    addBlocksInto(rows.sums, rows.squares, at * blockCount, equity, from, from === 0 ? startingCash : equity[from - 1]);
  }

  /** The first bars of the data. */
  #beginning(bars: number | undefined): BacktestData {
    if (bars === undefined) return this.#data;
    let found = this.#beginnings.get(bars);
    if (found === undefined) {
      found = beginningOf(this.#data, bars);
      this.#trust(found);
      this.#beginnings.set(bars, found);
    }
    return found;
  }

  #trust(data: BacktestData): void {
    for (const one of barsOf(data)) for (const field of barFields) this.#memo.trust(one[field]);
  }
}

const runners: WeakMap<object, unknown> = new WeakMap();

/** The runner of a job in this thread: one, whoever asks. */
export function runnerOf<P extends object>(job: TrialJob<P>): TrialRunner<P> {
  let found = runners.get(job) as TrialRunner<P> | undefined;
  if (found === undefined) {
    found = new TrialRunner(job);
    runners.set(job, found);
  }
  return found;
}

/** The bars in the data of a sweep. */
export function barsOf(data: BacktestData): readonly Bars[] {
  if (data instanceof Bars) return [data];
  if (data instanceof Panel) return data.bars;
  const listed: readonly unknown[] = typeof data === 'object' && data !== null ? Object.values(data) : [];
  return listed.filter((one): one is Bars => one instanceof Bars);
}

/** The first `length` bars of one instrument, or of several up to the time at which the longest has as many. */
function beginningOf(data: BacktestData, length: number): BacktestData {
  if (data instanceof Bars) return data.slice(0, length);
  const all = barsOf(data);
  const longest = all.reduce((most, bars) => (bars.length > most.length ? bars : most), all[0]);
  if (longest === undefined || all.length !== (data instanceof Panel ? data.bars : Object.values(data)).length) {
    throw new ArgumentError(`Expected \`data\` to be bars where the sampler asks for the first ${length} of them, was \`${show(data)}\`.`);
  }
  if (length >= longest.length) return data;
  const end = longest.time[length];
  const cut = (bars: Bars): Bars => bars.slice(0, lengthBefore(bars.time, end));
  if (data instanceof Panel || Array.isArray(data)) return all.map(cut);
  return Object.fromEntries(Object.entries(data as Record<string, Bars>).map(([symbol, bars]) => [symbol, cut(bars)]));
}

function lengthBefore(time: Float64Array, end: number): number {
  let at = 0;
  while (at < time.length && time[at] < end) at++;
  return at;
}

function countedReturns({ returns, from }: BacktestResult): Float64Array {
  return returns.subarray(from);
}

function winsOf({ metrics }: BacktestResult): number {
  return metrics.tradeCount === 0 ? 0 : Math.round(metrics.winRate * metrics.tradeCount);
}

/**
 * Runs `work` and answers why the strategy failed, if it did. What is wrong with the options or the data is wrong for every trial
 * and is thrown.
 */
function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof StrategyError)) throw error;
    return error.message;
  }
}

/** Writes sums over blocks of the returns of `equity[from..]`; the oldest are left out where they do not divide. */
function addBlocksInto(sums: Float64Array, squares: Float64Array, at: number, equity: Float64Array, from: number, capital: number): void {
  const rows = rowsOfBlocks(equity.length - from);
  if (rows === 0) return;
  const start = equity.length - rows * blockCount;
  let before = start === from ? capital : equity[start - 1];
  for (let block = 0, i = start; block < blockCount; block++) {
    let sum = 0;
    let square = 0;
    for (const end = i + rows; i < end; i++) {
      const value = equity[i];
      const change = before <= 0 ? 0 : value / before - 1;
      sum += change;
      square += change * change;
      before = value;
    }
    sums[at + block] = sum;
    squares[at + block] = square;
  }
}

/** Returns in each of the blocks of a trial; 0 where there are too few for blocks. */
export function rowsOfBlocks(returns: number): number {
  return returns >= 2 * blockCount ? Math.floor(returns / blockCount) : 0;
}
