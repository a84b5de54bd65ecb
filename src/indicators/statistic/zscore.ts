import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
} as const;

/**
 * Distance of the value from the mean of the window in standard deviations; 0 where there is none.
 *
 * `(x - mean(x)) / stddev(x) over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Common practice; population standard deviation.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { zscore } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = zscore(bars.close, 20);
 * ```
 */
export function zscore(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Zscore(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link zscore} bar by bar.
 *
 * @example
 * ```ts
 * import { Zscore } from 'barwright/indicators';
 * const live = new Zscore();
 * live.next(100);
 * ```
 */
export class Zscore extends SeriesIndicator {
  static override readonly indicator: string = 'zscore';
  declare readonly parameters: { readonly period: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('zscore', parameters, { period }));
    this.deviation = new DeviationStep(period, period, 1);
  }

  protected take(x: number): number {
    const deviation = this.deviation.next(x);
    if (Number.isNaN(deviation)) return deviation;
    return deviation > 0 ? (x - this.deviation.mean) / deviation : 0;
  }
}

/** Catalog entry of {@link zscore}. */
export const zscoreEntry: IndicatorEntry = defineEntry({
  name: 'zscore',
  title: 'Z-score',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['zscore'],
  parameters,
  definition: 'Distance of the value from the mean of the window in standard deviations; 0 where there is none.',
  formula: '(x - mean(x)) / stddev(x) over the window',
  source: 'population form',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: zscore,
  stream: Zscore,
});
