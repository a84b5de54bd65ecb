import { checkKeys, checkLength, checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { type DrawdownEpisodes, drawdownEpisodes } from './drawdown-episodes.ts';

/** Options of {@link maxDrawdownDuration}. */
export interface DrawdownTimeOptions {
  /**
   * Length of a bar, ms: what a drawdown that begins with the starting capital lasts longer than the opens of its bars.
   *
   * @default 0
   */
  readonly intervalMs?: number;
}

/**
 * Longest drawdown: the most calendar time that passed from a peak until the equity was back there.
 *
 * `max(close time of the end - close time of the peak)` over all drawdowns; one that has not recovered counts until the
 * last bar. The starting capital stands at the open of the first bar.
 *
 * Milliseconds; 0 where there is no drawdown, NaN without bars. It need not be the deepest one. vectorbt and
 * backtesting.py measure the same; quantstats counts calendar days with both ends; empyrical has none.
 *
 * @param equity account value at each close.
 * @param time open time of each bar, ms.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind, or the lengths differ.
 * @example
 * ```ts
 * import { maxDrawdownDuration } from 'barwright/metrics';
 * maxDrawdownDuration([110, 99, 105, 120], [0, 60_000, 120_000, 180_000], 100); // 180000
 * ```
 */
export function maxDrawdownDuration(
  equity: NumberColumn,
  time: NumberColumn,
  startingCash: number,
  options: DrawdownTimeOptions = {},
): number {
  const values = toFloat64('equity', equity);
  const times = toFloat64('time', time);
  checkLength('time', times, values.length, 'the equity');
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? Number.NaN : longest(drawdownEpisodes(values, startingCash), closeTimes(times, drawdownInterval(options)));
}

/** The length of a bar from checked options. */
export function drawdownInterval(options: DrawdownTimeOptions): number {
  checkKeys('options', options, ['intervalMs']);
  return checkNumber('intervalMs', options.intervalMs ?? 0, { min: 0 });
}

/** When each bar closes, and when the starting capital stood there (index -1). */
export function closeTimes(time: Float64Array, intervalMs: number): (index: number) => number {
  return (index) => (index < 0 ? time[0] : time[index] + intervalMs);
}

/** The greatest distance from start to end in any measure of indices; 0 for no episode. */
export function longest(episodes: DrawdownEpisodes, measure: (index: number) => number): number {
  if (episodes.undefinedAt >= 0) return Number.NaN;
  let most = 0;
  for (let k = 0; k < episodes.length; k++) most = Math.max(most, measure(episodes.end[k]) - measure(episodes.start[k]));
  return most;
}
