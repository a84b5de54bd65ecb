import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';

/**
 * Arithmetic annual return: the mean return of a period times the periods of a year.
 *
 * `mean(returns) * periodsPerYear`. A fraction a year; NaN without returns.
 *
 * It is the numerator of the Sharpe ratio and does not compound; what the account grew by is {@link cagr}. empyrical
 * and quantstats call a compounded figure the annual return; PerformanceAnalytics offers both.
 *
 * @param returns simple returns a period.
 * @param periodsPerYear periods of one year, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { annualReturn } from 'barwright/metrics';
 * annualReturn([0.01, -0.005, 0.001], 252); // 0.504
 * ```
 */
export function annualReturn(returns: NumberColumn, periodsPerYear: number): number {
  checkNumber('periodsPerYear', periodsPerYear, { above: 0 });
  return meanOf(toFloat64('returns', returns)) * periodsPerYear;
}
