import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { MeanStep } from '../steps/mean.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;

/**
 * The value of half a period ago less the average: cycles without the trend, in the form that needs no future.
 *
 * `x[i - period / 2 - 1] - sma(x, period)`
 *
 * Length of `x`; NaN until both are known. The classic chart shifts it back in time. A value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: StockCharts, Detrended Price Oscillator.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { dpo } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = dpo(bars.close, 20);
 * ```
 */
export function dpo(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Dpo(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link dpo} bar by bar.
 *
 * @example
 * ```ts
 * import { Dpo } from 'barwright/indicators';
 * const live = new Dpo();
 * live.next(100);
 * ```
 */
export class Dpo extends SeriesIndicator {
  static override readonly indicator: string = 'dpo';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('dpo', parameters, { period }));
    this.lag = new LagStep(Math.floor(period / 2) + 1);
    this.mean = new MeanStep(period);
  }

  protected take(x: number): number {
    return this.lag.next(x) - this.mean.next(x);
  }
}

/** Catalog entry of {@link dpo}. */
export const dpoEntry: IndicatorEntry = defineEntry({
  name: 'dpo',
  title: 'Detrended price oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['dpo'],
  parameters,
  definition: 'The value of half a period ago less the average: cycles without the trend, in the form that needs no future.',
  formula: 'x[i - period / 2 - 1] - sma(x, period)',
  source: 'StockCharts',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => Math.max(period - 1, Math.floor(period / 2) + 1),
  batch: dpo,
  stream: Dpo,
});
