import { checkOneOf, dayMs } from '../core/index.ts';
import { type Calendar, calendarNames } from './calendar.ts';
import { newYorkHours, newYorkOffset, weekdayOf } from './new-york.ts';

/** An unbroken stretch of trading, `[open, close)`, ms since the epoch. */
export interface Session {
  readonly open: number;
  readonly close: number;
}

const hourMs = 3_600_000;

/**
 * Sessions of a calendar that overlap `[from, to)`, in order.
 *
 * `24x7`: one that never ends. `us-equity`: 09:30 to 16:00 in New York, to 13:00 on the days before Independence Day and
 * Christmas and after Thanksgiving; the holidays of the New York Stock Exchange by today's rules, and its closures since
 * 1985. `fx`: Sunday 17:00 to Friday 17:00 in New York, without the days that end on Christmas and New Year's Day.
 *
 * @example
 * ```ts
 * import { sessions } from 'barwright/market';
 * const week = [...sessions('us-equity', Date.UTC(2024, 6, 1), Date.UTC(2024, 6, 6))];
 * console.log(week.length); // 4: the fourth of July is a holiday
 * ```
 */
export function* sessions(calendar: Calendar, from: number, to: number): IterableIterator<Session> {
  checkOneOf('calendar', calendar, calendarNames);
  if (calendar === '24x7') {
    if (from < to) yield { open: Number.NEGATIVE_INFINITY, close: Number.POSITIVE_INFINITY };
    return;
  }
  const first = Math.floor(from / dayMs) - 1;
  const monday = first - ((weekdayOf(first) + 6) % 7);
  let current: Session | undefined;
  for (let day = monday; day * dayMs < to + 7 * dayMs; day++) {
    const next = calendar === 'fx' ? fxDay(day) : newYorkDay(day);
    if (next === undefined) continue;
    if (current?.close === next.open) {
      current = { open: current.open, close: next.close };
      continue;
    }
    if (current !== undefined && current.close > from && current.open < to) yield current;
    if (next.open >= to) return;
    current = next;
  }
  if (current !== undefined && current.close > from && current.open < to) yield current;
}

function newYorkDay(day: number): Session | undefined {
  const hours = newYorkHours(day);
  if (hours === 0) return undefined;
  const open = day * dayMs + 9.5 * hourMs + newYorkOffset(day);
  return { open, close: open + hours * hourMs };
}

/** The trading day that ends at 17:00 in New York; the days of one week join into one session. */
function fxDay(day: number): Session | undefined {
  if (!isFxDay(day)) return undefined;
  return { open: (day - 1) * dayMs + 17 * hourMs + newYorkOffset(day - 1), close: day * dayMs + 17 * hourMs + newYorkOffset(day) };
}

function isFxDay(day: number): boolean {
  if (weekdayOf(day) % 6 === 0) return false;
  const date = new Date(day * dayMs);
  const month = date.getUTCMonth();
  return !((month === 11 && date.getUTCDate() === 25) || (month === 0 && date.getUTCDate() === 1));
}

/** Whether the market trades at a time. */
export function isOpen(calendar: Calendar, time: number): boolean {
  for (const _ of sessions(calendar, time, time + 1)) return true;
  return false;
}

/** Whether the UTC date of a time has a daily bar: every date, the exchange's days, or the forex market's. */
export function isTradingDay(calendar: Calendar, time: number): boolean {
  checkOneOf('calendar', calendar, calendarNames);
  if (calendar === '24x7') return true;
  const day = Math.floor(time / dayMs);
  return calendar === 'us-equity' ? newYorkHours(day) > 0 : isFxDay(day);
}

/**
 * How many bars are missing between two neighbouring bars that open at `from` and `to`, by the calendar: nights, weekends
 * and holidays are not missing.
 *
 * @param intervalMs length of a bar, ms.
 */
export function missingBars(calendar: Calendar, intervalMs: number, from: number, to: number): number {
  const steps = Math.max(0, Math.round((to - from) / intervalMs) - 1);
  if (calendar === '24x7' || steps === 0 || intervalMs > dayMs) return steps;
  let missing = 0;
  if (intervalMs === dayMs) {
    for (let day = Math.floor(from / dayMs) + 1; day < Math.floor(to / dayMs); day++) if (isTradingDay(calendar, day * dayMs)) missing++;
    return missing;
  }
  const next = from + intervalMs;
  for (const { open, close } of sessions(calendar, next, to)) {
    missing += Math.max(0, Math.ceil((Math.min(close, to) - Math.max(open, next)) / intervalMs));
  }
  return missing;
}
