import type { BacktestResult } from '../../backtest/index.ts';
import { checkInteger, NotEnoughDataError, once } from '../../core/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../../market/index.ts';
import { deflatedSharpeOf, pboOf, type SweepDeflatedSharpe, type SweepPbo } from './luck.ts';
import { paretoFront } from './pareto.ts';
import { type HeatmapChoice, SweepHeatmap } from './sweep-heatmap.ts';
import type { CompleteSweep } from './sweep-options.ts';
import { sweepSummary } from './sweep-summary.ts';
import type { TrialLog, TrialStatus } from './trial-log.ts';
import type { TrialMetrics } from './trial-metrics.ts';
import { barsOf, runnerOf, type TrialRunner } from './trial-runner.ts';
import { type TrialRow, trialTable } from './trial-table.ts';

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
  /** Runs it again, with everything a backtest leaves behind. */
  result(): BacktestResult;
}

/** What a sweep leaves behind: every trial, and how likely the best is luck. */
export class SweepResult<P extends object = Readonly<Record<string, unknown>>> {
  /** False where the sweep was aborted. */
  readonly isComplete: boolean;
  readonly seed: number;
  readonly minTrades: number;
  /** Names of the objectives, the first of which ranks. */
  readonly objectives: readonly string[];
  readonly #asked: CompleteSweep<P>;
  readonly #runner: TrialRunner<P>;
  readonly #log: TrialLog<P>;
  readonly #order: () => readonly number[];
  readonly #table: () => Table<TrialRow<P>>;
  readonly #deflated: () => SweepDeflatedSharpe | undefined;
  readonly #pbo: () => SweepPbo | undefined;

