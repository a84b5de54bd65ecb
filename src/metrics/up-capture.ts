import type { NumberColumn } from '../core/index.ts';
import { returnsPair } from './co-moments.ts';
import { CompensatedSum } from './reductions.ts';

/**
 * Up capture: how much of the benchmark's gains the account made in the periods in which the benchmark rose.
 *
 * `sum(r where b > 0) / sum(b where b > 0)`, arithmetic.
 *
 * 1 is all of it. NaN where the benchmark never rose. PerformanceAnalytics agrees; empyrical divides compounded annual
 * returns of those periods, which explode for short bars; Morningstar takes geometric means of months.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @throws ArgumentError where the lengths differ.
 * @example
 * ```ts
 * import { upCapture } from 'barwright/metrics';
 * upCapture([0.01, -0.03, 0.02], [0.02, -0.02, 0.04]); // 0.5
 * ```
 */
export function upCapture(returns: NumberColumn, benchmark: NumberColumn): number {
  return captureOf(...returnsPair(returns, benchmark), 1);
}

/** Sum of `x` over that of `y` where `y` has the sign. */
export function captureOf(x: Float64Array, y: Float64Array, sign: 1 | -1): number {
  const own = new CompensatedSum();
  const market = new CompensatedSum();
  for (let i = 0; i < y.length; i++) {
    if (y[i] * sign <= 0) continue;
    own.add(x[i]);
    market.add(y[i]);
  }
  return own.value / market.value;
}
