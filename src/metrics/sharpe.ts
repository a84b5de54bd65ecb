import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { type AnnualOptions, annualOptions, perPeriod } from './annual-options.ts';
import { type Moments, momentsOf } from './moments.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Sharpe ratio: the mean return above the risk-free one for each unit of standard deviation, annualised.
 *
 * `(mean(r) - rf) / sd(r) * sqrt(periodsPerYear)`, with `rf = (1 + riskFree)^(1 / periodsPerYear) - 1` and the sample
 * standard deviation (n - 1).
 *
 * NaN below two returns. Without deviation (up to 1e-14 of the capital): `Infinity` for a mean above the risk-free
 * return, `-Infinity` for one below, NaN for neither, which is what an account that never traded has.
 *
 * Agrees with quantstats and, for `riskFree: 0`, with empyrical and vectorbt (whose risk-free rate is a period's);
 * vectorbt gives `Infinity` for every zero deviation, empyrical lets rounding decide. backtesting.py divides a
 * geometric return by a compounded volatility; backtrader uses yearly returns and 1 % by default.
 *
 * Source: Sharpe, The Sharpe Ratio, Journal of Portfolio Management, 1994.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { sharpe } from 'barwright/metrics';
 * sharpe([0.01, -0.005, 0.02, 0.004], { periodsPerYear: 365, riskFree: 0.02 }); // 13.0928...
 * ```
 */
export function sharpe(returns: NumberColumn, options: AnnualOptions): number {
  const { periodsPerYear, riskFree } = annualOptions(options);
  return sharpeOf(momentsOf(toFloat64('returns', returns), 0), periodsPerYear, riskFree);
}

export function sharpeOf(moments: Moments, periodsPerYear: number, riskFree: number): number {
  const excess = moments.mean - perPeriod(riskFree, periodsPerYear);
  return rewardToRisk(excess, Math.sqrt(moments.variance)) * Math.sqrt(periodsPerYear);
}
