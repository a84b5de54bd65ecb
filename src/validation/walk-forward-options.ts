import type { BacktestData, BacktestOptions } from '../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, checkOneOf, lowerBound, parseInterval, show } from '../core/index.ts';
import type { SweepOptions, SweepProgress, SweptStrategy } from '../search/index.ts';
import { type RowSpan, type Splitter, type WalkForwardOptions, walkForwardSplits } from '../splits/index.ts';
import { type DataSpan, dataSpan } from './data-span.ts';
import { isEventClass } from './joined-result.ts';
import { type CompleteStopRules, checkStopRules, type StopRules } from './stop-rules.ts';

/** How far a walk-forward or a cross-validation is: as a sweep tells it, over all trials of all windows. */
export interface WindowProgress extends SweepProgress {
  /** Searches that are finished. */
  readonly windows: number;
  /** How many there are. */
  readonly windowCount: number;
}

/** How bars before a window warm its indicators up. */
export type Warmup = RowSpan | 'all';

/** What is searched in each training window, and how every backtest is run. */
export interface WindowSearchOptions<P extends object> extends Pick<SweepOptions<P>, (typeof searchKeys)[number]> {
  /**
   * Bars before each window that its indicators may see: all of them, or so many. Fewer take less time; the first windows have no others.
   *
   * @default 'all'
   */
  readonly warmup?: Warmup;
  /** Called after each piece of work, such as `progressBar()`. */
  readonly onProgress?: (progress: WindowProgress) => void;
}

/** Options of {@link walkForward}: windows as those of `walkForwardSplits`, a search as that of `sweep`. */
export interface WalkForwardRunOptions<P extends object> extends WalkForwardOptions, WindowSearchOptions<P> {
  /**
   * Positions at the end of a test window: closed with its last bar, so that each window is a backtest of its own on the capital that
   * the one before left; or carried into the next, as one run whose parameters change at the borders, for strategies of signals.
   *
   * @default 'flatten'
   */
  readonly positions?: 'flatten' | 'carry';
  /**
   * Whether each training window tells how likely its choice is overfitted. It takes about 30 ms for 500 trials.
   *
   * @default true
   */
  readonly pbo?: boolean;
  /** When one would have stopped. @default { drawdown: 1, sharpe: 0.05 } */
  readonly stops?: StopRules;
}

/** Defaults of {@link WalkForwardRunOptions} and of `crossValidate`. */
export const walkForwardDefaults: { readonly warmup: 'all'; readonly positions: 'flatten'; readonly seed: number; readonly pbo: boolean } =
  {
    warmup: 'all',
    positions: 'flatten',
    seed: 1,
    pbo: true,
  };

const windowKeys = ['train', 'test', 'anchored', 'gap', 'partial', 'purge', 'embargo'] as const;
const searchKeys = ['space', 'objective', 'sampler', 'options', 'seed', 'minTrades', 'metrics', 'workers', 'signal'] as const;

/** Names of the options of a search in windows. */
export const windowSearchKeys: readonly string[] = [...searchKeys, 'warmup', 'onProgress'];

/** A search in windows, checked. */
export interface WindowSearch<P extends object> {
  readonly strategy: SweptStrategy<P>;
  readonly span: DataSpan;
  /** Options of every backtest. */
  readonly options: BacktestOptions;
  readonly isEvents: boolean;
  readonly sweep: SweepOptions<P>;
  readonly seed: number;
  readonly onProgress: ((progress: WindowProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  /** Whether searches tell how likely their choice is overfitted. */
  readonly hasPbo: boolean;
  /** The first row that indicators of a window from row `from` on see. */
  warmFrom(from: number): number;
}

/** A walk-forward, checked. */
export interface CompleteWalkForward<P extends object> extends WindowSearch<P> {
  readonly splitter: Splitter;
  readonly positions: 'flatten' | 'carry';
  readonly stops: CompleteStopRules;
}

/**
 * Options of a walk-forward, checked and complete.
 *
 * @throws ArgumentError that names the option.
 */
export function completeWalkForward<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: WalkForwardRunOptions<P>,
): CompleteWalkForward<P> {
  checkKeys('walk-forward options', options, [...windowKeys, ...windowSearchKeys, 'positions', 'pbo', 'stops']);
  const splitter = walkForwardSplits(picked(options, windowKeys) as WalkForwardOptions);
  const positions = checkOneOf('positions', options.positions ?? walkForwardDefaults.positions, ['flatten', 'carry']);
  const stops = checkStopRules(options.stops);
  const search = completeWindowSearch(strategy, data, options);
  if (positions === 'carry' && search.isEvents) {
    throw new ArgumentError(
      "Expected `positions` to be 'flatten' for a strategy of events, was 'carry': its positions hang on what it remembers, which other parameters do not share.",
    );
  }
  const { pbo = walkForwardDefaults.pbo } = options;
  if (typeof pbo !== 'boolean') throw new ArgumentError(`Expected \`pbo\` to be true or false, was \`${show(pbo)}\`.`);
  return { ...search, splitter, positions, stops, hasPbo: pbo };
}

/**
 * The search of a walk-forward or a cross-validation, checked and complete.
 *
 * @throws ArgumentError that names the option.
 */
export function completeWindowSearch<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  given: WindowSearchOptions<P>,
): WindowSearch<P> {
  if (typeof strategy !== 'function') {
    throw new ArgumentError(
      `Expected \`strategy\` to be a class of strategies, such as MaCross without \`new\`, was \`${show(strategy)}\`.`,
    );
  }
  const { options = {}, onProgress, signal } = given;
  if (typeof options !== 'object' || options === null)
    throw new ArgumentError(`Expected \`options\` to be the options of a backtest, was \`${show(options)}\`.`);
  for (const name of ['tradeFrom', 'memory'] as const) {
    if ((options as BacktestOptions)[name] !== undefined)
      throw new ArgumentError(`\`options.${name}\` is set for each window: leave it out.`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new ArgumentError(`Expected \`onProgress\` to be a function, was \`${show(onProgress)}\`.`);
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new ArgumentError(`Expected \`signal\` to be an AbortSignal, was \`${show(signal)}\`.`);
  const seed = checkInteger('seed', given.seed ?? walkForwardDefaults.seed);
  const span = dataSpan(data, options);
  return {
    strategy,
    span,
    options,
    isEvents: isEventClass(strategy),
    sweep: { ...(picked(given, searchKeys) as unknown as SweepOptions<P>), seed },
    seed,
    onProgress,
    signal,
    hasPbo: false,
    warmFrom: warmer(given.warmup ?? walkForwardDefaults.warmup, span),
  };
}

function warmer(warmup: Warmup, { time }: DataSpan): (from: number) => number {
  if (warmup === 'all') return () => 0;
  if (typeof warmup === 'string') {
    const ms = parseInterval(warmup, 'warmup');
    return (from) => lowerBound(time, time[from] - ms);
  }
  if (typeof warmup !== 'object' || warmup === null)
    throw new ArgumentError(`Expected \`warmup\` to be 'all', { bars: 200 } or a duration such as '60d', was \`${show(warmup)}\`.`);
  checkKeys('warmup', warmup, ['bars']);
  const bars = checkInteger('warmup.bars', warmup.bars, { min: 0 });
  return (from) => Math.max(0, from - bars);
}

function picked(options: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => names.includes(name) && value !== undefined));
}
