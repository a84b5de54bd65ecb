import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { RegressionStep } from '../steps/regression.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * Change from value to value of the straight line of least squares through the last `period` values.
 *
 * `b with a + b * k least squares over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib LINEARREG_SLOPE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { linearreg_slope } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = linearreg_slope(bars.close, 14);
 * ```
 */
export function linearreg_slope(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new LinearregSlope(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link linearreg_slope} bar by bar.
 *
 * @example
 * ```ts
 * import { LinearregSlope } from 'barwright/indicators';
 * const live = new LinearregSlope();
 * live.next(100);
 * ```
 */
export class LinearregSlope extends SeriesIndicator {
  static override readonly indicator: string = 'linearreg_slope';
  declare readonly parameters: { readonly period: number };
  protected readonly regression: RegressionStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('linearreg_slope', parameters, { period }));
    this.regression = new RegressionStep(period);
  }

  protected take(x: number): number {
    const { regression } = this;
    return regression.push(x) ? regression.slope : Number.NaN;
  }
}

/** Catalog entry of {@link linearreg_slope}. */
export const linearregSlopeEntry: IndicatorEntry = defineEntry({
  name: 'linearreg_slope',
  title: 'Slope of the linear regression',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['linearreg_slope'],
  parameters,
  definition: 'Change from value to value of the straight line of least squares through the last `period` values.',
  formula: 'b with a + b * k least squares over the window',
  source: 'TA-Lib LINEARREG_SLOPE',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: linearreg_slope,
  stream: LinearregSlope,
});
