import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { lowestRatioOfPeak } from '../kernels/index.ts';

/**
 * Maximum drawdown: the deepest fall of the equity below its highest value so far.
 *
 * `min(equity[i] / max(startingCash, equity[0..i]) - 1)`.
 *
 * A fraction <= 0: -0.25 is a fall of 25 %. The starting capital is the first peak, so that a loss on the first bar
 * counts (vectorbt and skfolio start the peak after it and miss the loss). 0 where the equity never falls, -1 for ruin,
 * below that for debt; NaN without bars and where a value is NaN. Measured at closes; within a bar the account may have
 * been lower.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { maxDrawdown } from 'barwright/metrics';
 * maxDrawdown([90, 120, 96, 110], 100); // -0.2
 * ```
 */
export function maxDrawdown(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return maxDrawdownFrom(values, startingCash);
}

export function maxDrawdownFrom(equity: Float64Array, capital: number): number {
  return equity.length === 0 ? Number.NaN : lowestRatioOfPeak(equity, 0, equity.length, capital) - 1;
}
