import { BookUpdates, barsFromTicks, OrderBook, Quotes, Trades } from 'barwright';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const trades = { time: [1000, 1500, 1500, 2100], price: [100, 102, 99, 101], quantity: [2, 1, 1, 4], side: [1, 1, -1, 0] };

describe('ticks', () => {
  it('hold their rows', () => {
    const made = Trades.fromColumns(trades, { symbol: 'ABC' });
    expect([...made][2]).toEqual({ symbol: 'ABC', time: 1500, price: 99, quantity: 1, side: 'sell' });
    expect([...made][3].side).toBeUndefined();
    expect(made.between(1500, 2000).length).toBe(2);
    const quotes = Quotes.fromColumns({ time: [1], bid: [9], ask: [10] }, { symbol: 'ABC' });
    expect([...quotes][0]).toEqual({
      symbol: 'ABC',
      time: 1,
      bid: 9,
      bidSize: Number.POSITIVE_INFINITY,
      ask: 10,
      askSize: Number.POSITIVE_INFINITY,
    });
    const book = BookUpdates.fromColumns({
      time: [1, 1, 2],
      side: [1, -1, 1],
      price: [9, 10, 9],
      quantity: [1, 2, 0],
      snapshot: [1, 0, 0],
    });
    expect([...book.last]).toEqual([0, 1, 1]);
    expect(book.messages).toBe(2);
    expect([...book][1]).toMatchObject({ side: 'ask', isSnapshot: false });
  });

  it('take typed columns without a copy, and slices are views', () => {
    const time = Float64Array.of(1, 2, 3);
    const made = Trades.fromColumns({ time, price: Float64Array.of(1, 2, 3), quantity: [1, 1, 1], side: [0, 0, 0] });
    expect(made.time).toBe(time);
    expect(made.slice(1).time.buffer).toBe(time.buffer);
  });

  it.each([
    [() => Trades.fromColumns({ ...trades, time: [1000, 1500, 1400, 2100] }), '`trades.time` not to fall below 1500, row 2'],
    [() => Trades.fromColumns({ ...trades, price: [100, Number.NaN, 99, 101] }), '`trades.price` to be a price above 0, row 1'],
    [() => Trades.fromColumns({ ...trades, quantity: [2, 1, 0, 4] }), '`trades.quantity` to be above 0, row 2'],
    [() => Trades.fromColumns({ ...trades, side: [2, 1, 0, 1] }), '`trades.side` to be 1 (buy), -1 (sell) or 0 (unknown), row 0'],
    [() => Trades.fromColumns({ ...trades, price: [1, 2] }), '`trades.price` to have 4 rows'],
    [() => Trades.fromColumns({ ...trades, size: [1] } as never), 'size'],
    [() => Quotes.fromColumns({ time: [1], bid: [11], ask: [10] }), '`quotes.bid` to be at most the ask, row 0'],
    [() => BookUpdates.fromColumns({ time: [1], side: [0], price: [1], quantity: [1] }), '`book.side` to be 1 (bid) or -1 (ask), row 0'],
    [() => BookUpdates.fromColumns({ time: [1], side: [1], price: [1], quantity: [-1] }), '`book.quantity` to be at least 0, row 0'],
    [() => Trades.fromColumns({} as never), '`trades.time` to be a column'],
  ])('are refused where they are wrong %#', (make, text) => {
    expect(make).toThrow(text);
  });
});

describe('OrderBook', () => {
  it('stays the same as a plain map of its updates', () => {
    const update = fc.tuple(fc.constantFrom(1, -1), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(update, { maxLength: 400 }), (updates) => {
        const book = new OrderBook();
        const plain = { bid: new Map<number, number>(), ask: new Map<number, number>() };
        for (const [side, price, quantity] of updates) {
          const of = side > 0 ? plain.bid : plain.ask;
          expect(book.update(side, price, quantity)).toBe(of.get(price) ?? 0);
          if (quantity === 0) of.delete(price);
          else of.set(price, quantity);
        }
        const sorted = (side: 'bid' | 'ask') =>
          [...plain[side]]
            .map(([price, quantity]) => ({ price, quantity }))
            .sort((a, b) => (side === 'bid' ? b.price - a.price : a.price - b.price));
        for (const side of ['bid', 'ask'] as const) {
          expect(book.levels(side)).toEqual(sorted(side));
          expect(book.depth(side)).toBe(plain[side].size);
          for (let price = 0; price <= 41; price++) expect(book.quantityAt(side, price)).toBe(plain[side].get(price) ?? 0);
        }
        expect(book.bestBid).toBe(sorted('bid')[0]?.price ?? Number.NaN);
        expect(book.bestAskSize).toBe(sorted('ask')[0]?.quantity ?? 0);
      }),
    );
  });

  it('grows past its first memory', () => {
    const book = new OrderBook();
    for (let k = 0; k < 1_000; k++) book.update(1, 1_000 - k, k + 1);
    expect(book.depth('bid')).toBe(1_000);
    expect(book.levels('bid', 2)).toEqual([
      { price: 1_000, quantity: 1 },
      { price: 999, quantity: 2 },
    ]);
  });

  it('knows its measures', () => {
    const book = new OrderBook();
    for (const [side, price, quantity] of [
      [1, 99, 3],
      [1, 98, 5],
      [-1, 101, 1],
      [-1, 103, 4],
    ]) {
      book.update(side, price, quantity);
    }
    expect([book.mid, book.spread, book.microprice]).toEqual([100, 2, 100.5]);
    expect(book.imbalance()).toBe(0.5);
    expect(book.imbalance(2)).toBe(3 / 13);
    expect(book.sweep('buy', 2)).toEqual({ price: 102, quantity: 2 });
    expect(book.sweep('buy', 50)).toEqual({ price: (101 + 4 * 103) / 5, quantity: 5 });
    expect(book.sweep('sell', 4)).toEqual({ price: (3 * 99 + 98) / 4, quantity: 4 });
    book.clear();
    expect([book.mid, book.depth('ask')]).toEqual([Number.NaN, 0]);
  });
});

describe('barsFromTicks', () => {
  it('makes bars of trades, quotes and books', () => {
    const bars = barsFromTicks(Trades.fromColumns(trades, { symbol: 'ABC' }), '1s');
    expect([...bars]).toEqual([
      { symbol: 'ABC', time: 1000, open: 100, high: 102, low: 99, close: 99, volume: 4 },
      { symbol: 'ABC', time: 2000, open: 101, high: 101, low: 101, close: 101, volume: 4 },
    ]);
    const quotes = Quotes.fromColumns({ time: [1000, 1500], bid: [9, 10], ask: [10, 12] });
    expect([...barsFromTicks(quotes, '1s').close]).toEqual([11]);
    const book = BookUpdates.fromColumns({ time: [1000, 1000, 1500], side: [1, -1, 1], price: [9, 10, 9.5], quantity: [1, 1, 1] });
    expect([...barsFromTicks(book, '1s')][0]).toMatchObject({ open: 9.5, high: 9.75, volume: 0 });
    expect(() => barsFromTicks(Trades.fromColumns({ time: [], price: [], quantity: [], side: [] }), '1s')).toThrow('at least one price');
  });
});
