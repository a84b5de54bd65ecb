import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link atr_stop}. */
export interface AtrStopVariants {
  /** Average true ranges from the close to the stop, 0 to 1,000. @default 3.5 */
  readonly multiplier?: number;
}

/** Options of {@link atr_stop}. */
export interface AtrStopOptions extends AtrStopVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 3.5 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * A stop that trails the close by average true ranges and changes sides when the close crosses it.
 *
 * `stop = max(stop[1], close - loss) while above it, min(stop[1], close + loss) while below; loss = multiplier * atr`
 *
 * Length of the bars, in units of price; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the average true range, 1 to 100,000. `@default 5`
 * @param options `multiplier` (`@default 3.5`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Sylvain Vervoort, Trading with the Average True Range Trailing Stop, Stocks & Commodities 27:6 (2009).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { atr_stop } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = atr_stop(bars, 5);
 * ```
 */
export function atr_stop(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: AtrStopOptions = {},
): Float64Array {
  checkKeys('options', options, ['multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new AtrStop(period, variants);
  const { high, low, close } = inputColumns('atr_stop', bars, inputs);
  return fillColumn(live, [high, low, close], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link atr_stop} bar by bar.
 *
 * @example
 * ```ts
 * import { AtrStop } from 'barwright/indicators';
 * const live = new AtrStop();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class AtrStop extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'atr_stop';
  declare readonly parameters: { readonly period: number; readonly multiplier: number };
  protected readonly range: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  protected warm: boolean = false;
  protected previous: number = 0;
  protected stop: number = 0;

  constructor(period: number = parameters.period.default, options: AtrStopVariants = {}) {
    super(completeValues('atr_stop', parameters, { ...options, period }));
    this.average = new ExponentialStep(1 / period, period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.range.next(high, low, close);
    const atr = Number.isNaN(range) ? range : this.average.next(range);
    const { previous, stop } = this;
    this.previous = close;
    if (Number.isNaN(atr)) return atr;
    const loss = this.parameters.multiplier * atr;
    if (!this.warm) this.stop = close - loss;
    else if (close > stop) this.stop = previous > stop ? Math.max(stop, close - loss) : close - loss;
    else this.stop = close < stop && previous < stop ? Math.min(stop, close + loss) : close + loss;
    this.warm = true;
    return this.stop;
  }
}

/** Catalog entry of {@link atr_stop}. */
export const atrStopEntry: IndicatorEntry = defineEntry({
  name: 'atr_stop',
  title: 'ATR trailing stop',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['atr_stop'],
  parameters,
  definition: 'A stop that trails the close by average true ranges and changes sides when the close crosses it.',
  formula: 'stop = max(stop[1], close - loss) while above it, min(stop[1], close + loss) while below; loss = multiplier * atr',
  source: 'Vervoort 2009',
  laws: { price: 1 },
  lookback: ({ period }) => period,
  batch: atr_stop,
  stream: AtrStop,
});