  /** @internal */
  constructor(asked: CompleteSweep<P>, log: TrialLog<P>, isComplete: boolean) {
    const runner = runnerOf(asked.job);
    this.#asked = asked;
    this.#runner = runner;
    this.#log = log;
    this.isComplete = isComplete;
    this.seed = asked.seed;
    this.minTrades = asked.minTrades;
    this.objectives = asked.goals.map(({ name }) => name);
    this.#order = once(() => ranked(log));
    this.#table = once(() => trialTable(log, asked.space));
    this.#deflated = once(() => (this.#order().length === 0 ? undefined : deflatedSharpeOf(log, runner, this.#order()[0], asked.seed)));
    this.#pbo = once(() => {
      const metric = ['totalReturn', 'netProfit', 'cagr', 'annualReturn'].includes(asked.goals[0].name) ? 'mean' : 'sharpe';
      return this.#order().length === 0 ? undefined : pboOf(log, runner.counted(log.params(this.#order()[0])), metric, asked.seed);
    });
  }

  /** Every trial, a row each: its number, parameters, metrics, score, status and reason. */
  get trials(): Table<TrialRow<P>> {
    return this.#table();
  }

  /**
   * The best trial by the first objective, among those on the most bars; the first of equals.
   *
   * @throws NotEnoughDataError where no trial counts.
   */
  get best(): Trial<P> {
    const order = this.#order();
    if (order.length > 0) return this.trial(order[0]);
    const { failed, thin } = this.counts;
    const reason = this.#log.length === 0 ? '' : ` The first: ${this.#log.reason(0)}.`;
    throw new NotEnoughDataError(
      `No trial counts: of ${this.#log.length} trials ${failed} failed and ${thin} made fewer trades than \`minTrades\` ${this.minTrades}.${reason}`,
    );
  }

  /**
   * One trial by its number.
   *
   * @throws ArgumentError where there is no such trial.
   */
  trial(index: number): Trial<P> {
    checkInteger('index', index, { min: 0, max: this.#log.length - 1 });
    const [log, runner] = [this.#log, this.#runner];
    const params = log.params(index);
    const bars = log.bars(index);
    return Object.freeze({
      trial: index,
      params,
      metrics: log.metricsOf(index),
      score: log.score(index),
      status: log.status(index),
      reason: log.reason(index),
      bars,
      result: () => runner.result(index, params, bars),
    });
  }

  /**
   * The best trials by the first objective, the best first.
   *
   * @param count how many at most: an integer >= 1.
   */
  top(count: number): readonly Trial<P>[] {
    checkInteger('count', count, { min: 1 });
    return this.#order()
      .slice(0, count)
      .map((trial) => this.trial(trial));
  }

  /** The trials that no other dominates by all objectives, the best by the first objective first. */
  get front(): readonly Trial<P>[] {
    const [log, width] = [this.#log, this.objectives.length];
    const order = this.#order();
    const scores = Float64Array.from({ length: order.length * width }, (_, at) => log.score(order[Math.floor(at / width)], at % width));
    return paretoFront(scores, width).map((row) => this.trial(order[row]));
  }

  /** How many trials count, failed, or made too few trades. */
  get counts(): Readonly<Record<TrialStatus, number>> {
    return this.#log.counts();
  }

  /** The trials that failed, with their reasons. */
  get failures(): readonly { readonly trial: number; readonly params: P; readonly reason: string }[] {
    const log = this.#log;
    const failed = Array.from({ length: log.length }, (_, trial) => trial).filter((trial) => log.status(trial) === 'failed');
    return failed.map((trial) => ({ trial, params: log.params(trial), reason: log.reason(trial) ?? '' }));
  }

  /**
   * How likely the Sharpe ratio of the best trial is more than the luck of the best of so many trials. How alike the trials are is told
   * by a seeded sample of at most 1,000 of them (and at most 8 million returns), which are run again when this is first read.
   * Undefined below two trials with a Sharpe ratio on all bars.
   */
  get deflatedSharpe(): SweepDeflatedSharpe | undefined {
    return this.#deflated();
  }

  /**
   * Probability of backtest overfitting: how often the best trial of one half of 16 blocks of returns is no better than the median
   * in the other half. By Sharpe ratio, or by mean return where the objective is a return. Of more than 20,000 trials a seeded
   * sample. Undefined below two trials that count on all bars, or below 32 returns.
   */
  get pbo(): SweepPbo | undefined {
    return this.#pbo();
  }

  /**
   * What trials are worth over two parameters; where others vary too, or values are put together, the mean of the trials of a cell.
   *
   * @param x parameter of the columns.
   * @param y parameter of the rows.
   * @param options `metric`: what to show (`@default` the first objective); `cell`: `'mean'`, or `'best'` of the trials of a cell;
   * `most`: rows and columns at most, neighbours are put together beyond (`@default 24`).
   * @throws ArgumentError where there is no such parameter or metric.
   */
  heatmap(x: keyof P & string, y: keyof P & string, options: HeatmapChoice = {}): SweepHeatmap {
    return SweepHeatmap.of(this.#log, this.#asked, x, y, options);
  }

  /** All trials as an Arrow table. Arrow is loaded when this is first called. */
  async toArrow(): Promise<ArrowTable> {
    const table = this.trials;
    const columns = table.columns.map((name) => {
      const column = table.column(name) as unknown as ArrayLike<number | string | boolean | undefined>;
      if (column instanceof Float64Array) return [name, column] as const;
      return [name, Array.from(column, (value) => (value === undefined ? null : String(value)))] as const;
    });
    return columnsToArrow(Object.fromEntries(columns));
  }

  /** The best trials, how many were tried, and how likely the best is luck, as an aligned text. */
  summary(): string {
    const data = barsOf(this.#asked.data);
    return sweepSummary(this, this.#asked.strategy.name || 'Strategy', data);
  }
}

/** Trials that count on the most bars, the best by the first objective first. */
function ranked<P extends object>(log: TrialLog<P>): readonly number[] {
  const counted = Array.from({ length: log.length }, (_, trial) => trial).filter((trial) => !Number.isNaN(log.score(trial)));
  const barsOfTrial = (trial: number): number => log.bars(trial) ?? Number.POSITIVE_INFINITY;
  const most = counted.reduce((bars, trial) => Math.max(bars, barsOfTrial(trial)), 0);
  return counted.filter((trial) => barsOfTrial(trial) === most).sort((a, b) => compare(log.score(b), log.score(a)) || a - b);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a > b ? 1 : -1;
}
