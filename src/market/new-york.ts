import { dayMs } from '../core/index.ts';

const hourMs = 3_600_000;

/** Days since the epoch of the n-th (1 is the first, -1 the last) weekday (0 is Sunday) of a month (0 is January). */
function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  if (n > 0) {
    const first = Date.UTC(year, month, 1) / dayMs;
    return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
  }
  const last = Date.UTC(year, month + 1, 0) / dayMs;
  return last - ((weekdayOf(last) - weekday + 7) % 7);
}

/** Weekday of a day since the epoch, 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** What must be added to New York's wall clock on a day to get UTC, ms: four hours in summer, five in winter. */
export function newYorkOffset(day: number): number {
  const year = new Date(day * dayMs).getUTCFullYear();
  const [start, end] =
    year >= 2007
      ? [nthWeekday(year, 2, 0, 2), nthWeekday(year, 10, 0, 1)]
      : [nthWeekday(year, 3, 0, year >= 1987 ? 1 : -1), nthWeekday(year, 9, 0, -1)];
  return (day >= start && day < end ? 4 : 5) * hourMs;
}

/** Day of Easter Sunday since the epoch (the anonymous Gregorian computus). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / dayMs;
}

/** Days on which the exchange stayed shut for mourning, terror or storm. */
const closures: readonly string[] = [
  '1985-09-27',
  '1994-04-27',
  '2001-09-11',
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11',
  '2007-01-02',
  '2012-10-29',
  '2012-10-30',
  '2018-12-05',
  '2025-01-09',
];

interface NewYorkYear {
  readonly shut: ReadonlySet<number>;
  readonly short: ReadonlySet<number>;
}

const years = new Map<number, NewYorkYear>();

/** Holidays and short days of the New York Stock Exchange in a year. */
function newYorkYear(year: number): NewYorkYear {
  const known = years.get(year);
  if (known !== undefined) return known;
  const fixed = (month: number, date: number, fridayBefore = true): number => {
    const day = Date.UTC(year, month, date) / dayMs;
    const weekday = weekdayOf(day);
    return weekday === 0 ? day + 1 : weekday === 6 && fridayBefore ? day - 1 : day;
  };
  const thanksgiving = nthWeekday(year, 10, 4, 4);
  const shut = new Set([
    fixed(0, 1, false),
    nthWeekday(year, 1, 1, 3),
    easter(year) - 2,
    nthWeekday(year, 4, 1, -1),
    fixed(6, 4),
    nthWeekday(year, 8, 1, 1),
    thanksgiving,
    fixed(11, 25),
  ]);
  if (year >= 1998) shut.add(nthWeekday(year, 0, 1, 3));
  if (year >= 2022) shut.add(fixed(5, 19));
  for (const closure of closures) if (closure.startsWith(`${year}-`)) shut.add(Date.parse(closure) / dayMs);
  const short = new Set<number>([thanksgiving + 1]);
  for (const eve of [Date.UTC(year, 6, 3) / dayMs, Date.UTC(year, 11, 24) / dayMs]) if (!shut.has(eve)) short.add(eve);
  const result = { shut, short };
  years.set(year, result);
  return result;
}

/** Length of the regular session of the New York Stock Exchange on a day since the epoch, hours; 0 where it is shut. */
export function newYorkHours(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 0 || weekday === 6) return 0;
  const { shut, short } = newYorkYear(new Date(day * dayMs).getUTCFullYear());
  return shut.has(day) ? 0 : short.has(day) ? 3.5 : 6.5;
}
