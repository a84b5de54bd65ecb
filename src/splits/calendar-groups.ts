import { checkOneOf, type NumberColumn } from '../core/index.ts';
import { checkTimes } from './label-lives.ts';

/** A part of the calendar. */
export type CalendarPeriod = 'month' | 'quarter' | 'year';

/**
 * The month, quarter or year (UTC) that each row lies in, as groups for {@link groupKFold}: each year tested by what was
 * learnt from the others.
 *
 * @param times time of each row, ms, never falling.
 * @returns one number a row, rising with time: the year (2024), or the quarters or months since the year 0.
 * @throws ArgumentError where the period is unknown.
 * @throws DataError where a time is not finite or falls.
 * @example
 * ```ts
 * import { calendarGroups, groupKFold } from 'barwright/splits';
 * const times = Float64Array.from({ length: 24 }, (_, month) => Date.UTC(2023, month));
 * const years = calendarGroups(times, 'year'); // 2023 twelve times, then 2024
 * groupKFold({ groups: years }).split(times).length; // 2
 * ```
 */
export function calendarGroups(times: NumberColumn, period: CalendarPeriod): Int32Array {
  checkOneOf('period', period, ['month', 'quarter', 'year']);
  const months = { month: 1, quarter: 3, year: 12 }[period];
  return Int32Array.from(checkTimes(times), (time) => {
    const date = new Date(time);
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
  });
}
