import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';

/**
 * Expectancy: what a trade made on average, in money.
 *
 * `mean(pnl)`, the same as `winRate * averageWin + lossRate * averageLoss`.
 *
 * Quote units a trade, after fees; NaN without trades. vectorbt agrees; backtesting.py averages percentages, which is
 * {@link averageTrade}.
 *
 * Source: Tharp, Trade Your Way to Financial Freedom, 1998.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { expectancy } from 'barwright/metrics';
 * expectancy([12, -4, 30, -10]); // 7
 * ```
 */
export function expectancy(pnl: NumberColumn): number {
  return meanOf(toFloat64('pnl', pnl));
}
