import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Average price of a bar.
 *
 * `(open + high + low + close) / 4`
 *
 * Length of the bars, in units of price; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib AVGPRICE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { avgprice } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = avgprice(bars);
 * ```
 */
export function avgprice(bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Avgprice();
  const { open, high, low, close } = inputColumns('avgprice', bars, inputs);
  return fillColumn(live, [open, high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], high[i], low[i], close[i]);
  });
}

/**
 * {@link avgprice} bar by bar.
 *
 * @example
 * ```ts
 * import { Avgprice } from 'barwright/indicators';
 * const live = new Avgprice();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class Avgprice extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'avgprice';

  constructor(options: object = {}) {
    super(completeValues('avgprice', parameters, options));
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    return (open + high + low + close) / 4;
  }
}

/** Catalog entry of {@link avgprice}. */
export const avgpriceEntry: IndicatorEntry = defineEntry({
  name: 'avgprice',
  title: 'Average price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['avgprice'],
  parameters,
  definition: 'Average price of a bar.',
  formula: '(open + high + low + close) / 4',
  source: 'TA-Lib AVGPRICE',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: avgprice,
  stream: Avgprice,
});
