import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataError, SourceError } from 'barwright/core';
import { type MarketStream, parseMarketStream, readMarketStream, readTrades } from 'barwright/data';
import { type BookUpdates, OrderBook } from 'barwright/market';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const start = 1704153600000;
const bookRows = ({ time, side, price, quantity, snapshot, last }: BookUpdates): readonly (readonly number[])[] =>
  Array.from(time, (at, i) => [at, side[i], price[i], quantity[i], snapshot[i], last[i]]);

type Level = readonly [price: number, quantity: number];
const texts = (levels: readonly Level[]): string[][] => levels.map((level) => level.map(String));
const wrapped = (stream: string, data: object, received?: number): string =>
  `${received === undefined ? '' : `${start + received}000000 `}${JSON.stringify({ stream: `a@${stream}`, data })}`;

interface Change {
  readonly U: number;
  readonly u: number;
  readonly pu?: number;
  readonly at: number;
  readonly b?: readonly Level[];
  readonly a?: readonly Level[];
  readonly received?: number;
}
const change = ({ U, u, pu, at, b = [], a = [], received }: Change): string => {
  const ids = pu === undefined ? { U, u } : { U, u, pu, T: start + at };
  return wrapped('depth', { e: 'depthUpdate', E: start + at, s: 'A', ...ids, b: texts(b), a: texts(a) }, received);
};
const snapshot = (id: number, b: readonly Level[], a: readonly Level[], more: object = {}, received?: number): string =>
  `${received === undefined ? '' : `${start + received}000000 `}${JSON.stringify({ lastUpdateId: id, ...more, bids: texts(b), asks: texts(a) })}`;
const trade = (at: number, p: number, m: boolean, more: object = {}, received?: number): string =>
  wrapped('trade', { e: 'trade', E: start + at + 1, T: start + at, s: 'A', p: String(p), q: '2', m, ...more }, received);
const ticker = (b: number, a: number, more: object = {}, received?: number): string =>
  wrapped('bookTicker', { u: 1, s: 'A', b: String(b), B: '3', a: String(a), A: '4', ...more }, received);
