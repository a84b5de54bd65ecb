import { dayMs } from '../core/index.ts';

/** Days and hours in which a market trades. */
export type Calendar = '24x7' | 'us-equity' | 'fx';

export const calendarNames: readonly Calendar[] = ['24x7', 'us-equity', 'fx'];

/** What a calendar means for annualisation. */
export interface CalendarYear {
  /** Trading days of one year. */
  readonly daysPerYear: number;
  /** Trading time of one day, ms. */
  readonly dayMs: number;
}

const years: { readonly [name in Calendar]: CalendarYear } = {
  '24x7': { daysPerYear: 365, dayMs },
  'us-equity': { daysPerYear: 252, dayMs: 6.5 * 3_600_000 },
  fx: { daysPerYear: 260, dayMs },
};

/** The trading year of a calendar: 365 days of 24 h (`24x7`), 252 of 6.5 h (`us-equity`), 260 of 24 h (`fx`). */
export function calendarYear(calendar: Calendar): CalendarYear {
  return years[calendar];
}

/**
 * Bars of one interval in one year of a calendar: `'1d'` gives 365 or 252, `'1h'` on `24x7` gives 8,760.
 * From one day up, a bar counts as its whole number of days, so that a weekly bar of an equity is 252 / 5 a year.
 */
export function periodsPerYear(intervalMs: number, calendar: Calendar): number {
  const year = years[calendar];
  if (intervalMs < dayMs) return year.daysPerYear * Math.max(1, year.dayMs / intervalMs);
  const tradingDaysPerWeek = calendar === '24x7' ? 7 : 5;
  const days = intervalMs / dayMs;
  return year.daysPerYear / (days < 7 ? days : (days / 7) * tradingDaysPerWeek);
}
