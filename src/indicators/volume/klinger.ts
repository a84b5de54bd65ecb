import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link klinger}. */
export interface KlingerVariants {
  /** Period of the fast average, 1 to 100,000. @default 34 */
  readonly fast?: number;
  /** Period of the slow average, 1 to 100,000. @default 55 */
  readonly slow?: number;
  /** Period of the signal line, 1 to 100,000. @default 13 */
  readonly signal?: number;
}

/** Options of {@link klinger}. */
export interface KlingerOptions extends KlingerVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'klinger' | 'signal'> | undefined;
}

/** One reading of {@link Klinger}. */
export interface KlingerValue {
  readonly klinger: number;
  readonly signal: number;
}

const parameters = {
  fast: { type: 'int', min: 1, max: longestPeriod, default: 34 },
  slow: { type: 'int', min: 1, max: longestPeriod, default: 55 },
  signal: { type: 'int', min: 1, max: longestPeriod, default: 13 },
} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;
const outputs = ['klinger', 'signal'] as const;

/**
 * Difference of two averages of a volume force, which has the sign of the trend and grows with the share of the bar in it,
 * with a signal line.
 *
 * `klinger = ema(vf, fast) - ema(vf, slow); signal = ema(klinger, signal); vf = 100 * volume * abs(2 * range / cm - 1) *
 * trend; cm adds up the ranges of the trend`
 *
 * Columns of the length of the bars, in units of volume; NaN for the first `max(fast, slow) + signal - 1` bars. A trend turns
 * where high + low + close does; cm then begins with the range of the bar before. A bar with a value that is not finite gives
 * NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `fast` (`@default 34`), `slow` (`@default 55`), `signal` (`@default 13`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Stephen Klinger, Identifying Trends with Volume Analysis, Stocks & Commodities 15:12 (1997); Tulip Indicators kvo.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { klinger } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { signal } = klinger(bars);
 * ```
 */
export function klinger(
  bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>,
  options: KlingerOptions = {},
): OutputColumns<'klinger' | 'signal'> {
  checkKeys('options', options, ['fast', 'slow', 'signal', 'out']);
  const { out: given, ...variants } = options;
  const live = new Klinger(variants);
  const { high, low, close, volume } = inputColumns('klinger', bars, inputs);
  return fillColumns(live, [high, low, close, volume], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i], volume[i]);
      out.klinger[i] = value.klinger;
      out.signal[i] = value.signal;
    }
  });
}

const cold: KlingerValue = Object.freeze({ klinger: Number.NaN, signal: Number.NaN });

/**
 * {@link klinger} bar by bar.
 *
 * @example
 * ```ts
 * import { Klinger } from 'barwright/indicators';
 * const live = new Klinger();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Klinger extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, KlingerValue> {
  static override readonly indicator: string = 'klinger';
  declare readonly parameters: { readonly fast: number; readonly slow: number; readonly signal: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected previousRange: number = 0;
  protected trend: number = 0;
  protected ranges: number = 0;
  protected readonly fast: ExponentialStep;
  protected readonly slow: ExponentialStep;
  protected readonly signal: ExponentialStep;

  constructor(options: KlingerVariants = {}) {
    super(completeValues('klinger', parameters, options));
    const { fast, slow, signal } = this.parameters;
    this.fast = new ExponentialStep(2 / (fast + 1), fast);
    this.slow = new ExponentialStep(2 / (slow + 1), slow);
    this.signal = new ExponentialStep(2 / (signal + 1), signal);
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): KlingerValue {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): KlingerValue {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const price = high + low + close;
    const range = high - low;
    const { seen, previous, previousRange } = this;
    this.seen = true;
    this.previous = price;
    this.previousRange = range;
    if (!seen) return cold;
    const trend = price > previous ? 1 : price < previous ? -1 : this.trend;
    if (trend !== this.trend) this.ranges = previousRange;
    this.trend = trend;
    this.ranges += range;
    const force = this.ranges > 0 ? 100 * volume * Math.abs((2 * range) / this.ranges - 1) * trend : 0;
    const klinger = this.fast.next(force) - this.slow.next(force);
    const signal = Number.isNaN(klinger) ? klinger : this.signal.next(klinger);
    return Number.isNaN(signal) ? cold : { klinger, signal };
  }

  protected override get cold(): KlingerValue {
    return cold;
  }
}

/** Catalog entry of {@link klinger}. */
export const klingerEntry: IndicatorEntry = defineEntry({
  name: 'klinger',
  title: 'Klinger volume oscillator',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition:
    'Difference of two averages of a volume force, which has the sign of the trend and grows with the share of the bar in it, with a signal line.',
  formula:
    'klinger = ema(vf, fast) - ema(vf, slow); signal = ema(klinger, signal); vf = 100 * volume * abs(2 * range / cm - 1) * trend; cm adds up the ranges of the trend',
  source: 'Klinger 1997; Tulip Indicators kvo',
  laws: { price: 0, volume: 1 },
  lookback: ({ fast, slow, signal }) => Math.max(fast, slow) + signal - 1,
  batch: klinger,
  stream: Klinger,
});
