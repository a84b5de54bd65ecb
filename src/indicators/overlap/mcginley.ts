import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * An average that speeds up when the price falls away from it and slows down when the price runs ahead.
 *
 * `md[i - 1] + (x[i] - md[i - 1]) / (period * (x[i] / md[i - 1])^4)`
 *
 * Length of `x`; no warm-up, from the first value. Where the share would be above 1 or there is no average it is 1. A value
 * that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period speed, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John McGinley, Technical Analysis of Stocks and Commodities (1997); without the factor 0.6 of some platforms.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mcginley } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mcginley(bars.close, 14);
 * ```
 */
export function mcginley(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Mcginley(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link mcginley} bar by bar.
 *
 * @example
 * ```ts
 * import { Mcginley } from 'barwright/indicators';
 * const live = new Mcginley();
 * live.next(100);
 * ```
 */
export class Mcginley extends SeriesIndicator {
  static override readonly indicator: string = 'mcginley';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected level: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('mcginley', parameters, { period }));
    this.#period = period;
  }

  protected take(x: number): number {
    const ratio = x / this.level;
    const share = 1 / (this.#period * ratio ** 4);
    this.level = this.seen && share < 1 ? this.level + (x - this.level) * share : x;
    this.seen = true;
    return this.level;
  }
}

/** Catalog entry of {@link mcginley}. */
export const mcginleyEntry: IndicatorEntry = defineEntry({
  name: 'mcginley',
  title: 'McGinley dynamic',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['mcginley'],
  parameters,
  definition: 'An average that speeds up when the price falls away from it and slows down when the price runs ahead.',
  formula: 'md[i - 1] + (x[i] - md[i - 1]) / (period * (x[i] / md[i - 1])^4)',
  source: 'McGinley 1997',
  laws: { price: 1 },
  lookback: () => 0,
  batch: mcginley,
  stream: Mcginley,
});
