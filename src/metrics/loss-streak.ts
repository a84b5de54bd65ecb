import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { longestRun } from './longest-run.ts';

/**
 * Losing streak: the most trades in a row that lost money.
 *
 * Longest run of `pnl < 0` in the order of exits. A trade that breaks even ends it; 0 without trades.
 *
 * @param pnl profit of each closed trade after fees, in the order of exits.
 * @example
 * ```ts
 * import { lossStreak } from 'barwright/metrics';
 * lossStreak([-1, -2, 1, -3, 0, -1]); // 2
 * ```
 */
export function lossStreak(pnl: NumberColumn): number {
  return longestRun(toFloat64('pnl', pnl), -1);
}
