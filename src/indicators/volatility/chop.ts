import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { MeanStep } from '../steps/mean.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 2, max: longestPeriod, default: 14 } } as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Choppiness index: how much of the way that prices went was back and forth; near 100 in a range, near 0 in a trend.
 *
 * `chop[i] = 100 * log10(sum(true range) / (max(high) - min(low))) / log10(period)` over `period` bars
 *
 * Length of the bars, in percent; NaN for the first `period` bars. 100 where the range is 0. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range, columns differ in length or `out` does not fit.
 * Source: E. W. Dreiss; TradingView, "Choppiness Index".
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { chop } from 'barwright/indicators';
 * const choppiness = chop(syntheticBars({ seed: 1, length: 500 }), 14);
 * ```
 */
export function chop(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Chop(period);
  const { high, low, close } = inputColumns('chop', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link chop} bar by bar.
 *
 * @example
 * ```ts
 * import { Chop } from 'barwright/indicators';
 * const live = new Chop(2);
 * live.next({ high: 3, low: 1, close: 2 }); // NaN
 * ```
 */
export class Chop extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'chop';
  declare readonly parameters: { readonly period: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected readonly ranges: MeanStep;
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  readonly #period: number;
  readonly #share: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('chop', parameters, { period }));
    this.ranges = new MeanStep(period);
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
    this.#period = period;
    this.#share = 100 / Math.log10(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const trueRange = this.trueRange.next(high, low, close);
    if (Number.isNaN(trueRange)) return Number.NaN;
    const mean = this.ranges.next(trueRange);
    const range = this.highest.next(high) - this.lowest.next(low);
    return range > 0 ? this.#share * Math.log10((mean * this.#period) / range) : Number.isNaN(mean) ? mean : 100;
  }
}

/** Catalog entry of {@link chop}. */
export const chopEntry: IndicatorEntry = defineEntry({
  name: 'chop',
  title: 'Choppiness index',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['chop'],
  parameters,
  definition: 'How much of the way that prices went was back and forth, in percent.',
  formula: '100 * log10(sum(trange, period) / (max(high, period) - min(low, period))) / log10(period)',
  source: 'E. W. Dreiss; TradingView, Choppiness Index',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: chop,
  stream: Chop,
});
