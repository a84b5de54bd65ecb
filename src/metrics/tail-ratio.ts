import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { quantile, selectable } from './order-statistics.ts';
import { type TailOptions, tailShare } from './tail-options.ts';

/**
 * Tail ratio: how large the good tail of the returns is against the bad one.
 *
 * `|quantile(returns, confidence)| / |quantile(returns, 1 - confidence)|`, linear between order statistics (type 7).
 *
 * Above 1 the best periods outweigh the worst. `Infinity` where the bad tail is 0, NaN where both are and without
 * returns. Agrees with empyrical, quantstats and vectorbt.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where `confidence` is not between 0 and 1.
 * @example
 * ```ts
 * import { tailRatio } from 'barwright/metrics';
 * tailRatio([-0.02, -0.01, 0, 0.01, 0.04], { confidence: 0.75 }); // 1
 * ```
 */
export function tailRatio(returns: NumberColumn, options: TailOptions = {}): number {
  const share = tailShare(options);
  return tailRatioOf(selectable(toFloat64('returns', returns)), share);
}

/** The same of returns that may be reordered. */
export function tailRatioOf(reordered: Float64Array, share: number): number {
  return Math.abs(quantile(reordered, 1 - share)) / Math.abs(quantile(reordered, share));
}
