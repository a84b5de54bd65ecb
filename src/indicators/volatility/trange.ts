import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * The range of a bar and of the gap before it.
 *
 * `max(high, close[i - 1]) - min(low, close[i - 1])`
 *
 * Length of the bars, in units of price; NaN for the first bar. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a name is unknown, columns differ in length or `out` does not fit.
 * Source: TA-Lib TRANGE; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { trange } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = trange(bars);
 * ```
 */
export function trange(bars: ColumnsOf<'high' | 'low' | 'close'>, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Trange();
  const { high, low, close } = inputColumns('trange', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link trange} bar by bar.
 *
 * @example
 * ```ts
 * import { Trange } from 'barwright/indicators';
 * const live = new Trange();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Trange extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'trange';
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();

  constructor(options: object = {}) {
    super(completeValues('trange', parameters, options));
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    return this.trueRange.next(high, low, close);
  }
}

/** Catalog entry of {@link trange}. */
export const trangeEntry: IndicatorEntry = defineEntry({
  name: 'trange',
  title: 'True range',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['trange'],
  parameters,
  definition: 'The range of a bar and of the gap before it.',
  formula: 'max(high, close[i - 1]) - min(low, close[i - 1])',
  source: 'TA-Lib TRANGE; Wilder 1978',
  laws: { price: 1, shift: 'stays' },
  lookback: () => 1,
  batch: trange,
  stream: Trange,
});
