import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * How far the close lies below the highest high, as a percentage of the range of the last bars; 0 where there is none.
 *
 * `-100 * (max(high) - close) / (max(high) - min(low)) over `period` bars`
 *
 * Length of the bars, -100 to 0; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib WILLR; Larry Williams, How I Made One Million Dollars (1973).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { willr } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = willr(bars, 14);
 * ```
 */
export function willr(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Willr(period);
  const { high, low, close } = inputColumns('willr', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link willr} bar by bar.
 *
 * @example
 * ```ts
 * import { Willr } from 'barwright/indicators';
 * const live = new Willr();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Willr extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'willr';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('willr', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    if (Number.isNaN(highest)) return highest;
    return highest === lowest ? 0 : ((highest - close) / (highest - lowest)) * -100;
  }
}

/** Catalog entry of {@link willr}. */
export const willrEntry: IndicatorEntry = defineEntry({
  name: 'willr',
  title: "Williams' %R",
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['willr'],
  parameters,
  definition: 'How far the close lies below the highest high, as a percentage of the range of the last bars; 0 where there is none.',
  formula: '-100 * (max(high, period) - close) / (max(high, period) - min(low, period))',
  source: 'TA-Lib WILLR; Williams 1973',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: willr,
  stream: Willr,
});
