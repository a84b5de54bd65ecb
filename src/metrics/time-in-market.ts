import { type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Time in the market: the share of bars at whose close a position is held.
 *
 * `count(exposure != 0) / count(bars)`.
 *
 * A fraction from 0 to 1; NaN without bars. A position that is opened and closed inside one bar is not seen;
 * backtesting.py counts the bar of the exit too.
 *
 * @param exposure net position value over equity at each close.
 * @example
 * ```ts
 * import { timeInMarket } from 'barwright/metrics';
 * timeInMarket([0, 1, 0.8, 0]); // 0.5
 * ```
 */
export function timeInMarket(exposure: NumberColumn): number {
  const values = toFloat64('exposure', exposure);
  let held = 0;
  for (const value of values) {
    if (Number.isNaN(value)) return Number.NaN;
    if (value !== 0) held++;
  }
  return held / values.length;
}
