import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataError, SourceError } from 'barwright/core';
import { parseBook, readBook } from 'barwright/data';
import { type BookUpdates, OrderBook } from 'barwright/market';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const rowsOf = ({ time, side, price, quantity, snapshot, last }: BookUpdates): readonly (readonly number[])[] =>
  Array.from(time, (at, i) => [at, side[i], price[i], quantity[i], snapshot[i], last[i]]);

/** The book at the end of each message. */
function* replay({ side, price, quantity, snapshot, last, length }: BookUpdates): Generator<OrderBook> {
  const book = new OrderBook();
  for (let i = 0; i < length; i++) {
    if (snapshot[i] === 1) book.clear();
    book.update(side[i], price[i], quantity[i]);
    if (last[i] === 1) yield book;
  }
}

const lastBook = (updates: BookUpdates): OrderBook => {
  let last = new OrderBook();
  for (const book of replay(updates)) last = book;
  return last;
};

const start = 1704153600000;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-books-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the forms that sources write', () => {
  test('changes of Tardis: rows of one local time are one message, and the book is made anew where a snapshot begins', () => {
    const rows = [
      'exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount',
      'x,A,1704153600000000,1704153600005000,true,ask,101,4',
      'x,A,1704153600000000,1704153600005000,true,bid,99,5',
      'x,A,1704153600010000,1704153600015000,false,bid,99,0',
      'x,A,1704153600010000,1704153600015000,false,bid,98,7',
      'x,A,1704153600010000,1704153600016000,false,ask,101,3',
      'x,A,1704153600020000,1704153600025000,true,ask,102,1',
      'x,A,1704153600020000,1704153600026000,true,bid,100,2',
    ];
    const book = parseBook(rows.join('\n'));
    expect(book.symbol).toBe('A');
    expect(rowsOf(book)).toEqual([
      [start, -1, 101, 4, 1, 0],
      [start, 1, 99, 5, 0, 1],
      [start + 10, 1, 99, 0, 0, 0],
      [start + 10, 1, 98, 7, 0, 1],
      [start + 10, -1, 101, 3, 0, 1],
      [start + 20, -1, 102, 1, 1, 1],
      [start + 20, 1, 100, 2, 0, 1],
    ]);
    const local = parseBook(rows.join('\n'), { clock: 'local' });
    expect([...local.time]).toEqual([5, 5, 15, 15, 16, 25, 26].map((ms) => start + ms));
    expect([...local.last]).toEqual([...book.last]);
  });

  test('plain changes: rows of one time are one message', () => {
    const book = parseBook(`time,side,price,size\n${start},bid,99,5\n${start},ask,101,4\n${start + 1},bid,99,0\n`);
    expect(rowsOf(book)).toEqual([
      [start, 1, 99, 5, 0, 0],
      [start, -1, 101, 4, 0, 1],
      [start + 1, 1, 99, 0, 0, 1],
    ]);
  });

  test('snapshots of Tardis: each row is a book, which ends where the cells are empty', () => {
    const header = [0, 1].flatMap((k) => [`asks[${k}].price`, `asks[${k}].amount`, `bids[${k}].price`, `bids[${k}].amount`]).join(',');
    const rows = ['1704153600000000,1704153600005000,101,4,99,5,102,3,98,6', '1704153600100000,1704153600105000,101,2,99,1,102,3,,'];
    const book = parseBook(`timestamp,local_timestamp,${header}\n${rows.join('\n')}\n`);
    expect(rowsOf(book)).toEqual([
      [start, -1, 101, 4, 1, 0],
      [start, 1, 99, 5, 0, 0],
      [start, -1, 102, 3, 0, 0],
      [start, 1, 98, 6, 0, 1],
      [start + 100, -1, 101, 2, 1, 0],
      [start + 100, 1, 99, 1, 0, 0],
      [start + 100, -1, 102, 3, 0, 1],
    ]);
  });

  const header = 'symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu';
  const snapshot = `${header}\nA,${start},100,100,b,snap,99,5,-1\nA,${start},100,100,a,snap,101,4,-1\n`;

  test('depth files of Binance: updates that the snapshot holds are dropped, the others follow it', () => {
    const updates = [
      `A,${start - 20},80,90,b,set,97,1,79`,
      `A,${start - 10},91,98,b,set,98,1,90`,
      `A,${start + 10},99,105,b,set,99,0,98`,
      `A,${start + 10},99,105,b,set,98.5,2,98`,
      `A,${start + 20},107,110,a,set,101,3,105`,
    ];
    const book = parseBook([`${header}\n${updates.join('\n')}\n`, snapshot]);
    expect(rowsOf(book)).toEqual([
      [start, 1, 99, 5, 1, 0],
      [start, -1, 101, 4, 0, 1],
      [start + 10, 1, 99, 0, 0, 0],
      [start + 10, 1, 98.5, 2, 0, 1],
      [start + 20, -1, 101, 3, 0, 1],
    ]);
  });

  test('depth files of Binance with a break name both identifiers, or leave the book empty', () => {
    const broken = `${header}\nA,${start + 10},101,105,b,set,98,7,100\nA,${start + 20},120,130,b,set,97,7,119\nA,${start + 30},131,140,b,set,96,7,130\n`;
    expect(() => parseBook([snapshot, broken])).toThrow(
      'Expected the identifier before it (`pu`) of the changes in line 3 to be 105, was 119: messages are missing.',
    );
    const books = [...replay(parseBook([snapshot, broken], { onGap: 'skip' }))];
    expect(books.length).toBe(3);
    expect([books[2].depth('bid'), books[2].depth('ask')]).toEqual([0, 0]);
    const later = `${header}\nA,${start + 25},125,125,b,snap,90,5,-1\n`;
    const mended = lastBook(parseBook([snapshot, later, broken], { onGap: 'skip' }));
    expect(mended.levels('bid').map(({ price }) => price)).toEqual([97, 96, 90]);
  });

  test('updates without a snapshot are refused, or leave the book empty', () => {
    const updates = `${header}\nA,${start},80,90,b,set,97,1,79\n`;
    expect(() => parseBook(updates)).toThrow(/Expected a snapshot among the changes of the book, found none after line 2/);
    expect(parseBook(updates, { onGap: 'skip' }).length).toBe(0);
  });

  const line = (type: string, u: number, b: readonly (readonly string[])[], a: readonly (readonly string[])[], more: object = {}): string =>
    JSON.stringify({ topic: 'orderbook.50.A', type, ts: start + u, data: { s: 'A', b, a, u, seq: u }, ...more });

  test('messages of Bybit: a snapshot, then changes that count up', () => {
    const lines = [
      line('delta', 6, [['1', '1']], []),
      line('snapshot', 7, [['99', '5']], [['101', '4']]),
      '{"success":true,"op":"subscribe"}',
      '',
      line('delta', 8, [['99', '0']], [['101', '6']], { cts: start + 7.5 }),
      line('snapshot', 1, [['98', '2']], [], { ts: start + 10 }),
      line('delta', 2, [], [['100', '1']], { ts: start + 11 }),
    ];
    const book = parseBook(lines.join('\n'));
    expect(rowsOf(book)).toEqual([
      [start + 7, 1, 99, 5, 1, 0],
      [start + 7, -1, 101, 4, 0, 1],
      [start + 7.5, 1, 99, 0, 0, 0],
      [start + 7.5, -1, 101, 6, 0, 1],
      [start + 10, 1, 98, 2, 1, 1],
      [start + 11, -1, 100, 1, 0, 1],
    ]);
  });

  test('messages of Bybit with a break name both identifiers, or leave the book empty', () => {
    const lines = [line('snapshot', 7, [['99', '5']], []), line('delta', 9, [['98', '1']], []), line('delta', 10, [['97', '1']], [])];
    expect(() => parseBook(lines.join('\n'))).toThrow(
      'Expected the first identifier of the changes in line 2 to be 8, was 9: messages are missing.',
    );
    const book = parseBook([...lines, line('snapshot', 11, [], [['101', '1']])].join('\n'), { onGap: 'skip' });
    expect([...replay(book)].length).toBe(3);
    expect(rowsOf(book).slice(1)).toEqual([
      [start + 9, 1, 99, 0, 1, 1],
      [start + 11, -1, 101, 1, 1, 1],
    ]);
  });

  test('snapshots line by line, with the time of receipt', () => {
    const lines = [
      `{"s":"A","ts":${start},"recv":${start + 5},"b":[["99","5"]],"a":[["101","4"]]}`,
      `{"s":"B","ts":${start},"b":[],"a":[]}`,
    ];
    expect(() => parseBook(lines.join('\n'))).toThrow(/found A and, in line 2, B/);
    expect([...parseBook(lines.join('\n'), { symbol: 'A', clock: 'local' }).time]).toEqual([start + 5, start + 5]);
    expect(() => parseBook(lines.join('\n'), { symbol: 'B', clock: 'local' })).toThrow(
      /Expected `recv` in line 2 to be when it was received/,
    );
    expect(() => parseBook(lines.join('\n'), { symbol: 'C' })).toThrow("Expected rows of `symbol` 'C', found A, B.");
  });

  test('a file, plain or gzip, and several files are read', async () => {
    const [plain, packed] = [join(folder, 'snap.csv'), join(folder, 'update.csv.gz')];
    await writeFile(plain, snapshot);
    await writeFile(packed, gzipSync(`${header}\nA,${start + 10},101,105,b,set,98,7,100\n`));
    expect((await readBook([plain, packed])).messages).toBe(2);
    await expect(readBook(join(folder, 'none.csv'))).rejects.toBeInstanceOf(SourceError);
  });
});

