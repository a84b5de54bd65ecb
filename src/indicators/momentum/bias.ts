import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 26 },
} as const;

/**
 * Distance of the value from its average as a percentage of the average; 0 where that is 0.
 *
 * `100 * (x / sma(x, period) - 1)`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 26`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Chinese and Japanese practice (kairi); pandas-ta bias.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { bias } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = bias(bars.close, 26);
 * ```
 */
export function bias(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Bias(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link bias} bar by bar.
 *
 * @example
 * ```ts
 * import { Bias } from 'barwright/indicators';
 * const live = new Bias();
 * live.next(100);
 * ```
 */
export class Bias extends SeriesIndicator {
  static override readonly indicator: string = 'bias';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('bias', parameters, { period }));
    this.mean = new MeanStep(period);
  }

  protected take(x: number): number {
    const mean = this.mean.next(x);
    return mean === 0 ? 0 : (x / mean - 1) * 100;
  }
}

/** Catalog entry of {@link bias}. */
export const biasEntry: IndicatorEntry = defineEntry({
  name: 'bias',
  title: 'Bias',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['bias'],
  parameters,
  definition: 'Distance of the value from its average as a percentage of the average; 0 where that is 0.',
  formula: '100 * (x / sma(x, period) - 1)',
  source: 'pandas-ta bias',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: bias,
  stream: Bias,
});
