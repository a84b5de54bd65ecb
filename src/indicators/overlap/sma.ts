import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingMeanInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 30 } } as const;

/**
 * Simple moving average: the mean of the last `period` values.
 *
 * `sma[i] = (x[i - period + 1] + ... + x[i]) / period`
 *
 * Length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not finite.
 * The sum is taken anew every 256 bars, so that rounding does not build up.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib SMA.
 *
 * @example
 * ```ts
 * import { sma, syntheticBars } from 'barwright';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const average = sma(bars.close, 20);
 * ```
 */
export function sma(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('sma', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('sma', [series], values, options.out, (out, start, end) => rollingMeanInto(out, series, start, end, period));
}

/**
 * {@link sma} bar by bar.
 *
 * @example
 * ```ts
 * import { Sma } from 'barwright/indicators';
 * const average = new Sma(2);
 * average.next(1); // NaN
 * average.next(2); // 1.5
 * ```
 */
export class Sma extends StepIndicator {
  static override readonly indicator: string = 'sma';
  declare readonly parameters: { readonly period: number };
  protected readonly step: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('sma', parameters, { period }));
    this.step = new MeanStep(period);
  }
}

/** Catalog entry of {@link sma}. */
export const smaEntry: IndicatorEntry = defineEntry({
  name: 'sma',
  title: 'Simple moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['sma'],
  parameters,
  definition: 'Mean of the last `period` values.',
  formula: '(x[i - period + 1] + ... + x[i]) / period',
  source: 'TA-Lib SMA',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: sma,
  stream: Sma,
});
