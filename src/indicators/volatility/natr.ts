import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Average true range as a percentage of the close; 0 where the close is 0.
 *
 * `100 * atr(period) / close`
 *
 * Length of the bars, in percent; NaN for the first `period` bars. With a period of 1 it is the true range in units of price,
 * as in TA-Lib. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the smoothing, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib NATR; John Forman, Technical Analysis of Stocks and Commodities (2006).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { natr } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = natr(bars, 14);
 * ```
 */
export function natr(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Natr(period);
  const { high, low, close } = inputColumns('natr', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link natr} bar by bar.
 *
 * @example
 * ```ts
 * import { Natr } from 'barwright/indicators';
 * const live = new Natr();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Natr extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'natr';
  declare readonly parameters: { readonly period: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('natr', parameters, { period }));
    this.average = new ExponentialStep(1 / period, period);
    this.#period = period;
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.trueRange.next(high, low, close);
    if (Number.isNaN(range)) return range;
    if (this.#period === 1) return range;
    return close === 0 ? 0 * this.average.next(range) : (this.average.next(range) / close) * 100;
  }
}

/** Catalog entry of {@link natr}. */
export const natrEntry: IndicatorEntry = defineEntry({
  name: 'natr',
  title: 'Normalised average true range',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['natr'],
  parameters,
  definition: 'Average true range as a percentage of the close; 0 where the close is 0.',
  formula: '100 * atr(period) / close',
  source: 'TA-Lib NATR; Forman 2006',
  lookback: ({ period }) => period,
  batch: natr,
  stream: Natr,
});
