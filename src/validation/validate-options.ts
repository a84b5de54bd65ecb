import type { BacktestData, BacktestOptions } from '../backtest/index.ts';
import { ArgumentError, checkInteger, checkKeys, checkNumber, show, suggestion } from '../core/index.ts';
import {
  gridSearch,
  ResearchLog,
  type Sampler,
  type SearchSpace,
  type SweepObjective,
  type SweepProgress,
  type SweepWorkers,
  type SweptStrategy,
  sweepDefaults,
} from '../search/index.ts';
import { SignalStrategy, Strategy } from '../strategy/index.ts';
import { type DataSpan, dataSpan } from './data-span.ts';
import { type CheckName, type CheckRule, type ValidateLayer, validateChecks, validateLayerNames } from './validate-checks.ts';
import { type CompleteLayers, checkLayers, type ValidateLayers } from './validate-layers.ts';
import { completeWindowSearch, type WindowSearch } from './walk-forward-options.ts';

/** How far the gate is: as a sweep tells it, over the work of all parts, reckoned in backtests. */
export interface ValidateProgress extends SweepProgress {
  /** The part that runs, such as `walkForward`; `search` for the sweep before the parts. */
  readonly layer: ValidateLayer | 'search';
  /** Parts that are over, and all of them, the search included. */
  readonly layers: number;
  readonly layerCount: number;
}

/** A threshold; whether the check is required; or `false`, which leaves the check out. */
export type CheckSetting = number | false | { readonly threshold?: number; readonly required?: boolean };

/** What every use of {@link validate} takes. */
export interface ValidateOptions {
  /** How each backtest is run: costs, cash, venue. `tradeFrom` and `memory` are the gate's own. @default {} */
  readonly options?: Omit<BacktestOptions, 'memory' | 'tradeFrom'>;
  /** The same seed gives the same verdict, an integer >= 0. @default 1 */
  readonly seed?: number;
  /** Thresholds by the name of the check, see {@link validateChecks}; `false` leaves a check out. @default those of `validateChecks` */
  readonly thresholds?: Readonly<Partial<Record<CheckName, CheckSetting>>>;
  /** How the parts run; `false` leaves one out. @default all parts */
  readonly layers?: ValidateLayers;
  /** A log of all sessions of research: what it has of the same data counts as tried before. @default none */
  readonly research?: ResearchLog;
  /** Called after each piece of work, such as `progressBar()`. */
  readonly onProgress?: (progress: ValidateProgress) => void;
  /** Stops the gate: the promise is rejected with the reason, as half a verdict is none. */
  readonly signal?: AbortSignal;
}

/** Options of {@link validate} for a class and the space that it is searched in. */
export interface ValidateSearchOptions<P extends object> extends ValidateOptions {
  /** What to search: `grid`, `space` or `spaceOf`. */
  readonly space: SearchSpace<P>;
  /** What trials are ranked by. @default 'sharpe' */
  readonly objective?: SweepObjective;
  /** How points are chosen. @default gridSearch() for a `grid`; needed for other spaces */
  readonly sampler?: Sampler;
  /** Trials with fewer closed trades do not count: an integer >= 0. @default 1 */
  readonly minTrades?: number;
  /** Where all searches run, as `sweep` takes it. @default 'inline' */
  readonly workers?: SweepWorkers;
}

/** Options of {@link validate} for one strategy that is not searched. */
export interface ValidateFixedOptions extends ValidateOptions {
  /** How many strategies and parameter sets were tried on these data before this one was chosen, itself among them: an integer >= 1. @default 1 */
  readonly trials?: number;
}

/** Defaults of {@link ValidateOptions}. */
export const validateDefaults: { readonly seed: number; readonly trials: number; readonly minTrades: number } = {
  seed: 1,
  trials: 1,
  minTrades: sweepDefaults.minTrades,
};

