import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingQuantileInto, SortedWindow } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link quantile}. */
export interface QuantileVariants {
  /** Share of the window that lies below, 0 to 1. @default 0.5 */
  readonly share?: number;
}

/** Options of {@link quantile}. */
export interface QuantileOptions extends QuantileVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  share: { type: 'float', min: 0, max: 1, default: 0.5 },
} as const;

/**
 * The value below which a share of the last `period` values lies, linear between neighbours.
 *
 * `the value at place share * (period - 1) of the sorted window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `share` (`@default 0.5`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: pandas rolling().quantile(), linear; type 7 of Hyndman and Fan (1996).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { quantile } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = quantile(bars.close, 20);
 * ```
 */
export function quantile(x: NumberColumn, period: number = parameters.period.default, options: QuantileOptions = {}): Float64Array {
  checkKeys('options', options, ['share', 'out']);
  const { out: given, ...variants } = options;
  const live = new Quantile(period, variants);
  const series = toFloat64('x', x);
  return computeColumn('quantile', [series], live.parameters, given, (out, start, end) =>
    rollingQuantileInto(out, series, start, end, period, live.parameters.share),
  );
}

/**
 * {@link quantile} bar by bar.
 *
 * @example
 * ```ts
 * import { Quantile } from 'barwright/indicators';
 * const live = new Quantile();
 * live.next(100);
 * ```
 */
export class Quantile extends SeriesIndicator {
  static override readonly indicator: string = 'quantile';
  declare readonly parameters: { readonly period: number; readonly share: number };
  protected readonly window: SortedWindow;

  constructor(period: number = parameters.period.default, options: QuantileVariants = {}) {
    super(completeValues('quantile', parameters, { ...options, period }));
    this.window = new SortedWindow(period);
  }

  protected take(x: number): number {
    return this.window.push(x) ? this.window.quantile(this.parameters.share) : Number.NaN;
  }
}

/** Catalog entry of {@link quantile}. */
export const quantileEntry: IndicatorEntry = defineEntry({
  name: 'quantile',
  title: 'Rolling quantile',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['quantile'],
  parameters,
  definition: 'The value below which a share of the last `period` values lies, linear between neighbours.',
  formula: 'the value at place share * (period - 1) of the sorted window',
  source: 'Hyndman and Fan 1996, type 7',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: quantile,
  stream: Quantile,
});
