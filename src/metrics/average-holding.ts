import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';

/**
 * Average holding: how long a trade was held on average, in the unit of its argument (ms or bars).
 *
 * `mean(holding)`. 0 for trades closed in the bar of their entry; NaN without trades.
 *
 * @param holding how long each closed trade was held.
 * @example
 * ```ts
 * import { averageHolding } from 'barwright/metrics';
 * averageHolding([60_000, 180_000]); // 120000
 * ```
 */
export function averageHolding(holding: NumberColumn): number {
  return meanOf(toFloat64('holding', holding));
}
