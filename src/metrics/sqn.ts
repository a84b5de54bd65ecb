import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { centralMoments } from './central-moments.ts';

/**
 * System quality number: how far the average trade stands from nothing, a t-statistic of the trades.
 *
 * `sqrt(n) * mean(pnl) / sd(pnl)`, the sample standard deviation (n - 1).
 *
 * NaN below two trades. Where all trades are the same (up to 1e-14 of their size): `Infinity` for gains, `-Infinity`
 * for losses, NaN for nothing. vectorbt and backtesting.py agree; backtrader divides by n; Tharp takes multiples of the
 * risk of each trade and caps n at 100, this does neither.
 *
 * Source: Tharp, Definitive Guide to Position Sizing, 2008.
 *
 * @param pnl profit of each closed trade after fees.
 * @example
 * ```ts
 * import { sqn } from 'barwright/metrics';
 * sqn([20, -10, 20, -10]); // 0.5773...
 * ```
 */
export function sqn(pnl: NumberColumn): number {
  const values = toFloat64('pnl', pnl);
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (values.length < 2 || size === 0 || Number.isNaN(size)) return Number.NaN;
  const { count, mean, squares } = centralMoments(values.map((value) => value / size));
  if (Number.isNaN(squares)) return mean > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return (Math.sqrt(count) * mean) / Math.sqrt(squares / (count - 1));
}
