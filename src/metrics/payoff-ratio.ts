import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { countOfSign, sumOfSign } from './reductions.ts';

/**
 * Payoff ratio: what a winning trade made on average for each unit that a losing one lost.
 *
 * `averageWin / |averageLoss|`, on profit in money after fees.
 *
 * 0 or more. No losing trade: `Infinity`; no winning one: 0; none of either: NaN. quantstats takes the returns of
 * periods instead.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { payoffRatio } from 'barwright/metrics';
 * payoffRatio([12, -4, 30, -10]); // 3
 * ```
 */
export function payoffRatio(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  const win = sumOfSign(values, 1) / Math.max(countOfSign(values, 1), 1);
  const loss = sumOfSign(values, -1) / Math.max(countOfSign(values, -1), 1);
  return win / Math.abs(loss);
}
