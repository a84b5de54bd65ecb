import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { type AnnualOptions, annualOptions } from './annual-options.ts';
import { type Moments, momentsOf } from './moments.ts';

/**
 * Volatility: the standard deviation of returns, annualised.
 *
 * `sd(returns) * sqrt(periodsPerYear)`, the sample standard deviation (divided by n - 1).
 *
 * A fraction a year. NaN below two returns; exactly 0 where the deviation is rounding noise (up to 1e-14 of the capital).
 * Agrees with quantstats, empyrical and vectorbt; backtesting.py compounds the variance instead.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { volatility } from 'barwright/metrics';
 * volatility([0.01, -0.01, 0.02], { periodsPerYear: 365 }); // 0.2918...
 * ```
 */
export function volatility(returns: NumberColumn, options: AnnualOptions): number {
  const { periodsPerYear } = annualOptions(options);
  return volatilityOf(momentsOf(toFloat64('returns', returns), 0), periodsPerYear);
}

export function volatilityOf(moments: Moments, periodsPerYear: number): number {
  return Math.sqrt(moments.variance) * Math.sqrt(periodsPerYear);
}
