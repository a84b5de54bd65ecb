import { Rng } from 'barwright/core';
import { describe, expect, it } from 'vitest';
import { groupCandles, groupLine, groupSize } from '../../src/report/client/candles.ts';
import { indexAt, running, unpackColumns } from '../../src/report/client/columns.ts';
import { numberText, percentText, quantityText, timeText } from '../../src/report/client/text.ts';
import { queryTrades, type TradeQuery } from '../../src/report/client/trade-order.ts';
import { readTrades, type Trades } from '../../src/report/client/trades.ts';
import { PackedColumns } from '../../src/report/packed-columns.ts';
import { packTrades } from '../../src/report/trade-columns.ts';
import { usual } from './results.ts';

const result = usual(6_000);

async function tradesOfPage(): Promise<Trades> {
  const columns = new PackedColumns();
  packTrades(result, columns);
  return readTrades(await unpackColumns(columns.toText(), columns.entries));
}

describe('packed columns', () => {
  it('come out of the page as they went in', async () => {
    const rng = new Rng(4);
    const columns = new PackedColumns();
    const rising = Float64Array.from({ length: 1_001 }, (_, i) => 1.6e12 + i * 60_000);
    const values = Float32Array.from({ length: 1_001 }, () => rng.normal());
    columns.add('flags', 'u8', [1, 0, 1]);
    columns.addRising('rising', rising);
    columns.add('values', 'f32', values);
    columns.add('whole', 'i32', [-5, 2 ** 31 - 1]);
    const column = await unpackColumns(columns.toText(), columns.entries);
    expect(running(column('rising'))).toEqual(rising);
    expect(column('values')).toEqual(values);
    expect(Array.from(column('whole'))).toEqual([-5, 2 ** 31 - 1]);
    expect(Array.from(column('flags'))).toEqual([1, 0, 1]);
    expect(column('other')).toHaveLength(0);
  });

  it('carry every trade', async () => {
    const trades = await tradesOfPage();
    expect(trades.entryTime).toEqual(result.trades.column('entryTime'));
    expect(trades.exitTime).toEqual(result.trades.column('exitTime'));
    expect(trades.pnl).toEqual(Float32Array.from(result.trades.column('pnl')));
    expect(Array.from(trades.short as Uint8Array, (short) => (short === 1 ? 'short' : 'long'))).toEqual(result.trades.column('direction'));
  });
});

describe('queryTrades', () => {
  const query: TradeQuery = { sort: '', isDescending: false, side: '', outcome: '', text: '' };

  it('sorts both ways and keeps the order of equal trades', async () => {
    const trades = await tradesOfPage();
    const pnl = (rows: Int32Array): readonly number[] => Array.from(rows, (row) => trades.pnl[row]);
    const up = pnl(queryTrades(trades, { ...query, sort: 'pnl' }, () => ''));
    expect(up).toEqual([...up].sort((a, b) => a - b));
    expect(pnl(queryTrades(trades, { ...query, sort: 'pnl', isDescending: true }, () => ''))).toEqual([...up].sort((a, b) => b - a));
    const sides = queryTrades(trades, { ...query, sort: 'short' }, () => '');
    for (let k = 1; k < sides.length; k++)
      if (trades.short[sides[k]] === trades.short[sides[k - 1]]) expect(sides[k]).toBeGreaterThan(sides[k - 1]);
  });

  it('filters by side, outcome and words', async () => {
    const trades = await tradesOfPage();
    const { direction, status } = { direction: result.trades.column('direction'), status: result.trades.column('status') };
    const pnl = result.trades.column('pnl');
    const rows = queryTrades(trades, { ...query, side: 'short', outcome: 'won' }, () => '');
    const expected = direction.flatMap((side, i) => (side === 'short' && status[i] === 'closed' && pnl[i] > 0 ? [i] : []));
    expect(Array.from(rows)).toEqual(expected);
    const words = queryTrades(trades, { ...query, text: 'Trade 1' }, (row) => `trade ${row}`);
    expect(Array.from(words).every((row) => String(row).includes('1'))).toBe(true);
  });
});

describe('candles of the page', () => {
  const time = Float64Array.of(0, 1_000, 2_000);

  it('are joined from the first on', () => {
    const candles = { time, open: [1, 2, 3], high: [5, 9, 4], low: [0, 1, 2], close: [2, 3, 4] };
    expect(groupCandles(candles, 2)).toEqual([
      { time: 0, open: 1, high: 9, low: 0, close: 3 },
      { time: 2, open: 3, high: 4, low: 2, close: 4 },
    ]);
    expect(groupLine(time, [1, Number.NaN, 3], 2)).toEqual([{ time: 0 }, { time: 2, value: 3 }]);
  });

  it('are joined until each has four pixels', () => {
    expect([groupSize(100, 1_000), groupSize(1_000, 1_000), groupSize(30_000, 1_000)]).toEqual([1, 4, 128]);
  });
});

describe('texts of the page', () => {
  it('say times, numbers and fractions', () => {
    expect([timeText(0), timeText(3_600_000), timeText(1_500)]).toEqual(['1970-01-01', '1970-01-01 01:00', '1970-01-01 00:00:01']);
    expect([numberText(1_234.5, 2), numberText(Number.NaN, 2)]).toEqual(['1,234.50', 'n/a']);
    expect([percentText(0.01234), percentText(-0.5), percentText(0)]).toEqual(['+1.23%', '-50.00%', '0.00%']);
    expect([quantityText(0.123456789), quantityText(1_234_567)]).toEqual(['0.1234568', '1,234,567']);
  });

  it('find the last time that is not after another', () => {
    expect([indexAt([1, 3, 5], 0), indexAt([1, 3, 5], 3), indexAt([1, 3, 5], 4), indexAt([1, 3, 5], 9)]).toEqual([0, 1, 1, 2]);
  });
});
