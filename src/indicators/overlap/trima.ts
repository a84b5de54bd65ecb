import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { type Average, movingAverageStep } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
} as const;

/**
 * A mean of means, which weighs the middle of the window the most.
 *
 * `sma(sma(x, n), m) with n + m - 1 = period, as equal as can be`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib TRIMA.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { trima } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = trima(bars.close, 30);
 * ```
 */
export function trima(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Trima(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link trima} bar by bar.
 *
 * @example
 * ```ts
 * import { Trima } from 'barwright/indicators';
 * const live = new Trima();
 * live.next(100);
 * ```
 */
export class Trima extends SeriesIndicator {
  static override readonly indicator: string = 'trima';
  declare readonly parameters: { readonly period: number };
  protected readonly average: Average;

  constructor(period: number = parameters.period.default) {
    super(completeValues('trima', parameters, { period }));
    this.average = movingAverageStep('trima', period);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link trima}. */
export const trimaEntry: IndicatorEntry = defineEntry({
  name: 'trima',
  title: 'Triangular moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['trima'],
  parameters,
  definition: 'A mean of means, which weighs the middle of the window the most.',
  formula: 'sma(sma(x, n), m) with n + m - 1 = period, as equal as can be',
  source: 'TA-Lib TRIMA',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: trima,
  stream: Trima,
});