const parse = (lines: readonly string[], options?: Parameters<typeof parseMarketStream>[1]): MarketStream =>
  parseMarketStream(lines.join('\n'), options);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-streams-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the book of futures', () => {
  const lines = [
    change({ U: 1, u: 5, pu: 0, at: 1, b: [[1, 1]], received: 11 }),
    change({ U: 7, u: 9, pu: 5, at: 2, b: [[98, 7]], received: 12 }),
    change({ U: 12, u: 14, pu: 9, at: 5, b: [[99, 0]], received: 15 }),
    snapshot(8, [[99, 5]], [[101, 4]], { E: start + 3, T: start + 1.5 }, 16),
    change({ U: 20, u: 21, pu: 14, at: 6, a: [[100.5, 1]], received: 17 }),
  ];

  test('has the changes that the snapshot does not hold behind it', () => {
    expect(bookRows(parse(lines).book)).toEqual([
      [start + 1.5, 1, 99, 5, 1, 0],
      [start + 1.5, -1, 101, 4, 0, 1],
      [start + 2, 1, 98, 7, 0, 1],
      [start + 5, 1, 99, 0, 0, 1],
      [start + 6, -1, 100.5, 1, 0, 1],
    ]);
  });

  test('is known to the recorder when the snapshot is in', () => {
    expect([...parse(lines, { clock: 'local' }).book.time]).toEqual([16, 16, 16, 16, 17].map((ms) => start + ms));
  });

  test('a break names both identifiers', () => {
    const broken = [...lines, change({ U: 30, u: 31, pu: 29, at: 7 })];
    expect(() => parse(broken)).toThrow('Expected the identifier before it (`pu`) of the changes in line 6 to be 21, was 29');
    expect(() => parse([lines[0], lines[2], lines[3]])).toThrow('changes in line 2 to be 8, was 9');
  });

  test('a break leaves the book empty until the next snapshot, where that is asked for', () => {
    const broken = [
      ...lines,
      change({ U: 30, u: 31, pu: 29, at: 7, b: [[98, 1]] }),
      snapshot(20, [[1, 1]], [], { T: start + 7 }),
      change({ U: 32, u: 33, pu: 31, at: 8, b: [[97, 2]] }),
      snapshot(32, [[96, 5]], [[102, 4]], { T: start + 7.5 }),
      change({ U: 34, u: 34, pu: 33, at: 9, b: [[95, 1]] }),
      snapshot(33, [[1, 1]], [], { T: start + 9 }),
    ];
    const { book, gaps } = parse(broken, { onGap: 'skip' });
    expect(bookRows(book).slice(5)).toEqual([
      [start + 7, 1, 100.5, 0, 1, 1],
      [start + 7.5, 1, 96, 5, 1, 0],
      [start + 7.5, -1, 102, 4, 0, 1],
      [start + 8, 1, 97, 2, 0, 1],
      [start + 9, 1, 95, 1, 0, 1],
    ]);
    expect(gaps).toEqual([
      { line: 6, time: start + 7, before: 21, after: 29 },
      { line: 6, time: start + 7, before: 20, after: 29 },
    ]);
  });

  test('changes without a snapshot are refused, or leave the book empty', () => {
    expect(() => parse([lines[0]])).toThrow(/Expected a snapshot among the changes of the book, found none after line 1/);
    expect(parse([lines[0], trade(1, 5, true)], { onGap: 'skip' }).book.length).toBe(0);
  });

  test('other streams of the book are passed over', () => {
    const other = (stream: string): string => lines[4].replace('a@depth', `a@${stream}`).replace('"u":21', '"u":99');
    const read = parse([...lines.slice(0, 4), other('depth@100ms'), other('depth20@100ms'), lines[4]]);
    expect(bookRows(read.book)).toEqual(bookRows(parse(lines).book));
  });
});

describe('the book of the spot market', () => {
  const lines = [
    change({ U: 1, u: 5, at: 100, b: [[1, 1]] }),
    change({ U: 6, u: 9, at: 200, b: [[98, 7]] }),
    snapshot(7, [[99, 5]], [[101, 4]]),
    change({ U: 10, u: 12, at: 300, a: [[100.5, 1]] }),
  ];

  test('has the changes behind a snapshot that takes the time of the next message', () => {
    expect(bookRows(parse(lines).book)).toEqual([
      [start + 300, 1, 99, 5, 1, 0],
      [start + 300, -1, 101, 4, 0, 1],
      [start + 300, 1, 98, 7, 0, 1],
      [start + 300, -1, 100.5, 1, 0, 1],
    ]);
  });

  test('a break names both identifiers', () => {
    expect(() => parse([...lines, change({ U: 14, u: 15, at: 400 })])).toThrow(
      'Expected the first identifier of the changes in line 5 to be 13, was 14',
    );
  });
});

