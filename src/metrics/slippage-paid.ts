import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { sumOf } from './reductions.ts';

/**
 * What slippage and spread cost over the run against the prices before them.
 *
 * `sum(slippage)` over all fills. Quote units; 0 without fills.
 *
 * @param slippage cost of slippage and spread of each fill.
 * @example
 * ```ts
 * import { slippagePaid } from 'barwright/metrics';
 * slippagePaid([0.5, 1.25]); // 1.75
 * ```
 */
export function slippagePaid(slippage: NumberColumn): number {
  return sumOf(toFloat64('slippage', slippage));
}
