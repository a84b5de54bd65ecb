import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { AdaptiveStep } from '../steps/adaptive.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link kama}. */
export interface KamaVariants {
  /** Period at full efficiency, 1 to 100,000. @default 2 */
  readonly fast?: number;
  /** Period at none, 1 to 100,000. @default 30 */
  readonly slow?: number;
}

/** Options of {@link kama}. */
export interface KamaOptions extends KamaVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
  fast: { type: 'int', min: 1, max: longestPeriod, default: 2 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 30 },
} as const;

/**
 * An exponential average that follows the faster, the straighter the way of the last values.
 *
 * `kama[i - 1] + sc^2 * (x[i] - kama[i - 1]) with sc = er * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1) and er = |x[i]
 * - x[i - period]| / sum(|changes|)`
 *
 * Length of `x`; NaN for the first `period` values. It starts from the value before its first. A value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values that the efficiency is measured over, 2 to 100,000. `@default 30`
 * @param options `fast` (`@default 2`), `slow` (`@default 30`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib KAMA; Perry Kaufman, Smarter Trading (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { kama } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = kama(bars.close, 30);
 * ```
 */
export function kama(x: NumberColumn, period: number = parameters.period.default, options: KamaOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'out']);
  const { out: given, ...variants } = options;
  const live = new Kama(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link kama} bar by bar.
 *
 * @example
 * ```ts
 * import { Kama } from 'barwright/indicators';
 * const live = new Kama();
 * live.next(100);
 * ```
 */
export class Kama extends SeriesIndicator {
  static override readonly indicator: string = 'kama';
  declare readonly parameters: { readonly period: number; readonly fast: number; readonly slow: number };
  protected readonly average: AdaptiveStep;

  constructor(period: number = parameters.period.default, options: KamaVariants = {}) {
    super(completeValues('kama', parameters, { ...options, period }));
    const { fast, slow } = this.parameters;
    this.average = new AdaptiveStep(period, fast, slow);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link kama}. */
export const kamaEntry: IndicatorEntry = defineEntry({
  name: 'kama',
  title: 'Kaufman adaptive moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['kama'],
  parameters,
  definition: 'An exponential average that follows the faster, the straighter the way of the last values.',
  formula:
    'kama[i - 1] + sc^2 * (x[i] - kama[i - 1]) with sc = er * (2 / (fast + 1) - 2 / (slow + 1)) + 2 / (slow + 1) and er = |x[i] - x[i - period]| / sum(|changes|)',
  source: 'TA-Lib KAMA; Kaufman 1995',
  laws: { price: 1 },
  lookback: ({ period }) => period,
  batch: kama,
  stream: Kama,
});
