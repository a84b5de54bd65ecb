import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { type AnnualOptions, annualOptions, perPeriod } from './annual-options.ts';
import { type Moments, momentsOf } from './moments.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Sortino ratio: the mean return above the risk-free one for each unit of downside deviation, annualised.
 *
 * `(mean(r) - rf) / sqrt(mean(min(r - rf, 0)^2)) * sqrt(periodsPerYear)`.
 *
 * NaN without returns. Without a shortfall: `Infinity` for a mean above the risk-free return, NaN for one equal to it.
 * Agrees with quantstats, empyrical and vectorbt for `riskFree: 0`; PerformanceAnalytics does not annualise;
 * backtesting.py puts a geometric annual return on top.
 *
 * Source: Sortino and Price, Performance Measurement in a Downside Risk Framework, Journal of Investing, 1994.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { sortino } from 'barwright/metrics';
 * sortino([0.02, -0.01, 0.03, -0.02], { periodsPerYear: 252 }); // 7.0992...
 * ```
 */
export function sortino(returns: NumberColumn, options: AnnualOptions): number {
  const { periodsPerYear, riskFree } = annualOptions(options);
  return sortinoOf(momentsOf(toFloat64('returns', returns), perPeriod(riskFree, periodsPerYear)), periodsPerYear, riskFree);
}

export function sortinoOf(moments: Moments, periodsPerYear: number, riskFree: number): number {
  return rewardToRisk(moments.mean - perPeriod(riskFree, periodsPerYear), moments.downside) * Math.sqrt(periodsPerYear);
}