describe('trades and quotes', () => {
  test('have the time of the matching engine, or of receipt', () => {
    const lines = [trade(5, 100, true, {}, 9), ticker(99, 101, { e: 'bookTicker', E: start + 8, T: start + 7 }, 12)];
    const { trades, quotes } = parse(lines);
    expect([trades.time[0], trades.price[0], trades.quantity[0], trades.side[0], trades.symbol]).toEqual([start + 5, 100, 2, -1, 'A']);
    expect([...quotes].map(({ time, bid, bidSize, ask, askSize }) => [time, bid, bidSize, ask, askSize])).toEqual([
      [start + 7, 99, 3, 101, 4],
    ]);
    const local = parse(lines, { clock: 'local' });
    expect([local.trades.time[0], local.quotes.time[0]]).toEqual([start + 9, start + 12]);
    expect(() => parse([trade(5, 100, true)], { clock: 'local' })).toThrow(/Expected line 1 to begin with the time of its receipt/);
  });

  test('quotes without a time take the latest before them, and are left out before the first', () => {
    const { quotes } = parse([ticker(98, 101), trade(5, 100, true), trade(3, 100, true), ticker(99, 101), trade(9, 100, true)]);
    expect(Array.from(quotes.time, (time, i) => [time, quotes.bid[i]])).toEqual([[start + 5, 99]]);
  });

  test('quotes without a time are as much later than the message before them as they were received later', () => {
    const lines = [
      trade(5, 100, true, {}, 20),
      ticker(99, 101, {}, 27),
      ticker(98, 101, {}, 14),
      trade(6, 100, true, {}, 40),
      ticker(97, 101, {}, 41),
    ];
    expect([...parse(lines).quotes.time]).toEqual([13, 13, 13].map((ms) => start + ms));
    expect([...parse(lines.slice(0, 2)).quotes.time]).toEqual([start + 6 + 7]);
  });

  test('times that fall a little are raised, those that fall far are refused', () => {
    const lines = [trade(5, 1, true), trade(3, 2, true)];
    expect([...parse(lines).trades.time]).toEqual([start + 5, start + 5]);
    expect(() => parse(lines, { jitterMs: 1 })).toThrow(/times of trades to fall by at most 1 ms/);
  });

  test('only trades of the market are read, and of trades and aggregate trades those that come first', () => {
    const aggregate = trade(6, 3, false).replace('"e":"trade"', '"e":"aggTrade"');
    const lines = [trade(5, 1, false, { X: 'MARKET' }), trade(5, 2, true, { X: 'INSURANCE_FUND' }), aggregate];
    expect([...parse(lines).trades.price]).toEqual([1]);
    expect([...parse([aggregate, ...lines]).trades.price]).toEqual([3, 3]);
  });

  test('quotes without a bid or an ask are left out, other messages passed over', () => {
    const lines = [
      trade(5, 1, false),
      ticker(0, 101),
      '{"result":null,"id":1}',
      wrapped('markPrice', { e: 'markPriceUpdate' }),
      ticker(1, 2),
    ];
    expect([...parse(lines).quotes.bid]).toEqual([1]);
  });

  test('one symbol of several is chosen', () => {
    const lines = [trade(5, 1, false), trade(6, 2, false, { s: 'B' })];
    expect(() => parse(lines)).toThrow("found A and, in line 2, B. Choose one: `symbol: 'A'`.");
    expect([...parse(lines, { symbol: 'B' }).trades.price]).toEqual([2]);
    expect(() => parse(lines, { symbol: 'C' })).toThrow("Expected rows of `symbol` 'C', found A, B.");
  });
});

test('messages of Bybit are read', () => {
  const book = (type: string, u: number, b: readonly Level[]): string =>
    JSON.stringify({ topic: 'orderbook.50.A', type, ts: start + u, cts: start + u - 1, data: { s: 'A', b: texts(b), a: [], u } });
  const rows = { topic: 'publicTrade.A', type: 'snapshot', ts: start + 9, data: [{ T: start + 8, s: 'A', S: 'Sell', v: '3', p: '99' }] };
  const lines = [book('snapshot', 1, [[99, 5]]), book('delta', 2, [[99, 0]]), JSON.stringify(rows)];
  const { book: updates, trades } = parse(lines);
  expect(bookRows(updates)).toEqual([
    [start, 1, 99, 5, 1, 1],
    [start + 1, 1, 99, 0, 0, 1],
  ]);
  expect([...trades].map(({ time, price, quantity, side }) => [time, price, quantity, side])).toEqual([[start + 8, 99, 3, 'sell']]);
  const local = parse(
    lines.map((line, i) => `${start + 20 + i} ${line}`),
    { clock: 'local' },
  );
  expect([...local.book.time, ...local.trades.time]).toEqual([start + 20, start + 21, start + 22]);
});

