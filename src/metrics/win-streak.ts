import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { longestRun } from './longest-run.ts';

/**
 * Winning streak: the most trades in a row that made money.
 *
 * Longest run of `pnl > 0` in the order of exits. A trade that breaks even ends it; 0 without trades.
 *
 * @param pnl profit of each closed trade after fees, in the order of exits.
 * @example
 * ```ts
 * import { winStreak } from 'barwright/metrics';
 * winStreak([1, 2, -1, 3, 0, 1]); // 2
 * ```
 */
export function winStreak(pnl: NumberColumn): number {
  return longestRun(toFloat64('pnl', pnl), 1);
}
