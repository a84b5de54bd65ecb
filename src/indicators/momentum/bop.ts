import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['open', 'high', 'low', 'close'] as const;

/**
 * Where the close lies against the open, as a share of the range of the bar; 0 where there is none.
 *
 * `(close - open) / (high - low)`
 *
 * Length of the bars, -1 to 1; no warm-up. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `open`, `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib BOP; Igor Livshin, Technical Analysis of Stocks and Commodities (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { bop } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = bop(bars);
 * ```
 */
export function bop(bars: ColumnsOf<'open' | 'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Bop();
  const { open, high, low, close } = inputColumns('bop', bars, inputs);
  return fillColumn(live, [open, high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(open[i], high[i], low[i], close[i]);
  });
}

/**
 * {@link bop} bar by bar.
 *
 * @example
 * ```ts
 * import { Bop } from 'barwright/indicators';
 * const live = new Bop();
 * live.next({ open: 2, high: 3, low: 1, close: 2 });
 * ```
 */
export class Bop extends StreamingIndicator<BarOf<'open' | 'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'bop';

  constructor(options: object = {}) {
    super(completeValues('bop', parameters, options));
  }

  next({ open, high, low, close }: BarOf<'open' | 'high' | 'low' | 'close'>): number {
    return this.take(open, high, low, close);
  }

  /** {@link next} by numbers. */
  take(open: number, high: number, low: number, close: number): number {
    if (!Number.isFinite(open + high + low + close)) return this.hole();
    const range = high - low;
    return range > 0 ? (close - open) / range : 0;
  }
}

/** Catalog entry of {@link bop}. */
export const bopEntry: IndicatorEntry = defineEntry({
  name: 'bop',
  title: 'Balance of power',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['bop'],
  parameters,
  definition: 'Where the close lies against the open, as a share of the range of the bar; 0 where there is none.',
  formula: '(close - open) / (high - low)',
  source: 'TA-Lib BOP; Livshin 2001',
  laws: { price: 0 },
  lookback: () => 0,
  batch: bop,
  stream: Bop,
});
