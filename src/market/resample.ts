import {
  ArgumentError,
  checkKeys,
  checkLength,
  checkNumber,
  checkOneOf,
  formatInterval,
  formatTime,
  type Interval,
  parseInterval,
  parseTime,
  show,
} from '../core/index.ts';
import { Bars, barFields } from './bars.ts';
import { missingBars } from './sessions.ts';

/** How bars are joined. */
export interface ResampleOptions {
  /** What becomes of a last bar whose time is not over: left out, or kept (and flagged). @default 'drop' */
  readonly partial?: 'drop' | 'keep';
  /** A time at which a bar starts, a number in ms; all others follow from it. @default the epoch, for weeks Monday 1970-01-05 */
  readonly origin?: number | string | Date;
}

/** Joined bars, and whether the last of them is still being made. */
export interface Resampled {
  readonly bars: Bars;
  /** Whether the last bar is kept although its time is not over. */
  readonly isLastPartial: boolean;
  /** How many bars each was made of. */
  readonly counts: Int32Array;
}

const weekMs = 7 * 86_400_000;
const firstMonday = 4 * 86_400_000;

/**
 * Bars of a longer interval: first open, highest high, lowest low, last close, sum of volume.
 *
 * A joined bar is stamped with its open, as every bar is, and is known when its time is over. Bars start at multiples
 * of the interval since the epoch, UTC (weeks on Monday). A time without bars gives no bar. The last bar is left out
 * unless the data reach its end, or the calendar has no trading left in it (a week of shares ends with its Friday), so
 * that no bar changes when more data come.
 *
 * @param interval a whole multiple of the bars' own.
 * @throws ArgumentError where the interval is no multiple, or a bar would reach beyond the end of the bar it is joined to.
 * @example
 * ```ts
 * import { resample, syntheticBars } from 'barwright';
 * const hours = syntheticBars({ seed: 1, length: 100, interval: '1h' });
 * resample(hours, '4h').length; // 25
 * ```
 */
export function resample(bars: Bars, interval: Interval, options: ResampleOptions = {}): Bars {
  return resampleWithCounts(bars, interval, options).bars;
}

/** {@link resample}, with the number of bars behind each and the flag of the last. */
export function resampleWithCounts(bars: Bars, interval: Interval, options: ResampleOptions = {}): Resampled {
  if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to be Bars, was \`${show(bars)}\`.`);
  checkKeys('options', options, ['partial', 'origin']);
  const partial = checkOneOf('partial', options.partial ?? 'drop', ['drop', 'keep']);
  const span = parseInterval(interval);
  if (span % bars.intervalMs !== 0) {
    throw new ArgumentError(
      `Expected \`interval\` to be a whole multiple of the bars' ${formatInterval(bars.intervalMs)}, was '${interval}'.`,
    );
  }
  const origin = options.origin === undefined ? (span % weekMs === 0 ? firstMonday : 0) : originOf(options.origin);
  const columns = Object.fromEntries(barFields.map((field) => [field, new Float64Array(bars.length)])) as Record<
    (typeof barFields)[number],
    Float64Array
  >;
  const counts = new Int32Array(bars.length);
  let at = -1;
  for (let i = 0; i < bars.length; i++) {
    const start = Math.floor((bars.time[i] - origin) / span) * span + origin;
    if (bars.time[i] + bars.intervalMs > start + span) throw straddle(bars, i, interval);
    if (at < 0 || start !== columns.time[at]) {
      at++;
      columns.time[at] = start;
      columns.open[at] = bars.open[i];
      columns.high[at] = bars.high[i];
      columns.low[at] = bars.low[i];
    }
    if (bars.high[i] > columns.high[at]) columns.high[at] = bars.high[i];
    if (bars.low[i] < columns.low[at]) columns.low[at] = bars.low[i];
    columns.close[at] = bars.close[i];
    columns.volume[at] += bars.volume[i];
    counts[at]++;
  }
  const isOver = bars.length === 0 || isComplete(bars, columns.time[at] + span);
  const length = at + (isOver || partial === 'keep' ? 1 : 0);
  const kept = Object.fromEntries(barFields.map((field) => [field, columns[field].slice(0, length)])) as typeof columns;
  const joined = Bars.fromColumns(kept, { interval: formatInterval(span), instrument: bars.instrument });
  return { bars: joined, isLastPartial: !isOver && partial === 'keep', counts: counts.slice(0, length) };
}

function originOf(origin: number | string | Date): number {
  return typeof origin === 'number' ? checkNumber('origin', origin) : parseTime(origin, 'origin');
}

function isComplete(bars: Bars, end: number): boolean {
  const last = bars.time[bars.length - 1];
  const { calendar } = bars.instrument;
  return last + bars.intervalMs >= end || (calendar !== '24x7' && missingBars(calendar, bars.intervalMs, last, end) === 0);
}

function straddle(bars: Bars, row: number, interval: string): ArgumentError {
  return new ArgumentError(
    `Expected each bar to lie within one bar of '${interval}', row ${row} (${formatTime(bars.time[row])}) ends in the next. Give \`origin\`, a time at which a bar starts.`,
  );
}

/**
 * For each bar, the last bar of a longer interval that is over at its close; -1 before the first. A column of the longer
 * interval read through it never shows the future.
 *
 * @example
 * ```ts
 * import { alignIndex, resample } from 'barwright/market';
 * import { syntheticBars } from 'barwright';
 * const hours = syntheticBars({ seed: 1, length: 500, interval: '1h' });
 * const days = resample(hours, '1d');
 * alignIndex(hours, days)[24]; // 0: the first day is over, the second is not
 * ```
 */
export function alignIndex(bars: Bars, longer: Bars): Int32Array {
  const out = new Int32Array(bars.length);
  let at = -1;
  for (let i = 0; i < out.length; i++) {
    const now = bars.time[i] + bars.intervalMs;
    while (at + 1 < longer.length && longer.time[at + 1] + longer.intervalMs <= now) at++;
    out[i] = at;
  }
  return out;
}

/**
 * A column of longer bars as each bar may know it at its close: the value of the last longer bar that is over, NaN before
 * the first.
 *
 * @param column one value for each of the longer bars.
 * @throws ArgumentError where the column has another length than the longer bars.
 * @example
 * ```ts
 * import { alignColumn, resample } from 'barwright/market';
 * import { sma, syntheticBars } from 'barwright';
 * const hours = syntheticBars({ seed: 1, length: 500, interval: '1h' });
 * const days = resample(hours, '1d');
 * const trend = alignColumn(hours, days, sma(days.close, 5)); // one value an hour, as of the last day that is over
 * ```
 */
export function alignColumn(bars: Bars, longer: Bars, column: Float64Array): Float64Array {
  checkLength('column', column, longer.length, 'the longer bars');
  return Float64Array.from(alignIndex(bars, longer), (row) => (row < 0 ? Number.NaN : column[row]));
}