describe('content that breaks a rule', () => {
  const time = `time,side,price,qty\n${start}`;
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['an empty file', '', /file is empty/],
    ['a header only', 'time,side,price,qty\n', /has a header only/],
    ['a missing column', 'time,side,price\n', /no `quantity` among time, side, price. Give each name: `columns: { quantity: '...' }`/],
    ['a text in a number', `${time},bid,abc,1\n`, /`price` in line 2 to be a number, was `abc`/],
    ['a price of 0', `${time},bid,0,1\n`, /`price` in line 2 to be a price above 0, was 0/],
    ['a quantity below 0', `${time},bid,1,-1\n`, /`qty` in line 2 to be at least 0, was -1/],
    ['a side that is none', `${time},mid,1,1\n`, /`side` in line 2 to be bid or ask, was `mid`/],
    ['a broken line of JSON', '{"topic":"x"}\n{"topic":"orderb', /Expected line 2 to be an object in JSON, was `\{"topic":"orderb`/],
    ['JSON without a book', '{"topic":"x"}\n', /Expected messages of an order book, found none/],
    [
      'a level that is none',
      `{"s":"A","ts":${start},"b":[["x","1"]],"a":[]}`,
      /Expected a level in line 1 to be a price above 0 and a quantity, was/,
    ],
    ['levels that are none', `{"s":"A","ts":${start},"b":5,"a":[]}`, /levels of a book in line 1 to be a list/],
    ['a message without a time', '{"s":"A","b":[["1","1"]],"a":[]}', /Expected `ts` in line 1 to be a time in ms, was `undefined`/],
  ];
  for (const [name, text, message] of cases) {
    test(`${name} is refused`, () => {
      expect(() => parseBook(text)).toThrow(message);
      expect(() => parseBook(text)).toThrow(DataError);
    });
  }

  test('unknown options are refused before any work', () => {
    expect(() => parseBook('', { ongap: 'skip' } as never)).toThrow(/Did you mean `onGap`/);
    expect(() => parseBook('', { onGap: 'ignore' } as never)).toThrow(/'error', 'skip'/);
  });
});

