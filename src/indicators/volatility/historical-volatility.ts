import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link historical_volatility}. */
export interface HistoricalVolatilityVariants {
  /** Bars in a year, by whose root the figure is scaled; 1 leaves it per bar, 1e-06 to 1000000000.0. @default 365 */
  readonly periodsPerYear?: number;
}

/** Options of {@link historical_volatility}. */
export interface HistoricalVolatilityOptions extends HistoricalVolatilityVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
  periodsPerYear: { type: 'float', min: 1e-6, max: 1000000000.0, default: 365 },
} as const;

/**
 * Sample standard deviation of logarithmic returns, for a year.
 *
 * `stddev(log(x[i] / x[i - 1])) * sqrt(periodsPerYear), the sample form`
 *
 * Length of `x`, as a fraction; NaN for the first `period` values. A return from or to a value that is not above 0 counts as
 * 0. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period returns in the window, 2 to 100,000. `@default 20`
 * @param options `periodsPerYear` (`@default 365`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Hull, Options, Futures, and Other Derivatives.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { historical_volatility } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = historical_volatility(bars.close, 20);
 * ```
 */
export function historical_volatility(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: HistoricalVolatilityOptions = {},
): Float64Array {
  checkKeys('options', options, ['periodsPerYear', 'out']);
  const { out: given, ...variants } = options;
  const live = new HistoricalVolatility(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link historical_volatility} bar by bar.
 *
 * @example
 * ```ts
 * import { HistoricalVolatility } from 'barwright/indicators';
 * const live = new HistoricalVolatility();
 * live.next(100);
 * ```
 */
export class HistoricalVolatility extends SeriesIndicator {
  static override readonly indicator: string = 'historical_volatility';
  declare readonly parameters: { readonly period: number; readonly periodsPerYear: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default, options: HistoricalVolatilityVariants = {}) {
    super(completeValues('historical_volatility', parameters, { ...options, period }));
    this.deviation = new DeviationStep(period, period - 1, Math.sqrt(this.parameters.periodsPerYear));
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    return this.deviation.next(x > 0 && previous > 0 ? Math.log(x / previous) : 0);
  }
}

/** Catalog entry of {@link historical_volatility}. */
export const historicalVolatilityEntry: IndicatorEntry = defineEntry({
  name: 'historical_volatility',
  title: 'Historical volatility',
  group: 'volatility',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['historical_volatility'],
  parameters,
  definition: 'Sample standard deviation of logarithmic returns, for a year.',
  formula: 'stddev(log(x[i] / x[i - 1])) * sqrt(periodsPerYear), the sample form',
  source: 'Hull',
  lookback: ({ period }) => period,
  batch: historical_volatility,
  stream: HistoricalVolatility,
});
