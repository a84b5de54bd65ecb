import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link mass_index}. */
export interface MassIndexVariants {
  /** Period of both averages, 1 to 100,000. @default 9 */
  readonly smoothing?: number;
}

/** Options of {@link mass_index}. */
export interface MassIndexOptions extends MassIndexVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 25 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Sum of the ratio of an average range to its average: bulges before a reversal. A ratio without range counts as 1.
 *
 * `sum(ema(high - low) / ema(ema(high - low)), period)`
 *
 * Length of the bars; NaN while all warm up. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 25`
 * @param options `smoothing` (`@default 9`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Donald Dorsey, Technical Analysis of Stocks and Commodities (1992).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mass_index } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mass_index(bars, 25);
 * ```
 */
export function mass_index(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: MassIndexOptions = {},
): Float64Array {
  checkKeys('options', options, ['smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new MassIndex(period, variants);
  const { high, low } = inputColumns('mass_index', bars, inputs);
  return fillColumn(live, [high, low], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link mass_index} bar by bar.
 *
 * @example
 * ```ts
 * import { MassIndex } from 'barwright/indicators';
 * const live = new MassIndex();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class MassIndex extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'mass_index';
  declare readonly parameters: { readonly period: number; readonly smoothing: number };
  protected readonly first: ExponentialStep;
  protected readonly second: ExponentialStep;
  protected readonly mean: MeanStep;
  readonly #period: number;

  constructor(period: number = parameters.period.default, options: MassIndexVariants = {}) {
    super(completeValues('mass_index', parameters, { ...options, period }));
    const { smoothing } = this.parameters;
    this.first = new ExponentialStep(2 / (smoothing + 1), smoothing);
    this.second = new ExponentialStep(2 / (smoothing + 1), smoothing);
    this.mean = new MeanStep(period);
    this.#period = period;
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    const first = this.first.next(high - low);
    if (Number.isNaN(first)) return first;
    const second = this.second.next(first);
    if (Number.isNaN(second)) return second;
    return this.mean.next(second > 0 ? first / second : 1) * this.#period;
  }
}

/** Catalog entry of {@link mass_index}. */
export const massIndexEntry: IndicatorEntry = defineEntry({
  name: 'mass_index',
  title: 'Mass index',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs: ['mass_index'],
  parameters,
  definition: 'Sum of the ratio of an average range to its average: bulges before a reversal. A ratio without range counts as 1.',
  formula: 'sum(ema(high - low) / ema(ema(high - low)), period)',
  source: 'Dorsey 1992',
  laws: { price: 0 },
  lookback: ({ period, smoothing }) => period + 2 * smoothing - 3,
  batch: mass_index,
  stream: MassIndex,
});
