import { checkLength, checkNumber, lowerBound, type NumberColumn, toFloat64 } from '../core/index.ts';
import { type Table, table } from '../market/index.ts';

/** Return of one calendar month. */
export interface MonthReturn {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  /** A fraction. */
  readonly returns: number;
  /** Bars in it: the first and the last month are rarely whole. */
  readonly bars: number;
}

/** Return of one calendar year. */
export interface YearReturn {
  readonly year: number;
  /** A fraction. */
  readonly returns: number;
  /** Bars in it. */
  readonly bars: number;
}

/**
 * Returns by calendar month, UTC.
 *
 * `equity at the month's last close / equity at the last close before it - 1`; the first month is against the starting
 * capital. They compound to the total return.
 *
 * One row a month that has bars; a bar belongs to the month in which it opens. After ruin the returns are 0.
 *
 * @param equity account value at each close.
 * @param time open time of each bar, ms, rising.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind, or the lengths differ.
 * @example
 * ```ts
 * import { monthlyReturns } from 'barwright/metrics';
 * const time = [Date.UTC(2024, 0, 30), Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 1)];
 * monthlyReturns([101, 110, 99], time, 100).column('returns'); // [0.1, -0.1]
 * ```
 */
export function monthlyReturns(equity: NumberColumn, time: NumberColumn, startingCash: number): Table<MonthReturn> {
  const { starts, returns, bars } = calendarReturns(equity, time, startingCash, 1);
  return table<MonthReturn>(starts.length, {
    year: () => Float64Array.from(starts, (start) => new Date(start).getUTCFullYear()),
    month: () => Float64Array.from(starts, (start) => new Date(start).getUTCMonth() + 1),
    returns: () => Float64Array.from(returns),
    bars: () => Float64Array.from(bars),
  });
}

/**
 * Returns by calendar year, UTC.
 *
 * `equity at the year's last close / equity at the last close before it - 1`; the first year is against the starting
 * capital. They compound to the total return.
 *
 * One row a year that has bars; a bar belongs to the year in which it opens. After ruin the returns are 0.
 *
 * @param equity account value at each close.
 * @param time open time of each bar, ms, rising.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind, or the lengths differ.
 * @example
 * ```ts
 * import { yearlyReturns } from 'barwright/metrics';
 * const time = [Date.UTC(2023, 11, 30), Date.UTC(2023, 11, 31), Date.UTC(2024, 0, 1)];
 * yearlyReturns([101, 110, 99], time, 100).column('returns'); // [0.1, -0.1]
 * ```
 */
export function yearlyReturns(equity: NumberColumn, time: NumberColumn, startingCash: number): Table<YearReturn> {
  const { starts, returns, bars } = calendarReturns(equity, time, startingCash, 12);
  return table<YearReturn>(starts.length, {
    year: () => Float64Array.from(starts, (start) => new Date(start).getUTCFullYear()),
    returns: () => Float64Array.from(returns),
    bars: () => Float64Array.from(bars),
  });
}

function calendarReturns(
  equity: NumberColumn,
  time: NumberColumn,
  startingCash: number,
  months: 1 | 12,
): { readonly starts: readonly number[]; readonly returns: readonly number[]; readonly bars: readonly number[] } {
  const values = toFloat64('equity', equity);
  const times = toFloat64('time', time);
  checkLength('time', times, values.length, 'the equity');
  let before = checkNumber('startingCash', startingCash, { above: 0 });
  const starts: number[] = [];
  const returns: number[] = [];
  const bars: number[] = [];
  for (let i = 0; i < times.length; ) {
    const date = new Date(times[i]);
    const month = months === 1 ? date.getUTCMonth() : 0;
    const end = lowerBound(times, Date.UTC(date.getUTCFullYear(), month + months, 1));
    const after = values[end - 1];
    starts.push(Date.UTC(date.getUTCFullYear(), month, 1));
    returns.push(before <= 0 ? 0 : after / before - 1);
    bars.push(end - i);
    before = after;
    i = end;
  }
  return { starts, returns, bars };
}
