import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link funding_annualised}. */
export interface FundingAnnualisedVariants {
  /** Funding times in a year, 1,095 being every eight hours, 1e-06 to 1000000000.0. @default 1095 */
  readonly periodsPerYear?: number;
}

/** Options of {@link funding_annualised}. */
export interface FundingAnnualisedOptions extends FundingAnnualisedVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 21 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 1095 },
} as const;
const inputs = ['funding'] as const;

/**
 * Average funding rate of the window, for a year.
 *
 * `sma(funding, period) * periodsPerYear`
 *
 * Length of the column, as a fraction; NaN for the first `period - 1` values. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `funding`, such as `Bars`.
 * @param period funding times in the window, 1 to 100,000. `@default 21`
 * @param options `periodsPerYear` (`@default 1095`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice for perpetual contracts.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { funding_annualised } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = funding_annualised({ funding: bars.close }, 21);
 * ```
 */
export function funding_annualised(
  bars: ColumnsOf<'funding'>,
  period: number = parameters.period.default,
  options: FundingAnnualisedOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new FundingAnnualised(period, variants);
  const { funding } = inputColumns('funding_annualised', bars, inputs);
  return fillColumn(live, [funding], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(funding[i]);
  });
}

/**
 * {@link funding_annualised} bar by bar.
 *
 * @example
 * ```ts
 * import { FundingAnnualised } from 'barwright/indicators';
 * const live = new FundingAnnualised();
 * live.next({ funding: 0.0001 });
 * ```
 */
export class FundingAnnualised extends StreamingIndicator<BarOf<'funding'>, number> {
  static override readonly indicator: string = 'funding_annualised';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default, options: FundingAnnualisedVariants = {}) {
    super(completeValues('funding_annualised', parameters, { ...options, period }));
    this.mean = new MeanStep(period);
  }

  next({ funding }: BarOf<'funding'>): number {
    return this.take(funding);
  }

  /** {@link next} by numbers. */
  take(funding: number): number {
    if (!Number.isFinite(funding)) return this.hole();
    return this.mean.next(funding) * this.parameters.periodsPerYear;
  }
}

/** Catalog entry of {@link funding_annualised}. */
export const fundingAnnualisedEntry: IndicatorEntry = defineEntry({
  name: 'funding_annualised',
  title: 'Annualised funding rate',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['funding_annualised'],
  parameters,
  definition: 'Average funding rate of the window, for a year.',
  formula: 'sma(funding, period) * periodsPerYear',
  source: 'common practice',
  lookback: ({ period }) => period - 1,
  batch: funding_annualised,
  stream: FundingAnnualised,
});