test('the book after snapshot and updates is the same wherever the snapshot was taken', () => {
  const change = fc.record({
    side: fc.constantFrom(1, -1),
    step: fc.integer({ min: 0, max: 20 }),
    quantity: fc.integer({ min: 0, max: 3 }),
    skip: fc.integer({ min: 0, max: 2 }),
  });
  const header = 'symbol,timestamp,first_update_id,last_update_id,side,update_type,price,qty,pu';
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 30 }), fc.nat(), (messages, cut) => {
      const book = new OrderBook();
      const updates: string[] = [];
      let [id, before, snapshot] = [1, 0, ''];
      const total = messages.flat().length;
      let seen = 0;
      for (const [i, changes] of messages.entries()) {
        const first = id + changes[0].skip;
        const ids = changes.map((_, k) => first + k);
        for (const [k, { side, step, quantity }] of changes.entries()) {
          if (seen === cut % total) {
            const levels = (['bid', 'ask'] as const).flatMap((name) => book.levels(name).map((level) => [name, level] as const));
            const rows = levels.map(
              ([name, level]) => `A,${start + i},0,${ids[k] - 1},${name[0]},snap,${level.price},${level.quantity},-1`,
            );
            snapshot = [`A,${start + i},0,${ids[k] - 1},b,snap,1,0,-1`, ...rows].join('\n');
          }
          seen++;
          const price = side > 0 ? 100 - step : 101 + step;
          book.update(side, price, quantity);
          updates.push(`A,${start + i},${first},${ids.at(-1)},${side > 0 ? 'b' : 'a'},set,${price},${quantity},${before}`);
        }
        [before, id] = [ids.at(-1)!, ids.at(-1)! + 1];
      }
      const read = lastBook(parseBook([`${header}\n${snapshot}\n`, `${header}\n${updates.join('\n')}\n`]));
      for (const side of ['bid', 'ask'] as const) expect(read.levels(side)).toEqual(book.levels(side));
    }),
  );
});

