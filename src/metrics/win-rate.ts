import { type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Win rate: the share of closed trades that made money after fees.
 *
 * `count(pnl > 0) / count(pnl)`.
 *
 * A fraction from 0 to 1; NaN without trades. A trade that breaks even is no win and stays in the count (freqtrade and
 * vectorbt agree; quantstats measures winning periods instead and drops zeros).
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { winRate } from 'barwright/metrics';
 * winRate([12, -4, 30, 0]); // 0.5
 * ```
 */
export function winRate(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  // Counted without a branch, which wins and losses make a coin toss of; a NaN is in neither count.
  let wins = 0;
  let others = 0;
  for (let i = 0; i < values.length; i++) {
    wins += Number(values[i] > 0);
    others += Number(values[i] <= 0);
  }
  return wins + others === values.length ? wins / values.length : Number.NaN;
}