describe('content that breaks a rule', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an empty file', [], /file is empty/],
    ['a file of other things', ['{"a":1}'], /Expected messages of Binance or Bybit, found none/],
    ['a broken line', [trade(5, 1, true), '{"stream":"a@tra'], /Expected line 2 to be an object in JSON, was `\{"stream":"a@tra`/],
    ['a line that is cut off in its time', ['17041536', trade(5, 1, true)], /Expected line 1 to be an object in JSON/],
    ['a price that is none', [trade(5, Number.NaN, true)], /Expected `price` in line 1 to be a number above 0, was `NaN`/],
    ['a bid above its ask', [trade(5, 1, true), ticker(3, 2)], /Expected `bid` in line 2 to be at most the ask, 2, was `3`/],
    ['a time that is none', [trade(5, 1, true, { T: 'x' })], /Expected `T` in line 1 to be a time in ms, was `x`/],
    ['a message without a symbol', [trade(5, 1, true, { s: undefined })], /Expected a symbol in line 1, was `undefined`/],
    ['changes without identifiers', [change({ U: 1, u: Number.NaN, at: 1 })], /Expected identifiers of the book in line 1 to be numbers/],
    ['a quantity that is missing', [snapshot(1, [[1] as never], [], { T: start })], /Expected a level in line 1 .* was `\["1"\]`/],
    ['a quantity that is empty', [trade(5, 1, true, { q: '' })], /Expected `quantity` in line 1 to be a number above 0, was ``/],
    ['a level that is none', [snapshot(1, [[-1, 1]], [], { T: start })], /Expected a level in line 1 to be a price above 0/],
  ];
  for (const [name, lines, message] of cases) {
    test(`${name} is refused`, () => {
      expect(() => parse(lines)).toThrow(message);
      expect(() => parse(lines)).toThrow(DataError);
    });
  }

  test('unknown options are refused before any work', async () => {
    await expect(readMarketStream('none', { clock: 'loca' } as never)).rejects.toThrow(/Did you mean `local`/);
    expect(() => parseMarketStream('', { gap: 'skip' } as never)).toThrow(/Unknown option `gap`/);
  });

  test('a file, plain or gzip, and several files are read; a missing one is refused', async () => {
    const [plain, packed] = [join(folder, 'a.jsonl'), join(folder, 'b.jsonl.gz')];
    await writeFile(plain, `\uFEFF${trade(5, 1, true)}\r\n\r\n`);
    await writeFile(packed, gzipSync(trade(6, 2, true)));
    expect([...(await readMarketStream([plain, packed])).trades.price]).toEqual([1, 2]);
    await expect(readMarketStream(join(folder, 'none'))).rejects.toBeInstanceOf(SourceError);
    await writeFile(packed, `${trade(6, 2, true)}\n{`);
    await expect(readMarketStream(packed)).rejects.toThrow(/line 2 of `.*b.jsonl.gz` to be an object in JSON/);
  });
});

