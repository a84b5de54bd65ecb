import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { greatestOf } from './reductions.ts';

/**
 * Best period: the greatest return of a single period, be it a bar or a month.
 *
 * `max(returns)`. A fraction; NaN without returns.
 *
 * @param returns simple returns a period.
 * @example
 * ```ts
 * import { bestPeriod } from 'barwright/metrics';
 * bestPeriod([0.01, -0.03, 0.02]); // 0.02
 * ```
 */
export function bestPeriod(returns: NumberColumn): number {
  return greatestOf(toFloat64('returns', returns));
}
