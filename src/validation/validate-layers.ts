import { ArgumentError, checkInteger, checkKeys, checkNumber, checkOneOf, show } from '../core/index.ts';
import { type CombinatorialPurgedOptions, combinatorialPurged, type WalkForwardOptions, walkForwardSplits } from '../splits/index.ts';
import { checkScenarios, type StressScenarios } from './stress-scenario.ts';
import { type ValidateLayer, validateLayerNames } from './validate-checks.ts';

/** How the parts of the gate run; `false` leaves one out, and the verdict says so. */
export interface ValidateLayers {
  /** Look-ahead and dependence on the start of history: `cuts` of the future (40), `warmup` bars (500). */
  readonly leaks?: false | { readonly cuts?: number; readonly warmup?: number };
  /** Trades, length of the record, deflated Sharpe ratio. */
  readonly record?: false;
  /** Cross-validation of the trials by halves. */
  readonly overfitting?: false;
  /** Neighbours of the best. */
  readonly plateau?: false;
  /**
   * Hansen's test over the returns of at most `trials` (200), drawn by the seed, with `resamples` (1,000): against the benchmark at each
   * trial's own average exposure (`'exposure'`), the benchmark as it is, or cash.
   */
  readonly superiority?:
    | false
    | { readonly trials?: number; readonly resamples?: number; readonly against?: 'exposure' | 'benchmark' | 'cash' };
  /** Trades drawn again: `runs` (10,000), and the loss that is `ruin` (0.5). */
  readonly monteCarlo?: false | { readonly runs?: number; readonly ruin?: number };
  /** Worse conditions: `scenarios` (`stressScenarios`), `runs` of each that draws (5). */
  readonly stress?: false | { readonly scenarios?: StressScenarios; readonly runs?: number };
  /** Windows, as `walkForward` takes them. Left out: a third of the rows to train, eight test windows after it. */
  readonly walkForward?: false | WalkForwardOptions;
  /**
   * Groups, purge and embargo, as `combinatorialPurged` takes them. Left out: 6 groups, 2 tested, a purge as long as the longest trade of
   * the best (a quarter of a group at most), an embargo of 1 % of the rows.
   */
  readonly crossValidation?: false | CombinatorialPurgedOptions;
  /**
   * Markets in random order: `permutations` (99), and whether each is searched anew. Left out, it is where trials x bars x permutations
   * are at most 1.5 x 10^9; otherwise the best alone is tried on them, which flatters it, and the verdict says so.
   */
  readonly permutation?: false | { readonly permutations?: number; readonly search?: boolean };
}

/** The settings of the parts, checked and complete; undefined where one is left out. */
export interface CompleteLayers {
  readonly leaks: { readonly cuts: number; readonly warmup: number } | undefined;
  readonly record: object | undefined;
  readonly overfitting: object | undefined;
  readonly plateau: object | undefined;
  readonly superiority:
    | { readonly trials: number; readonly resamples: number; readonly against: 'exposure' | 'benchmark' | 'cash' }
    | undefined;
  readonly monteCarlo: { readonly runs: number; readonly ruin: number } | undefined;
  readonly stress: { readonly scenarios: StressScenarios | undefined; readonly runs: number } | undefined;
  readonly walkForward: { readonly windows: WalkForwardOptions | undefined } | undefined;
  readonly crossValidation: { readonly groups: CombinatorialPurgedOptions | undefined } | undefined;
  readonly permutation: { readonly permutations: number; readonly search: boolean | undefined } | undefined;
}

/** Defaults of {@link ValidateLayers}. */
export const validateLayerDefaults: {
  readonly leaks: { readonly cuts: number; readonly warmup: number };
  readonly superiority: { readonly trials: number; readonly resamples: number; readonly against: 'exposure' };
  readonly monteCarlo: { readonly runs: number; readonly ruin: number };
  readonly stress: { readonly runs: number };
  readonly permutation: { readonly permutations: number };
} = {
  leaks: { cuts: 40, warmup: 500 },
  superiority: { trials: 200, resamples: 1_000, against: 'exposure' },
  monteCarlo: { runs: 10_000, ruin: 0.5 },
  stress: { runs: 5 },
  permutation: { permutations: 99 },
};

