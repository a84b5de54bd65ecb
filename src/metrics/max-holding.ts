import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { greatestOf } from './reductions.ts';

/**
 * Longest holding: how long the trade that was held longest was, in the unit of its argument (ms or bars).
 *
 * `max(holding)`. NaN without trades.
 *
 * @param holding how long each closed trade was held.
 * @example
 * ```ts
 * import { maxHolding } from 'barwright/metrics';
 * maxHolding([60_000, 180_000]); // 180000
 * ```
 */
export function maxHolding(holding: NumberColumn): number {
  return greatestOf(toFloat64('holding', holding));
}
