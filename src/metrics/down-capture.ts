import type { NumberColumn } from '../core/index.ts';
import { returnsPair } from './co-moments.ts';
import { captureOf } from './up-capture.ts';

/**
 * Down capture: how much of the benchmark's losses the account took in the periods in which the benchmark fell.
 *
 * `sum(r where b < 0) / sum(b where b < 0)`, arithmetic.
 *
 * 1 is all of it, below 0 the account gained. NaN where the benchmark never fell. PerformanceAnalytics also counts
 * the periods in which the benchmark stood still; empyrical divides compounded annual returns of those periods;
 * Morningstar takes geometric means of months.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @throws ArgumentError where the lengths differ.
 * @example
 * ```ts
 * import { downCapture } from 'barwright/metrics';
 * downCapture([0.01, -0.03, 0.02], [0.02, -0.02, 0.04]); // 1.5
 * ```
 */
export function downCapture(returns: NumberColumn, benchmark: NumberColumn): number {
  return captureOf(...returnsPair(returns, benchmark), -1);
}
