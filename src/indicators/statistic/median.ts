import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingQuantileInto, SortedWindow } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;

/**
 * The middle of the last `period` values in order of size, or the mean of the two middle ones.
 *
 * `the 0.5 quantile of the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: pandas rolling().median().
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { median } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = median(bars.close, 20);
 * ```
 */
export function median(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Median(period);
  const series = toFloat64('x', x);
  return computeColumn('median', [series], live.parameters, options.out, (out, start, end) =>
    rollingQuantileInto(out, series, start, end, period, 0.5),
  );
}

/**
 * {@link median} bar by bar.
 *
 * @example
 * ```ts
 * import { Median } from 'barwright/indicators';
 * const live = new Median();
 * live.next(100);
 * ```
 */
export class Median extends SeriesIndicator {
  static override readonly indicator: string = 'median';
  declare readonly parameters: { readonly period: number };
  protected readonly window: SortedWindow;

  constructor(period: number = parameters.period.default) {
    super(completeValues('median', parameters, { period }));
    this.window = new SortedWindow(period);
  }

  protected take(x: number): number {
    return this.window.push(x) ? this.window.quantile(0.5) : Number.NaN;
  }
}

/** Catalog entry of {@link median}. */
export const medianEntry: IndicatorEntry = defineEntry({
  name: 'median',
  title: 'Rolling median',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['median'],
  parameters,
  definition: 'The middle of the last `period` values in order of size, or the mean of the two middle ones.',
  formula: 'the 0.5 quantile of the window',
  source: 'pandas rolling().median()',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: median,
  stream: Median,
});
