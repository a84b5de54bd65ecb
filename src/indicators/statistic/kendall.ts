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

/**
 * Pairs of bars between which two columns move the same way less those in which they do not, over all pairs without ties
 * (tau-b); 0 where one does not change.
 *
 * `(concordant - discordant) / sqrt(pairs without ties in x * pairs without ties in y)`
 *
 * Length of `x`, -1 to 1; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param period values in the window, 2 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Maurice Kendall, The Treatment of Ties in Ranking Problems, Biometrika 33 (1945); scipy.stats.kendalltau.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { kendall } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = kendall(bars.close, bars.open, 20);
 * ```
 */
export function kendall(
  x: NumberColumn,
  y: NumberColumn,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Kendall(period);
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link kendall} bar by bar.
 *
 * @example
 * ```ts
 * import { Kendall } from 'barwright/indicators';
 * const live = new Kendall();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Kendall extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'kendall';
  declare readonly parameters: { readonly period: number };
  protected readonly a: Window;
  protected readonly b: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('kendall', parameters, { period }));
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
    let score = 0;
    let untiedX = 0;
    let untiedY = 0;
    for (let i = 1; i < period; i++) {
      for (let j = 0; j < i; j++) {
        const p = Math.sign(a.values[a.start + i] - a.values[a.start + j]);
        const q = Math.sign(b.values[b.start + i] - b.values[b.start + j]);
        score += p * q;
        untiedX += p * p;
        untiedY += q * q;
      }
    }
    return untiedX > 0 && untiedY > 0 ? score / Math.sqrt(untiedX * untiedY) : 0;
  }
}

/** Catalog entry of {@link kendall}. */
export const kendallEntry: IndicatorEntry = defineEntry({
  name: 'kendall',
  title: "Kendall's rank correlation",
  group: 'statistic',
  kind: 'causal',
  inputs,
  outputs: ['kendall'],
  parameters,
  definition:
    'Pairs of bars between which two columns move the same way less those in which they do not, over all pairs without ties (tau-b); 0 where one does not change.',
  formula: '(concordant - discordant) / sqrt(pairs without ties in x * pairs without ties in y)',
  source: 'Kendall 1945; scipy.stats.kendalltau',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: kendall,
  stream: Kendall,
});
