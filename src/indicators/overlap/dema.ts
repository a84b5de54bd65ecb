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
 * Twice an exponential average less the average of that average, which takes half of the lag away.
 *
 * `2 * ema(x) - ema(ema(x))`
 *
 * Length of `x`; NaN for the first `2 * (period - 1)` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period period of the averages, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib DEMA; Patrick Mulloy, Technical Analysis of Stocks and Commodities (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { dema } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = dema(bars.close, 30);
 * ```
 */
export function dema(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Dema(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link dema} bar by bar.
 *
 * @example
 * ```ts
 * import { Dema } from 'barwright/indicators';
 * const live = new Dema();
 * live.next(100);
 * ```
 */
export class Dema extends SeriesIndicator {
  static override readonly indicator: string = 'dema';
  declare readonly parameters: { readonly period: number };
  protected readonly average: RepeatedExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('dema', parameters, { period }));
    this.average = new RepeatedExponentialStep(period, [2, -1]);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link dema}. */
export const demaEntry: IndicatorEntry = defineEntry({
  name: 'dema',
  title: 'Double exponential moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['dema'],
  parameters,
  definition: 'Twice an exponential average less the average of that average, which takes half of the lag away.',
  formula: '2 * ema(x) - ema(ema(x))',
  source: 'TA-Lib DEMA; Mulloy 1994',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => 2 * (period - 1),
  batch: dema,
  stream: Dema,
});
