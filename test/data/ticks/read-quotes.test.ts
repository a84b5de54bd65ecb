import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, SourceError } from 'barwright/core';
import { parseQuotes, readCsv, readQuotes } from 'barwright/data';
import type { Quotes } from 'barwright/market';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const rowsOf = ({ time, bid, bidSize, ask, askSize }: Quotes): readonly (readonly number[])[] =>
  Array.from(time, (at, i) => [at, bid[i], bidSize[i], ask[i], askSize[i]]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-quotes-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the layouts that sources write', () => {
  const two = [
    [1704153600000, 99.5, 3, 100, 2],
    [1704153600250, 99, 5, 99.5, 0.5],
  ];
  const layouts: readonly (readonly [string, string])[] = [
    ['plain columns', 'timestamp,bid,ask,bidSize,askSize\n1704153600000,99.5,100,3,2\n1704153600250,99,99.5,5,0.5\n'],
    ['others of their names', 'Time;Bid Price;Bid Qty;Ask Price;Ask Qty\n1704153600;99.5;3;100;2\n1704153600.25;99;5;99.5;0.5\n'],
    [
      'Tardis',
      'exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount\nx,A,1704153600000000,1704153600009000,2,100,99.5,3\nx,A,1704153600250000,1704153600260000,0.5,99.5,99,5\n',
    ],
    [
      'the archive of Binance',
      'update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time\n1,99.5,3,100,2,1704153600000,1704153600005\n2,99,5,99.5,0.5,1704153600250,1704153600255\n',
    ],
    [
      'the archive of Binance without a header',
      '1,99.5,3,100,2,1704153600000,1704153600005\n2,99,5,99.5,0.5,1704153600250,1704153600255\n',
    ],
    ['the newest row first', 'timestamp,bid,ask,bid_size,ask_size\n1704153600250,99,99.5,5,0.5\n1704153600000,99.5,100,3,2\n'],
  ];
  for (const [name, text] of layouts) {
    test(`${name} is read`, () => expect(rowsOf(parseQuotes(text))).toEqual(two));
  }

  test('the clock of the recorder is read where it is asked for', () => {
    expect([...parseQuotes(layouts[2][1], { clock: 'local' }).time]).toEqual([1704153600009, 1704153600260]);
  });

  test('sizes that nobody knows are infinite', () => {
    expect(rowsOf(parseQuotes('time,bid,ask\n1704153600000,99,100\n'))).toEqual([
      [1704153600000, 99, Number.POSITIVE_INFINITY, 100, Number.POSITIVE_INFINITY],
    ]);
  });

  test('a row without a bid or an ask is left out', () => {
    const text =
      'timestamp,ask_amount,ask_price,bid_price,bid_amount\n1704153600000,1,100,99,1\n1704153600001,0,,99,1\n1704153600002,1,100,98,1\n';
    expect([...parseQuotes(text).bid]).toEqual([99, 98]);
  });

  test('bars are stamped with their end, when they are known', () => {
    const bars =
      'timestamp,bid_open,bid_close,bid_size,ask_open,ask_close,ask_size\n1704153600000,1,99,3,1,100,2\n1704153660000,1,98,3,1,99,2\n';
    expect(rowsOf(parseQuotes(bars))).toEqual([
      [1704153660000, 99, 3, 100, 2],
      [1704153720000, 98, 3, 99, 2],
    ]);
    expect(parseQuotes(bars, { interval: '5m' }).time[0]).toBe(1704153900000);
    const plain = 'timestamp,bid,ask\n1704153600000,99,100\n1704153660000,99,100\n';
    expect(parseQuotes(plain).time[0]).toBe(1704153600000);
    expect(parseQuotes(plain, { interval: '1m' }).time[0]).toBe(1704153660000);
  });

  test('a file, plain or gzip, and several files are read', async () => {
    const [plain, packed] = [join(folder, 'a.csv'), join(folder, 'b.csv.gz')];
    await writeFile(plain, 'time,bid,ask\n1000000000000,1,2\n');
    await writeFile(packed, gzipSync('time,bid,ask\n1000000000500,2,3\n'));
    expect([...(await readQuotes([plain, packed])).bid]).toEqual([1, 2]);
    await expect(readQuotes(join(folder, 'none.csv'))).rejects.toBeInstanceOf(SourceError);
  });
});

describe('content that breaks a rule', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /file is empty/],
    ['a header only', 'time,bid,ask\n', /has a header only/],
    ['a missing column', 'time,bid,b\n1,1,1\n', /no `ask` among time, bid, b. Give each name: `columns: { ask: '...' }`/],
    ['a text in a number', 'time,bid,ask\n1704153600000,abc,1\n', /`bid` in line 2 to be a number, was `abc`/],
    ['a price of 0', 'time,bid,ask\n1704153600000,0,1\n', /`bid` in line 2 to be a price above 0, was 0/],
    ['a bid above its ask', 'time,bid,ask\n1704153600000,2,1\n', /`bid` in line 2 to be at most the ask, 1, was 2/],
    ['a size below 0', 'time,bid,ask,ask_size,bid_size\n1704153600000,1,2,-1,1\n', /`ask_size` in line 2 to be at least 0, was -1/],
  ];
  for (const [name, text, message] of cases) {
    test(`${name} is refused`, () => {
      expect(() => parseQuotes(text)).toThrow(message);
      expect(() => parseQuotes(text)).toThrow(DataError);
    });
  }

  test('columns are named', () => {
    const columns = { time: 'when', bid: 'l', ask: 'r', bidSize: 'n' };
    expect(rowsOf(parseQuotes('when,l,r,n\n1704153600000,1,2,3\n', { columns }))).toEqual([
      [1704153600000, 1, 3, 2, Number.POSITIVE_INFINITY],
    ]);
  });

  test('unknown options are refused before any work', () => {
    expect(() => parseQuotes('', { intervall: '1m' } as never)).toThrow(/Did you mean `interval`/);
    expect(() => parseQuotes('', { interval: '1x' } as never)).toThrow(/interval/);
  });
});

const shared = '../shared/data';
describe.skipIf(!existsSync(shared))('real files under ../shared/data (skipped where they are absent)', () => {
  test('quotes of Tardis are read', async () => {
    const quotes = await readQuotes(`${shared}/l2/tardis/huobi-dm-swap_quotes_BTC-USD.csv`);
    expect(quotes.symbol).toBe('BTC-USD');
    expect(rowsOf(quotes).at(-1)).toEqual([1588291201814, 8629.2, 847, 8629.3, 5411]);
    expect(quotes.length).toBe(10);
  });

  test('bars of quotes are those around the trades of the minute that is over', async () => {
    const name = `${shared}/quotes/BTCUSDT_1m_cryptofuture-bybit_2022-12-13`;
    const quotes = await readQuotes(`${name}_bidask.csv.gz`, { symbol: 'BTCUSDT' });
    const bars = await readCsv(`${name}_trade.csv.gz`, { symbol: 'BTCUSDT' });
    expect(quotes.length).toBe(460);
    expect(quotes.time[0]).toBe(1670889660000);
    const closes = new Map(Array.from(bars.time, (time, i) => [time + 60_000, bars.close[i]]));
    const shares = [0, 60_000].map((shift) => {
      const beside = Array.from(quotes.time).filter((time, i) => {
        const close = closes.get(time + shift) ?? Number.NaN;
        return close >= quotes.bid[i] && close <= quotes.ask[i];
      });
      return beside.length / quotes.length;
    });
    expect(shares[0]).toBeGreaterThan(0.9);
    expect(shares[1]).toBeLessThan(0.5);
  });
});
