import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link heikin_ashi}. */
export interface HeikinAshiOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'open' | 'high' | 'low' | 'close'> | undefined;
}

/** One reading of {@link HeikinAshi}. */
export interface HeikinAshiValue {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

const parameters = {} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;
const outputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Candles of averages: the mean of the bar as close, the middle of the candle before as open.
 *
 * `close = (open + high + low + close) / 4; open = (open[i - 1] + close[i - 1]) / 2 of the candles; high and low include
 * both`
 *
 * Columns of the length of the bars, in units of price; no warm-up, the first open is the middle of the first body. A bar
 * with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Dan Valcu, Technical Analysis of Stocks and Commodities (2004).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { heikin_ashi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { open, high, low, close } = heikin_ashi(bars);
 * ```
 */
export function heikin_ashi(
  bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>,
  options: HeikinAshiOptions = {},
): OutputColumns<'open' | 'high' | 'low' | 'close'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new HeikinAshi();
  const { open, high, low, close } = inputColumns('heikin_ashi', bars, inputs);
  return fillColumns(live, [open, high, low, close], outputs, given, (out) => {
    for (let i = 0; i < open.length; i++) {
      const value = live.take(open[i], high[i], low[i], close[i]);
      out.open[i] = value.open;
      out.high[i] = value.high;
      out.low[i] = value.low;
      out.close[i] = value.close;
    }
  });
}

const cold: HeikinAshiValue = Object.freeze({ open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN });

/**
 * {@link heikin_ashi} bar by bar.
 *
 * @example
 * ```ts
 * import { HeikinAshi } from 'barwright/indicators';
 * const live = new HeikinAshi();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class HeikinAshi extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, HeikinAshiValue> {
  static override readonly indicator: string = 'heikin_ashi';
  protected seen: boolean = false;
  protected previousOpen: number = 0;
  protected previousClose: number = 0;

  constructor(options: object = {}) {
    super(completeValues('heikin_ashi', parameters, options));
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): HeikinAshiValue {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): HeikinAshiValue {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const mean = (open + high + low + close) / 4;
    const first = this.seen ? (this.previousOpen + this.previousClose) / 2 : (open + close) / 2;
    this.seen = true;
    this.previousOpen = first;
    this.previousClose = mean;
    return { open: first, high: Math.max(high, first, mean), low: Math.min(low, first, mean), close: mean };
  }

  protected override get cold(): HeikinAshiValue {
    return cold;
  }
}

/** Catalog entry of {@link heikin_ashi}. */
export const heikinAshiEntry: IndicatorEntry = defineEntry({
  name: 'heikin_ashi',
  title: 'Heikin-Ashi',
  group: 'chart',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Candles of averages: the mean of the bar as close, the middle of the candle before as open.',
  formula: 'close = (open + high + low + close) / 4; open = (open[i - 1] + close[i - 1]) / 2 of the candles; high and low include both',
  source: 'Valcu 2004',
  laws: { price: 1 },
  lookback: () => 0,
  batch: heikin_ashi,
  stream: HeikinAshi,
});