test('the book is the same whenever the snapshot comes in, and whichever of its identifiers it has', () => {
  const changes = fc.array(
    fc.record({ step: fc.integer({ min: 0, max: 9 }), quantity: fc.integer({ min: 0, max: 3 }), ids: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 2, maxLength: 30 },
  );
  fc.assert(
    fc.property(changes, fc.nat(), fc.nat(), fc.boolean(), (steps, taken, wait, isSpot) => {
      const book = new OrderBook();
      const lines: string[] = [];
      const of = taken % (steps.length - 1);
      let [id, held] = [10, ''];
      for (const [i, { step, quantity, ids }] of steps.entries()) {
        const level = [100 - step, quantity] as const;
        book.update(1, ...level);
        const [U, u] = isSpot ? [id + 1, id + ids] : [id + 1 + (i % 2), id + ids + 1];
        lines.push(change({ U, u, at: i, b: [level], ...(isSpot ? {} : { pu: id }) }));
        id = u;
        if (i === of) {
          const levels = book.levels('bid').map(({ price, quantity: size }) => [price, size] as const);
          held = snapshot(id, [...levels, [1, 1]], [], { T: start + i });
        }
      }
      lines.splice(of + 1 + (wait % (steps.length - of)), 0, held);
      const { book: updates } = parse(lines);
      const replayed = new OrderBook();
      for (let i = 0; i < updates.length; i++) {
        if (updates.snapshot[i] === 1) replayed.clear();
        replayed.update(updates.side[i], updates.price[i], updates.quantity[i]);
      }
      expect(replayed.levels('bid')).toEqual([...book.levels('bid'), { price: 1, quantity: 1 }]);
    }),
  );
});

const shared = '../shared/data';
describe.skipIf(!existsSync(shared))('real captures under ../shared/data (skipped where they are absent)', () => {
  const captures = [
    { market: 'usdm', quotes: 66_089, trades: 21_313, changes: 6_551, held: 4 },
    { market: 'spot', quotes: 28_040, trades: 9_757, changes: 3_451, held: 2 },
  ] as const;
  for (const { market, quotes, trades, changes, held } of captures) {
    const file = `${shared}/l2/BTCUSDT_binance-${market}_2024-08-08T2354Z.jsonl.gz`;

    test(`${market}: every message is read, but for the changes that the snapshot holds`, async () => {
      const stream = await readMarketStream(file);
      expect([stream.quotes.length, stream.trades.length, stream.book.messages]).toEqual([quotes, trades, changes - held + 1]);
      expect([stream.book.symbol, stream.gaps]).toEqual(['BTCUSDT', []]);
      expect(stream.book.snapshot.reduce((sum, flag) => sum + flag, 0)).toBe(1);
    });

    for (const clock of ['exchange', 'local'] as const) {
      test(`${market}: the trades are those of the CSV of the capture, by the ${clock} clock`, async () => {
        const stream = await readMarketStream(file, { clock });
        const csv = await readTrades(`${shared}/trades/BTCUSDT_binance-${market}_2024-08-08T2354Z_trades.csv.gz`, { clock });
        for (const field of ['time', 'price', 'quantity', 'side'] as const) expect(stream.trades[field]).toEqual(csv[field]);
      });
    }

    test(`${market}: the book is never crossed and its best levels are those of the quotes of the same identifier`, async () => {
      const { book: updates } = await readMarketStream(file);
      const messages = gunzipSync(readFileSync(file))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line.slice(line.indexOf(' '))));
      const tickers = messages.filter(({ stream }) => stream?.endsWith('bookTicker')).map(({ data }) => data);
      const ids = messages.filter(({ stream }) => stream?.includes('@depth')).map(({ data }) => data.u as number);
      const book = new OrderBook();
      let [message, ticker, crossed, compared, same] = [held - 1, 0, 0, 0, 0];
      for (let i = 0; i < updates.length; i++) {
        book.update(updates.side[i], updates.price[i], updates.quantity[i]);
        if (updates.last[i] === 0) continue;
        if (book.bestBid >= book.bestAsk) crossed++;
        const id = ids[message++];
        while (ticker + 1 < tickers.length && tickers[ticker + 1].u <= id) ticker++;
        if (message <= held || tickers[ticker].u > id) continue;
        const { b, B, a, A } = tickers[ticker];
        compared++;
        if (book.bestBid === +b && book.bestBidSize === +B && book.bestAsk === +a && book.bestAskSize === +A) same++;
      }
      expect(crossed).toBe(0);
      expect(compared).toBeGreaterThan(changes - 20);
      expect(same).toBe(compared);
    });

    test(`${market}: the book and the quotes agree in time`, async () => {
      const { book: updates, quotes: best } = await readMarketStream(file);
      const book = new OrderBook();
      let [at, same] = [-1, 0];
      for (let i = 0; i < updates.length; i++) {
        book.update(updates.side[i], updates.price[i], updates.quantity[i]);
        if (updates.last[i] === 0) continue;
        while (at + 1 < best.length && best.time[at + 1] <= updates.time[i]) at++;
        if (at >= 0 && book.bestBid === best.bid[at] && book.bestAsk === best.ask[at]) same++;
      }
      expect(same / updates.messages).toBeGreaterThan(0.995);
    });
  }
});
