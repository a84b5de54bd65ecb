import { checkNumber } from '../core/index.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Calmar ratio: the compound annual growth for each unit of the maximum drawdown.
 *
 * `cagr / |maxDrawdown|`, over the whole run.
 *
 * Without a drawdown: `Infinity` for growth, NaN for none. Young's original takes the last 36 months; backtesting.py
 * and ours the whole run; empyrical and vectorbt annualise by bars; jesse gives 0 where there is no drawdown.
 *
 * Source: Young, Calmar Ratio: A Smoother Tool, Futures, 1991.
 *
 * @param cagr compound annual growth rate, a fraction.
 * @param maxDrawdown maximum drawdown, a fraction <= 0.
 * @throws ArgumentError where `maxDrawdown` is above 0.
 * @example
 * ```ts
 * import { calmar } from 'barwright/metrics';
 * calmar(0.3, -0.2); // 1.5
 * ```
 */
export function calmar(cagr: number, maxDrawdown: number): number {
  if (!Number.isNaN(maxDrawdown)) checkNumber('maxDrawdown', maxDrawdown, { max: 0 });
  return rewardToRisk(cagr, -maxDrawdown);
}
