import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { SortedWindow } from '../../kernels/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;

/**
 * Median distance of the last `period` values from their median.
 *
 * `median(|x - median(x)|) over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Frank Hampel, Journal of the American Statistical Association (1974); without the factor 1.4826.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mad } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mad(bars.close, 20);
 * ```
 */
export function mad(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Mad(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link mad} bar by bar.
 *
 * @example
 * ```ts
 * import { Mad } from 'barwright/indicators';
 * const live = new Mad();
 * live.next(100);
 * ```
 */
export class Mad extends SeriesIndicator {
  static override readonly indicator: string = 'mad';
  declare readonly parameters: { readonly period: number };
  protected readonly window: SortedWindow;
  readonly #period: number;
  readonly #distances: Float64Array;

  constructor(period: number = parameters.period.default) {
    super(completeValues('mad', parameters, { period }));
    this.window = new SortedWindow(period);
    this.#period = period;
    this.#distances = new Float64Array(period);
  }

  protected take(x: number): number {
    const { window } = this;
    if (!window.push(x)) return Number.NaN;
    const median = window.quantile(0.5);
    const distances = this.#distances;
    for (let k = 0; k < this.#period; k++) distances[k] = Math.abs(window.sorted[k] - median);
    distances.sort();
    const middle = this.#period >> 1;
    return this.#period % 2 === 1 ? distances[middle] : distances[middle - 1] + (distances[middle] - distances[middle - 1]) * 0.5;
  }
}

/** Catalog entry of {@link mad}. */
export const madEntry: IndicatorEntry = defineEntry({
  name: 'mad',
  title: 'Median absolute deviation',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['mad'],
  parameters,
  definition: 'Median distance of the last `period` values from their median.',
  formula: 'median(|x - median(x)|) over the window',
  source: 'Hampel 1974',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: mad,
  stream: Mad,
});
