import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { leastOf } from './reductions.ts';

/**
 * Worst period: the least return of a single period, be it a bar or a month.
 *
 * `min(returns)`. A fraction; NaN without returns.
 *
 * @param returns simple returns a period.
 * @example
 * ```ts
 * import { worstPeriod } from 'barwright/metrics';
 * worstPeriod([0.01, -0.03, 0.02]); // -0.03
 * ```
 */
export function worstPeriod(returns: NumberColumn): number {
  return leastOf(toFloat64('returns', returns));
}
