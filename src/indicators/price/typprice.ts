import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Typical price of a bar.
 *
 * `(high + low + close) / 3`
 *
 * Length of the bars, in units of price; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib TYPPRICE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { typprice } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = typprice(bars);
 * ```
 */
export function typprice(bars: ColumnsOf<'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Typprice();
  const { high, low, close } = inputColumns('typprice', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link typprice} bar by bar.
 *
 * @example
 * ```ts
 * import { Typprice } from 'barwright/indicators';
 * const live = new Typprice();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Typprice extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'typprice';

  constructor(options: object = {}) {
    super(completeValues('typprice', parameters, options));
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    return (high + low + close) / 3;
  }
}

/** Catalog entry of {@link typprice}. */
export const typpriceEntry: IndicatorEntry = defineEntry({
  name: 'typprice',
  title: 'Typical price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['typprice'],
  parameters,
  definition: 'Typical price of a bar.',
  formula: '(high + low + close) / 3',
  source: 'TA-Lib TYPPRICE',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: typprice,
  stream: Typprice,
});
