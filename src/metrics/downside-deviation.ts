import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { type AnnualOptions, annualOptions, perPeriod } from './annual-options.ts';
import { momentsOf } from './moments.ts';

/**
 * Downside deviation: the root mean square of the shortfalls below the risk-free return, annualised.
 *
 * `sqrt(mean(min(r - rf, 0)^2)) * sqrt(periodsPerYear)`, the mean over all periods, not over the losing ones.
 *
 * A fraction a year, 0 where no return falls short, NaN without returns. Agrees with empyrical, vectorbt and
 * PerformanceAnalytics (method "full").
 *
 * Source: Sortino and van der Meer, Downside Risk, 1991.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { downsideDeviation } from 'barwright/metrics';
 * downsideDeviation([0.02, -0.01, 0.03, -0.02], { periodsPerYear: 252 }); // 0.1774...
 * ```
 */
export function downsideDeviation(returns: NumberColumn, options: AnnualOptions): number {
  const { periodsPerYear, riskFree } = annualOptions(options);
  return momentsOf(toFloat64('returns', returns), perPeriod(riskFree, periodsPerYear)).downside * Math.sqrt(periodsPerYear);
}
