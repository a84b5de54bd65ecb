import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { highPass, superSmoother, type TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link roofing_filter}. */
export interface RoofingFilterVariants {
  /** Longest cycle that passes, 3 to 100,000. @default 48 */
  readonly long?: number;
  /** Shortest cycle that passes, 3 to 100,000. @default 10 */
  readonly short?: number;
}

/** Options of {@link roofing_filter}. */
export interface RoofingFilterOptions extends RoofingFilterVariants, OutOption {}

const parameters = {
  long: { type: 'int', min: 3, max: longestPeriod, default: 48 },
  short: { type: 'int', min: 3, max: longestPeriod, default: 10 },
} as const;

/**
 * The series between two periods: a high-pass and then a super smoother.
 *
 * `superSmoother(highPass(x, long), short)`
 *
 * Length of `x`, in its units; no warm-up, the first two values are 0. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param options `long` (`@default 48`), `short` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cycle Analytics for Traders (2013).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { roofing_filter } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = roofing_filter(bars.close);
 * ```
 */
export function roofing_filter(x: NumberColumn, options: RoofingFilterOptions = {}): Float64Array {
  checkKeys('options', options, ['long', 'short', 'out']);
  const { out: given, ...variants } = options;
  const live = new RoofingFilter(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link roofing_filter} bar by bar.
 *
 * @example
 * ```ts
 * import { RoofingFilter } from 'barwright/indicators';
 * const live = new RoofingFilter();
 * live.next(100);
 * ```
 */
export class RoofingFilter extends SeriesIndicator {
  static override readonly indicator: string = 'roofing_filter';
  declare readonly parameters: { readonly long: number; readonly short: number };
  protected readonly high: TwoPoleStep;
  protected readonly low: TwoPoleStep;

  constructor(options: RoofingFilterVariants = {}) {
    super(completeValues('roofing_filter', parameters, options));
    const { long, short } = this.parameters;
    this.high = highPass(long);
    this.low = superSmoother(short);
  }

  protected take(x: number): number {
    return this.low.next(this.high.next(x));
  }
}

/** Catalog entry of {@link roofing_filter}. */
export const roofingFilterEntry: IndicatorEntry = defineEntry({
  name: 'roofing_filter',
  title: 'Roofing filter',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['roofing_filter'],
  parameters,
  definition: 'The series between two periods: a high-pass and then a super smoother.',
  formula: 'superSmoother(highPass(x, long), short)',
  source: 'Ehlers 2013',
  laws: { price: 1 },
  lookback: () => 0,
  batch: roofing_filter,
  stream: RoofingFilter,
});
