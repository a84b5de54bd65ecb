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
 * Height of the straight line of least squares through the last `period` values, one value beyond the newest.
 *
 * `a + b * period with a + b * k least squares over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib TSF.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { tsf } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = tsf(bars.close, 14);
 * ```
 */
export function tsf(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Tsf(period);
  const series = toFloat64('x', x);
  const [sum, weighted] = lineFactors(period, period);
  return computeColumn('tsf', [series], live.parameters, options.out, (out, start, end) =>
    weightedSumsInto(out, series, start, end, period, sum, weighted),
  );
}

/**
 * {@link tsf} bar by bar.
 *
 * @example
 * ```ts
 * import { Tsf } from 'barwright/indicators';
 * const live = new Tsf();
 * live.next(100);
 * ```
 */
export class Tsf extends SeriesIndicator {
  static override readonly indicator: string = 'tsf';
  declare readonly parameters: { readonly period: number };
  protected readonly line: LineStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('tsf', parameters, { period }));
    this.line = new LineStep(period, period);
  }

  protected take(x: number): number {
    return this.line.next(x);
  }
}

/** Catalog entry of {@link tsf}. */
export const tsfEntry: IndicatorEntry = defineEntry({
  name: 'tsf',
  title: 'Time series forecast',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['tsf'],
  parameters,
  definition: 'Height of the straight line of least squares through the last `period` values, one value beyond the newest.',
  formula: 'a + b * period with a + b * k least squares over the window',
  source: 'TA-Lib TSF',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: tsf,
  stream: Tsf,
});
