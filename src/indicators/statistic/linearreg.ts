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
 * Height of the straight line of least squares through the last `period` values, at the newest.
 *
 * `a + b * (period - 1) with a + b * k least squares over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib LINEARREG.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { linearreg } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = linearreg(bars.close, 14);
 * ```
 */
export function linearreg(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Linearreg(period);
  const series = toFloat64('x', x);
  const [sum, weighted] = lineFactors(period, period - 1);
  return computeColumn('linearreg', [series], live.parameters, options.out, (out, start, end) =>
    weightedSumsInto(out, series, start, end, period, sum, weighted),
  );
}

/**
 * {@link linearreg} bar by bar.
 *
 * @example
 * ```ts
 * import { Linearreg } from 'barwright/indicators';
 * const live = new Linearreg();
 * live.next(100);
 * ```
 */
export class Linearreg extends SeriesIndicator {
  static override readonly indicator: string = 'linearreg';
  declare readonly parameters: { readonly period: number };
  protected readonly line: LineStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('linearreg', parameters, { period }));
    this.line = new LineStep(period, period - 1);
  }

  protected take(x: number): number {
    return this.line.next(x);
  }
}

/** Catalog entry of {@link linearreg}. */
export const linearregEntry: IndicatorEntry = defineEntry({
  name: 'linearreg',
  title: 'Linear regression',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['linearreg'],
  parameters,
  definition: 'Height of the straight line of least squares through the last `period` values, at the newest.',
  formula: 'a + b * (period - 1) with a + b * k least squares over the window',
  source: 'TA-Lib LINEARREG',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: linearreg,
  stream: Linearreg,
});
