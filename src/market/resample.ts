import { ArgumentError, checkKeys, checkOneOf, formatInterval, type Interval, parseInterval, parseTime, show } from '../core/index.ts';
import { Bars, barFields } from './bars.ts';

/** How bars are joined. */
export interface ResampleOptions {
  /** What becomes of a last bar whose time is not over: left out, or kept (and flagged). @default 'drop' */
  readonly partial?: 'drop' | 'keep';
  /** A time at which a bar starts; all others follow from it. @default the epoch, for weeks Monday 1970-01-05 */
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
 * unless the data reach its end, so that no bar changes when more data come.
 *
 * @param interval a whole multiple of the bars' own.
 * @throws ArgumentError where the interval is no multiple.
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
  const origin = options.origin === undefined ? (span % weekMs === 0 ? firstMonday : 0) : parseTime(options.origin, 'origin');
  const columns = Object.fromEntries(barFields.map((field) => [field, new Float64Array(bars.length)])) as Record<
    (typeof barFields)[number],
    Float64Array
  >;
  const counts = new Int32Array(bars.length);
  let at = -1;
  for (let i = 0; i < bars.length; i++) {
    const start = Math.floor((bars.time[i] - origin) / span) * span + origin;
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
  const isOver = bars.length === 0 || bars.time[bars.length - 1] + bars.intervalMs >= columns.time[at] + span;
  const length = at + (isOver || partial === 'keep' ? 1 : 0);
  const kept = Object.fromEntries(barFields.map((field) => [field, columns[field].slice(0, length)])) as typeof columns;
  const joined = Bars.fromColumns(kept, { interval: formatInterval(span), instrument: bars.instrument });
  return { bars: joined, isLastPartial: !isOver && partial === 'keep', counts: counts.slice(0, length) };
}

/**
 * For each bar, the last bar of a longer interval that is over at its close; -1 before the first. A column of the longer
 * interval read through it never shows the future.
 *
 * @example
 * ```ts
 * import { alignIndex, resample } from 'barwright/market';
 * import { sma, syntheticBars } from 'barwright';
 * const hours = syntheticBars({ seed: 1, length: 500, interval: '1h' });
 * const days = resample(hours, '1d');
 * const trend = sma(days.close, 5);
 * const seen = Float64Array.from(alignIndex(hours, days), (day) => (day < 0 ? Number.NaN : trend[day]));
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
