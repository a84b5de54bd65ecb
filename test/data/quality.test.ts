import { existsSync } from 'node:fs';
import { Bars, qualityReport, syntheticBars } from 'barwright';
import { ArgumentError } from 'barwright/core';
import { readCsv } from 'barwright/data';
import { describe, expect, test } from 'vitest';

const clean = syntheticBars({ seed: 2, length: 300, interval: '1h' });

/** The columns of clean bars with single cells replaced. */
function withCells(
  ...cells: readonly (readonly ['time' | 'open' | 'high' | 'low' | 'close' | 'volume', number, number])[]
): Parameters<typeof qualityReport>[0] {
  const columns = {
    time: clean.time.slice(),
    open: clean.open.slice(),
    high: clean.high.slice(),
    low: clean.low.slice(),
    close: clean.close.slice(),
    volume: clean.volume.slice(),
  };
  for (const [field, i, value] of cells) columns[field][i] = value;
  return columns;
}

describe('qualityReport', () => {
  test('finds nothing in clean bars', () => {
    const report = qualityReport(clean);
    expect(report.rows.length).toBe(0);
    expect(report.isValid).toBe(true);
    expect(report.summary()).toBe('300 bars, nothing found.');
  });

  test('names what Bars would refuse, in columns that it never saw', () => {
    const columns = withCells(
      ['close', 3, Number.NaN],
      ['time', 10, clean.time[9]],
      ['time', 20, clean.time[5]],
      ['high', 30, 0],
      ['volume', 40, -1],
    );
    const report = qualityReport(columns);
    expect(report.counts).toMatchObject({ notFinite: 1, duplicate: 1, unsorted: 1, outsideRange: 1, negativeVolume: 1 });
    expect(report.isValid).toBe(false);
    expect(report.rows.at(0)).toMatchObject({ kind: 'notFinite', index: 3, detail: 'close is NaN' });
    expect(() => Bars.fromColumns(columns as Bars)).toThrow();
  });

  test('tells a spike that is taken back from a move that stays', () => {
    const spike = clean.close.slice();
    spike[100] *= 1.5;
    const jump = clean.close.map((price, i) => (i < 200 ? price : price * 1.5));
    const of = (close: Float64Array): Bars =>
      Bars.fromColumns({ time: clean.time, open: close, high: close, low: close, close }, { interval: '1h' });
    expect(qualityReport(of(spike)).counts).toMatchObject({ spike: 1, outlier: 0 });
    expect(qualityReport(of(jump)).counts).toMatchObject({ spike: 0, outlier: 1 });
  });

  test('counts runs without volume and without movement', () => {
    const columns = withCells(
      ...[50, 51, 52, 53, 54, 55].flatMap((i) =>
        (['open', 'high', 'low', 'close'] as const).map((field) => [field, i, clean.close[49]] as const),
      ),
      ['volume', 70, 0],
      ['volume', 71, 0],
    );
    const report = qualityReport(columns);
    expect(report.counts).toMatchObject({ stuck: 1, zeroVolume: 1 });
    expect(report.rows.toRows().find((row) => row.kind === 'zeroVolume')).toMatchObject({ index: 70, count: 2 });
  });

  test('looks for gaps by the calendar: weekends are none for shares', () => {
    const friday = Date.UTC(2024, 0, 5);
    const rows = [0, 3, 4].map((day) => ({ time: friday + day * 86_400_000, open: 1, high: 1, low: 1, close: 1, volume: 1 }));
    const counts = (calendar: '24x7' | 'us-equity'): number =>
      qualityReport(Bars.fromRows(rows, { interval: '1d', instrument: { calendar } })).counts.gap;
    expect([counts('24x7'), counts('us-equity')]).toEqual([1, 0]);
  });

  test('finds gaps of columns, too, by the interval and the calendar that it is given', () => {
    const friday = Date.UTC(2024, 0, 5);
    const time = [0, 3, 4, 5, 10].map((days) => friday + days * 86_400_000);
    const flat = time.map(() => 1);
    const columns = { time, open: flat, high: flat, low: flat, close: flat };
    const missing = (options: object): number[] =>
      qualityReport(columns, options)
        .rows.toRows()
        .filter((row) => row.kind === 'gap')
        .map((row) => row.count);
    expect(missing({})).toEqual([2, 4]);
    // Thursday and Friday.
    expect(missing({ calendar: 'us-equity' })).toEqual([2]);
    expect(missing({ interval: '12h' })).toEqual([5, 1, 1, 9]);
    expect(() => qualityReport(columns, { calendar: 'nyse' as never })).toThrow(ArgumentError);
  });

  test('survives times that are none, and names them', () => {
    const report = qualityReport(withCells(['time', 5, Number.NaN], ['time', 8, 1e300], ['time', 12, -1e300]));
    expect(report.counts.notFinite).toBe(3);
    expect(report.isValid).toBe(false);
    expect(report.summary()).toContain('time is 1e+300, which is not in ms');
  });

  test('takes empty and single columns', () => {
    const none = { time: [], open: [], high: [], low: [], close: [] };
    expect(qualityReport(none)).toMatchObject({ length: 0, isValid: true });
    expect(qualityReport(clean.slice(0, 1)).rows.length).toBe(0);
  });

  test('prints its counts, small and stable', () => {
    expect(Object.keys(JSON.parse(JSON.stringify(qualityReport(clean))))).toEqual(['length', 'isValid', 'counts']);
  });

  test('refuses options out of range', () => {
    expect(() => qualityReport(clean, { stuckBars: 1 })).toThrow(ArgumentError);
    expect(() => qualityReport(clean, { outliers: 3 } as never)).toThrow(/Unknown option `outliers`/);
    expect(() => qualityReport({ time: clean.time } as never)).toThrow(/column `open`/);
  });
});

const folder = '../shared/data/ohlcv/1m';
describe.skipIf(!existsSync(folder))('real minutes under ../shared/data (skipped where they are absent)', () => {
  test('the outage of April 2021 shows as two gaps of 434 bars', async () => {
    const report = qualityReport(await readCsv(`${folder}/BTCUSDT_1m_binance-spot_2021-04_outage.csv.gz`));
    const gaps = report.rows.toRows().filter((row) => row.kind === 'gap');
    expect(gaps.map((row) => row.count).reduce((a, b) => a + b, 0)).toBe(434);
    expect(gaps.length).toBe(2);
    expect(report.isValid).toBe(true);
  });

  test('the first weeks of 2017 show their 10,537 bars without volume', async () => {
    const report = qualityReport(await readCsv(`${folder}/BTCUSDT_1m_binance-spot_2017-08_illiquid.csv.gz`));
    const still = report.rows.toRows().filter((row) => row.kind === 'zeroVolume');
    expect(still.reduce((sum, row) => sum + row.count, 0)).toBe(10_537);
    expect(report.counts.gap).toBe(1);
  });
});
