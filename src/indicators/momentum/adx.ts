import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { TrendStep } from '../steps/directional.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * The directional movement index smoothed by Wilder: how strong a trend is, whichever way.
 *
 * `wilder(dx, period)`
 *
 * Length of the bars, 0 to 100; NaN for the first `2 * period - 1` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the smoothing, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ADX; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { adx } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = adx(bars, 14);
 * ```
 */
export function adx(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Adx(period);
  const { high, low, close } = inputColumns('adx', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link adx} bar by bar.
 *
 * @example
 * ```ts
 * import { Adx } from 'barwright/indicators';
 * const live = new Adx();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Adx extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'adx';
  declare readonly parameters: { readonly period: number };
  protected readonly average: TrendStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('adx', parameters, { period }));
    this.average = new TrendStep(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    return this.average.next(high, low, close);
  }
}

/** Catalog entry of {@link adx}. */
export const adxEntry: IndicatorEntry = defineEntry({
  name: 'adx',
  title: 'Average directional movement index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['adx'],
  parameters,
  definition: 'The directional movement index smoothed by Wilder: how strong a trend is, whichever way.',
  formula: 'wilder(dx, period)',
  source: 'TA-Lib ADX; Wilder 1978',
  laws: { price: 0 },
  lookback: ({ period }) => 2 * period - 1,
  batch: adx,
  stream: Adx,
});
