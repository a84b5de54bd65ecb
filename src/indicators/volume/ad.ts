import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'close', 'volume'] as const;

/**
 * Running sum of volume, weighed by where the close lies in the range of the bar.
 *
 * `ad[i - 1] + volume * ((close - low) - (high - close)) / (high - low)`
 *
 * Length of the bars, in units of volume; no warm-up. A bar without range adds nothing. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low`, `close` and `volume`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib AD; Marc Chaikin.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ad } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ad(bars);
 * ```
 */
export function ad(bars: ColumnsOf<'high' | 'low' | 'close' | 'volume'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Ad();
  const { high, low, close, volume } = inputColumns('ad', bars, inputs);
  return fillColumn(live, [high, low, close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i], volume[i]);
  });
}

/**
 * {@link ad} bar by bar.
 *
 * @example
 * ```ts
 * import { Ad } from 'barwright/indicators';
 * const live = new Ad();
 * live.next({ high: 3, low: 1, close: 2, volume: 5 });
 * ```
 */
export class Ad extends StreamingIndicator<BarOf<'high' | 'low' | 'close' | 'volume'>, number> {
  static override readonly indicator: string = 'ad';
  protected sum: number = 0;

  constructor(options: object = {}) {
    super(completeValues('ad', parameters, options));
  }

  next({ high, low, close, volume }: BarOf<'high' | 'low' | 'close' | 'volume'>): number {
    return this.take(high, low, close, volume);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number, volume: number): number {
    if (!Number.isFinite(high + low + close + volume)) return this.hole();
    const range = high - low;
    if (range > 0) this.sum += ((close - low - (high - close)) / range) * volume;
    return this.sum;
  }
}

/** Catalog entry of {@link ad}. */
export const adEntry: IndicatorEntry = defineEntry({
  name: 'ad',
  title: 'Accumulation/distribution line',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['ad'],
  parameters,
  definition: 'Running sum of volume, weighed by where the close lies in the range of the bar.',
  formula: 'ad[i - 1] + volume * ((close - low) - (high - close)) / (high - low)',
  source: 'TA-Lib AD; Chaikin',
  laws: { price: 0, volume: 1 },
  lookback: () => 0,
  batch: ad,
  stream: Ad,
});
