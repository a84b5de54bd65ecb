import { checkLength, DataError, NotEnoughDataError, type NumberColumn, toFloat64 } from '../core/index.ts';
import type { Span } from './spans.ts';

/** Checked rows and the lives of their labels. */
export interface Lives {
  /** Time of each row: the start of its label's life. */
  readonly time: Float64Array;
  /** End of each life. */
  readonly end: Float64Array;
  /** Longest life, ms. */
  readonly longest: number;
}

/** The lives of labels: from each row to its label's end, or to the end of `purge` where that is later. */
export function toLives(times: NumberColumn, labelEnds: NumberColumn | undefined, purge: Span | undefined, least: number): Lives {
  const time = checkTimes(times, least);
  const end = labelEnds === undefined ? time.slice() : toFloat64('labelEnds', labelEnds).slice();
  checkLength('labelEnds', end, time.length, '`times`');
  const n = time.length;
  let longest = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(end[i])) throw atRow('labelEnds', i, 'to be finite', end[i]);
    if (end[i] < time[i]) throw atRow('labelEnds', i, `not to be before \`times[${i}]\` ${time[i]}`, end[i]);
    const purged = purge === undefined ? time[i] : purge.ms === undefined ? time[Math.min(n - 1, i + purge.bars!)] : time[i] + purge.ms;
    if (purged > end[i]) end[i] = purged;
    if (end[i] - time[i] > longest) longest = end[i] - time[i];
  }
  return { time, end, longest };
}

/** Times that are finite and never fall. */
export function checkTimes(times: NumberColumn, least = 1): Float64Array {
  const time = toFloat64('times', times);
  for (let i = 0; i < time.length; i++) {
    if (!Number.isFinite(time[i])) throw atRow('times', i, 'to be finite', time[i]);
    if (i > 0 && time[i] < time[i - 1])
      throw atRow('times', i, `not to be before \`times[${i - 1}]\` ${time[i - 1]}: sort the rows`, time[i]);
  }
  if (time.length < least) throw new NotEnoughDataError(`Expected at least ${least} ${least === 1 ? 'row' : 'rows'}, had ${time.length}.`);
  return time;
}

function atRow(field: string, row: number, expected: string, value: number): DataError {
  return new DataError(`Expected \`${field}[${row}]\` ${expected}, was \`${value}\`.`, { row, field });
}
