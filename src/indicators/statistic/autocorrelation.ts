import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';
import { Correl } from './correl.ts';

/** Variants of {@link autocorrelation}. */
export interface AutocorrelationVariants {
  /** Values between the pairs, 1 to 100,000. @default 1 */
  readonly lag?: number;
}

/** Options of {@link autocorrelation}. */
export interface AutocorrelationOptions extends AutocorrelationVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 50 },
  lag: { type: 'int', min: 1, max: longestPeriod, default: 1 },
} as const;

/**
 * Correlation of the last `period` values with those of `lag` before; 0 where they do not change.
 *
 * `correl(x[i], x[i - lag], period)`
 *
 * Length of `x`, -1 to 1; NaN for the first `period + lag - 1` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 3 to 100,000. `@default 50`
 * @param options `lag` (`@default 1`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib CORREL of the column and its lag; pandas autocorr.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { autocorrelation } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = autocorrelation(bars.close, 50);
 * ```
 */
export function autocorrelation(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: AutocorrelationOptions = {},
): Float64Array {
  checkKeys('options', options, ['lag', 'out']);
  const { out: given, ...variants } = options;
  const live = new Autocorrelation(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link autocorrelation} bar by bar.
 *
 * @example
 * ```ts
 * import { Autocorrelation } from 'barwright/indicators';
 * const live = new Autocorrelation();
 * live.next(100);
 * ```
 */
export class Autocorrelation extends SeriesIndicator {
  static override readonly indicator: string = 'autocorrelation';
  declare readonly parameters: { readonly period: number; readonly lag: number };
  protected readonly before: LagStep;
  protected readonly correlation: Correl;

  constructor(period: number = parameters.period.default, options: AutocorrelationVariants = {}) {
    super(completeValues('autocorrelation', parameters, { ...options, period }));
    this.before = new LagStep(this.parameters.lag);
    this.correlation = new Correl(period);
  }

  protected take(x: number): number {
    const then = this.before.next(x);
    return Number.isNaN(then) ? then : this.correlation.take(x, then);
  }
}

/** Catalog entry of {@link autocorrelation}. */
export const autocorrelationEntry: IndicatorEntry = defineEntry({
  name: 'autocorrelation',
  title: 'Rolling autocorrelation',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['autocorrelation'],
  parameters,
  definition: 'Correlation of the last `period` values with those of `lag` before; 0 where they do not change.',
  formula: 'correl(x[i], x[i - lag], period)',
  source: 'pandas autocorr',
  laws: { price: 0 },
  lookback: ({ period, lag }) => period + lag - 1,
  batch: autocorrelation,
  stream: Autocorrelation,
});
