import {
  ArgumentError,
  dayMs,
  detectEpochUnit,
  epochIn,
  formatDuration,
  formatInterval,
  formatTime,
  parseInterval,
  parseTime,
  parseTimeText,
  unitsPerMs,
} from 'barwright/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('intervals', () => {
  test.each([
    ['250ms', 250],
    ['1s', 1_000],
    ['1m', 60_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['4h', 14_400_000],
    ['1d', dayMs],
    ['1w', 7 * dayMs],
  ])('%s is %i ms', (text, ms) => {
    expect(parseInterval(text)).toBe(ms);
  });

  test.each(['', 'h', '0m', '-1h', '1.5h', '1 h', '1H', '1M', '1mo', '99999999999999999999d', ' 1h'])('%j is refused', (text) => {
    expect(() => parseInterval(text)).toThrow(ArgumentError);
    expect(() => parseInterval(text, 'timeframe')).toThrow(/Expected `timeframe` to be an interval such as '1m', '4h' or '1d'/);
  });

  test('print as the shortest text, weeks as days', () => {
    expect([250, 1_000, 90_000, 60_000, 5_400_000, 3_600_000, dayMs, 7 * dayMs].map(formatInterval)).toEqual([
      '250ms',
      '1s',
      '90s',
      '1m',
      '90m',
      '1h',
      '1d',
      '7d',
    ]);
  });

  test('printed and parsed again are the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 * 365 * dayMs }), (ms) => parseInterval(formatInterval(ms)) === ms));
  });
});

describe('epoch numbers', () => {
  const ms = Date.UTC(2024, 0, 1);

  test.each([
    ['s', ms / 1_000],
    ['ms', ms],
    ['us', ms * 1_000],
    ['ns', ms * 1_000_000],
  ] as const)('are known to be in %s by their size', (unit, value) => {
    expect(detectEpochUnit(value)).toBe(unit);
    expect(parseTime(value)).toBe(ms);
    expect(parseTime(String(value))).toBe(ms);
    expect(unitsPerMs(unit)).toBe(value / ms);
  });

  test('before 1970 have the same units', () => {
    expect(parseTime(Date.UTC(1950, 0, 3))).toBe(Date.UTC(1950, 0, 3));
    expect(parseTime(Date.UTC(1950, 0, 3) / 1_000)).toBe(Date.UTC(1950, 0, 3));
  });

  test('in any unit become the same whole ms, from 1975 to 2100', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1975), max: Date.UTC(2100, 0) }), (time) => {
        expect(parseTime(time / 1_000)).toBe(time);
        expect(parseTime(time * 1_000)).toBe(time);
        expect(parseTime(time * 1_000_000)).toBe(time);
      }),
    );
  });

  test('lose what is below a millisecond', () => {
    expect(epochIn(1_704_067_199_999_999, 'us')).toBe(1_704_067_199_999);
    expect(epochIn(1_704_067_200.123, 's')).toBe(1_704_067_200_123);
  });
});

describe('time texts', () => {
  const noon = Date.UTC(2024, 1, 29, 12, 30, 5);

  test.each([
    '2024-02-29T12:30:05Z',
    '2024-02-29T12:30:05',
    '2024-02-29 12:30:05',
    '2024-02-29 12:30:05 UTC',
    '2024/02/29 12:30:05',
    '2024.02.29 12:30:05',
    '20240229 123005',
    '2024-02-29T12:30:05.000Z',
    '2024-02-29T14:30:05+02:00',
    '2024-02-29T07:30:05-0500',
    ' 2024-02-29T12:30:05Z ',
  ])('%j is read, in UTC where no zone is named', (text) => {
    expect(parseTimeText(text)).toBe(noon);
    expect(parseTime(text)).toBe(noon);
  });

  test('need no time of day and no seconds', () => {
    expect(parseTimeText('2024-02-29')).toBe(Date.UTC(2024, 1, 29));
    expect(parseTimeText('20240229')).toBe(Date.UTC(2024, 1, 29));
    expect(parseTimeText('2024.02.29 12:30')).toBe(Date.UTC(2024, 1, 29, 12, 30));
    expect(parseTimeText('1956-01-03')).toBe(Date.UTC(1956, 0, 3));
  });

  test('keep every millisecond and cut what is finer', () => {
    for (let ms = 0; ms < 1_000; ms++) {
      const text = `2024-01-01T00:00:00.${String(ms).padStart(3, '0')}`;
      expect(parseTimeText(text)).toBe(Date.UTC(2024, 0, 1) + ms);
      expect(parseTimeText(`${text}999999Z`)).toBe(Date.UTC(2024, 0, 1) + ms);
    }
    expect(parseTimeText('2024-01-01T00:00:00.5')).toBe(Date.UTC(2024, 0, 1) + 500);
  });

  test.each([
    '',
    'soon',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-01-01T24:00',
    '2024-01-01T12:60',
    '2024-01-01T12:00:60',
    '0050-01-01',
    '1/2/2024',
    'NaN',
    '1e9x',
  ])('%j is no time', (text) => {
    expect(parseTimeText(text)).toBeNaN();
    expect(() => parseTime(text, 'start')).toThrow(/Expected `start` to be a Date, an ISO text or an epoch number/);
  });

  test('agree with Date for every ISO text', () => {
    const dates = fc.date({ min: new Date('1000-01-01'), max: new Date('2900-01-01'), noInvalidDate: true });
    fc.assert(fc.property(dates, (date) => parseTime(date.toISOString()) === date.getTime() && parseTime(date) === date.getTime()));
  });

  test('are refused where they are nothing of the kind', () => {
    for (const value of [undefined, null, true, {}, [], 5n, Number.NaN, Number.POSITIVE_INFINITY, new Date('x')]) {
      expect(() => parseTime(value as never)).toThrow(ArgumentError);
    }
  });
});

describe('printing', () => {
  test('a time is ISO text, with milliseconds only where there are some', () => {
    expect(formatTime(Date.UTC(2024, 0, 1))).toBe('2024-01-01T00:00:00Z');
    expect(formatTime(Date.UTC(2024, 0, 1) + 7)).toBe('2024-01-01T00:00:00.007Z');
    expect(formatTime(Number.NaN)).toBe('NaN');
  });

  test('a time beyond what a Date holds is printed as its number', () => {
    expect(formatTime(1e300)).toBe('1e+300');
  });

  test('a length of time has its two largest units', () => {
    expect(formatDuration(0)).toBe('0s');
    expect(formatDuration(3 * dayMs + 4 * 3_600_000 + 59_000)).toBe('3d 4h');
    expect(formatDuration(-90_000)).toBe('-1m 30s');
    expect(formatDuration(3_600_000)).toBe('1h');
    expect(formatDuration(Number.NaN)).toBe('NaN');
  });
});
