import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Simple average of the ranges of the bars.
 *
 * `sma(high - low, period)`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN
 * and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TradingView, Average Day Range.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { adr } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = adr(bars, 14);
 * ```
 */
export function adr(bars: ColumnsOf<'high' | 'low'>, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Adr(period);
  const { high, low } = inputColumns('adr', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link adr} bar by bar.
 *
 * @example
 * ```ts
 * import { Adr } from 'barwright/indicators';
 * const live = new Adr();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Adr extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'adr';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('adr', parameters, { period }));
    this.mean = new MeanStep(period);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    return this.mean.next(high - low);
  }
}

/** Catalog entry of {@link adr}. */
export const adrEntry: IndicatorEntry = defineEntry({
  name: 'adr',
  title: 'Average range',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['adr'],
  parameters,
  definition: 'Simple average of the ranges of the bars.',
  formula: 'sma(high - low, period)',
  source: 'TradingView, Average Day Range',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: adr,
  stream: Adr,
});
