import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { drawdownEpisodes } from './drawdown-episodes.ts';
import { longest } from './max-drawdown-duration.ts';

/**
 * Longest drawdown in bars: the most bars from a peak until the equity was back there.
 *
 * `max(end - start)` over all drawdowns; one that has not recovered counts until the last bar.
 *
 * A whole count; the starting capital stands one bar before the first. 0 where there is no drawdown, NaN without bars.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { maxDrawdownBars } from 'barwright/metrics';
 * maxDrawdownBars([110, 99, 105, 120], 100); // 3
 * ```
 */
export function maxDrawdownBars(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? Number.NaN : longest(drawdownEpisodes(values, startingCash), (index) => index);
}
