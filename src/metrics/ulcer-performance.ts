import { checkNumber } from '../core/index.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Ulcer performance index (Martin ratio): the compound annual growth above the risk-free return for each unit of the
 * ulcer index.
 *
 * `(cagr - riskFree) / ulcerIndex`.
 *
 * Without a drawdown: `Infinity` for growth above the risk-free return, `-Infinity` for less, NaN for neither.
 * quantstats puts the total return on top, not a year's.
 *
 * Source: Martin and McCann, The Investor's Guide to Fidelity Funds, 1989.
 *
 * @param cagr compound annual growth rate, a fraction.
 * @param ulcerIndex ulcer index, a fraction >= 0.
 * @param riskFree annual risk-free return.
 * @throws ArgumentError where `ulcerIndex` is below 0.
 * @example
 * ```ts
 * import { ulcerPerformance } from 'barwright/metrics';
 * ulcerPerformance(0.22, 0.1, 0.02); // 2
 * ```
 */
export function ulcerPerformance(cagr: number, ulcerIndex: number, riskFree = 0): number {
  if (!Number.isNaN(ulcerIndex)) checkNumber('ulcerIndex', ulcerIndex, { min: 0 });
  return rewardToRisk(cagr - riskFree, ulcerIndex);
}
