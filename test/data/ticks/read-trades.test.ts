import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, SourceError } from 'barwright/core';
import { parseTrades, readTrades } from 'barwright/data';
import type { Trades } from 'barwright/market';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const rowsOf = ({ time, price, quantity, side }: Trades): readonly (readonly number[])[] =>
  Array.from(time, (at, i) => [at, price[i], quantity[i], side[i]]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-trades-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the layouts that venues write', () => {
  const two = [
    [1704153600000, 100.5, 2, 1],
    [1704153600250, 100, 0.5, -1],
  ];
  const layouts: readonly (readonly [string, string])[] = [
    ['our own', 'timestamp,id,price,qty,side\n1704153600000,1,100.5,2,buy\n1704153600250,2,100,0.5,sell\n'],
    [
      'our own with the time of receipt',
      'recv_ns,timestamp,id,price,qty,side\n1704153600001000000,1704153600000,1,100.50000000,2,buy\n1704153600260000000,1704153600250,2,100,0.5,sell\n',
    ],
    [
      'Tardis',
      'exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nx,ABC,1704153600000000,1704153600001000,a-1,buy,100.5,2\nx,ABC,1704153600250000,1704153600260000,a-2,sell,100,0.5\n',
    ],
    [
      'the public archive of Bybit, newest first',
      'timestamp,symbol,side,size,price,tickDirection,trdMatchID,grossValue,homeNotional,foreignNotional\n1704153600.25,ABC,Sell,0.5,100,MinusTick,b,5e9,0.5,50\n1704153600,ABC,Buy,2,100.5,PlusTick,a,2.01e10,2,201\n',
    ],
    ['the spot archive of Bybit', 'id,timestamp,price,volume,side\n1,1704153600000,100.5,2,buy\n2,1704153600250,100,0.5,sell\n'],
    [
      'trades of Binance',
      'id,price,qty,quote_qty,time,is_buyer_maker\n1,100.5,2,201,1704153600000,false\n2,100,0.5,50,1704153600250,true\n',
    ],
    ['trades of Binance without a header', '1,100.5,2,201,1704153600000,false\n2,100,0.5,50,1704153600250,true\n'],
    [
      'spot trades of Binance without a header, microseconds',
      '1,100.50,2.0,201.0,1704153600000000,False,True\n2,100.00,0.5,50.0,1704153600250000,True,True\n',
    ],
    [
      'aggregate trades of Binance',
      'agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,100.5,2,1,1,1704153600000,false\n2,100,0.5,2,2,1704153600250,true\n',
    ],
    ['aggregate trades of Binance without a header', '1,100.5,2,1,1,1704153600000,false\n2,100,0.5,2,2,1704153600250,true\n'],
    [
      'aggregate spot trades of Binance without a header',
      '1,100.5,2,1,1,1704153600000,False,True\n2,100,0.5,2,2,1704153600250,True,True\n',
    ],
    [
      'dates, semicolons, quotes, a mark of byte order, Windows lines, a blank line and no end',
      '\uFEFF"Time";"Price";"Size";"Side"\r\n2024-01-02T00:00:00Z;"100.5";2;BUY\r\n\r\n2024-01-02T00:00:00.250Z;100;0.5;SELL',
    ],
  ];
  for (const [name, text] of layouts) {
    test(`${name} is read`, () => expect(rowsOf(parseTrades(text))).toEqual(two));
  }

  test('the clock of the recorder is read where it is asked for', () => {
    expect([...parseTrades(layouts[1][1], { clock: 'local' }).time]).toEqual([1704153600001, 1704153600260]);
    expect([...parseTrades(layouts[2][1], { clock: 'local' }).time]).toEqual([1704153600001, 1704153600260]);
    expect(() => parseTrades(layouts[0][1], { clock: 'local' })).toThrow(/no `time` among timestamp, id, price, qty, side/);
  });

  test('parts of a millisecond are kept', () => {
    const text = 'timestamp,symbol,side,size,price\n1791331200.4902,A,Buy,1,2\n1791331201.268,A,Sell,1,2\n';
    expect([...parseTrades(text).time]).toEqual([1791331200490.2, 1791331201268]);
    expect(parseTrades('time,price,qty,side\n1704153600000123,1,1,b\n').time[0]).toBe(1704153600000.123);
  });

  test('a file, plain or gzip, and several files are read', async () => {
    const [plain, packed] = [join(folder, 'a.csv'), join(folder, 'b.csv.gz')];
    await writeFile(plain, 'timestamp,price,qty,side\n1000000000000,1,1,buy\n');
    await writeFile(packed, gzipSync('timestamp,price,qty,side\n1000000000500,2,1,sell\n1000000000100,3,1,sell\n'));
    expect([...(await readTrades([plain, packed], { symbol: 'ABC' })).price]).toEqual([1, 3, 2]);
    await expect(readTrades(join(folder, 'none.csv'))).rejects.toBeInstanceOf(SourceError);
    await writeFile(packed, gzipSync('timestamp,price').subarray(0, 20));
    await expect(readTrades(packed)).rejects.toThrow(/cut off or damaged/);
  });
});

