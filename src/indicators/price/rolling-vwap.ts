import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;

/**
 * Mean typical price of the last `period` bars by volume; the typical price where there is none.
 *
 * `sum(tp * volume) / sum(volume) with tp = (high + low + close) / 3`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param period bars in the window, 1 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TradingView, Rolling VWAP.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rolling_vwap } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rolling_vwap(bars, 20);
 * ```
 */
export function rolling_vwap(
  bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new RollingVwap(period);
  const { high, low, close, volume } = inputColumns('rolling_vwap', bars, inputs);
  return fillColumn(live, [high, low, close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i], volume[i]);
  });
}

/**
 * {@link rolling_vwap} bar by bar.
 *
 * @example
 * ```ts
 * import { RollingVwap } from 'barwright/indicators';
 * const live = new RollingVwap();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class RollingVwap extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, number> {
  static override readonly indicator: string = 'rolling_vwap';
  declare readonly parameters: { readonly period: number };
  protected readonly money: FlowStep;
  protected readonly volume: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('rolling_vwap', parameters, { period }));
    this.money = new FlowStep(period);
    this.volume = new FlowStep(period);
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const price = (high + low + close) / 3;
    const money = this.money.next(price * volume);
    const traded = this.volume.next(volume);
    return traded === 0 ? price : money / traded;
  }
}

/** Catalog entry of {@link rolling_vwap}. */
export const rollingVwapEntry: IndicatorEntry = defineEntry({
  name: 'rolling_vwap',
  title: 'Rolling volume weighted average price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['rolling_vwap'],
  parameters,
  definition: 'Mean typical price of the last `period` bars by volume; the typical price where there is none.',
  formula: 'sum(tp * volume) / sum(volume) with tp = (high + low + close) / 3',
  source: 'TradingView, Rolling VWAP',
  laws: { price: 1, volume: 0 },
  lookback: ({ period }) => period - 1,
  batch: rolling_vwap,
  stream: RollingVwap,
});
