import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 1 },
} as const;
const inputs = ['openInterest'] as const;

/**
 * Change of the open interest over `period` bars as a fraction; 0 where it was 0.
 *
 * `openInterest[i] / openInterest[i - period] - 1`
 *
 * Length of the column; NaN for the first `period` values. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `openInterest`, such as `Bars`.
 * @param period bars back, 1 to 100,000. `@default 1`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice for futures.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { open_interest_change } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = open_interest_change({ openInterest: bars.volume }, 1);
 * ```
 */
export function open_interest_change(
  bars: ColumnsOf<'openInterest'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new OpenInterestChange(period);
  const { openInterest } = inputColumns('open_interest_change', bars, inputs);
  return fillColumn(live, [openInterest], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(openInterest[i]);
  });
}

/**
 * {@link open_interest_change} bar by bar.
 *
 * @example
 * ```ts
 * import { OpenInterestChange } from 'barwright/indicators';
 * const live = new OpenInterestChange();
 * live.next({ openInterest: 1000 });
 * ```
 */
export class OpenInterestChange extends StreamingIndicator<BarOf<'openInterest'>, number> {
  static override readonly indicator: string = 'open_interest_change';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('open_interest_change', parameters, { period }));
    this.lag = new LagStep(period);
  }

  next({ openInterest }: BarOf<'openInterest'>): number {
    return this.take(openInterest);
  }

  /** {@link next} by numbers. */
  take(openInterest: number): number {
    if (!Number.isFinite(openInterest)) return this.hole();
    const then = this.lag.next(openInterest);
    return then === 0 ? 0 : openInterest / then - 1;
  }
}

/** Catalog entry of {@link open_interest_change}. */
export const openInterestChangeEntry: IndicatorEntry = defineEntry({
  name: 'open_interest_change',
  title: 'Change of open interest',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['open_interest_change'],
  parameters,
  definition: 'Change of the open interest over `period` bars as a fraction; 0 where it was 0.',
  formula: 'openInterest[i] / openInterest[i - period] - 1',
  source: 'common practice',
  lookback: ({ period }) => period,
  batch: open_interest_change,
  stream: OpenInterestChange,
});
