import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
} as const;

/**
 * Variance of the last `period` values, divided by their number.
 *
 * `mean((x - mean(x))^2) over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 5`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib VAR.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { var as variance } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = variance(bars.close, 5);
 * ```
 */
export function variance(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Var(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link variance} bar by bar.
 *
 * @example
 * ```ts
 * import { Var } from 'barwright/indicators';
 * const live = new Var();
 * live.next(100);
 * ```
 */
export class Var extends SeriesIndicator {
  static override readonly indicator: string = 'var';
  declare readonly parameters: { readonly period: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('var', parameters, { period }));
    this.deviation = new DeviationStep(period, period, 1);
  }

  protected take(x: number): number {
    const deviation = this.deviation.next(x);
    return deviation * deviation;
  }
}

/** Catalog entry of {@link variance}. */
export const varEntry: IndicatorEntry = defineEntry({
  name: 'var',
  title: 'Variance',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['var'],
  parameters,
  definition: 'Variance of the last `period` values, divided by their number.',
  formula: 'mean((x - mean(x))^2) over the window',
  source: 'TA-Lib VAR',
  laws: { price: 2, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: variance,
  stream: Var,
});
