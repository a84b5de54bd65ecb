import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['funding'] as const;

/**
 * Running sum of the funding rates: what a long position has paid as a share of its value.
 *
 * `funding_cumulative[i - 1] + funding[i]`
 *
 * Length of the column, as a fraction; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `funding`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Common practice for perpetual contracts.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { funding_cumulative } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = funding_cumulative({ funding: bars.close });
 * ```
 */
export function funding_cumulative(bars: ColumnsOf<'funding'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new FundingCumulative();
  const { funding } = inputColumns('funding_cumulative', bars, inputs);
  return fillColumn(live, [funding], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(funding[i]);
  });
}

/**
 * {@link funding_cumulative} bar by bar.
 *
 * @example
 * ```ts
 * import { FundingCumulative } from 'barwright/indicators';
 * const live = new FundingCumulative();
 * live.next({ funding: 0.0001 });
 * ```
 */
export class FundingCumulative extends StreamingIndicator<BarOf<'funding'>, number> {
  static override readonly indicator: string = 'funding_cumulative';
  protected sum: number = 0;

  constructor(options: object = {}) {
    super(completeValues('funding_cumulative', parameters, options));
  }

  next({ funding }: BarOf<'funding'>): number {
    return this.take(funding);
  }

  /** {@link next} by numbers. */
  take(funding: number): number {
    if (!Number.isFinite(funding)) return this.hole();
    this.sum += funding;
    return this.sum;
  }
}

/** Catalog entry of {@link funding_cumulative}. */
export const fundingCumulativeEntry: IndicatorEntry = defineEntry({
  name: 'funding_cumulative',
  title: 'Cumulative funding',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['funding_cumulative'],
  parameters,
  definition: 'Running sum of the funding rates: what a long position has paid as a share of its value.',
  formula: 'funding_cumulative[i - 1] + funding[i]',
  source: 'common practice',
  lookback: () => 0,
  batch: funding_cumulative,
  stream: FundingCumulative,
});
