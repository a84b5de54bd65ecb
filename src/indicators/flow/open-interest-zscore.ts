import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 90 },
} as const;
const inputs = ['openInterest'] as const;

/**
 * The open interest less its mean over the window in standard deviations; 0 where there is none.
 *
 * `(openInterest - mean(openInterest)) / stddev(openInterest) over the window`
 *
 * Length of the column; NaN for the first `period - 1` values. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `openInterest`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 90`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Common practice for perpetual contracts; population standard deviation.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { open_interest_zscore } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = open_interest_zscore({ openInterest: bars.volume }, 90);
 * ```
 */
export function open_interest_zscore(
  bars: ColumnsOf<'openInterest'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new OpenInterestZscore(period);
  const { openInterest } = inputColumns('open_interest_zscore', bars, inputs);
  return fillColumn(live, [openInterest], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(openInterest[i]);
  });
}

/**
 * {@link open_interest_zscore} bar by bar.
 *
 * @example
 * ```ts
 * import { OpenInterestZscore } from 'barwright/indicators';
 * const live = new OpenInterestZscore();
 * live.next({ openInterest: 1000 });
 * ```
 */
export class OpenInterestZscore extends StreamingIndicator<BarOf<'openInterest'>, number> {
  static override readonly indicator: string = 'open_interest_zscore';
  declare readonly parameters: { readonly period: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('open_interest_zscore', parameters, { period }));
    this.deviation = new DeviationStep(period, period, 1);
  }

  next({ openInterest }: BarOf<'openInterest'>): number {
    return this.take(openInterest);
  }

  /** {@link next} by numbers. */
  take(openInterest: number): number {
    if (!Number.isFinite(openInterest)) return this.hole();
    const deviation = this.deviation.next(openInterest);
    if (Number.isNaN(deviation)) return deviation;
    return deviation > 0 ? (openInterest - this.deviation.mean) / deviation : 0;
  }
}

/** Catalog entry of {@link open_interest_zscore}. */
export const openInterestZscoreEntry: IndicatorEntry = defineEntry({
  name: 'open_interest_zscore',
  title: 'Open interest z-score',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['open_interest_zscore'],
  parameters,
  definition: 'The open interest less its mean over the window in standard deviations; 0 where there is none.',
  formula: '(openInterest - mean(openInterest)) / stddev(openInterest) over the window',
  source: 'common practice',
  lookback: ({ period }) => period - 1,
  batch: open_interest_zscore,
  stream: OpenInterestZscore,
});
