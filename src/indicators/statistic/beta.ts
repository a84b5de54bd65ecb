import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
} as const;
const inputs = ['series', 'other'] as const;

/** Covariance over variance of the first, both about their means. */
function slopeOf(a: Float64Array, b: Float64Array, start: number, period: number): number {
  let meanA = 0;
  let meanB = 0;
  for (let k = start; k < start + period; k++) {
    meanA += a[k];
    meanB += b[k];
  }
  meanA /= period;
  meanB /= period;
  let products = 0;
  let squares = 0;
  for (let k = start; k < start + period; k++) {
    const d = a[k] - meanA;
    products += d * (b[k] - meanB);
    squares += d * d;
  }
  return squares > 0 ? products / squares : 0;
}

/**
 * Slope of the changes of the second column against those of the first, over `period` changes; 0 where the first does not
 * change.
 *
 * `(n * sum(a * b) - sum(a) * sum(b)) / (n * sum(a * a) - sum(a)^2) with a, b = changes as fractions`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param period values in the window, 1 to 100,000. `@default 5`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib BETA.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { beta } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = beta(bars.close, bars.open, 5);
 * ```
 */
export function beta(x: NumberColumn, y: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Beta(period);
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link beta} bar by bar.
 *
 * @example
 * ```ts
 * import { Beta } from 'barwright/indicators';
 * const live = new Beta();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Beta extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'beta';
  declare readonly parameters: { readonly period: number };
  protected readonly a: Window;
  protected readonly b: Window;
  protected missing: number;
  protected previousX: number = 0;
  protected previousY: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('beta', parameters, { period }));
    this.a = new Window(period);
    this.b = new Window(period);
    this.missing = period + 1;
    this.#period = period;
  }

  next({ series, other }: BarOf<'series' | 'other'>): number {
    return this.take(series, other);
  }

  /** {@link next} by numbers. */
  take(x: number, y: number): number {
    if (!Number.isFinite(x + y)) return this.hole();
    const { a, b, previousX, previousY } = this;
    this.previousX = x;
    this.previousY = y;
    if (this.missing > this.#period) {
      this.missing--;
      return Number.NaN;
    }
    a.push(previousX === 0 ? 0 : (x - previousX) / previousX);
    b.push(previousY === 0 ? 0 : (y - previousY) / previousY);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    return slopeOf(a.values, b.values, a.start, this.#period);
  }
}

/** Catalog entry of {@link beta}. */
export const betaEntry: IndicatorEntry = defineEntry({
  name: 'beta',
  title: 'Beta',
  group: 'statistic',
  kind: 'causal',
  inputs,
  outputs: ['beta'],
  parameters,
  definition:
    'Slope of the changes of the second column against those of the first, over `period` changes; 0 where the first does not change.',
  formula: '(n * sum(a * b) - sum(a) * sum(b)) / (n * sum(a * a) - sum(a)^2) with a, b = changes as fractions',
  source: 'TA-Lib BETA',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: beta,
  stream: Beta,
});
