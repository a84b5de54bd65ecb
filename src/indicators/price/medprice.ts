import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low'] as const;

/**
 * Median price of a bar.
 *
 * `(high + low) / 2`
 *
 * Length of the bars, in units of price; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib MEDPRICE.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { medprice } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = medprice(bars);
 * ```
 */
export function medprice(bars: ColumnsOf<'high' | 'low'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Medprice();
  const { high, low } = inputColumns('medprice', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link medprice} bar by bar.
 *
 * @example
 * ```ts
 * import { Medprice } from 'barwright/indicators';
 * const live = new Medprice();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Medprice extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'medprice';

  constructor(options: object = {}) {
    super(completeValues('medprice', parameters, options));
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    return (high + low) / 2;
  }
}

/** Catalog entry of {@link medprice}. */
export const medpriceEntry: IndicatorEntry = defineEntry({
  name: 'medprice',
  title: 'Median price',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['medprice'],
  parameters,
  definition: 'Median price of a bar.',
  formula: '(high + low) / 2',
  source: 'TA-Lib MEDPRICE',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: medprice,
  stream: Medprice,
});
