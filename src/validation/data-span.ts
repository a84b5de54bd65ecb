import type { BacktestData, BacktestOptions } from '../backtest/index.ts';
import { ArgumentError, lowerBound, NotEnoughDataError } from '../core/index.ts';
import { type Bars, unionTimes } from '../market/index.ts';
import { barsIn } from './stressed-run.ts';

/** Data of a run on one axis of times, of which parts can be taken without a look at the rest. */
export interface DataSpan {
  /** Open times of all instruments, ms, rising. */
  readonly time: Float64Array;
  /** Length of a step, ms. */
  readonly intervalMs: number;
  readonly periodsPerYear: number;
  readonly markets: readonly Bars[];
  /** Time of a row as a text that has one reading. */
  timeText(row: number): string;
  /** Rows `from` to `to`, as views; instruments without a bar there are left out. */
  slice(from: number, to: number): BacktestData;
  /** Options for such rows: columns with a value a row are cut as the data are. */
  options(options: BacktestOptions, from: number, to: number): BacktestOptions;
}

/**
 * The span of data.
 *
 * @throws ArgumentError where they are not bars, or a column of the options does not fit them.
 * @throws NotEnoughDataError without bars.
 */
export function dataSpan(data: BacktestData, options: BacktestOptions): DataSpan {
  const markets = barsIn(data);
  const [first] = markets;
  const time = markets.length === 1 ? first.time : unionTimes(markets);
  if (time.length === 0) throw new NotEnoughDataError('Expected `data` to hold at least one bar, found none.');
  const shortest = markets.reduce((least, bars) => (bars.intervalMs < least.intervalMs ? bars : least), first);
  const isAligned = markets.every(({ length }) => length === time.length);
  eachColumn('options', options, (column, name) => {
    if (!isAligned) throw new ArgumentError(`Expected \`${name}\` to be a number where instruments have different times, was a column.`);
    if (column.length !== time.length)
      throw new ArgumentError(`Expected \`${name}\` to have ${time.length} values as the data have bars, had ${column.length}.`);
    return column;
  });
  return {
    time,
    intervalMs: shortest.intervalMs,
    periodsPerYear: shortest.periodsPerYear,
    markets,
    timeText: (row) => new Date(time[row]).toISOString(),
    slice: (from, to) => {
      if (markets.length === 1) return first.slice(from, to);
      const [start, end] = [time[from], to < time.length ? time[to] : Number.POSITIVE_INFINITY];
      return markets.map((bars) => bars.slice(lowerBound(bars.time, start), lowerBound(bars.time, end))).filter(({ length }) => length > 0);
    },
    options: (given, from, to) =>
      (from === 0 && to === time.length ? given : eachColumn('options', given, (column) => column.subarray(from, to))) as BacktestOptions,
  };
}

/** Plain options with each column of numbers replaced by what `change` makes of it. */
function eachColumn(name: string, value: unknown, change: (column: Float64Array, name: string) => Float64Array): unknown {
  if (value instanceof Float64Array) return change(value, name);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === 'venue' ? entry : eachColumn(`${name}.${key}`, entry, change)]),
  );
}
