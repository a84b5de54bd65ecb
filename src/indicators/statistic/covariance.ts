import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
} as const;
const inputs = ['series', 'other'] as const;

/**
 * Sample covariance of two columns over the last `period` values.
 *
 * `sum((x - mean(x)) * (y - mean(y))) / (period - 1)`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: pandas rolling().cov().
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { covariance } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = covariance(bars.close, bars.open, 30);
 * ```
 */
export function covariance(
  x: NumberColumn,
  y: NumberColumn,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Covariance(period);
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link covariance} bar by bar.
 *
 * @example
 * ```ts
 * import { Covariance } from 'barwright/indicators';
 * const live = new Covariance();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Covariance extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'covariance';
  declare readonly parameters: { readonly period: number };
  protected readonly a: Window;
  protected readonly b: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('covariance', parameters, { period }));
    this.a = new Window(period);
    this.b = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  next({ series, other }: BarOf<'series' | 'other'>): number {
    return this.take(series, other);
  }

  /** {@link next} by numbers. */
  take(x: number, y: number): number {
    if (!Number.isFinite(x + y)) return this.hole();
    const { a, b } = this;
    a.push(x);
    b.push(y);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { start } = a;
    const end = start + this.#period;
    let meanA = 0;
    let meanB = 0;
    for (let k = start; k < end; k++) {
      meanA += a.values[k] - a.values[start];
      meanB += b.values[k] - b.values[start];
    }
    meanA = a.values[start] + meanA / this.#period;
    meanB = b.values[start] + meanB / this.#period;
    let products = 0;
    for (let k = start; k < end; k++) products += (a.values[k] - meanA) * (b.values[k] - meanB);
    return products / (this.#period - 1);
  }
}

/** Catalog entry of {@link covariance}. */
export const covarianceEntry: IndicatorEntry = defineEntry({
  name: 'covariance',
  title: 'Rolling covariance',
  group: 'statistic',
  kind: 'causal',
  inputs,
  outputs: ['covariance'],
  parameters,
  definition: 'Sample covariance of two columns over the last `period` values.',
  formula: 'sum((x - mean(x)) * (y - mean(y))) / (period - 1)',
  source: 'pandas rolling().cov()',
  laws: { price: 2, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: covariance,
  stream: Covariance,
});