/** What the gate was asked, checked and complete. */
export interface CompleteValidate<P extends object> {
  readonly data: BacktestData;
  readonly span: DataSpan;
  readonly options: BacktestOptions;
  /** The strategy that is not searched. */
  readonly fixed: SignalStrategy | Strategy | undefined;
  /** The search, where there is one. */
  readonly search: WindowSearch<P> | undefined;
  /** Trials that were told to have been made, of a strategy that is not searched. */
  readonly trials: number;
  /** How many trials the search has at most. */
  readonly planned: number;
  readonly seed: number;
  readonly rules: readonly CheckRule[];
  readonly layers: CompleteLayers;
  /** Checks and parts that were left out by the caller. */
  readonly leftOut: readonly string[];
  readonly research: ResearchLog | undefined;
  readonly onProgress: ((progress: ValidateProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

const commonKeys = ['options', 'seed', 'thresholds', 'layers', 'research', 'onProgress', 'signal'];
const searchKeys = ['space', 'objective', 'sampler', 'minTrades', 'workers'];
/** Parts that ask about a choice, which a strategy that is not searched has not made. */
const partsOfSearch: readonly ValidateLayer[] = ['overfitting', 'plateau', 'walkForward', 'crossValidation'];

/**
 * Options of the gate, checked and complete.
 *
 * @throws ArgumentError that names the option.
 */
export function completeValidate<P extends object>(
  strategy: SweptStrategy<P> | SignalStrategy | Strategy,
  data: BacktestData,
  given: ValidateSearchOptions<P> | ValidateFixedOptions,
): CompleteValidate<P> {
  const fixed = strategy instanceof SignalStrategy || strategy instanceof Strategy ? strategy : undefined;
  checkKeys('validate options', given, [...commonKeys, ...searchKeys, 'trials']);
  for (const key of fixed === undefined ? ['trials'] : searchKeys) {
    if ((given as Readonly<Record<string, unknown>>)[key] !== undefined) throw wrongKind(key, fixed === undefined);
  }
  if (fixed === undefined && typeof strategy === 'function' && (given as Partial<ValidateSearchOptions<P>>).space === undefined) {
    throw new ArgumentError(
      'Expected `space`, such as grid({ fast: [5, 10] }), for a class of strategies, was `undefined`. Give an instance, `new MaCross({ fast: 5 })`, to judge one that is not searched.',
    );
  }
  const { options = {}, onProgress, signal, research } = given;
  const seed = checkInteger('seed', given.seed ?? validateDefaults.seed, { min: 0 });
  const layers = checkLayers(given.layers);
  const rules = checkThresholds(given.thresholds);
  if (research !== undefined && !(research instanceof ResearchLog))
    throw new ArgumentError(`Expected \`research\` to be a log, such as researchLog('research.jsonl'), was \`${show(research)}\`.`);
  const common = { data, options, seed, rules, layers, leftOut: leftOutOf(given), research, onProgress, signal };
  if (fixed !== undefined) {
    const trials = checkInteger('trials', (given as ValidateFixedOptions).trials ?? validateDefaults.trials, { min: 1 });
    checkFixed(options, onProgress, signal);
    const own = rules.filter(({ layer }) => !partsOfSearch.includes(layer));
    return { ...common, rules: own, span: dataSpan(data, options), fixed, search: undefined, trials, planned: 1 };
  }
  const { space, objective, sampler, minTrades, workers } = given as ValidateSearchOptions<P>;
  const search = completeWindowSearch<P>(strategy as SweptStrategy<P>, data, {
    space,
    options,
    seed,
    minTrades: checkInteger('minTrades', minTrades ?? validateDefaults.minTrades, { min: 0 }),
    ...(objective !== undefined && { objective }),
    ...(sampler !== undefined && { sampler }),
    ...(workers !== undefined && { workers }),
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress: () => {} }),
  });
  if (typeof onProgress !== 'function' && onProgress !== undefined) throw notAFunction(onProgress);
  const planned = (sampler ?? gridSearch()).start(space, seed).trials;
  return { ...common, span: search.span, fixed: undefined, search, trials: planned, planned };
}

function wrongKind(key: string, isClass: boolean): ArgumentError {
  return isClass
    ? new ArgumentError(`\`${key}\` is for one strategy that is not searched: the search of a class counts its own trials. Leave it out.`)
    : new ArgumentError(`\`${key}\` is for a class that is searched, such as MaCross without \`new\`: leave it out, or give the class.`);
}

function checkFixed(options: unknown, onProgress: unknown, signal: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new ArgumentError(`Expected \`options\` to be the options of a backtest, was \`${show(options)}\`.`);
  for (const name of ['tradeFrom', 'memory'] as const) {
    if ((options as BacktestOptions)[name] !== undefined) throw new ArgumentError(`\`options.${name}\` is the gate's own: leave it out.`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') throw notAFunction(onProgress);
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new ArgumentError(`Expected \`signal\` to be an AbortSignal, was \`${show(signal)}\`.`);
}

function notAFunction(onProgress: unknown): ArgumentError {
  return new ArgumentError(`Expected \`onProgress\` to be a function, was \`${show(onProgress)}\`.`);
}

/** The checks that are asked for, with their thresholds. */
function checkThresholds(thresholds: ValidateOptions['thresholds'] = {}): readonly CheckRule[] {
  const names = validateChecks.map(({ name }) => name);
  if (typeof thresholds !== 'object' || thresholds === null)
    throw new ArgumentError(`Expected \`thresholds\` to be an object of thresholds by check, was \`${show(thresholds)}\`.`);
  const unknown = Object.keys(thresholds).find((name) => !names.includes(name as CheckName));
  if (unknown !== undefined) {
    throw new ArgumentError(
      `Unknown check \`${unknown}\` in \`thresholds\`.${suggestion(unknown, names) || ` There are ${names.join(', ')}.`}`,
    );
  }
  return validateChecks.flatMap((rule) => {
    const setting: unknown = thresholds[rule.name];
    const named = `thresholds.${rule.name}`;
    if (setting === false) return [];
    if (setting === undefined) return [rule];
    if (typeof setting === 'number') return [{ ...rule, threshold: checkNumber(named, setting) }];
    if (typeof setting !== 'object' || setting === null)
      throw new ArgumentError(`Expected \`${named}\` to be a number, false or { threshold, required }, was \`${show(setting)}\`.`);
    checkKeys(named, setting, ['threshold', 'required']);
    const { threshold = rule.threshold, required = rule.required } = setting as {
      readonly threshold?: number;
      readonly required?: boolean;
    };
    if (typeof required !== 'boolean')
      throw new ArgumentError(`Expected \`${named}.required\` to be true or false, was \`${show(required)}\`.`);
    return [{ ...rule, threshold: checkNumber(`${named}.threshold`, threshold), required }];
  });
}

/** Parts and checks that were left out, in the order of the gate. */
function leftOutOf({ layers = {}, thresholds = {} }: ValidateOptions): readonly string[] {
  const parts = validateLayerNames.filter((name) => layers[name] === false);
  const checks = validateChecks.map(({ name }) => name).filter((name) => thresholds[name] === false);
  return [...parts, ...checks];
}
