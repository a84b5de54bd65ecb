import { checkKeys } from '../../core/index.ts';
import { resumEvery } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, computeColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
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
  return computeColumn('mfi', [high, low, close, volume], live.parameters, options.out, (out, start, end) =>
    moneyFlowInto(out, high, low, close, volume, start, end, period),
  );
}

/** {@link Mfi} over the run `[start, end)`, its state in locals. Returns NaN where a value is not finite. */
function moneyFlowInto(
  out: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  start: number,
  end: number,
  period: number,
): number {
  const flows = new Float64Array(period);
  let slot = 0;
  let rising = 0;
  let moving = 0;
  let count = 0;
  let check = volume[start] * 0;
  let previous = (high[start] + low[start] + close[start]) / 3;
  if (start < end) out[start] = Number.NaN;
  for (let i = start + 1; i < end; i++) {
    const price = (high[i] + low[i] + close[i]) / 3;
    const flow = price * volume[i] * (Number(price > previous) - Number(price < previous));
    check += (price + volume[i]) * 0;
    previous = price;
    const oldest = flows[slot];
    flows[slot] = flow;
    slot = slot + 1 === period ? 0 : slot + 1;
    count += Number(flow !== 0) - Number(oldest !== 0);
    rising += 0.5 * (flow + Math.abs(flow)) - 0.5 * (oldest + Math.abs(oldest));
    moving += Math.abs(flow) - Math.abs(oldest);
    if ((i - start) % resumEvery === 0) {
      rising = 0;
      moving = 0;
      for (let k = 0; k < period; k++) {
        const kept = flows[k];
        rising += 0.5 * (kept + Math.abs(kept));
        moving += Math.abs(kept);
      }
    }
    const share = (rising / moving) * 100;
    out[i] = i - start < period ? Number.NaN : count === 0 ? 0 : share > 100 ? 100 : share > 0 ? share : 0;
  }
  return check + (start < end ? (high[start] + low[start] + close[start]) * 0 : 0);
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
  protected bars: number = 0;
  protected previous: number = 0;
  /** Flows of the window, those on falls below 0. */
  protected readonly flows: Float64Array;
  protected slot: number = 0;
  protected rising: number = 0;
  protected moving: number = 0;
  /** Flows in the window that are not 0. */
  protected count: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('mfi', parameters, { period }));
    this.flows = new Float64Array(period);
    this.#period = period;
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const price = (high + low + close) / 3;
    const { bars, previous, flows, slot } = this;
    this.bars = bars + 1;
    this.previous = price;
    if (bars === 0) return Number.NaN;
    const flow = price * volume * (Number(price > previous) - Number(price < previous));
    const oldest = flows[slot];
    flows[slot] = flow;
    this.slot = slot + 1 === this.#period ? 0 : slot + 1;
    this.count += Number(flow !== 0) - Number(oldest !== 0);
    this.rising += 0.5 * (flow + Math.abs(flow)) - 0.5 * (oldest + Math.abs(oldest));
    this.moving += Math.abs(flow) - Math.abs(oldest);
    if (bars % resumEvery === 0) this.#resum();
    if (bars < this.#period) return Number.NaN;
    return this.count === 0 ? 0 : Math.min(100, Math.max(0, (this.rising / this.moving) * 100));
  }

  /** Adds the flows up anew, so that rounding does not build up. */
  #resum(): void {
    this.rising = 0;
    this.moving = 0;
    for (const flow of this.flows) {
      this.rising += 0.5 * (flow + Math.abs(flow));
      this.moving += Math.abs(flow);
    }
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
