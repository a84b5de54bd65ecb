import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { centralMoments } from './central-moments.ts';

/**
 * Excess kurtosis: how heavy the tails are against those of a normal distribution, which has 0.
 *
 * `n (n + 1) / ((n - 1) (n - 2) (n - 3)) * sum(((r - mean) / sd)^4) - 3 (n - 1)^2 / ((n - 2) (n - 3))`, the adjusted
 * estimator G2 with the sample standard deviation.
 *
 * NaN below four returns and without deviation. Agrees with pandas, Excel `KURT` and quantstats; scipy and
 * PerformanceAnalytics default to the population estimator g2.
 *
 * Source: Joanes and Gill, Comparing measures of sample skewness and kurtosis, The Statistician 47, 1998.
 *
 * @param returns simple returns a period.
 * @example
 * ```ts
 * import { kurtosis } from 'barwright/metrics';
 * kurtosis([0.01, 0.02, -0.01, 0.06, 0]); // 2.0210...
 * ```
 */
export function kurtosis(returns: NumberColumn): number {
  const { count: n, squares, fourths } = centralMoments(toFloat64('returns', returns));
  if (n < 4) return Number.NaN;
  const scale = (n - 1) / ((n - 2) * (n - 3));
  return scale * ((n * (n + 1) * fourths) / (squares * squares) - 3 * (n - 1));
}
