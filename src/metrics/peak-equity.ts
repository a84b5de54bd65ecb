import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { greatestOf } from './reductions.ts';

/**
 * Peak equity: the highest account value at any close, the starting capital included.
 *
 * `max(startingCash, equity)`. Quote units. The starting capital where there are no bars.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { peakEquity } from 'barwright/metrics';
 * peakEquity([105, 130, 120], 100); // 130
 * ```
 */
export function peakEquity(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? startingCash : Math.max(startingCash, greatestOf(values));
}
