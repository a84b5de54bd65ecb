import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { payoffRatio } from './payoff-ratio.ts';
import { countOfSign } from './reductions.ts';

/**
 * Kelly fraction: the share of capital to risk on each trade that would have grown it fastest.
 *
 * `p - (1 - p) / payoffRatio`, p being the share of wins among the trades that did not break even.
 *
 * 1 where no trade lost, `-Infinity` where none won, below 0 for a losing record; NaN without a win or a loss. It
 * treats the past's averages as certain odds: half of it is already bold. backtesting.py agrees.
 *
 * Source: Kelly, A New Interpretation of Information Rate, Bell System Technical Journal 35, 1956.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { kelly } from 'barwright/metrics';
 * kelly([20, -10, 20, -10]); // 0.25
 * ```
 */
export function kelly(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  const wins = countOfSign(values, 1);
  const losses = countOfSign(values, -1);
  const win = wins / (wins + losses);
  return win - (1 - win) / payoffRatio(values);
}
