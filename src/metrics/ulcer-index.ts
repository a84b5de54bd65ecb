import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum } from './reductions.ts';
import { underwater } from './underwater.ts';

/**
 * Ulcer index: the root mean square of the drawdown at every bar, deep and long ones weighing most.
 *
 * `sqrt(mean(underwater^2))`, the mean over all bars.
 *
 * A fraction (Martin's is in per cent); 0 without a drawdown, NaN without bars. quantstats divides by n - 1 and starts
 * the peak by a guess from the first price.
 *
 * Source: Martin and McCann, The Investor's Guide to Fidelity Funds, 1989.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { ulcerIndex } from 'barwright/metrics';
 * ulcerIndex([100, 70, 60, 100], 100); // 0.25
 * ```
 */
export function ulcerIndex(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return rootMeanSquare(underwater(values, startingCash));
}

export function rootMeanSquare(depths: Float64Array): number {
  const sum = new CompensatedSum();
  for (let i = 0; i < depths.length; i++) sum.add(depths[i] * depths[i]);
  return Math.sqrt(sum.value / depths.length);
}
