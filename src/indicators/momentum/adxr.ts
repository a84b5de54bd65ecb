import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { TrendStep } from '../steps/directional.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Mean of the average directional movement index and its value `period - 1` bars before.
 *
 * `(adx[i] + adx[i - period + 1]) / 2`
 *
 * Length of the bars, 0 to 100; NaN for the first `3 * period - 2` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the smoothing, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ADXR; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { adxr } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = adxr(bars, 14);
 * ```
 */
export function adxr(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Adxr(period);
  const { high, low, close } = inputColumns('adxr', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link adxr} bar by bar.
 *
 * @example
 * ```ts
 * import { Adxr } from 'barwright/indicators';
 * const live = new Adxr();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Adxr extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'adxr';
  declare readonly parameters: { readonly period: number };
  protected readonly average: TrendStep;
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('adxr', parameters, { period }));
    this.average = new TrendStep(period);
    this.lag = new LagStep(period - 1);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const adx = this.average.next(high, low, close);
    if (Number.isNaN(adx)) return adx;
    const then = this.lag.next(adx);
    return Number.isNaN(then) ? then : (adx + then) / 2;
  }
}

/** Catalog entry of {@link adxr}. */
export const adxrEntry: IndicatorEntry = defineEntry({
  name: 'adxr',
  title: 'Average directional movement index rating',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['adxr'],
  parameters,
  definition: 'Mean of the average directional movement index and its value `period - 1` bars before.',
  formula: '(adx[i] + adx[i - period + 1]) / 2',
  source: 'TA-Lib ADXR; Wilder 1978',
  laws: { price: 0 },
  lookback: ({ period }) => 3 * period - 2,
  batch: adxr,
  stream: Adxr,
});
