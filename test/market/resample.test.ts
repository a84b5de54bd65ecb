import { existsSync } from 'node:fs';
import { syntheticBars } from 'barwright';
import { ArgumentError } from 'barwright/core';
import { readCsv } from 'barwright/data';
import { alignColumn, alignIndex, Bars, barFields, resample, resampleWithCounts } from 'barwright/market';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const hour = 3_600_000;
const monday = Date.UTC(2024, 0, 1);

function hours(count: number, start = monday): Bars {
  const at = (f: (i: number) => number): Float64Array => Float64Array.from({ length: count }, (_, i) => f(i));
  return Bars.fromColumns(
    {
      time: at((i) => start + i * hour),
      open: at((i) => 10 + i),
      high: at((i) => 12 + i),
      low: at((i) => 9 - i / 100),
      close: at((i) => 11 + i),
      volume: at(() => 1),
    },
    { symbol: 'ABC', interval: '1h' },
  );
}

describe('resample', () => {
  test('takes first open, highest high, lowest low, last close and the sum of volume, stamped with the open', () => {
    const [first, second] = resample(hours(8), '4h').toRows();
    expect(first).toEqual({ symbol: 'ABC', time: monday, open: 10, high: 15, low: 8.97, close: 14, volume: 4 });
    expect(second).toMatchObject({ time: monday + 4 * hour, open: 14, close: 18 });
  });

  test('leaves a last bar out whose time is not over, or keeps and flags it', () => {
    expect(resample(hours(7), '4h').length).toBe(1);
    const kept = resampleWithCounts(hours(7), '4h', { partial: 'keep' });
    expect([kept.bars.length, kept.isLastPartial, Array.from(kept.counts)]).toEqual([2, true, [4, 3]]);
    expect(resampleWithCounts(hours(8), '4h', { partial: 'keep' }).isLastPartial).toBe(false);
  });

  test('starts bars at the epoch, weeks on Monday, or where the user says', () => {
    expect(resample(hours(24 * 14), '1w').time[0]).toBe(monday);
    expect(resample(hours(12, monday + hour), '4h', { partial: 'keep' }).time[0]).toBe(monday);
    expect(resample(hours(12, monday + hour), '4h', { origin: monday + hour }).time[0]).toBe(monday + hour);
  });

  test('refuses bars that reach into the next longer bar, which would show the future there', () => {
    expect(() => resample(hours(8, monday + hour / 2), '4h')).toThrow(/row 3 \(2024-01-01T03:30:00Z\) ends in the next. Give `origin`/);
    expect(resample(hours(8, monday + hour / 2), '4h', { origin: monday + hour / 2 }).length).toBe(2);
  });

  test('takes a week of shares as over after its Friday, and a day after its close', () => {
    const days = (count: number): Bars =>
      Bars.fromRows(
        Array.from({ length: count }, (_, i) => ({ time: monday + (i + 1) * 24 * hour, open: 1, high: 1, low: 1, close: 1 })),
        { interval: '1d', instrument: { calendar: 'us-equity' } },
      );
    // 2024-01-01 is a holiday; Tuesday to Thursday, then Friday.
    expect(resample(days(3), '1w').length).toBe(0);
    expect(resample(days(4), '1w').length).toBe(1);
    const session = hours(7, monday + 24 * hour + 14 * hour).withInstrument({ calendar: 'us-equity' });
    expect(resample(session, '1d').length).toBe(1);
    expect(resample(session.slice(0, 5), '1d').length).toBe(0);
  });

  test('makes no bar of a time without bars', () => {
    const gap = Bars.fromRows([...hours(4).toRows(), ...hours(4, monday + 12 * hour).toRows()], { interval: '1h' });
    expect(Array.from(resample(gap, '4h').time)).toEqual([monday, monday + 12 * hour]);
  });

  test('refuses what is no multiple', () => {
    expect(() => resample(hours(4), '90m')).toThrow(/multiple of the bars' 1h, was '90m'/);
    expect(() => resample(hours(4), '30m')).toThrow(ArgumentError);
    expect(() => resample(hours(4), '4h', { label: 'right' } as never)).toThrow(/Unknown option `label`/);
  });

  test('never changes a bar when more data come', () => {
    const all = syntheticBars({ seed: 4, length: 400, interval: '5m' });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom('15m' as const, '1h' as const, '1d' as const), (length, interval) => {
        const [part, whole] = [resample(all.slice(0, length), interval), resample(all, interval)];
        for (const field of barFields) expect(part[field]).toEqual(whole[field].slice(0, part.length));
      }),
    );
  });

  test('in two steps gives what it gives in one', () => {
    const all = syntheticBars({ seed: 5, length: 24 * 60, interval: '1m' });
    const [once, twice] = [resample(all, '4h'), resample(resample(all, '1h'), '4h')];
    for (const field of ['time', 'open', 'high', 'low', 'close'] as const) expect(twice[field]).toEqual(once[field]);
  });
});

describe('alignIndex', () => {
  test('shows a longer bar only once it is over', () => {
    const bars = hours(9);
    expect(Array.from(alignIndex(bars, resample(bars, '4h')))).toEqual([-1, -1, -1, 0, 0, 0, 0, 1, 1]);
  });
});

describe('alignColumn', () => {
  test('reads a column of longer bars without seeing ahead', () => {
    const bars = hours(9);
    const longer = resample(bars, '4h');
    expect(Array.from(alignColumn(bars, longer, longer.close))).toEqual([NaN, NaN, NaN, 14, 14, 14, 14, 18, 18]);
    expect(() => alignColumn(bars, longer, bars.close)).toThrow(/`column` to have length 2 as the longer bars, was 9/);
  });

  test('of finer bars knows a longer bar from its close on, and not before', () => {
    const minutes = syntheticBars({ seed: 3, length: 600, interval: '5m' });
    const longer = resample(minutes, '1h');
    const seen = alignIndex(minutes, longer);
    for (let i = 0; i < minutes.length; i++) {
      const now = minutes.time[i] + minutes.intervalMs;
      if (seen[i] >= 0) expect(longer.time[seen[i]] + longer.intervalMs).toBeLessThanOrEqual(now);
      if (seen[i] + 1 < longer.length) expect(longer.time[seen[i] + 1] + longer.intervalMs).toBeGreaterThan(now);
    }
  });
});

const minutes = '../shared/data/ohlcv/1m/BTCUSDT_1m_binance-spot_2023-01_2024-03.csv.gz';
const published = '../shared/data/ohlcv/1h/BTCUSDT_1h_binance-spot_2022-2024.csv.gz';
describe.skipIf(!existsSync(minutes))('real minutes under ../shared/data (skipped where they are absent)', () => {
  test('join to the hours that the exchange publishes, but for its few restatements', async () => {
    const made = resample(await readCsv(minutes), '1h');
    const own = (await readCsv(published)).between(made.time[0], made.time[made.length - 1] + 1);
    expect(Array.from(made.time)).toEqual(Array.from(own.time));
    const differing = Array.from(made.time).filter((_, i) =>
      ['open', 'high', 'low', 'close'].some((field) => made[field as 'open'][i] !== own[field as 'open'][i]),
    );
    expect(differing.length).toBeLessThanOrEqual(5);
  });
});
