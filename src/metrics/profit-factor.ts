import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { sumOfSign } from './reductions.ts';

/**
 * Profit factor: what winning trades made for each unit that losing ones lost.
 *
 * `sum(pnl > 0) / |sum(pnl < 0)|`, on the profit of trades in money, after fees.
 *
 * 0 or more. No losing trade: `Infinity`; no winning one: 0; none of either: NaN. vectorbt agrees; backtesting.py sums
 * the trades' percentages and quantstats the returns of periods, so their figures differ.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { profitFactor } from 'barwright/metrics';
 * profitFactor([12, -4, 30, -10]); // 3
 * ```
 */
export function profitFactor(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  return sumOfSign(values, 1) / Math.abs(sumOfSign(values, -1));
}
