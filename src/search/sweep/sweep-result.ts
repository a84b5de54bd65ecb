import type { BacktestResult } from '../../backtest/index.ts';
import { ArgumentError, checkInteger, checkOneOf, NotEnoughDataError, once } from '../../core/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../../market/index.ts';
import type { TrialCell } from '../cells/trial-cell.ts';
import type { SensitivityOptions } from '../stability/effects.ts';
import { completeNeighbourhood, type Neighbourhood, type NeighbourhoodOptions, type Neighbourhoods } from '../stability/neighbourhood.ts';
import { foundResult } from './found-result.ts';
import { deflatedSharpeOf, pboMetricOf, pboOf, type SweepDeflatedSharpe, type SweepPbo, validatedSums } from './luck.ts';
import { paretoFront } from './pareto.ts';
import { sharpesOnce } from './record-sweep.ts';
import { fieldOf, neighbourhoodsOf, type SweepField } from './sweep-field.ts';
import { type HeatmapChoice, SweepHeatmap } from './sweep-heatmap.ts';
import type { CompleteSweep } from './sweep-options.ts';
import { type ParallelChoice, SweepParallel } from './sweep-parallel.ts';
import type { SweepExecutor } from './sweep-place.ts';
import { SweepSensitivity } from './sweep-sensitivity.ts';
import { sweepSummary } from './sweep-summary.ts';
import type { CellTrial, Trial } from './trial.ts';
import type { TrialLog, TrialStatus } from './trial-log.ts';
import { barsOf, runnerOf, type TrialRunner } from './trial-runner.ts';
import { type TrialRow, trialTable } from './trial-table.ts';

/** How a sweep ended. */
interface SweepEnd {
  readonly isComplete: boolean;
  readonly executor: SweepExecutor;
}

/** What a sweep leaves behind: every trial, and how likely the best is luck. */
export class SweepResult<P extends object = Readonly<Record<string, unknown>>> {
  /** False where the sweep was aborted. */
  readonly isComplete: boolean;
  /** Where the trials ran. */
  readonly executor: SweepExecutor;
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
  readonly #field: () => SweepField;
  readonly #neighbourhoods: () => Neighbourhoods;
  readonly #plateau: () => Neighbourhood | undefined;

