import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Weighted close price of a bar.
 *
 * `(high + low + 2 * close) / 4`
 *
 * Length of the bars, in units of price; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib WCLPRICE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { wclprice } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = wclprice(bars);
 * ```
 */
export function wclprice(bars: ColumnsOf<'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Wclprice();
  const { high, low, close } = inputColumns('wclprice', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link wclprice} bar by bar.
 *
 * @example
 * ```ts
 * import { Wclprice } from 'barwright/indicators';
 * const live = new Wclprice();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Wclprice extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'wclprice';

  constructor(options: object = {}) {
    super(completeValues('wclprice', parameters, options));
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    return (high + low + 2 * close) / 4;
  }
}

/** Catalog entry of {@link wclprice}. */
export const wclpriceEntry: IndicatorEntry = defineEntry({
  name: 'wclprice',
  title: 'Weighted close price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['wclprice'],
  parameters,
  definition: 'Weighted close price of a bar.',
  formula: '(high + low + 2 * close) / 4',
  source: 'TA-Lib WCLPRICE',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: wclprice,
  stream: Wclprice,
});
