import type { BacktestData, BacktestOptions } from '../../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, checkOneOf, show } from '../../core/index.ts';
import type { MetricName } from '../../metrics/index.ts';
import { cellsOf } from '../cells/cells-of.ts';
import type { Combine, SweepCells, TimeSlice } from '../cells/trial-cell.ts';
import type { TrialJob } from '../executors/executor.ts';
import { checkNote, ResearchLog } from '../research/research-log.ts';
import { gridSearch, type Sampler } from '../samplers/index.ts';
import type { SearchSpace } from '../spaces/index.ts';
import { partsOf } from '../spaces/space.ts';
import { type Goal, goalsOf, type SweepObjective } from './objective.ts';
import type { SweepProgress } from './progress.ts';
import { checkWorkers, type SweepWorkers } from './sweep-place.ts';
import { checkMetric, columnsOf, type TrialMetric } from './trial-metrics.ts';
import { barsOf, type SweptStrategy } from './trial-runner.ts';

/** Options of {@link sweep}. */
export interface SweepOptions<P extends object> {
  /** What to search: `grid`, `space` or `spaceOf`. */
  readonly space: SearchSpace<P>;
  /** What trials are ranked by: a metric, a function of the metrics (higher is better), or several for a Pareto front. @default 'sharpe' */
  readonly objective?: SweepObjective;
  /** How points are chosen. @default gridSearch() for a `grid`; needed for other spaces */
  readonly sampler?: Sampler;
  /** How each trial is run. `memory` is the sweep's own. */
  readonly options?: Omit<BacktestOptions, 'memory'>;
  /** Run every trial on each instrument alone rather than on all of them as one portfolio. @default one portfolio */
  readonly each?: 'instrument';
  /**
   * Run every trial on time slices: so many equal ones, or those given, which must not overlap. A trial is flat at the start of a slice;
   * the bars before it warm up its indicators. @default the whole time
   */
  readonly slices?: number | readonly TimeSlice[];
  /** How the scores and metrics of instruments and slices become those of a trial; trades and wins are added up. @default 'mean' */
  readonly combine?: Combine;
  /** Where randomness starts, an integer. @default 1 */
  readonly seed?: number;
  /** Trials with fewer closed trades do not count: an integer >= 0. @default 1 */
  readonly minTrades?: number;
  /** Further metrics of every trial, such as `['sortino']`; each needs the tables of a result, which takes longer. @default none */
  readonly metrics?: readonly MetricName[];
  /** A file that finished trials are appended to, and that a sweep which was broken off goes on from. @default none */
  readonly store?: string;
  /** A log of all sessions of research that this sweep is recorded in, and whose trials the deflated Sharpe ratio counts. @default none */
  readonly research?: ResearchLog;
  /** What the log keeps beside the sweep, at most 500 characters. @default none */
  readonly note?: string;
  /**
   * Where trials run: in this thread (`'inline'`), in as many threads as the machine offers (`'auto'`), in so many threads, or on an
   * executor that you made and close, such as `workerPool`. The trials are the same everywhere.
   *
   * @default 'inline'
   */
  readonly workers?: SweepWorkers;
  /** Called after each piece of work, such as {@link progressBar}. */
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Ends the sweep early: it answers with the trials that were finished. */
  readonly signal?: AbortSignal;
}

/** Defaults of {@link SweepOptions}. */
export const sweepDefaults: {
  readonly objective: 'sharpe';
  readonly combine: Combine;
  readonly seed: number;
  readonly minTrades: number;
  readonly workers: 'inline';
} = {
  objective: 'sharpe',
  combine: 'mean',
  seed: 1,
  minTrades: 1,
  workers: 'inline',
};

