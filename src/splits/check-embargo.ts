import { ArgumentError } from '../core/index.ts';
import type { Lives } from './label-lives.ts';
import type { RowRange } from './ranges.ts';
import { rowAfter, rowsOfShare, type Separation } from './spans.ts';

/** Refuses an embargo longer than the shortest fold, after which hardly a row would be left to learn from. */
export function checkEmbargo({ time }: Lives, folds: readonly RowRange[], { embargo }: Separation): void {
  const least = Math.min(...folds.map(({ from, to }) => to - from));
  const { bars = embargo.fraction === undefined ? undefined : rowsOfShare(embargo.fraction, time.length) } = embargo;
  const rows = bars ?? Math.max(...folds.map(({ to }) => rowAfter(time, time[to - 1], to, embargo) - to));
  if (rows <= least) return;
  throw new ArgumentError(`Expected \`embargo\` to be no longer than a fold of ${least} rows, was ${embargo.text}: ${rows} rows.`);
}
