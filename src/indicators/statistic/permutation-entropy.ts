import { ArgumentError, checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link permutation_entropy}. */
export interface PermutationEntropyVariants {
  /** Values in a pattern, 2 to 6 and below `period`, 2 to 100,000. @default 3 */
  readonly order?: number;
}

/** Options of {@link permutation_entropy}. */
export interface PermutationEntropyOptions extends PermutationEntropyVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 100 },
  order: { type: 'int', min: 2, max: longestPeriod, default: 3 },
} as const;

/** The number of the ordering of `x[from..from + order)` in the factorial system. */
function orderOf(x: Float64Array, from: number, order: number): number {
  let code = 0;
  for (let k = 0; k < order; k++) {
    let smaller = 0;
    for (let j = k + 1; j < order; j++) smaller += Number(x[from + j] < x[from + k]);
    code = code * (order - k) + smaller;
  }
  return code;
}

/**
 * Entropy of the order of neighbouring values as a share of the most there can be: 1 for noise, less where patterns repeat.
 *
 * `-sum(p * log(p)) / log(order!) over the shares p of the orderings in the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. 0 to 1. Of equal values the earlier counts as the lower. A value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 3 to 100,000. `@default 100`
 * @param options `order` (`@default 3`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Christoph Bandt and Bernd Pompe, Permutation Entropy, Physical Review Letters 88 (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { permutation_entropy } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = permutation_entropy(bars.close, 100);
 * ```
 */
export function permutation_entropy(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: PermutationEntropyOptions = {},
): Float64Array {
  checkKeys('options', options, ['order', 'out']);
  const { out: given, ...variants } = options;
  const live = new PermutationEntropy(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link permutation_entropy} bar by bar.
 *
 * @example
 * ```ts
 * import { PermutationEntropy } from 'barwright/indicators';
 * const live = new PermutationEntropy();
 * live.next(100);
 * ```
 */
export class PermutationEntropy extends SeriesIndicator {
  static override readonly indicator: string = 'permutation_entropy';
  declare readonly parameters: { readonly period: number; readonly order: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;
  readonly #counts: Float64Array;

  constructor(period: number = parameters.period.default, options: PermutationEntropyVariants = {}) {
    super(completeValues('permutation_entropy', parameters, { ...options, period }));
    const { order } = this.parameters;
    if (order >= period) throw new ArgumentError(`Expected \`order\` to be below \`period\`, was \`${order}\` of \`${period}\`.`);
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
    this.#counts = new Float64Array([1, 1, 2, 6, 24, 120, 720][order]);
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const { order } = this.parameters;
    const counts = this.#counts.fill(0);
    const patterns = this.#period - order + 1;
    for (let i = start; i < start + patterns; i++) counts[orderOf(values, i, order)]++;
    let entropy = 0;
    for (const count of counts) if (count > 0) entropy -= (count / patterns) * Math.log(count / patterns);
    return entropy === 0 ? 0 : entropy / Math.log(counts.length);
  }
}

/** Catalog entry of {@link permutation_entropy}. */
export const permutationEntropyEntry: IndicatorEntry = defineEntry({
  name: 'permutation_entropy',
  title: 'Permutation entropy',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['permutation_entropy'],
  parameters,
  definition: 'Entropy of the order of neighbouring values as a share of the most there can be: 1 for noise, less where patterns repeat.',
  formula: '-sum(p * log(p)) / log(order!) over the shares p of the orderings in the window',
  source: 'Bandt and Pompe 2002',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: permutation_entropy,
  stream: PermutationEntropy,
});
