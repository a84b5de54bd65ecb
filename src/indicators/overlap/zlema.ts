import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 20 },
} as const;

/**
 * An exponential average of the values plus their change over the lag of the average.
 *
 * `ema(2 * x - x[i - lag], period) with lag = floor((period - 1) / 2)`
 *
 * Length of `x`; NaN for the first `period - 1 + floor((period - 1) / 2)` values; seeded with a mean as `ema` is. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period as of `ema`, 3 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: pandas-ta zlma and Tulip zlema; the name is that of John Ehlers and Ric Way (2010), whose filter corrects its error instead.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { zlema } from 'barwright/indicators';
 * const values = zlema(syntheticBars({ seed: 1, length: 500 }).close, 20);
 * ```
 */
export function zlema(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Zlema(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link zlema} bar by bar.
 *
 * @example
 * ```ts
 * import { Zlema } from 'barwright/indicators';
 * const live = new Zlema();
 * live.next(100);
 * ```
 */
export class Zlema extends SeriesIndicator {
  static override readonly indicator: string = 'zlema';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;
  protected readonly average: ExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('zlema', parameters, { period }));
    this.lag = new LagStep(Math.floor((period - 1) / 2));
    this.average = new ExponentialStep(2 / (period + 1), period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    return Number.isNaN(then) ? then : this.average.next(2 * x - then);
  }
}

/** Catalog entry of {@link zlema}. */
export const zlemaEntry: IndicatorEntry = defineEntry({
  name: 'zlema',
  title: 'Zero lag exponential moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['zlema'],
  parameters,
  definition: 'An exponential average of the values plus their change over the lag of the average.',
  formula: 'ema(2 * x - x[i - lag], period) with lag = floor((period - 1) / 2)',
  source: 'pandas-ta zlma; Tulip zlema',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1 + Math.floor((period - 1) / 2),
  batch: zlema,
  stream: Zlema,
});
