import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['series', 'other'] as const;

/**
 * How far one price is above another, such as a future above its spot, as a fraction; 0 where the other is 0.
 *
 * `x / y - 1`
 *
 * Length of `x`, as a fraction; no warm-up. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param y another column of its length.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: Common practice for futures.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { basis } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = basis(bars.close, bars.open);
 * ```
 */
export function basis(x: NumberColumn, y: NumberColumn, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Basis();
  const series = toFloat64('x', x);
  const other = toFloat64('y', y);
  checkLength('y', other, series.length, '`x`');
  return fillColumn(live, [series, other], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link basis} bar by bar.
 *
 * @example
 * ```ts
 * import { Basis } from 'barwright/indicators';
 * const live = new Basis();
 * live.next({ series: 2, other: 3 });
 * ```
 */
export class Basis extends StreamingIndicator<BarOf<'series' | 'other'>, number> {
  static override readonly indicator: string = 'basis';

  constructor(options: object = {}) {
    super(completeValues('basis', parameters, options));
  }

  next({ series, other }: BarOf<'series' | 'other'>): number {
    return this.take(series, other);
  }

  /** {@link next} by numbers. */
  take(x: number, y: number): number {
    if (!Number.isFinite(x + y)) return this.hole();
    return y === 0 ? 0 : x / y - 1;
  }
}

/** Catalog entry of {@link basis}. */
export const basisEntry: IndicatorEntry = defineEntry({
  name: 'basis',
  title: 'Basis',
  group: 'price',
  kind: 'causal',
  inputs,
  outputs: ['basis'],
  parameters,
  definition: 'How far one price is above another, such as a future above its spot, as a fraction; 0 where the other is 0.',
  formula: 'x / y - 1',
  source: 'common practice',
  laws: { price: 0 },
  lookback: () => 0,
  batch: basis,
  stream: Basis,
});
