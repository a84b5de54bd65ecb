import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { sumOf } from './reductions.ts';

/**
 * Fees paid over the run, rebates taken off.
 *
 * `sum(fee)` over all fills. Quote units; negative where rebates exceed fees; 0 without fills.
 *
 * @param fee fee of each fill, negative for a rebate.
 * @example
 * ```ts
 * import { feesPaid } from 'barwright/metrics';
 * feesPaid([1.5, 2, -0.5]); // 3
 * ```
 */
export function feesPaid(fee: NumberColumn): number {
  return sumOf(toFloat64('fee', fee));
}