  /** @internal */
  constructor(asked: CompleteSweep<P>, log: TrialLog<P>, { isComplete, executor }: SweepEnd) {
    const runner = runnerOf(asked.job);
    this.#asked = asked;
    this.#runner = runner;
    this.#log = log;
    this.isComplete = isComplete;
    this.executor = executor;
    this.seed = asked.seed;
    this.minTrades = asked.minTrades;
    this.objectives = asked.goals.map(({ name }) => name);
    this.#order = once(() => ranked(log));
    this.#table = once(() => trialTable(log, asked.space));
    this.#deflated = once(() =>
      this.#order().length === 0
        ? undefined
        : deflatedSharpeOf(log, runner, this.#order()[0], sharpesOnce(asked, log), log.recorded?.before),
    );
    this.#pbo = once(() => {
      const [best] = this.#order();
      if (best === undefined) return undefined;
      const validated = log.validated ?? validatedSums(log, runner.rowsOfBlock(log.params(best)), asked.seed);
      return validated === undefined ? undefined : pboOf(validated, pboMetricOf(asked.goals[0].name), log.contests);
    });
    this.#field = once(() => fieldOf(log, asked, this.best.trial));
    this.#neighbourhoods = once(() => neighbourhoodsOf(this.#field()));
    this.#plateau = once(() => (this.#order().length === 0 ? undefined : this.neighbourhood(this.#order()[0])));
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
      cells: Object.freeze(this.cells.map((_, cell) => this.#cellTrial(index, params, cell))),
      result: () => {
        if (this.cells.length === 0) return this.#found(runner.result(index, params, bars), index);
        throw new ArgumentError(`A trial on ${this.cells.length} cells has no one result: take \`trial.cells[0].result()\`.`);
      },
    });
  }

  #cellTrial(index: number, params: P, cell: number): CellTrial {
    const [log, runner] = [this.#log, this.#runner];
    return Object.freeze({
      ...this.cells[cell],
      metrics: log.cellMetrics(index, cell),
      score: log.cellScore(index, cell),
      result: () => this.#found(runner.result(index, params, undefined, cell), index),
    });
  }

  #found(result: BacktestResult, trial: number): BacktestResult {
    const { objectives } = this;
    const [order, deflatedSharpe, pbo] = [this.#order, this.#deflated, this.#pbo];
    return foundResult(result, trial, { trials: this.#log.length, objectives, order, deflatedSharpe, pbo });
  }

  /** The instruments or slices that every trial ran on; none where all trials ran on all of the data. */
  get cells(): readonly TrialCell[] {
    return this.#log.cells?.list ?? [];
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
   * With a research log the trials that were tried before on the same data count too.
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
   * How the best trial stands among its neighbours: on a plateau, or alone on a peak. Undefined where no trial counts. In a grid the
   * neighbours are one step away, otherwise within a tenth of the range of every number; see {@link SweepResult.neighbourhood}.
   */
  get plateau(): Neighbourhood | undefined {
    return this.#plateau();
  }

  /**
   * How a trial stands among its neighbours: the trials beside it by its numbers that share its choices, and ran on as many bars as the best.
   *
   * In a grid these are at most `steps` steps away by every number, diagonals included. In a sampled space they are within `radius` by
   * every number, a share of its range on its scale; where these are fewer than two for each number, that many of the nearest. Samplers that
   * learn crowd where they found the best, so that there the neighbours are nearer: `reach` says how near.
   *
   * @param trial number of the trial.
   * @param options `steps` (`@default 1`), `radius` (`@default 0.1`), `keep` (`@default 0.8`).
   * @throws ArgumentError where there is no such trial, or it ran on fewer bars than the best; NotEnoughDataError where no trial counts.
   */
  neighbourhood(trial: number, options: NeighbourhoodOptions = {}): Neighbourhood {
    const complete = completeNeighbourhood(options);
    checkInteger('trial', trial, { min: 0, max: this.#log.length - 1 });
    const { trials } = this.#field();
    const at = trials.length === this.#log.length ? trial : trials.indexOf(trial);
    if (at < 0) throw new ArgumentError(`Expected \`trial\` to have run on as many bars as the best, was \`${trial}\`.`);
    const found = this.#neighbourhoods().of(at, complete);
    return Object.freeze({ ...found, trial, neighbours: Object.freeze(found.neighbours.map((other) => trials[other])) });
  }

  /**
   * The best trial by its score, or by the score smoothed over it and its neighbours: a plateau rather than a peak. In a sampled space of
   * more than 4,000 trials the plateau is looked for among the 1,000 with the best scores.
   *
   * @param by `'score'` or `'plateau'`.
   * @param options for the plateau, as {@link SweepResult.neighbourhood} takes them.
   * @throws NotEnoughDataError where no trial counts.
   */
  bestBy(by: 'score' | 'plateau', options: NeighbourhoodOptions = {}): Trial<P> {
    const complete = completeNeighbourhood(options);
    if (checkOneOf('by', by, ['score', 'plateau']) === 'score') return this.best;
    const { trials } = this.#field();
    return this.trial(trials[this.#neighbourhoods().best(complete)]);
  }

  /**
   * How much each parameter matters by itself for the score, of the trials on as many bars as the best: share of the variance, rank
   * correlation and mean score by value.
   *
   * @param options `bins`: groups of values at most (`@default` the square root of the number of trials, 2 to 32).
   * @throws NotEnoughDataError where no trial counts.
   */
  sensitivity(options: SensitivityOptions = {}): SweepSensitivity {
    return SweepSensitivity.of(this.#asked, this.#field(), options).tellLuck(() => this.#luckText());
  }

  /**
   * The trials that count as lines over parallel axes, one a parameter and one for the score, coloured by what they are worth.
   *
   * @param options `metric`: the last axis (`@default` the first objective); `most`: lines at most (`@default 1000`).
   * @throws ArgumentError where there is no such metric; NotEnoughDataError where no trial counts.
   */
  parallel(options: ParallelChoice = {}): SweepParallel {
    return SweepParallel.of(this.#log, this.#asked, this.#field(), options).tellLuck(() => this.#luckText());
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
    return SweepHeatmap.of(this.#log, this.#asked, x, y, options).tellLuck(() => this.#luckText());
  }

  /** How likely the best is luck, in a sentence. */
  #luckText(): string {
    if (this.#order().length === 0) return '';
    const share = (found: { readonly probability: number } | undefined): string =>
      found === undefined ? 'not known' : `${(100 * found.probability).toFixed(1)} %`;
    return `Of ${this.#log.length.toLocaleString('en')} trials, deflated Sharpe ratio of the best: ${share(this.deflatedSharpe)}; probability of overfitting: ${share(this.pbo)}.`;
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
