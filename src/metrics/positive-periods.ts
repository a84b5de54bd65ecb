import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { winRate } from './win-rate.ts';

/**
 * Positive periods: the share of periods with a return above zero.
 *
 * `count(returns > 0) / count(returns)`.
 *
 * A fraction from 0 to 1; NaN without returns. A period without a return counts as not positive, so an account that is
 * rarely in the market scores low; quantstats leaves such periods out of the count.
 *
 * @param returns simple returns a period.
 * @example
 * ```ts
 * import { positivePeriods } from 'barwright/metrics';
 * positivePeriods([0.01, -0.03, 0, 0.02]); // 0.5
 * ```
 */
export function positivePeriods(returns: NumberColumn): number {
  return winRate(toFloat64('returns', returns));
}
