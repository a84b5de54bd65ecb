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
 * Exponential averages of one, two and three times, weighed so that most of the lag goes.
 *
 * `3 * ema(x) - 3 * ema(ema(x)) + ema(ema(ema(x)))`
 *
 * Length of `x`; NaN for the first `3 * (period - 1)` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period period of the averages, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib TEMA; Patrick Mulloy, Technical Analysis of Stocks and Commodities (1994).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { tema } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = tema(bars.close, 30);
 * ```
 */
export function tema(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Tema(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link tema} bar by bar.
 *
 * @example
 * ```ts
 * import { Tema } from 'barwright/indicators';
 * const live = new Tema();
 * live.next(100);
 * ```
 */
export class Tema extends SeriesIndicator {
  static override readonly indicator: string = 'tema';
  declare readonly parameters: { readonly period: number };
  protected readonly average: RepeatedExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('tema', parameters, { period }));
    this.average = new RepeatedExponentialStep(period, [3, -3, 1]);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link tema}. */
export const temaEntry: IndicatorEntry = defineEntry({
  name: 'tema',
  title: 'Triple exponential moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['tema'],
  parameters,
  definition: 'Exponential averages of one, two and three times, weighed so that most of the lag goes.',
  formula: '3 * ema(x) - 3 * ema(ema(x)) + ema(ema(ema(x)))',
  source: 'TA-Lib TEMA; Mulloy 1994',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => 3 * (period - 1),
  batch: tema,
  stream: Tema,
});
