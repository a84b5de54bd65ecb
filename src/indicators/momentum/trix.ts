import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { RepeatedExponentialStep } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
} as const;

/**
 * Change of an exponential average of an average of an average, in percent.
 *
 * `100 * (e3[i] / e3[i - 1] - 1) with e3 = ema(ema(ema(x)))`
 *
 * Length of `x`, in percent; NaN for the first `3 * period - 2` values. 0 where the average before is 0. A value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period period of the three averages, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib TRIX; Jack Hutson, Technical Analysis of Stocks and Commodities (1983).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { trix } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = trix(bars.close, 30);
 * ```
 */
export function trix(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Trix(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link trix} bar by bar.
 *
 * @example
 * ```ts
 * import { Trix } from 'barwright/indicators';
 * const live = new Trix();
 * live.next(100);
 * ```
 */
export class Trix extends SeriesIndicator {
  static override readonly indicator: string = 'trix';
  declare readonly parameters: { readonly period: number };
  protected readonly average: RepeatedExponentialStep;
  protected seen: boolean = false;
  protected previous: number = 0;

  constructor(period: number = parameters.period.default) {
    super(completeValues('trix', parameters, { period }));
    this.average = new RepeatedExponentialStep(period, [0, 0, 1]);
  }

  protected take(x: number): number {
    const average = this.average.next(x);
    if (Number.isNaN(average)) return average;
    const { seen, previous } = this;
    this.seen = true;
    this.previous = average;
    if (!seen) return Number.NaN;
    return previous === 0 ? 0 : ((average - previous) / previous) * 100;
  }
}

/** Catalog entry of {@link trix}. */
export const trixEntry: IndicatorEntry = defineEntry({
  name: 'trix',
  title: 'Rate of change of a triple exponential average',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['trix'],
  parameters,
  definition: 'Change of an exponential average of an average of an average, in percent.',
  formula: '100 * (e3[i] / e3[i - 1] - 1) with e3 = ema(ema(ema(x)))',
  source: 'TA-Lib TRIX; Hutson 1983',
  laws: { price: 0 },
  lookback: ({ period }) => 3 * (period - 1) + 1,
  batch: trix,
  stream: Trix,
});
