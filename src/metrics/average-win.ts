import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOfSign } from './reductions.ts';

/**
 * Average win: what a winning trade made on average, in money.
 *
 * `mean(pnl > 0)`. Quote units, after fees; NaN without a winning trade.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { averageWin } from 'barwright/metrics';
 * averageWin([12, -4, 30, -10]); // 21
 * ```
 */
export function averageWin(pnl: NumberColumn): number {
  return meanOfSign(toFloat64('pnl', pnl), 1);
}