/** A sweep that was checked. */
export interface CompleteSweep<P extends object> {
  readonly strategy: SweptStrategy<P>;
  readonly data: BacktestData;
  readonly space: SearchSpace<P>;
  readonly sampler: Sampler;
  readonly objective: SweepObjective;
  readonly goals: readonly Goal[];
  readonly metrics: readonly TrialMetric[];
  readonly options: BacktestOptions;
  readonly seed: number;
  readonly minTrades: number;
  readonly store: string | undefined;
  /** The parts of the data that every trial runs on, where there are parts. */
  readonly cells: SweepCells | undefined;
  readonly research: ResearchLog | undefined;
  readonly note: string | undefined;
  readonly workers: SweepWorkers;
  /** What the trials are of. */
  readonly job: TrialJob<P>;
  readonly onProgress: ((progress: SweepProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const optionNames = [
  'space',
  'objective',
  'sampler',
  'options',
  'each',
  'slices',
  'combine',
  'seed',
  'minTrades',
  'metrics',
  'store',
  'research',
  'note',
  'workers',
  'onProgress',
  'signal',
];

/**
 * The options of a sweep, checked and complete.
 *
 * @throws ArgumentError that names the option.
 */
export function completeSweep<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: SweepOptions<P>,
): CompleteSweep<P> {
  if (typeof strategy !== 'function') {
    throw new ArgumentError(
      `Expected \`strategy\` to be a class of strategies, such as MaCross without \`new\`, was \`${show(strategy)}\`.`,
    );
  }
  checkKeys('sweep options', options, optionNames);
  const { space, sampler, onProgress, signal, store } = options;
  partsOf(space);
  if (sampler === undefined && space.kind !== 'grid') {
    throw new ArgumentError(
      'Expected `sampler` for a `space`, such as randomSearch({ trials: 1000 }), was `undefined`; only a `grid` tries every point.',
    );
  }
  if (sampler !== undefined && typeof sampler?.start !== 'function') {
    throw new ArgumentError(`Expected \`sampler\` to be a sampler, such as randomSearch({ trials: 1000 }), was \`${show(sampler)}\`.`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new ArgumentError(`Expected \`onProgress\` to be a function, was \`${show(onProgress)}\`.`);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ArgumentError(`Expected \`signal\` to be an AbortSignal, was \`${show(signal)}\`.`);
  }
  if (store !== undefined && (typeof store !== 'string' || store === '')) {
    throw new ArgumentError(`Expected \`store\` to be the path of a file, was \`${show(store)}\`.`);
  }
  if (options.metrics !== undefined && !Array.isArray(options.metrics)) {
    throw new ArgumentError(`Expected \`metrics\` to be a list of names, was \`${show(options.metrics)}\`.`);
  }
  const run = options.options ?? {};
  checkRunOptions(run);
  const objective = options.objective ?? sweepDefaults.objective;
  const goals = goalsOf(objective);
  const further = (options.metrics ?? []).map((name, k) => checkMetric(`metrics[${k}]`, name));
  checkSomeBars(data);
  const metrics = columnsOf([...goals.map(({ metric }) => metric).filter((metric) => metric !== undefined), ...further]);
  const seed = checkInteger('seed', options.seed ?? sweepDefaults.seed);
  const cells = checkCells(data, options);
  const job = { strategy, data, options: run, metrics, seed };
  return {
    strategy,
    data,
    space,
    sampler: sampler ?? gridSearch(),
    objective,
    goals,
    metrics,
    options: run,
    seed,
    minTrades: checkInteger('minTrades', options.minTrades ?? sweepDefaults.minTrades, { min: 0 }),
    store,
    research: checkResearch(options.research, options.note),
    note: checkNote(options.note),
    workers: checkWorkers(options.workers ?? sweepDefaults.workers),
    cells,
    job: cells === undefined ? job : { ...job, metrics: cells.list.flatMap(() => metrics), cells: cells.list },
    onProgress,
    signal,
  };
}

function checkCells<P extends object>(
  data: BacktestData,
  { each, slices, combine, options = {} }: SweepOptions<P>,
): SweepCells | undefined {
  const list = cellsOf(data, each, slices);
  if (list === undefined) {
    if (combine === undefined) return undefined;
    throw new ArgumentError('`combine` puts instruments or slices together: give `each` or `slices` too, or leave it out.');
  }
  if (slices !== undefined && options.tradeFrom !== undefined) {
    throw new ArgumentError('`slices` say when each run begins: leave out `options.tradeFrom`, or give the slices a `from`.');
  }
  return { list, combine: checkOneOf('combine', combine ?? sweepDefaults.combine, ['mean', 'median', 'worst']) };
}

function checkResearch(research: unknown, note: unknown): ResearchLog | undefined {
  if (research instanceof ResearchLog) return research;
  if (research !== undefined) {
    throw new ArgumentError(`Expected \`research\` to be a log, such as researchLog('research.jsonl'), was \`${show(research)}\`.`);
  }
  if (note === undefined) return undefined;
  throw new ArgumentError('`note` is kept in a research log: give `research` too, or leave it out.');
}

function checkRunOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError(`Expected \`options\` to be the options of a backtest, was \`${show(options)}\`.`);
  }
  if ((options as BacktestOptions).memory !== undefined) throw new ArgumentError("`options.memory` is the sweep's own: leave it out.");
}

function checkSomeBars(data: BacktestData): void {
  if (typeof data === 'object' && data !== null && (Object.keys(data).length > 0 || barsOf(data).length > 0)) return;
  throw new ArgumentError(`Expected \`data\` to be Bars, a list or record of Bars, or a Panel, was \`${show(data)}\`.`);
}
