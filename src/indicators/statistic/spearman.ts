import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
} as const;
const inputs = ['series', 'other'] as const;

function rankIn(values: Float64Array, start: number, period: number, k: number): number {
  const value = values[start + k];
  let below = 0;
  let equal = 0;
  for (let j = start; j < start + period; j++) {
    below += Number(values[j] < value);
    equal += Number(values[j] === value);
  }
  return below + (equal + 1) / 2;
}

/**
 * Pearson's correlation of the ranks of two columns over the last `period` values, ties sharing their mean rank; 0 where one
 * does not change.
 *
 * `correlation of the ranks in the window`
 *
 * Length of `x`, -1 to 1; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param period values in the window, 2 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Charles Spearman, The Proof and Measurement of Association between Two Things, American Journal of Psychology 15
 * (1904); scipy.stats.spearmanr.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { spearman } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = spearman(bars.close, bars.open, 20);
 * ```
 */
export function spearman(
  x: NumberColumn,
  y: NumberColumn,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Spearman(period);
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link spearman} bar by bar.
 *
 * @example
 * ```ts
 * import { Spearman } from 'barwright/indicators';
 * const live = new Spearman();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Spearman extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'spearman';
  declare readonly parameters: { readonly period: number };
  protected readonly a: Window;
  protected readonly b: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('spearman', parameters, { period }));
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
    this.a.push(x);
    this.b.push(y);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { a, b } = this;

    const period = this.#period;
    const middle = (period + 1) / 2;
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let k = 0; k < period; k++) {
      const p = rankIn(a.values, a.start, period, k) - middle;
      const q = rankIn(b.values, b.start, period, k) - middle;
      xx += p * p;
      yy += q * q;
      xy += p * q;
    }
    return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : 0;
  }
}

/** Catalog entry of {@link spearman}. */
export const spearmanEntry: IndicatorEntry = defineEntry({
  name: 'spearman',
  title: "Spearman's rank correlation",
  group: 'statistic',
  kind: 'causal',
  inputs,
  outputs: ['spearman'],
  parameters,
  definition:
    "Pearson's correlation of the ranks of two columns over the last `period` values, ties sharing their mean rank; 0 where one does not change.",
  formula: 'correlation of the ranks in the window',
  source: 'Spearman 1904; scipy.stats.spearmanr',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: spearman,
  stream: Spearman,
});
