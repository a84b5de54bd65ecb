import { checkInteger, checkLength, checkNumber, DataError, type NumberColumn, toFloat64 } from '../core/index.ts';
import { type Table, table } from '../market/index.ts';
import { type DrawdownEpisodes, drawdownEpisodes } from './drawdown-episodes.ts';
import { closeTimes, type DrawdownTimeOptions, drawdownInterval } from './max-drawdown-duration.ts';

/** One fall of the equity below a peak, until it is back. */
export interface Drawdown {
  /** Last bar at the peak; -1 where the peak is the starting capital. */
  readonly startIndex: number;
  /** Open time of that bar, ms; of the first bar for the starting capital. */
  readonly startTime: number;
  readonly troughIndex: number;
  readonly troughTime: number;
  /** First bar back at the peak, or the last bar where the drawdown is active. */
  readonly endIndex: number;
  readonly endTime: number;
  /** Trough over peak - 1, a fraction < 0. */
  readonly depth: number;
  /** Bars from the peak to the end. */
  readonly bars: number;
  /** Bars from the peak to the trough. */
  readonly declineBars: number;
  /** Bars from the trough to the end; NaN where it is active. */
  readonly recoveryBars: number;
  /** Calendar time from the peak to the end, ms. */
  readonly duration: number;
  /** Calendar time from the peak to the trough, ms. */
  readonly decline: number;
  /** Calendar time from the trough to the end, ms; NaN where it is active. */
  readonly recovery: number;
  readonly status: 'recovered' | 'active';
}

/** Options of {@link drawdowns}. */
export interface DrawdownsOptions extends DrawdownTimeOptions {
  /** Only the deepest so many, the deepest first; all of them in order of time by default. */
  readonly top?: number;
}

/**
 * Table of drawdowns: every fall of the equity below its highest value so far, until it is back there.
 *
 * One row an episode: peak, trough and end, `depth = trough / peak - 1`, durations in bars and in ms. An episode that
 * has not recovered has the status `active`, ends at the last bar and has no recovery. The starting capital is the
 * first peak. Times are open times of bars; durations are calendar time between closes, the starting capital standing at
 * the open of the first bar (quantstats counts calendar days, both ends included). At equal depth the earlier is first.
 *
 * @param equity account value at each close.
 * @param time open time of each bar, ms.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind, or the lengths differ; DataError for a NaN in the equity.
 * @example
 * ```ts
 * import { drawdowns } from 'barwright/metrics';
 * const found = drawdowns([90, 80, 110, 99], [0, 60_000, 120_000, 180_000], 100);
 * found.at(0).depth; // -0.2
 * found.at(1).status; // 'active'
 * ```
 */
export function drawdowns(equity: NumberColumn, time: NumberColumn, startingCash: number, options: DrawdownsOptions = {}): Table<Drawdown> {
  const values = toFloat64('equity', equity);
  const times = toFloat64('time', time);
  checkLength('time', times, values.length, 'the equity');
  checkNumber('startingCash', startingCash, { above: 0 });
  const { top: wanted, ...timing } = options;
  const interval = drawdownInterval(timing);
  const top = wanted === undefined ? undefined : checkInteger('top', wanted, { min: 0 });
  const episodes = drawdownEpisodes(values, startingCash);
  if (episodes.undefinedAt >= 0) {
    throw new DataError(`Expected \`equity\` to have no NaN, was NaN at row ${episodes.undefinedAt}.`, {
      row: episodes.undefinedAt,
      field: 'equity',
    });
  }
  return toTable(episodes, times, interval, top);
}

function toTable(episodes: DrawdownEpisodes, times: Float64Array, interval: number, top: number | undefined): Table<Drawdown> {
  const { start, trough, end, depth } = episodes;
  let order = Array.from({ length: episodes.length }, (_, k) => k);
  if (top !== undefined) order = order.sort((a, b) => depth[a] - depth[b] || a - b).slice(0, top);
  const each =
    (value: (episode: number) => number): (() => Float64Array) =>
    () =>
      Float64Array.from(order, value);
  const isActive = (k: number): boolean => episodes.active && k === episodes.length - 1;
  const timeOf = (index: number): number => times[Math.max(index, 0)];
  const closeOf = closeTimes(times, interval);
  return table<Drawdown>(order.length, {
    startIndex: each((k) => start[k]),
    startTime: each((k) => timeOf(start[k])),
    troughIndex: each((k) => trough[k]),
    troughTime: each((k) => timeOf(trough[k])),
    endIndex: each((k) => end[k]),
    endTime: each((k) => timeOf(end[k])),
    depth: each((k) => depth[k]),
    bars: each((k) => end[k] - start[k]),
    declineBars: each((k) => trough[k] - start[k]),
    recoveryBars: each((k) => (isActive(k) ? Number.NaN : end[k] - trough[k])),
    duration: each((k) => closeOf(end[k]) - closeOf(start[k])),
    decline: each((k) => closeOf(trough[k]) - closeOf(start[k])),
    recovery: each((k) => (isActive(k) ? Number.NaN : closeOf(end[k]) - closeOf(trough[k]))),
    status: () => order.map((k) => (isActive(k) ? 'active' : 'recovered')),
  });
}
