import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { LagStep } from '../steps/lag.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link chaikin_volatility}. */
export interface ChaikinVolatilityVariants {
  /** Bars of the change, 1 to 100,000. @default 10 */
  readonly change?: number;
}

/** Options of {@link chaikin_volatility}. */
export interface ChaikinVolatilityOptions extends ChaikinVolatilityVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  change: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Change of the average range in percent; 0 where it was 0.
 *
 * `roc(ema(high - low, period), change)`
 *
 * Length of the bars, in percent; NaN for the first `period + change - 1` bars. A bar with a value that is not finite gives
 * NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period period of the average, 1 to 100,000. `@default 10`
 * @param options `change` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Marc Chaikin.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { chaikin_volatility } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = chaikin_volatility(bars, 10);
 * ```
 */
export function chaikin_volatility(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: ChaikinVolatilityOptions = {},
): Float64Array {
  checkKeys('options', options, ['change', 'out']);
  const { out: given, ...variants } = options;
  const live = new ChaikinVolatility(period, variants);
  const { high, low } = inputColumns('chaikin_volatility', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link chaikin_volatility} bar by bar.
 *
 * @example
 * ```ts
 * import { ChaikinVolatility } from 'barwright/indicators';
 * const live = new ChaikinVolatility();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class ChaikinVolatility extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'chaikin_volatility';
  declare readonly parameters: { readonly period: number; readonly change: number };
  protected readonly average: ExponentialStep;
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default, options: ChaikinVolatilityVariants = {}) {
    super(completeValues('chaikin_volatility', parameters, { ...options, period }));
    this.average = new ExponentialStep(2 / (period + 1), period);
    this.lag = new LagStep(this.parameters.change);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const average = this.average.next(high - low);
    if (Number.isNaN(average)) return average;
    const then = this.lag.next(average);
    return then === 0 ? 0 : (average / then - 1) * 100;
  }
}

/** Catalog entry of {@link chaikin_volatility}. */
export const chaikinVolatilityEntry: IndicatorEntry = defineEntry({
  name: 'chaikin_volatility',
  title: 'Chaikin volatility',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['chaikin_volatility'],
  parameters,
  definition: 'Change of the average range in percent; 0 where it was 0.',
  formula: 'roc(ema(high - low, period), change)',
  source: 'Chaikin',
  laws: { price: 0 },
  lookback: ({ period, change }) => period + change - 1,
  batch: chaikin_volatility,
  stream: ChaikinVolatility,
});
