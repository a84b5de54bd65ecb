import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link wavetrend}. */
export interface WavetrendVariants {
  /** Period of the channel, 1 to 100,000. @default 10 */
  readonly channel?: number;
  /** Period of the average, 1 to 100,000. @default 21 */
  readonly average?: number;
  /** Period of the signal line, 1 to 100,000. @default 4 */
  readonly signal?: number;
}

/** Options of {@link wavetrend}. */
export interface WavetrendOptions extends WavetrendVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'wavetrend' | 'signal'> | undefined;
}

/** One reading of {@link Wavetrend}. */
export interface WavetrendValue {
  readonly wavetrend: number;
  readonly signal: number;
}

const parameters = {
  channel: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  average: { type: 'int', min: 1, max: longestPeriod, default: 21 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 4 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['wavetrend', 'signal'] as const;

/**
 * Distance of the typical price from its average in mean deviations, smoothed, with a signal line; 0 without a deviation.
 *
 * `wavetrend = ema((tp - e) / (0.015 * ema(|tp - e|, channel)), average) with e = ema(tp, channel); signal = sma(wavetrend,
 * signal)`
 *
 * Columns of the length of the bars; NaN while all warm up. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `channel` (`@default 10`), `average` (`@default 21`), `signal` (`@default 4`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: LazyBear, "WaveTrend Oscillator" (TradingView, 2014).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { wavetrend } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { wavetrend: line, signal } = wavetrend(bars);
 * ```
 */
export function wavetrend(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  options: WavetrendOptions = {},
): OutputColumns<'wavetrend' | 'signal'> {
  checkKeys('options', options, ['channel', 'average', 'signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Wavetrend(variants);
  const { high, low, close } = inputColumns('wavetrend', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.wavetrend[i] = value.wavetrend;
      out.signal[i] = value.signal;
    }
  });
}

const cold: WavetrendValue = Object.freeze({ wavetrend: Number.NaN, signal: Number.NaN });

/**
 * {@link wavetrend} bar by bar.
 *
 * @example
 * ```ts
 * import { Wavetrend } from 'barwright/indicators';
 * const live = new Wavetrend();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Wavetrend extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, WavetrendValue> {
  static override readonly indicator: string = 'wavetrend';
  declare readonly parameters: { readonly channel: number; readonly average: number; readonly signal: number };
  protected readonly price: ExponentialStep;
  protected readonly deviation: ExponentialStep;
  protected readonly average: ExponentialStep;
  protected readonly signal: MeanStep;

  constructor(options: WavetrendVariants = {}) {
    super(completeValues('wavetrend', parameters, options));
    const { channel, average, signal } = this.parameters;
    this.price = new ExponentialStep(2 / (channel + 1), channel);
    this.deviation = new ExponentialStep(2 / (channel + 1), channel);
    this.average = new ExponentialStep(2 / (average + 1), average);
    this.signal = new MeanStep(signal);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): WavetrendValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): WavetrendValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const price = (high + low + close) / 3;
    const mean = this.price.next(price);
    if (Number.isNaN(mean)) return cold;
    const distance = price - mean;
    const deviation = this.deviation.next(Math.abs(distance));
    if (Number.isNaN(deviation)) return cold;
    const wavetrend = this.average.next(deviation > 0 ? distance / (0.015 * deviation) : 0);
    if (Number.isNaN(wavetrend)) return cold;
    const signal = this.signal.next(wavetrend);
    return Number.isNaN(signal) ? cold : { wavetrend, signal };
  }

  protected override get cold(): WavetrendValue {
    return cold;
  }
}

/** Catalog entry of {@link wavetrend}. */
export const wavetrendEntry: IndicatorEntry = defineEntry({
  name: 'wavetrend',
  title: 'WaveTrend',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Distance of the typical price from its average in mean deviations, smoothed, with a signal line; 0 without a deviation.',
  formula:
    'wavetrend = ema((tp - e) / (0.015 * ema(|tp - e|, channel)), average) with e = ema(tp, channel); signal = sma(wavetrend, signal)',
  source: 'LazyBear 2014',
  laws: { price: 0 },
  lookback: ({ channel, average, signal }) => 2 * channel + average + signal - 4,
  batch: wavetrend,
  stream: Wavetrend,
});
