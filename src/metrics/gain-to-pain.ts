import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum, sumOf } from './reductions.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Gain-to-pain ratio: the sum of all returns for each unit of the sum of the losses.
 *
 * `sum(r) / |sum(min(r, 0))|`.
 *
 * -1 where every return is a loss; `Infinity` for gains without losses; NaN without returns and where all are 0. Schwager
 * means monthly returns, which the lazy metrics take; quantstats defaults to daily ones.
 *
 * Source: Schwager, Hedge Fund Market Wizards, 2012, appendix A.
 *
 * @param returns simple returns a period, a month in the original.
 * @example
 * ```ts
 * import { gainToPain } from 'barwright/metrics';
 * gainToPain([0.04, -0.02, 0.03, -0.03]); // 0.4
 * ```
 */
export function gainToPain(returns: NumberColumn): number {
  const values = toFloat64('returns', returns);
  const pain = new CompensatedSum();
  for (const value of values) if (value < 0) pain.add(-value);
  return rewardToRisk(sumOf(values), pain.value);
}
