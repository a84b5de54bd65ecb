import { checkNumber, type NumberColumn } from '../core/index.ts';
import { returnsPair } from './co-moments.ts';
import { momentsOf } from './moments.ts';
import { sharpeOf } from './sharpe.ts';
import { differences } from './tracking-error.ts';

/**
 * Information ratio: the mean return above the benchmark's for each unit of tracking error, annualised.
 *
 * `mean(r - b) / sd(r - b) * sqrt(periodsPerYear)`, the sample standard deviation (n - 1).
 *
 * NaN below two returns and where the account is the benchmark; `Infinity` and `-Infinity` for a constant lead or lag.
 * empyrical, quantstats and vectorbt do not annualise; PerformanceAnalytics divides geometric annual returns.
 *
 * Source: Grinold and Kahn, Active Portfolio Management, 2nd edition 2000, chapter 5.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @param periodsPerYear periods of one year, > 0.
 * @throws ArgumentError where an argument is not of its kind or the lengths differ.
 * @example
 * ```ts
 * import { informationRatio } from 'barwright/metrics';
 * informationRatio([0.04, -0.01, 0.02], [0.02, 0, 0.02], 12); // 0.7559...
 * ```
 */
export function informationRatio(returns: NumberColumn, benchmark: NumberColumn, periodsPerYear: number): number {
  checkNumber('periodsPerYear', periodsPerYear, { above: 0 });
  return sharpeOf(momentsOf(differences(...returnsPair(returns, benchmark)), 0), periodsPerYear, 0);
}
