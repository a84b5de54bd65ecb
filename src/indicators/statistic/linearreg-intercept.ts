import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { lineFactors, weightedSumsInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LineStep } from '../steps/line.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * Height of the straight line of least squares through the last `period` values, at the oldest.
 *
 * `a with a + b * k least squares over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib LINEARREG_INTERCEPT.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { linearreg_intercept } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = linearreg_intercept(bars.close, 14);
 * ```
 */
export function linearreg_intercept(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new LinearregIntercept(period);
  const series = toFloat64('x', x);
  const [sum, weighted] = lineFactors(period, 0);
  return computeColumn('linearreg_intercept', [series], live.parameters, options.out, (out, start, end) =>
    weightedSumsInto(out, series, start, end, period, sum, weighted),
  );
}

/**
 * {@link linearreg_intercept} bar by bar.
 *
 * @example
 * ```ts
 * import { LinearregIntercept } from 'barwright/indicators';
 * const live = new LinearregIntercept();
 * live.next(100);
 * ```
 */
export class LinearregIntercept extends SeriesIndicator {
  static override readonly indicator: string = 'linearreg_intercept';
  declare readonly parameters: { readonly period: number };
  protected readonly line: LineStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('linearreg_intercept', parameters, { period }));
    this.line = new LineStep(period, 0);
  }

  protected take(x: number): number {
    return this.line.next(x);
  }
}

/** Catalog entry of {@link linearreg_intercept}. */
export const linearregInterceptEntry: IndicatorEntry = defineEntry({
  name: 'linearreg_intercept',
  title: 'Intercept of the linear regression',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['linearreg_intercept'],
  parameters,
  definition: 'Height of the straight line of least squares through the last `period` values, at the oldest.',
  formula: 'a with a + b * k least squares over the window',
  source: 'TA-Lib LINEARREG_INTERCEPT',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: linearreg_intercept,
  stream: LinearregIntercept,
});
