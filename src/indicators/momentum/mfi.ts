import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;

/**
 * Money that flowed on rises of the typical price as a percentage of all money that flowed; 0 where none did.
 *
 * `100 * sum(tp * volume on rises) / sum(tp * volume on rises and falls) over the window`
 *
 * Length of the bars, 0 to 100; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib MFI, which gives 0 where less than 1 flowed; Gene Quong and Avrum Soudack (1989).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mfi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mfi(bars, 14);
 * ```
 */
export function mfi(
  bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Mfi(period);
  const { high, low, close, volume } = inputColumns('mfi', bars, inputs);
  return fillColumn(live, [high, low, close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i], volume[i]);
  });
}

/**
 * {@link mfi} bar by bar.
 *
 * @example
 * ```ts
 * import { Mfi } from 'barwright/indicators';
 * const live = new Mfi();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Mfi extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, number> {
  static override readonly indicator: string = 'mfi';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly rising: FlowStep;
  protected readonly moving: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('mfi', parameters, { period }));
    this.rising = new FlowStep(period);
    this.moving = new FlowStep(period);
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const price = (high + low + close) / 3;
    const { seen, previous } = this;
    this.seen = true;
    this.previous = price;
    if (!seen) return Number.NaN;
    const flow = price * volume;
    const rising = this.rising.next(price > previous ? flow : 0);
    const moving = this.moving.next(price === previous ? 0 : flow);
    return Number.isNaN(moving) ? moving : moving > 0 ? Math.min(100, Math.max(0, (rising / moving) * 100)) : 0;
  }
}

/** Catalog entry of {@link mfi}. */
export const mfiEntry: IndicatorEntry = defineEntry({
  name: 'mfi',
  title: 'Money flow index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['mfi'],
  parameters,
  definition: 'Money that flowed on rises of the typical price as a percentage of all money that flowed; 0 where none did.',
  formula: '100 * sum(tp * volume on rises) / sum(tp * volume on rises and falls) over the window',
  source: 'TA-Lib MFI; Quong and Soudack 1989',
  laws: { price: 0, volume: 0 },
  lookback: ({ period }) => period,
  batch: mfi,
  stream: Mfi,
});
