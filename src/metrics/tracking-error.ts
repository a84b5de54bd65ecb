import { checkNumber, type NumberColumn } from '../core/index.ts';
import { returnsPair } from './co-moments.ts';
import { momentsOf } from './moments.ts';
import { volatilityOf } from './volatility.ts';

/**
 * Tracking error: the standard deviation of the difference to the benchmark's returns, annualised.
 *
 * `sd(r - b) * sqrt(periodsPerYear)`, the sample standard deviation (n - 1).
 *
 * A fraction a year; 0 where the account is the benchmark, NaN below two returns. The same as PerformanceAnalytics.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @param periodsPerYear periods of one year, > 0.
 * @throws ArgumentError where an argument is not of its kind or the lengths differ.
 * @example
 * ```ts
 * import { trackingError } from 'barwright/metrics';
 * trackingError([0.03, -0.01, 0.02], [0.02, 0, 0.02], 12); // 0.0346...
 * ```
 */
export function trackingError(returns: NumberColumn, benchmark: NumberColumn, periodsPerYear: number): number {
  checkNumber('periodsPerYear', periodsPerYear, { above: 0 });
  return volatilityOf(momentsOf(differences(...returnsPair(returns, benchmark)), 0), periodsPerYear);
}

/** `x - y`, value by value. */
export function differences(x: Float64Array, y: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i] - y[i];
  return out;
}
