import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
} as const;
const inputs = ['series', 'other'] as const;

function correlationOf(a: Float64Array, b: Float64Array, start: number, period: number): number {
  let meanA = 0;
  let meanB = 0;
  for (let k = start; k < start + period; k++) {
    meanA += a[k] - a[start];
    meanB += b[k] - b[start];
  }
  meanA = a[start] + meanA / period;
  meanB = b[start] + meanB / period;
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let k = start; k < start + period; k++) {
    const d = a[k] - meanA;
    const e = b[k] - meanB;
    products += d * e;
    squaresA += d * d;
    squaresB += e * e;
  }
  const scale = Math.sqrt(squaresA) * Math.sqrt(squaresB);
  return scale > 0 ? Math.min(1, Math.max(-1, products / scale)) : 0;
}

/**
 * Pearson's correlation of two columns over the last `period` values; 0 where one does not change.
 *
 * `cov(x, y) / (stddev(x) * stddev(y)) over the window`
 *
 * Length of `x`, -1 to 1; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib CORREL.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { correl } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = correl(bars.close, bars.open, 30);
 * ```
 */
export function correl(
  x: NumberColumn,
  y: NumberColumn,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Correl(period);
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link correl} bar by bar.
 *
 * @example
 * ```ts
 * import { Correl } from 'barwright/indicators';
 * const live = new Correl();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Correl extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'correl';
  declare readonly parameters: { readonly period: number };
  protected readonly a: Window;
  protected readonly b: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('correl', parameters, { period }));
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
    return correlationOf(a.values, b.values, a.start, this.#period);
  }
}

/** Catalog entry of {@link correl}. */
export const correlEntry: IndicatorEntry = defineEntry({
  name: 'correl',
  title: 'Correlation',
  group: 'statistic',
  kind: 'causal',
  inputs,
  outputs: ['correl'],
  parameters,
  definition: "Pearson's correlation of two columns over the last `period` values; 0 where one does not change.",
  formula: 'cov(x, y) / (stddev(x) * stddev(y)) over the window',
  source: 'TA-Lib CORREL',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: correl,
  stream: Correl,
});
