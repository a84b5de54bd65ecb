import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 21 },
} as const;
const inputs = ['funding'] as const;

/**
 * Simple average of the funding rates of the window.
 *
 * `sma(funding, period)`
 *
 * Length of the column; NaN for the first `period - 1` values. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `funding`, such as `Bars`.
 * @param period funding times in the window, 1 to 100,000. `@default 21`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice for perpetual contracts.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { funding_mean } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = funding_mean({ funding: bars.close }, 21);
 * ```
 */
export function funding_mean(
  bars: ColumnsOf<'funding'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new FundingMean(period);
  const { funding } = inputColumns('funding_mean', bars, inputs);
  return fillColumn(live, [funding], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(funding[i]);
  });
}

/**
 * {@link funding_mean} bar by bar.
 *
 * @example
 * ```ts
 * import { FundingMean } from 'barwright/indicators';
 * const live = new FundingMean();
 * live.next({ funding: 0.0001 });
 * ```
 */
export class FundingMean extends StreamingIndicator<BarOf<'funding'>, number> {
  static override readonly indicator: string = 'funding_mean';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('funding_mean', parameters, { period }));
    this.mean = new MeanStep(period);
  }

  next({ funding }: BarOf<'funding'>): number {
    return this.take(funding);
  }

  /** {@link next} by numbers. */
  take(funding: number): number {
    if (!Number.isFinite(funding)) return this.hole();
    return this.mean.next(funding);
  }
}

/** Catalog entry of {@link funding_mean}. */
export const fundingMeanEntry: IndicatorEntry = defineEntry({
  name: 'funding_mean',
  title: 'Mean funding rate',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['funding_mean'],
  parameters,
  definition: 'Simple average of the funding rates of the window.',
  formula: 'sma(funding, period)',
  source: 'common practice',
  lookback: ({ period }) => period - 1,
  batch: funding_mean,
  stream: FundingMean,
});
