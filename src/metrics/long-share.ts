/**
 * Long share: the share of trades that were long.
 *
 * `count(long) / count(trades)`. A fraction from 0 to 1; NaN without trades.
 *
 * @param direction direction of each closed trade.
 * @example
 * ```ts
 * import { longShare } from 'barwright/metrics';
 * longShare(['long', 'short', 'long', 'long']); // 0.75
 * ```
 */
export function longShare(direction: readonly ('long' | 'short')[]): number {
  let long = 0;
  for (const one of direction) if (one === 'long') long++;
  return long / direction.length;
}
