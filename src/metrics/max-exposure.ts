import { type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Maximum exposure: the largest net position at any close as a share of equity.
 *
 * `max(|exposure|)`. Above 1 is leverage; NaN without bars.
 *
 * @param exposure net position value over equity at each close, negative where short.
 * @example
 * ```ts
 * import { maxExposure } from 'barwright/metrics';
 * maxExposure([0, 1, -1.5, 0.5]); // 1.5
 * ```
 */
export function maxExposure(exposure: NumberColumn): number {
  const values = toFloat64('exposure', exposure);
  if (values.length === 0) return Number.NaN;
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