/**
 * The settings of the parts of the gate.
 *
 * @throws ArgumentError that names the part and the setting.
 */
export function checkLayers(layers: ValidateLayers = {}): CompleteLayers {
  checkKeys('layers', layers, validateLayerNames);
  const { leaks, superiority, monteCarlo, stress, permutation } = validateLayerDefaults;
  const named = (layer: ValidateLayer, name: string): string => `layers.${layer}.${name}`;
  return {
    leaks: setting(layers, 'leaks', ['cuts', 'warmup'], (given) => ({
      cuts: checkInteger(named('leaks', 'cuts'), given.cuts ?? leaks.cuts, { min: 1, max: 10_000 }),
      warmup: checkInteger(named('leaks', 'warmup'), given.warmup ?? leaks.warmup, { min: 1 }),
    })),
    record: setting(layers, 'record', [], () => ({})),
    overfitting: setting(layers, 'overfitting', [], () => ({})),
    plateau: setting(layers, 'plateau', [], () => ({})),
    superiority: setting(layers, 'superiority', ['trials', 'resamples', 'against'], (given) => ({
      trials: checkInteger(named('superiority', 'trials'), given.trials ?? superiority.trials, { min: 1 }),
      resamples: checkInteger(named('superiority', 'resamples'), given.resamples ?? superiority.resamples, { min: 20 }),
      against: checkOneOf(named('superiority', 'against'), given.against ?? superiority.against, ['exposure', 'benchmark', 'cash']),
    })),
    monteCarlo: setting(layers, 'monteCarlo', ['runs', 'ruin'], (given) => ({
      runs: checkInteger(named('monteCarlo', 'runs'), given.runs ?? monteCarlo.runs, { min: 20 }),
      ruin: checkNumber(named('monteCarlo', 'ruin'), given.ruin ?? monteCarlo.ruin, { above: 0, max: 1 }),
    })),
    stress: setting(layers, 'stress', ['scenarios', 'runs'], (given) => ({
      scenarios: given.scenarios === undefined ? undefined : checkScenarios(given.scenarios as StressScenarios),
      runs: checkInteger(named('stress', 'runs'), given.runs ?? stress.runs, { min: 1 }),
    })),
    walkForward: setting(layers, 'walkForward', undefined, (given) => {
      const windows = Object.keys(given).length === 0 ? undefined : (given as unknown as WalkForwardOptions);
      if (windows !== undefined) walkForwardSplits(windows);
      return { windows };
    }),
    crossValidation: setting(layers, 'crossValidation', undefined, (given) => {
      const groups = Object.keys(given).length === 0 ? undefined : (given as CombinatorialPurgedOptions);
      if (groups !== undefined) combinatorialPurged(groups);
      return { groups };
    }),
    permutation: setting(layers, 'permutation', ['permutations', 'search'], (given) => {
      const { search } = given;
      if (search !== undefined && typeof search !== 'boolean')
        throw new ArgumentError(`Expected \`${named('permutation', 'search')}\` to be true or false, was \`${show(search)}\`.`);
      const count = given.permutations ?? permutation.permutations;
      return { permutations: checkInteger(named('permutation', 'permutations'), count, { min: 1 }), search };
    }),
  };
}

/** The setting of a part: undefined where it is left out; `known` are the names in it, undefined where others check them. */
function setting<T>(
  layers: ValidateLayers,
  name: ValidateLayer,
  known: readonly string[] | undefined,
  complete: (given: Readonly<Record<string, unknown>>) => T,
): T | undefined {
  const given: unknown = layers[name] ?? {};
  if (given === false) return undefined;
  if (typeof given !== 'object' || given === null)
    throw new ArgumentError(`Expected \`layers.${name}\` to be false or an object of settings, was \`${show(given)}\`.`);
  if (known !== undefined) checkKeys(`layers.${name}`, given, known);
  return complete(given as Readonly<Record<string, unknown>>);
}
