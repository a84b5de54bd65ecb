import { checkNumber } from '../core/index.ts';
import { rewardToRisk } from './reward-to-risk.ts';

/**
 * Recovery factor: the total return for each unit of the maximum drawdown.
 *
 * `totalReturn / |maxDrawdown|`.
 *
 * Without a drawdown: `Infinity` for a gain, NaN for none. quantstats takes the absolute total return and hides a loss;
 * MetaTrader divides money by money, which differs where the drawdown began above the starting capital.
 *
 * @param totalReturn total return, a fraction.
 * @param maxDrawdown maximum drawdown, a fraction <= 0.
 * @throws ArgumentError where `maxDrawdown` is above 0.
 * @example
 * ```ts
 * import { recoveryFactor } from 'barwright/metrics';
 * recoveryFactor(0.5, -0.25); // 2
 * ```
 */
export function recoveryFactor(totalReturn: number, maxDrawdown: number): number {
  if (!Number.isNaN(maxDrawdown)) checkNumber('maxDrawdown', maxDrawdown, { max: 0 });
  return rewardToRisk(totalReturn, -maxDrawdown);
}
