import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { greatestOf } from './reductions.ts';

/**
 * Best trade: the greatest return of a trade on the value it was entered with.
 *
 * `max(returns of trades)`. A fraction, after fees; NaN without trades. It may be a loss where all trades lost.
 *
 * @param returns return of each closed trade, its profit over its entry value.
 * @example
 * ```ts
 * import { bestTrade } from 'barwright/metrics';
 * bestTrade([0.04, -0.02, 0.01]); // 0.04
 * ```
 */
export function bestTrade(returns: NumberColumn): number {
  return greatestOf(toFloat64('returns', returns));
}
