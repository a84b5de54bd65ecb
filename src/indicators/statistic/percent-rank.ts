import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 100 },
} as const;

/**
 * Values of the `period` before that are not above the newest, in percent.
 *
 * `100 * count(x[i - k] <= x[i], k = 1 ... period) / period`
 *
 * Length of `x`, 0 to 100; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period values before that it is ranked among, 1 to 100,000. `@default 100`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TradingView ta.percentrank.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { percent_rank } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = percent_rank(bars.close, 100);
 * ```
 */
export function percent_rank(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new PercentRank(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link percent_rank} bar by bar.
 *
 * @example
 * ```ts
 * import { PercentRank } from 'barwright/indicators';
 * const live = new PercentRank();
 * live.next(100);
 * ```
 */
export class PercentRank extends SeriesIndicator {
  static override readonly indicator: string = 'percent_rank';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('percent_rank', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  protected take(x: number): number {
    const { values, start } = this.window;
    let count = 0;
    for (let k = start; k < start + this.#period; k++) if (values[k] <= x) count++;
    this.window.push(x);
    if (this.missing === 0) return (count / this.#period) * 100;
    this.missing--;
    return Number.NaN;
  }
}

/** Catalog entry of {@link percent_rank}. */
export const percentRankEntry: IndicatorEntry = defineEntry({
  name: 'percent_rank',
  title: 'Percent rank',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['percent_rank'],
  parameters,
  definition: 'Values of the `period` before that are not above the newest, in percent.',
  formula: '100 * count(x[i - k] <= x[i], k = 1 ... period) / period',
  source: 'TradingView ta.percentrank',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: percent_rank,
  stream: PercentRank,
});
