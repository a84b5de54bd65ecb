import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOfSign } from './reductions.ts';

/**
 * Average loss: what a losing trade lost on average, in money, a negative number.
 *
 * `mean(pnl < 0)`. Quote units, after fees; NaN without a losing trade.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { averageLoss } from 'barwright/metrics';
 * averageLoss([12, -4, 30, -10]); // -7
 * ```
 */
export function averageLoss(pnl: NumberColumn): number {
  return meanOfSign(toFloat64('pnl', pnl), -1);
}
