import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { type DrawdownEpisodes, drawdownEpisodes } from './drawdown-episodes.ts';
import { meanOf } from './reductions.ts';

/**
 * Average drawdown: the mean depth of all drawdowns, each from its peak to its trough.
 *
 * `mean(depth of each episode)`, the active one included.
 *
 * A fraction <= 0; 0 where there is none, NaN without bars. backtesting.py and vectorbt average episodes too; the mean
 * over bars is {@link painIndex}.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { averageDrawdown } from 'barwright/metrics';
 * averageDrawdown([90, 110, 88, 110], 100); // -0.15
 * ```
 */
export function averageDrawdown(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? Number.NaN : averageDepth(drawdownEpisodes(values, startingCash));
}

export function averageDepth({ depth, undefinedAt }: DrawdownEpisodes): number {
  if (undefinedAt >= 0) return Number.NaN;
  return depth.length === 0 ? 0 : meanOf(depth);
}
