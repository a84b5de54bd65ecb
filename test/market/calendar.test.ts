import { calendarNames, calendarYear, periodsPerYear } from 'barwright/market';
import { describe, expect, test } from 'vitest';

const hour = 3_600_000;
const day = 24 * hour;

describe('calendars', () => {
  test('have the years that ratios are annualised with', () => {
    expect(calendarNames.map((name) => calendarYear(name).daysPerYear)).toEqual([365, 252, 260]);
  });

  test.each([
    ['24x7', 60_000, 525_600],
    ['24x7', hour, 8_760],
    ['24x7', day, 365],
    ['24x7', 7 * day, 365 / 7],
    ['us-equity', hour, 1_638],
    ['us-equity', 30 * 60_000, 3_276],
    ['us-equity', 12 * hour, 252],
    ['us-equity', day, 252],
    ['us-equity', 7 * day, 50.4],
    ['fx', hour, 6_240],
    ['fx', day, 260],
    ['fx', 7 * day, 52],
  ] as const)('%s has bars of %i ms %d times a year', (calendar, interval, periods) => {
    expect(periodsPerYear(interval, calendar)).toBeCloseTo(periods, 9);
  });
});
