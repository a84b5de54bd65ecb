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

  test('refuses what cannot be', () => {
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', split: 0 }])).toThrow(/actions\[0\]\.split` to be a finite number > 0/);
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', dividend: 5 }])).toThrow(DataError);
    expect(() => adjust(flat([1, 2]), [{ time: '2024-01-02', splitt: 2 } as never])).toThrow(/Did you mean `split`/);
    expect(() => adjust(flat([1, 2]), 7 as never)).toThrow(ArgumentError);
    expect(() => parseFactors('20200101,0,1\n')).toThrow(/line 1 to be above 0/);
  });
});

const folder = '../shared/data/equities';
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
