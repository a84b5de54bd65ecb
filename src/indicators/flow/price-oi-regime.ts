import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 1 },
} as const;
const inputs = ['close', 'openInterest'] as const;

/**
 * Whether positions are opened or closed as the price moves: 2 new longs, 1 shorts closing, -1 longs closing, -2 new shorts,
 * 0 no change.
 *
 * `sign of the change of the close, times 2 where open interest rises and 1 where it falls`
 *
 * Length of the bars; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `close` and `openInterest`, such as `Bars`.
 * @param period bars back, 1 to 100,000. `@default 1`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: John Murphy, Technical Analysis of the Financial Markets (1999), chapter 7.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { price_oi_regime } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = price_oi_regime({ close: bars.close, openInterest: bars.volume }, 1);
 * ```
 */
export function price_oi_regime(
  bars: ColumnsOf<'close' | 'openInterest'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new PriceOiRegime(period);
  const { close, openInterest } = inputColumns('price_oi_regime', bars, inputs);
  return fillColumn(live, [close, openInterest], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], openInterest[i]);
  });
}

/**
 * {@link price_oi_regime} bar by bar.
 *
 * @example
 * ```ts
 * import { PriceOiRegime } from 'barwright/indicators';
 * const live = new PriceOiRegime();
 * live.next({ close: 2, openInterest: 1000 });
 * ```
 */
export class PriceOiRegime extends StreamingIndicator<BarOf<'close' | 'openInterest'>, number> {
  static override readonly indicator: string = 'price_oi_regime';
  declare readonly parameters: { readonly period: number };
  protected readonly price: LagStep;
  protected readonly interest: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('price_oi_regime', parameters, { period }));
    this.price = new LagStep(period);
    this.interest = new LagStep(period);
  }

  next({ close, openInterest }: BarOf<'close' | 'openInterest'>): number {
    return this.take(close, openInterest);
  }

  /** {@link next} by numbers. */
  take(close: number, openInterest: number): number {
    if (!Number.isFinite(close + openInterest)) return this.hole();
    const price = this.price.next(close);
    const interest = this.interest.next(openInterest);
    if (Number.isNaN(interest)) return interest;
    if (close === price || openInterest === interest) return 0;
    return (close > price ? 1 : -1) * (openInterest > interest ? 2 : 1);
  }
}

/** Catalog entry of {@link price_oi_regime}. */
export const priceOiRegimeEntry: IndicatorEntry = defineEntry({
  name: 'price_oi_regime',
  title: 'Price and open interest',
  group: 'flow',
  kind: 'causal',
  inputs,
  outputs: ['price_oi_regime'],
  parameters,
  definition:
    'Whether positions are opened or closed as the price moves: 2 new longs, 1 shorts closing, -1 longs closing, -2 new shorts, 0 no change.',
  formula: 'sign of the change of the close, times 2 where open interest rises and 1 where it falls',
  source: 'Murphy 1999',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: price_oi_regime,
  stream: PriceOiRegime,
});