const shared = '../shared/data';
describe.skipIf(!existsSync(shared))('real files under ../shared/data (skipped where they are absent)', () => {
  const isCrossed = ({ bestBid, bestAsk }: OrderBook): boolean => bestBid >= bestAsk;

  for (const levels of [5, 25]) {
    test(`the books of ${levels} levels of Tardis are read`, async () => {
      const updates = await readBook(`${shared}/l2/tardis/binance-futures_book_snapshot_${levels}_BTCUSDT.csv`);
      expect([updates.symbol, updates.messages, updates.length]).toEqual(['BTCUSDT', 10, 20 * levels]);
      for (const book of replay(updates)) {
        expect([book.depth('bid'), book.depth('ask'), isCrossed(book)]).toEqual([levels, levels, false]);
      }
      expect(updates.time[0]).toBe(1598918403696);
    });
  }

  test('the changes of Tardis are read', async () => {
    const updates = await readBook(`${shared}/l2/tardis/deribit_incremental_book_L2_BTC-PERPETUAL.csv`);
    expect([updates.symbol, updates.messages, updates.length]).toEqual(['BTC-PERPETUAL', 1, 15]);
    expect(lastBook(updates).bestAsk).toBe(6421.5);
  });

  test('the depth files of Binance, which are cut short, have a break between snapshot and updates', async () => {
    const files = ['snap', 'update'].map((kind) => `${shared}/l2/binance-vision/btcusdt-depth-${kind}.csv`);
    await expect(readBook(files)).rejects.toThrow(/to be 2098021528332, was 2098041693400/);
    const updates = await readBook(files, { onGap: 'skip' });
    expect([updates.symbol, updates.messages, updates.length]).toEqual(['BTCUSDT', 2, 101]);
    const [snapshot] = replay(updates);
    expect([snapshot.bestBid, snapshot.depth('bid')]).toEqual([20377, 100]);
  });

  test('the archive of Bybit is read, and no book is crossed', async () => {
    const file = `${shared}/bybit/orderbook/2024-12-01_XRPUSDT_ob500.data.gz`;
    const updates = await readBook(file);
    expect([updates.symbol, updates.messages]).toEqual(['XRPUSDT', 50]);
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
    expect(updates.length).toBe(lines.map((each) => JSON.parse(each).data).reduce((sum, { a, b }) => sum + a.length + b.length, 0));
    for (const book of replay(updates)) expect([book.depth('bid'), book.depth('ask'), isCrossed(book)]).toEqual([500, 500, false]);
  });

  test('the frames of Bybit are read, others passed over', async () => {
    const updates = await readBook(`${shared}/bybit/ws/bybit_ws_real_frames_2026-03.jsonl`);
    expect([updates.symbol, updates.messages]).toEqual(['BTCUSDT', 2]);
    expect(isCrossed(lastBook(updates))).toBe(false);
  });

  test('books of many symbols are read one by one', async () => {
    const file = `${shared}/bybit/orderbook/2024-07-01_top5_78symbols_bybit-linear.jsonl.gz`;
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n');
    const symbols = [...new Set(lines.map((each): string => JSON.parse(each).s))];
    const books = await Promise.all(symbols.map((symbol) => readBook(file, { symbol })));
    expect(symbols.length).toBe(78);
    expect(books.reduce((sum, { messages }) => sum + messages, 0)).toBe(1_068);
    for (const updates of books) for (const book of replay(updates)) expect(isCrossed(book)).toBe(false);
  });
});
