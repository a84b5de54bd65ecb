import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';

/**
 * Average trade: the mean return of a trade on the value it was entered with.
 *
 * `mean(returns of trades)`. A fraction, after fees; NaN without trades. In money it is {@link expectancy}.
 *
 * @param returns return of each closed trade, its profit over its entry value.
 * @example
 * ```ts
 * import { averageTrade } from 'barwright/metrics';
 * averageTrade([0.04, -0.02, 0.01]); // 0.01
 * ```
 */
export function averageTrade(returns: NumberColumn): number {
  return meanOf(toFloat64('returns', returns));
}
