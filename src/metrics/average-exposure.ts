import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum } from './reductions.ts';

/**
 * Average exposure: the mean size of the net position as a share of equity, over all bars.
 *
 * `mean(|exposure|)`. 1 is fully invested throughout, above 1 is leverage; NaN without bars.
 *
 * @param exposure net position value over equity at each close, negative where short.
 * @example
 * ```ts
 * import { averageExposure } from 'barwright/metrics';
 * averageExposure([0, 1, -0.5, 0.5]); // 0.5
 * ```
 */
export function averageExposure(exposure: NumberColumn): number {
  const values = toFloat64('exposure', exposure);
  const sum = new CompensatedSum();
  for (const value of values) sum.add(Math.abs(value));
  return sum.value / values.length;
}
