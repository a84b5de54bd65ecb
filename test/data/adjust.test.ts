import { existsSync, readFileSync } from 'node:fs';
import { adjust, Bars } from 'barwright';
import { ArgumentError, DataError } from 'barwright/core';
import { adjustByFactors, parseFactors, readCsv } from 'barwright/data';
import { describe, expect, test } from 'vitest';

const flat = (prices: readonly number[]): Bars =>
  Bars.fromRows(
    prices.map((price, i) => ({ time: Date.UTC(2024, 0, 1 + i), open: price, high: price, low: price, close: price, volume: 700 })),
  );

describe('adjust', () => {
  test('divides prices before a split and multiplies volumes', () => {
    const adjusted = adjust(flat([70, 70, 10]), [{ time: '2024-01-03', split: 7 }]);
    expect(Array.from(adjusted.close)).toEqual([10, 10, 10]);
    expect(Array.from(adjusted.volume)).toEqual([4_900, 4_900, 700]);
  });

  test('takes a dividend off in proportion to the close before it', () => {
    const adjusted = adjust(flat([100, 100, 98]), [{ time: '2024-01-03', dividend: 2 }]);
    expect(Array.from(adjusted.close)).toEqual([98, 98, 98]);
    expect(Array.from(adjusted.volume)).toEqual([700, 700, 700]);
  });

  test('joins actions and leaves the last bars as they are', () => {
    const adjusted = adjust(flat([200, 100, 50]), [
      { time: '2024-01-02', split: 2 },
      { time: '2024-01-03', split: 2 },
    ]);
    expect(Array.from(adjusted.close)).toEqual([50, 50, 50]);
  });

  test('lets actions outside of the bars change nothing', () => {
    const bars = flat([100, 100]);
    const adjusted = adjust(bars, [
      { time: '2023-06-01', split: 2 },
      { time: '2024-06-01', split: 4, dividend: 1 },
    ]);
    expect(adjusted.close).toEqual(bars.close);
  });

  test('keeps the instrument but for its tick, which adjusted prices lie between', () => {
    const bars = flat([70, 10]).withInstrument({ symbol: 'ABC', tickSize: 0.01, calendar: 'us-equity' });
    const adjusted = adjust(bars, [{ time: '2024-01-02', split: 7 }]);
    expect(adjusted.instrument).toEqual({ ...bars.instrument, tickSize: 0 });
  });

  test('leaves the bars it was given as they were', () => {
    const bars = flat([70, 10]);
    adjust(bars, [{ time: '2024-01-02', split: 7 }]);
    expect(Array.from(bars.close)).toEqual([70, 10]);
  });

  test('refuses what cannot be', () => {
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', split: 0 }])).toThrow(/actions\[0\]\.split` to be a finite number > 0/);
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', dividend: 5 }])).toThrow(DataError);
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', splitt: 2 } as never])).toThrow(/Did you mean `split`/);
    expect(() => adjust(flat([1, 2]), 7 as never)).toThrow(ArgumentError);
    expect(() => parseFactors('20200101,0,1\n')).toThrow(/line 1 to be above 0/);
  });
});

const folder = '../shared/data/equities';
describe('adjustByFactors', () => {
  const file = '20231231,0.9,0.25,5\n20240102,0.98,0.5,100\n20501231,1,1,0\n';

  test('holds each factor up to and with its date', () => {
    const adjusted = adjustByFactors(flat([100, 100, 100]), parseFactors(file));
    expect(Array.from(adjusted.close)).toEqual([49, 49, 100]);
    expect(Array.from(adjusted.volume)).toEqual([1_400, 1_400, 700]);
  });

  test('reads rows in any order, with a header and empty lines', () => {
    const rows = parseFactors(`date,price factor,split factor,reference\r\n\r\n${file.split('\n').reverse().join('\r\n')}`);
    expect(rows).toEqual(parseFactors(file));
    expect(rows[1]).toEqual({ time: Date.UTC(2024, 0, 2), price: 0.98, split: 0.5 });
    expect(() => parseFactors('2024-01-02,1,1')).toThrow(/line 1 to be a date and two factors/);
  });

  test('agrees with adjust by the events behind the factors', () => {
    const bars = flat([100, 100, 49, 49]);
    const events = adjust(bars, [
      { time: '2024-01-03', split: 2 },
      { time: '2024-01-04', dividend: 0.98 },
    ]);
    const factors = adjustByFactors(bars, parseFactors('20240102,0.98,0.5\n20240103,0.98,1\n20501231,1,1\n'));
    for (let i = 0; i < bars.length; i++) expect(events.close[i]).toBeCloseTo(factors.close[i], 12);
    expect(events.volume).toEqual(factors.volume);
  });
});

describe.skipIf(!existsSync(folder))('real shares under ../shared/data (skipped where they are absent)', () => {
  test('Apple shows no fall that its holders did not see once its splits and dividends are adjusted for', async () => {
    const raw = await readCsv(`${folder}/AAPL_1d_us-equity_raw.csv.gz`, { symbol: 'AAPL' });
    const adjusted = adjustByFactors(raw, parseFactors(readFileSync(`${folder}/factor_files/AAPL.csv`, 'utf8')));
    const worst = (bars: Bars): number => Math.min(...Array.from(bars.close.subarray(1), (close, i) => close / bars.close[i] - 1));
    // 7 for 1 on 2014-06-09.
    expect(worst(raw)).toBeLessThan(-0.8);
    // The worst real day of the span is 2000-09-29, -52 %, after a warning on profits.
    expect(worst(adjusted)).toBeGreaterThan(-0.53);
    expect(adjusted.between('2014-06-06', '2014-06-10').close[1] / adjusted.between('2014-06-06', '2014-06-10').close[0]).toBeCloseTo(
      1.016,
      2,
    );
    expect(adjusted.close.at(-1)).toBe(raw.close.at(-1));
  });
});