describe('what a file does not say by itself', () => {
  const odd = 'when,what,much,who\n1704153600000,100,1,buy\n';

  test('unknown columns are an error that names them, and are read when they are named', () => {
    expect(() => parseTrades(odd)).toThrow(
      "Expected columns of time, price, quantity, side, no `time`, `price`, `quantity`, `side` among when, what, much, who. Give each name: `columns: { time: '...', price: '...', quantity: '...', side: '...' }`.",
    );
    const columns = { time: 'when', price: 'what', quantity: 'much', side: 'who' };
    expect(rowsOf(parseTrades(odd, { columns }))).toEqual([[1704153600000, 100, 1, 1]]);
    expect(() => parseTrades(odd, { columns: { ...columns, price: 'wat' } })).toThrow(/Expected a column `wat`.*Did you mean `what`/);
    expect(rowsOf(parseTrades('1704153600000|5|7\n', { columns: { time: 0, price: 2, quantity: 1, side: false } }))).toEqual([
      [1704153600000, 7, 5, 0],
    ]);
    expect(() => parseTrades('1704153600000,5,7\n')).toThrow(/among a file without a header. Give each position: `columns: { time: 0/);
    expect(() => parseTrades('1,2,3\n', { columns: { time: 'a' } })).toThrow(/position from 0/);
  });

  test('a column that says whether the buyer was the maker keeps its meaning when it is named', () => {
    const text = 'time,price,qty,side,isBuyerMaker\n1704153600000,100,1,buy,true\n';
    expect(parseTrades(text).side[0]).toBe(1);
    expect(parseTrades(text, { columns: { side: 'isBuyerMaker' } }).side[0]).toBe(-1);
  });

  test('rows of one symbol are chosen', () => {
    const text = 'timestamp,symbol,price,qty,side\n1704153600000,A,1,1,buy\n1704153600001,B,2,1,buy\n';
    expect(parseTrades(text, { symbol: 'B' }).price).toEqual(Float64Array.of(2));
    expect(() => parseTrades(text)).toThrow("found A and, in line 3, B. Choose one: `symbol: 'A'`.");
    expect(() => parseTrades(text, { symbol: 'C' })).toThrow("Expected rows of `symbol` 'C', found A, B.");
    const one = text.slice(0, text.lastIndexOf('1704'));
    expect(parseTrades(one).symbol).toBe('A');
    expect(parseTrades(one, { instrument: { symbol: 'mine', tickSize: 0.5 } }).symbol).toBe('mine');
  });
});

describe('times', () => {
  const text = (times: readonly number[]): string => `time,price,qty,side\n${times.map((time) => `${time},1,1,b`).join('\n')}\n`;
  const start = 1704153600000;

  test('that fall a little are raised', () => {
    expect([...parseTrades(text([start, start + 20, start + 10, start + 30])).time]).toEqual([start, start + 20, start + 20, start + 30]);
  });

  test('that fall far are refused, unless they are allowed to', () => {
    const far = text([start, start + 5_000, start + 1_000, start + 6_000]);
    expect(() => parseTrades(far)).toThrow(/fall by at most 1000 ms, row 2 .2024-01-02T00:00:01Z. comes after 2024-01-02T00:00:05Z/);
    expect(parseTrades(far, { jitterMs: 4_000 }).time[2]).toBe(start + 5_000);
  });

  test('trades of one time keep their order, also where the file is turned round', () => {
    const falling = `time,price,qty,side\n${start + 1},3,1,b\n${start},2,1,b\n${start},1,1,b\n`;
    expect([...parseTrades(falling).price]).toEqual([1, 2, 3]);
    expect([...parseTrades(falling, { order: 'ascending' }).price]).toEqual([3, 2, 1]);
  });
});

describe('content that breaks a rule', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /file is empty/],
    ['blank lines only', '\n\n', /file is empty/],
    ['a header only', 'time,price,qty,side\n', /has a header only/],
    [
      'a text in a number',
      'time,price,qty,side\n1704153600000,1,1,b\n1704153600000,abc,1,b\n',
      /`price` in line 3 to be a number, was `abc`/,
    ],
    ['an empty number', 'time,price,qty,side\n1704153600000,1,,b\n', /`qty` in line 2 to be a number, was empty/],
    ['no time', 'time,price,qty,side\nsoon,1,1,b\n', /`time` in line 2 to be a time, was `soon`/],
    ['no side', 'time,price,qty,side\n1704153600000,1,1,constructor\n', /`side` in line 2 to be buy, sell or unknown, was `constructor`/],
    ['a price of 0', 'time,price,qty,side\n1704153600000,0,1,b\n', /`price` in line 2 to be a price above 0, was 0/],
    ['a quantity of 0', 'time,price,qty,side\n1704153600000,1,0,b\n', /`qty` in line 2 to be above 0, was 0/],
    ['a short line', 'time,price,qty,side\n1704153600000,1\n', /at least 4 cells in line 2, found 2/],
  ];
  for (const [name, text, message] of cases) {
    test(`${name} is refused`, () => {
      expect(() => parseTrades(text)).toThrow(message);
      expect(() => parseTrades(text)).toThrow(DataError);
    });
  }

  test('the error has the row and the field', () => {
    const error = (() => {
      try {
        return parseTrades('time,price,qty,side\n1704153600000,1,1,b\n1704153600000,abc,1,b\n');
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ row: 1, field: 'price' });
  });

  test('unknown options are refused before any work', async () => {
    await expect(readTrades('none', { clok: 'local' } as never)).rejects.toThrow(/Did you mean `clock`/);
    expect(() => parseTrades('', { columns: { prize: 1 } as never })).toThrow(/Did you mean `price`/);
    expect(() => parseTrades('', { jitterMs: -1 })).toThrow(/jitterMs/);
    expect(() => parseTrades(5 as never)).toThrow(/text or bytes/);
    await expect(readTrades([] as never)).rejects.toThrow(/list of paths/);
  });
});

test('what was written is read again, to the bit', () => {
  const trade = fc.record({
    time: fc.integer({ min: 1, max: 1e6 }),
    price: fc.double({ min: 1e-8, max: 1e9, noNaN: true }),
    quantity: fc.double({ min: 1e-8, max: 1e9, noNaN: true }),
    side: fc.constantFrom('buy', 'sell', 'unknown'),
  });
  fc.assert(
    fc.property(fc.array(trade, { minLength: 1, maxLength: 50 }), (trades) => {
      const sorted = trades.toSorted((a, b) => a.time - b.time).map((each) => ({ ...each, time: 1704153600000 + each.time }));
      const text = sorted.map(({ time, price, quantity, side }) => `${time},${price},${quantity},${side}`);
      const read = parseTrades(`time,price,qty,side\n${text.join('\n')}\n`);
      const sides = { buy: 1, sell: -1, unknown: 0 } as Readonly<Record<string, number>>;
      expect(rowsOf(read)).toEqual(sorted.map(({ time, price, quantity, side }) => [time, price, quantity, sides[side]]));
    }),
  );
});

const shared = '../shared/data';
describe.skipIf(!existsSync(shared))('real files under ../shared/data (skipped where they are absent)', () => {
  const files: readonly (readonly [string, number, string | undefined])[] = [
    ['trades/BTCUSDT_binance-spot_2021-01-08_trades.csv.gz', 2_001, undefined],
    ['trades/BTCUSDT_binance-spot_2024-08-08T2354Z_trades.csv.gz', 9_757, undefined],
    ['trades/BTCUSDT_binance-usdm_2024-08-08T2354Z_trades.csv.gz', 21_313, undefined],
    ['l2/tardis/bitmex_trades_XBTUSD.csv', 10, 'XBTUSD'],
    ['bybit/trades/SOLUSDT_public-archive_new-format_with_RPI.csv', 2, 'SOLUSDT'],
  ];
  for (const [file, length, symbol] of files) {
    test(`${file} is read`, async () => {
      const trades = await readTrades(`${shared}/${file}`);
      expect(trades.length).toBe(length);
      expect(trades.symbol).toBe(symbol ?? '');
      expect(new Set(trades.side)).toEqual(file.includes('bitmex') ? new Set([-1]) : new Set([1, -1]));
    });
  }

  test('rows of one symbol are taken from the samples of the archive of Bybit', async () => {
    const file = `${shared}/bybit/trades/public-archive_row_samples_2021-2025.csv`;
    const [linear, inverse] = await Promise.all(['BTCUSDT', 'BTCUSD'].map((symbol) => readTrades(file, { symbol })));
    expect(rowsOf(linear)).toEqual([
      [1620086396826.8, 57199.5, 0.02, 1],
      [1735689600097.4, 93530, 0.003, -1],
      [1735689600144.6, 93531, 0.002, 1],
    ]);
    expect(rowsOf(inverse)).toEqual([
      [1630281599872, 48815.5, 5000, 1],
      [1668728606000, 16661, 611, 1],
    ]);
  });

  test('the two clocks of a capture differ by the way of the messages', async () => {
    const file = `${shared}/trades/BTCUSDT_binance-usdm_2024-08-08T2354Z_trades.csv.gz`;
    const [venue, local] = await Promise.all([readTrades(file), readTrades(file, { clock: 'local' })]);
    expect(local.time[0]).toBeCloseTo(1723161255088.176, 3);
    const lags = local.time.map((time, i) => time - venue.time[i]);
    expect(Math.max(...lags) - Math.min(...lags)).toBeLessThan(300);
  });
});
