import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { underwater } from './underwater.ts';

/**
 * Time under water: the share of bars that close below the highest equity so far.
 *
 * `count(underwater < 0) / count(bars)`. A fraction from 0 to 1; NaN without bars.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { timeUnderWater } from 'barwright/metrics';
 * timeUnderWater([100, 75, 50, 100], 100); // 0.5
 * ```
 */
export function timeUnderWater(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return shareBelow(underwater(values, startingCash));
}

export function shareBelow(depths: Float64Array): number {
  let below = 0;
  for (let i = 0; i < depths.length; i++) {
    if (depths[i] < 0) below++;
    else if (Number.isNaN(depths[i])) return Number.NaN;
  }
  return below / depths.length;
}
