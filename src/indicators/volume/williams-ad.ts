import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Running sum of how far the close lies above the true low on rises, and below the true high on falls.
 *
 * `wad[i - 1] + (close - min(low, close[i - 1])) on a rise, + (close - max(high, close[i - 1])) on a fall`
 *
 * Length of the bars, in units of price; no warm-up, from 0. A bar with a value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Larry Williams, How I Made One Million Dollars (1973).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { williams_ad } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = williams_ad(bars);
 * ```
 */
export function williams_ad(bars: ColumnsOf<'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new WilliamsAd();
  const { high, low, close } = inputColumns('williams_ad', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link williams_ad} bar by bar.
 *
 * @example
 * ```ts
 * import { WilliamsAd } from 'barwright/indicators';
 * const live = new WilliamsAd();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class WilliamsAd extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'williams_ad';
  protected sum: number = 0;
  protected seen: boolean = false;
  protected previous: number = 0;

  constructor(options: object = {}) {
    super(completeValues('williams_ad', parameters, options));
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const { seen, previous } = this;
    this.seen = true;
    this.previous = close;
    if (seen && close > previous) this.sum += close - Math.min(low, previous);
    else if (seen && close < previous) this.sum += close - Math.max(high, previous);
    return this.sum;
  }
}

/** Catalog entry of {@link williams_ad}. */
export const williamsAdEntry: IndicatorEntry = defineEntry({
  name: 'williams_ad',
  title: "Williams' accumulation/distribution",
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['williams_ad'],
  parameters,
  definition: 'Running sum of how far the close lies above the true low on rises, and below the true high on falls.',
  formula: 'wad[i - 1] + (close - min(low, close[i - 1])) on a rise, + (close - max(high, close[i - 1])) on a fall',
  source: 'Williams 1973',
  laws: { price: 1, shift: 'stays' },
  lookback: () => 0,
  batch: williams_ad,
  stream: WilliamsAd,
});
