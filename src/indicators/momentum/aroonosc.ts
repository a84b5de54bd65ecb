import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Aroon up less Aroon down: above 0 where the highest high came later than the lowest low.
 *
 * `100 * (bars since the lowest low - bars since the highest high) / period`
 *
 * Length of the bars, -100 to 100; NaN for the first `period` bars. Of equal extremes the latest counts. A bar with a value
 * that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period bars back, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib AROONOSC; Tushar Chande (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { aroonosc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = aroonosc(bars, 14);
 * ```
 */
export function aroonosc(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Aroonosc(period);
  const { high, low } = inputColumns('aroonosc', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link aroonosc} bar by bar.
 *
 * @example
 * ```ts
 * import { Aroonosc } from 'barwright/indicators';
 * const live = new Aroonosc();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Aroonosc extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'aroonosc';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  readonly #share: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('aroonosc', parameters, { period }));
    this.highest = new ExtremeStep(period + 1, 'highest');
    this.lowest = new ExtremeStep(period + 1, 'lowest');
    this.#share = 100 / period;
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const { highest, lowest } = this;
    lowest.next(low);
    if (Number.isNaN(highest.next(high))) return Number.NaN;
    return this.#share * (highest.left - lowest.left);
  }
}

/** Catalog entry of {@link aroonosc}. */
export const aroonoscEntry: IndicatorEntry = defineEntry({
  name: 'aroonosc',
  title: 'Aroon oscillator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['aroonosc'],
  parameters,
  definition: 'Aroon up less Aroon down: above 0 where the highest high came later than the lowest low.',
  formula: '100 * (bars since the lowest low - bars since the highest high) / period',
  source: 'TA-Lib AROONOSC; Chande 1995',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: aroonosc,
  stream: Aroonosc,
});
