import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * The middle between the highest high and the lowest low of the last `period` bars.
 *
 * `(max(high) + min(low)) / 2 over the window`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib MIDPRICE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { midprice } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = midprice(bars, 14);
 * ```
 */
export function midprice(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Midprice(period);
  const { high, low } = inputColumns('midprice', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link midprice} bar by bar.
 *
 * @example
 * ```ts
 * import { Midprice } from 'barwright/indicators';
 * const live = new Midprice();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Midprice extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'midprice';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('midprice', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    return (this.highest.next(high) + this.lowest.next(low)) / 2;
  }
}

/** Catalog entry of {@link midprice}. */
export const midpriceEntry: IndicatorEntry = defineEntry({
  name: 'midprice',
  title: 'Midpoint of prices',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['midprice'],
  parameters,
  definition: 'The middle between the highest high and the lowest low of the last `period` bars.',
  formula: '(max(high) + min(low)) / 2 over the window',
  source: 'TA-Lib MIDPRICE',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: midprice,
  stream: Midprice,
});
