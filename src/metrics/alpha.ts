import type { NumberColumn } from '../core/index.ts';
import { type AnnualOptions, annualOptions, perPeriod } from './annual-options.ts';
import { betaOf } from './beta.ts';
import { type CoMoments, coMoments, returnsPair } from './co-moments.ts';

/**
 * Alpha: the annual return that the account's beta to the benchmark does not explain (Jensen's alpha).
 *
 * `(mean(r) - rf - beta * (mean(b) - rf)) * periodsPerYear`, arithmetic.
 *
 * A fraction a year; NaN below two returns and where the benchmark does not move. quantstats annualises so too;
 * empyrical and vectorbt compound the period's alpha; backtesting.py subtracts beta times the total return.
 *
 * Source: Jensen, The Performance of Mutual Funds in the Period 1945-1964, Journal of Finance 23, 1968.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @throws ArgumentError where the lengths differ or an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { alpha } from 'barwright/metrics';
 * alpha([0.03, -0.01, 0.05], [0.01, -0.01, 0.02], { periodsPerYear: 12 }); // 0.12
 * ```
 */
export function alpha(returns: NumberColumn, benchmark: NumberColumn, options: AnnualOptions): number {
  const { periodsPerYear, riskFree } = annualOptions(options);
  return alphaOf(coMoments(...returnsPair(returns, benchmark)), periodsPerYear, riskFree);
}

export function alphaOf(moments: CoMoments, periodsPerYear: number, riskFree: number): number {
  const rate = perPeriod(riskFree, periodsPerYear);
  return (moments.meanX - rate - betaOf(moments) * (moments.meanY - rate)) * periodsPerYear;
}
