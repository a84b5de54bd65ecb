import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { leastOf } from './reductions.ts';

/**
 * Worst trade: the least return of a trade on the value it was entered with.
 *
 * `min(returns of trades)`. A fraction, after fees; NaN without trades. It may be a gain where all trades won.
 *
 * @param returns return of each closed trade, its profit over its entry value.
 * @example
 * ```ts
 * import { worstTrade } from 'barwright/metrics';
 * worstTrade([0.04, -0.02, 0.01]); // -0.02
 * ```
 */
export function worstTrade(returns: NumberColumn): number {
  return leastOf(toFloat64('returns', returns));
}
