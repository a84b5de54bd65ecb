import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link anchored_vwap}. */
export interface AnchoredVwapVariants {
  /** Time of the first bar that counts, in milliseconds since the epoch, 0 to 8640000000000000.0. @default 0 */
  readonly anchor?: number;
  /** Standard deviations from the line to a band, 0 to 1,000. @default 1 */
  readonly deviations?: number;
}

/** Options of {@link anchored_vwap}. */
export interface AnchoredVwapOptions extends AnchoredVwapVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'vwap' | 'upper' | 'lower'> | undefined;
}

/** One reading of {@link AnchoredVwap}. */
export interface AnchoredVwapValue {
  readonly vwap: number;
  readonly upper: number;
  readonly lower: number;
}

const parameters = {
  anchor: { type: 'float', min: 0, max: 8640000000000000.0, default: 0 },
  deviations: { type: 'float', min: 0, max: 1000, default: 1 },
} as const;
const inputs = ['time', 'high', 'low', 'close', 'volume'] as const;
const outputs = ['vwap', 'upper', 'lower'] as const;

/**
 * Mean typical price by volume of all bars from a moment on, with bands at its volume-weighted standard deviation.
 *
 * `vwap = sum(tp * volume) / sum(volume); upper, lower = vwap + and - deviations * sqrt(sum(volume * tp^2) / sum(volume) -
 * vwap^2)`
 *
 * Columns of the length of the bars, in units of price; NaN before the anchor. Before any volume it is the typical price. A
 * bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `anchor` (`@default 0`), `deviations` (`@default 1`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Brian Shannon, Maximum Trading Gains with Anchored VWAP (2023); TradingView, Anchored VWAP.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { anchored_vwap } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { vwap, upper, lower } = anchored_vwap(bars, { anchor: bars.time[100] });
 * ```
 */
export function anchored_vwap(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close' | 'volume'>,
  options: AnchoredVwapOptions = {},
): OutputColumns<'vwap' | 'upper' | 'lower'> {
  checkKeys('options', options, ['anchor', 'deviations', 'out']);
  const { out: given, ...variants } = options;
  const live = new AnchoredVwap(variants);
  const { time, high, low, close, volume } = inputColumns('anchored_vwap', bars, inputs);
  return fillColumns(live, [time, high, low, close, volume], outputs, given, (out) => {
    for (let i = 0; i < time.length; i++) {
      const value = live.take(time[i], high[i], low[i], close[i], volume[i]);
      out.vwap[i] = value.vwap;
      out.upper[i] = value.upper;
      out.lower[i] = value.lower;
    }
  });
}

const cold: AnchoredVwapValue = Object.freeze({ vwap: Number.NaN, upper: Number.NaN, lower: Number.NaN });

/**
 * {@link anchored_vwap} bar by bar.
 *
 * @example
 * ```ts
 * import { AnchoredVwap } from 'barwright/indicators';
 * const live = new AnchoredVwap();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class AnchoredVwap extends StreamingIndicator<BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>, AnchoredVwapValue> {
  static override readonly indicator: string = 'anchored_vwap';
  declare readonly parameters: { readonly anchor: number; readonly deviations: number };
  protected origin: number = 0;
  protected bars: number = 0;
  protected volumes: number = 0;
  protected sum: number = 0;
  protected squares: number = 0;

  constructor(options: AnchoredVwapVariants = {}) {
    super(completeValues('anchored_vwap', parameters, options));
  }

  next({ time, high, low, close, volume }: BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>): AnchoredVwapValue {
    return this.take(time, high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number, volume: number): AnchoredVwapValue {
    if (!Number.isFinite(time + high + low + close + volume)) return this.hole();
    if (time < this.parameters.anchor) return cold;
    const price = (high + low + close) / 3;
    if (this.bars === 0) this.origin = price;
    this.bars++;
    const d = price - this.origin;
    this.volumes += volume;
    this.sum += volume * d;
    this.squares += volume * d * d;
    if (!(this.volumes > 0)) return { vwap: price, upper: price, lower: price };
    const mean = this.sum / this.volumes;
    const width = this.parameters.deviations * Math.sqrt(Math.max(0, this.squares / this.volumes - mean * mean));
    const vwap = this.origin + mean;
    return { vwap, upper: vwap + width, lower: vwap - width };
  }

  protected override get cold(): AnchoredVwapValue {
    return cold;
  }
}

/** Catalog entry of {@link anchored_vwap}. */
export const anchoredVwapEntry: IndicatorEntry = defineEntry({
  name: 'anchored_vwap',
  title: 'Anchored volume weighted average price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Mean typical price by volume of all bars from a moment on, with bands at its volume-weighted standard deviation.',
  formula:
    'vwap = sum(tp * volume) / sum(volume); upper, lower = vwap + and - deviations * sqrt(sum(volume * tp^2) / sum(volume) - vwap^2)',
  source: 'Shannon 2023; TradingView, Anchored VWAP',
  sparse: true,
  laws: { price: 1, volume: 0 },
  lookback: () => 0,
  batch: anchored_vwap,
  stream: AnchoredVwap,
});
