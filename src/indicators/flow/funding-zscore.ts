import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 90 },
} as const;
const inputs = ['funding'] as const;

/**
 * The funding rate less its mean over the window in standard deviations; 0 where there is none.
 *
 * `(funding - mean(funding)) / stddev(funding) over the window`
 *
 * Length of the column; NaN for the first `period - 1` values. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `funding`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 90`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice for perpetual contracts; population standard deviation.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { funding_zscore } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = funding_zscore({ funding: bars.close }, 90);
 * ```
 */
export function funding_zscore(
  bars: ColumnsOf<'funding'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new FundingZscore(period);
  const { funding } = inputColumns('funding_zscore', bars, inputs);
  return fillColumn(live, [funding], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(funding[i]);
  });
}

/**
 * {@link funding_zscore} bar by bar.
 *
 * @example
 * ```ts
 * import { FundingZscore } from 'barwright/indicators';
 * const live = new FundingZscore();
 * live.next({ funding: 0.0001 });
 * ```
 */
export class FundingZscore extends StreamingIndicator<BarOf<'funding'>, number> {
  static override readonly indicator: string = 'funding_zscore';
  declare readonly parameters: { readonly period: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('funding_zscore', parameters, { period }));
    this.deviation = new DeviationStep(period, period, 1);
  }

  next({ funding }: BarOf<'funding'>): number {
    return this.take(funding);
  }

  /** {@link next} by numbers. */
  take(funding: number): number {
    if (!Number.isFinite(funding)) return this.hole();
    const deviation = this.deviation.next(funding);
    if (Number.isNaN(deviation)) return deviation;
    return deviation > 0 ? (funding - this.deviation.mean) / deviation : 0;
  }
}

/** Catalog entry of {@link funding_zscore}. */
export const fundingZscoreEntry: IndicatorEntry = defineEntry({
  name: 'funding_zscore',
  title: 'Funding z-score',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['funding_zscore'],
  parameters,
  definition: 'The funding rate less its mean over the window in standard deviations; 0 where there is none.',
  formula: '(funding - mean(funding)) / stddev(funding) over the window',
  source: 'common practice',
  lookback: ({ period }) => period - 1,
  batch: funding_zscore,
  stream: FundingZscore,
});
