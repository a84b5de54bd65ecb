import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { meanOf } from './reductions.ts';
import { underwater } from './underwater.ts';

/**
 * Pain index: the mean depth below the peak over all bars.
 *
 * `mean(|underwater|)`.
 *
 * A fraction >= 0; 0 without a drawdown, NaN without bars. The same as PerformanceAnalytics.
 *
 * Source: Becker, The Zephyr Pain Index, Zephyr Associates, 2006.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { painIndex } from 'barwright/metrics';
 * painIndex([100, 75, 50, 100], 100); // 0.1875
 * ```
 */
export function painIndex(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return Math.abs(meanOf(underwater(values, startingCash)));
}
