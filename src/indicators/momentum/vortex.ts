import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link vortex}. */
export interface VortexOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'plus' | 'minus'> | undefined;
}

/** One reading of {@link Vortex}. */
export interface VortexValue {
  readonly plus: number;
  readonly minus: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['plus', 'minus'] as const;

/**
 * Ways from the low before to the high, and from the high before to the low, as shares of the true range; 0 without a range.
 *
 * `plus = sum(|high[i] - low[i - 1]|) / sum(trange); minus = sum(|low[i] - high[i - 1]|) / sum(trange)`
 *
 * Columns of the length of the bars; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Etienne Botes and Douglas Siepman, Technical Analysis of Stocks and Commodities (2010).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vortex } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { plus, minus } = vortex(bars, 14);
 * ```
 */
export function vortex(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: VortexOptions = {},
): OutputColumns<'plus' | 'minus'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Vortex(period);
  const { high, low, close } = inputColumns('vortex', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.plus[i] = value.plus;
      out.minus[i] = value.minus;
    }
  });
}

const cold: VortexValue = Object.freeze({ plus: Number.NaN, minus: Number.NaN });

/**
 * {@link vortex} bar by bar.
 *
 * @example
 * ```ts
 * import { Vortex } from 'barwright/indicators';
 * const live = new Vortex();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Vortex extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, VortexValue> {
  static override readonly indicator: string = 'vortex';
  declare readonly parameters: { readonly period: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected previousHigh: number = 0;
  protected previousLow: number = 0;
  protected readonly plus: FlowStep;
  protected readonly minus: FlowStep;
  protected readonly ranges: FlowStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('vortex', parameters, { period }));
    this.plus = new FlowStep(period);
    this.minus = new FlowStep(period);
    this.ranges = new FlowStep(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): VortexValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): VortexValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.trueRange.next(high, low, close);
    const { previousHigh, previousLow } = this;
    this.previousHigh = high;
    this.previousLow = low;
    if (Number.isNaN(range)) return cold;
    const plus = this.plus.next(Math.abs(high - previousLow));
    const minus = this.minus.next(Math.abs(low - previousHigh));
    const ranges = this.ranges.next(range);
    if (Number.isNaN(ranges)) return cold;
    return ranges > 0 ? { plus: plus / ranges, minus: minus / ranges } : { plus: 0, minus: 0 };
  }

  protected override get cold(): VortexValue {
    return cold;
  }
}

/** Catalog entry of {@link vortex}. */
export const vortexEntry: IndicatorEntry = defineEntry({
  name: 'vortex',
  title: 'Vortex indicator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Ways from the low before to the high, and from the high before to the low, as shares of the true range; 0 without a range.',
  formula: 'plus = sum(|high[i] - low[i - 1]|) / sum(trange); minus = sum(|low[i] - high[i - 1]|) / sum(trange)',
  source: 'Botes and Siepman 2010',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: vortex,
  stream: Vortex,
});
