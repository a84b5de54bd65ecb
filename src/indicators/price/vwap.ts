import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { sessionOf } from '../steps/session.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link vwap}. */
export interface VwapVariants {
  /** What the sums start anew with, in UTC. @default 'day' */
  readonly session?: 'day' | 'week' | 'month' | 'all';
  /** Distance of the bands in standard deviations, 0 to 1,000. @default 1 */
  readonly deviations?: number;
}

/** Options of {@link vwap}. */
export interface VwapOptions extends VwapVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'vwap' | 'upper' | 'lower'> | undefined;
}

/** One reading of {@link Vwap}. */
export interface VwapValue {
  readonly vwap: number;
  readonly upper: number;
  readonly lower: number;
}

const parameters = {
  session: { type: 'choice', choices: ['day', 'week', 'month', 'all'], default: 'day' },
  deviations: { type: 'float', min: 0, max: 1000, default: 1 },
} as const;
const inputs = ['time', 'high', 'low', 'close', 'volume'] as const;
const outputs = ['vwap', 'upper', 'lower'] as const;

/**
 * Mean typical price of a session by volume, with bands at its volume-weighted standard deviation.
 *
 * `vwap = sum(tp * volume) / sum(volume); upper, lower = vwap + and - deviations * sqrt(sum(volume * tp^2) / sum(volume) -
 * vwap^2)`
 *
 * Columns of the length of the bars, in units of price; no warm-up. Before any volume of a session it is the typical price. A
 * bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `time`, `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `session` (`@default 'day'`), `deviations` (`@default 1`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TradingView ta.vwap with bands.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { vwap } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { vwap: line, upper, lower } = vwap(bars, { session: 'week' });
 * ```
 */
export function vwap(
  bars: ColumnsOf<'time' | 'high' | 'low' | 'close' | 'volume'>,
  options: VwapOptions = {},
): OutputColumns<'vwap' | 'upper' | 'lower'> {
  checkKeys('options', options, ['session', 'deviations', 'out']);
  const { out: given, ...variants } = options;
  const live = new Vwap(variants);
  const { time, high, low, close, volume } = inputColumns('vwap', bars, inputs);
  return fillColumns(live, [time, high, low, close, volume], outputs, given, (out) => {
    for (let i = 0; i < time.length; i++) {
      const value = live.take(time[i], high[i], low[i], close[i], volume[i]);
      out.vwap[i] = value.vwap;
      out.upper[i] = value.upper;
      out.lower[i] = value.lower;
    }
  });
}

const cold: VwapValue = Object.freeze({ vwap: Number.NaN, upper: Number.NaN, lower: Number.NaN });

/**
 * {@link vwap} bar by bar.
 *
 * @example
 * ```ts
 * import { Vwap } from 'barwright/indicators';
 * const live = new Vwap();
 * live.next({ time: 1700000000000, high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Vwap extends StreamingIndicator<BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>, VwapValue> {
  static override readonly indicator: string = 'vwap';
  declare readonly parameters: { readonly session: 'day' | 'week' | 'month' | 'all'; readonly deviations: number };
  protected session: number = Number.NaN;
  protected origin: number = 0;
  protected volumes: number = 0;
  protected sum: number = 0;
  protected squares: number = 0;

  constructor(options: VwapVariants = {}) {
    super(completeValues('vwap', parameters, options));
  }

  next({ time, high, low, close, volume }: BarOf<'time' | 'high' | 'low' | 'close' | 'volume'>): VwapValue {
    return this.take(time, high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(time: number, high: number, low: number, close: number, volume: number): VwapValue {
    if (!Number.isFinite(time + high + low + close + volume)) return this.hole();
    const session = sessionOf(time, this.parameters.session);
    const price = (high + low + close) / 3;
    if (session !== this.session) {
      this.session = session;
      this.origin = price;
      this.volumes = 0;
      this.sum = 0;
      this.squares = 0;
    }
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

  protected override get cold(): VwapValue {
    return cold;
  }
}

/** Catalog entry of {@link vwap}. */
export const vwapEntry: IndicatorEntry = defineEntry({
  name: 'vwap',
  title: 'Volume weighted average price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Mean typical price of a session by volume, with bands at its volume-weighted standard deviation.',
  formula:
    'vwap = sum(tp * volume) / sum(volume); upper, lower = vwap + and - deviations * sqrt(sum(volume * tp^2) / sum(volume) - vwap^2)',
  source: 'TradingView ta.vwap',
  laws: { price: 1, volume: 0 },
  lookback: () => 0,
  batch: vwap,
  stream: Vwap,
});
