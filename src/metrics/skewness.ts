import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { centralMoments } from './central-moments.ts';

/**
 * Skewness: whether the far returns lie above the mean (positive) or below it (negative).
 *
 * `n / ((n - 1) (n - 2)) * sum(((r - mean) / sd)^3)`, the adjusted Fisher-Pearson estimator G1 with the sample standard
 * deviation.
 *
 * NaN below three returns and without deviation. Agrees with pandas, Excel `SKEW` and quantstats; scipy and
 * PerformanceAnalytics default to the population estimator g1, which is smaller by `(n - 2) / sqrt(n (n - 1))`.
 *
 * Source: Joanes and Gill, Comparing measures of sample skewness and kurtosis, The Statistician 47, 1998.
 *
 * @param returns simple returns a period.
 * @example
 * ```ts
 * import { skewness } from 'barwright/metrics';
 * skewness([0.01, 0.02, -0.01, 0.06]); // 0.9406...
 * ```
 */
export function skewness(returns: NumberColumn): number {
  const { count: n, squares, cubes } = centralMoments(toFloat64('returns', returns));
  return n < 3 ? Number.NaN : ((n * Math.sqrt(n - 1)) / (n - 2)) * (cubes / squares ** 1.5);
}
