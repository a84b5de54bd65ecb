import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf, meanOfSign } from './reductions.ts';

/**
 * Expectancy ratio: what a trade made on average for each unit that a losing trade lost.
 *
 * `mean(pnl) / |averageLoss|`, which is `(1 + payoffRatio) * winRate - 1` where no trade breaks even.
 *
 * Without a losing trade `Infinity` for a gain and NaN for none; NaN without trades. freqtrade agrees.
 *
 * Source: Tharp, Trade Your Way to Financial Freedom, 1998: expectancy in multiples of the average loss.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { expectancyRatio } from 'barwright/metrics';
 * expectancyRatio([12, -4, 30, -10]); // 1
 * ```
 */
export function expectancyRatio(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  const loss = meanOfSign(values, -1);
  const mean = meanOf(values);
  if (!Number.isNaN(loss)) return mean / -loss;
  return mean > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}
