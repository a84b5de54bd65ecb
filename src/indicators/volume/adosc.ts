import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link adosc}. */
export interface AdoscVariants {
  /** Period of the fast average, 2 to 100,000. @default 3 */
  readonly fast?: number;
  /** Period of the slow average, 2 to 100,000. @default 10 */
  readonly slow?: number;
}

/** Options of {@link adosc}. */
export interface AdoscOptions extends AdoscVariants, OutOption {}

const parameters = {
  fast: { type: 'int', min: 2, max: longestPeriod, default: 3 },
  slow: { type: 'int', min: 2, max: longestPeriod, default: 10 },
} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;

/**
 * A fast less a slow exponential average of the accumulation/distribution line.
 *
 * `ema(ad, fast) - ema(ad, slow), both from the first value of the line`
 *
 * Length of the bars, in units of volume; NaN for one bar less than the longer period. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `fast` (`@default 3`), `slow` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ADOSC; Marc Chaikin.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { adosc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = adosc(bars);
 * ```
 */
export function adosc(bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>, options: AdoscOptions = {}): Float64Array {
  checkKeys('options', options, ['fast', 'slow', 'out']);
  const { out: given, ...variants } = options;
  const live = new Adosc(variants);
  const { high, low, close, volume } = inputColumns('adosc', bars, inputs);
  return fillColumn(live, [high, low, close, volume], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i], volume[i]);
  });
}

/**
 * {@link adosc} bar by bar.
 *
 * @example
 * ```ts
 * import { Adosc } from 'barwright/indicators';
 * const live = new Adosc();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Adosc extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, number> {
  static override readonly indicator: string = 'adosc';
  declare readonly parameters: { readonly fast: number; readonly slow: number };
  protected sum: number = 0;
  protected fast: number = 0;
  protected slow: number = 0;
  protected bars: number = 0;
  readonly #fast: number;
  readonly #slow: number;
  readonly #lookback: number;

  constructor(options: AdoscVariants = {}) {
    super(completeValues('adosc', parameters, options));
    const { fast, slow } = this.parameters;
    this.#fast = 2 / (fast + 1);
    this.#slow = 2 / (slow + 1);
    this.#lookback = Math.max(fast, slow) - 1;
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const range = high - low;
    if (range > 0) this.sum += ((close - low - (high - close)) / range) * volume;
    const { sum } = this;
    if (this.bars === 0) {
      this.fast = sum;
      this.slow = sum;
    } else {
      this.fast = this.#fast * sum + (1 - this.#fast) * this.fast;
      this.slow = this.#slow * sum + (1 - this.#slow) * this.slow;
    }
    return this.bars++ < this.#lookback ? Number.NaN : this.fast - this.slow;
  }
}

/** Catalog entry of {@link adosc}. */
export const adoscEntry: IndicatorEntry = defineEntry({
  name: 'adosc',
  title: 'Chaikin oscillator',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['adosc'],
  parameters,
  definition: 'A fast less a slow exponential average of the accumulation/distribution line.',
  formula: 'ema(ad, fast) - ema(ad, slow), both from the first value of the line',
  source: 'TA-Lib ADOSC; Chaikin',
  laws: { price: 0, volume: 1 },
  lookback: ({ fast, slow }) => Math.max(fast, slow) - 1,
  batch: adosc,
  stream: Adosc,
});
