import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BookUpdates, type BookView, backtest, type Context, type Quote, Quotes, Trades } from 'barwright';
import type { BacktestOptions, Feed } from 'barwright/backtest';
import { Rng } from 'barwright/core';
import { readMarketStream } from 'barwright/data';
import { logQueue } from 'barwright/exchange';
import type { Side } from 'barwright/market';
import { MarketMaking, type MarketMakingParameters, type MarketMakingState } from 'barwright/strategy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden-orders.ts';

const instrument = { kind: 'linear', tickSize: 0.01, quantityStep: 0.001 } as const;

/** A price that walks in ticks, quoted ten times a second two ticks wide, with trades of both sides; as quotes or as a book. */
function walk(seed: number, length: number): { readonly quotes: Quotes; readonly book: BookUpdates; readonly trades: Trades } {
  const rng = new Rng(seed);
  const middle: number[] = [10_000];
  for (let i = 1; i < length; i++) middle.push(middle[i - 1] + [-1, 0, 0, 0, 0, 1][rng.int(6)]);
  const time = middle.map((_, i) => i * 100);
  const [bid, ask] = [-1, 1].map((side) => middle.map((ticks) => (ticks + side) / 100)) as [number[], number[]];
  const buyers = middle.map(() => rng.int(2) === 1);
  const trades = Trades.fromColumns({
    time: time.map((at) => at + 50),
    price: buyers.map((buys, i) => (buys ? ask : bid)[i]),
    quantity: middle.map(() => 1 + rng.int(30)),
    side: buyers.map((buys) => (buys ? 1 : -1)),
  });
  const each = [0, 1, 2, 3] as const;
  const book = BookUpdates.fromColumns({
    time: time.flatMap((at) => each.map(() => at)),
    side: time.flatMap(() => [1, 1, -1, -1]),
    price: middle.flatMap((ticks) => [ticks - 1, ticks - 2, ticks + 1, ticks + 2].map((level) => level / 100)),
    quantity: time.flatMap(() => [10, 20, 10, 20]),
    snapshot: time.flatMap(() => [1, 0, 0, 0]),
  });
  const sizes = middle.map(() => 10);
  return { quotes: Quotes.fromColumns({ time, bid, bidSize: sizes, ask, askSize: sizes }), book, trades };
}

interface Seen {
  readonly side: Side;
  readonly limit: number;
  readonly quote: Quote;
  readonly state: MarketMakingState;
}

/** Runs the strategy, and before each tick looks at its orders and at what it knew when it sent them. */
function run(feed: Feed, parameters: Partial<MarketMakingParameters>, options: BacktestOptions = {}) {
  const seen: Seen[] = [];
  const positions: number[] = [];
  let state: MarketMakingState | undefined;
  let quote: Quote | undefined;
  class Watched extends MarketMaking {
    protected override fairPrice(now: Quote, ctx: Context): number {
      quote = now;
      return super.fairPrice(now, ctx);
    }
    protected override skew(now: MarketMakingState): number {
      state = now;
      return super.skew(now);
    }
    override onBook(symbol: string, book: BookView, ctx: Context): void {
      this.look(ctx);
      super.onBook(symbol, book, ctx);
    }
    override onQuote(told: Quote, ctx: Context): void {
      this.look(ctx);
      super.onQuote(told, ctx);
    }
    look(ctx: Context): void {
      positions.push(ctx.position('ABC').quantity);
      if (state === undefined || quote === undefined) return;
      for (const { side, limit } of ctx.orders('ABC')) seen.push({ side, limit, quote, state });
    }
  }
  const result = backtest(new Watched(parameters), { ABC: { instrument, ...feed } }, { cash: 100_000, barInterval: '1s', ...options });
  return { result, seen, positions };
}

describe('market making', () => {
  const ticks = walk(1, 6_000);
  const feeds = { quotes: { quotes: ticks.quotes, trades: ticks.trades }, book: { book: ticks.book, trades: ticks.trades } } as const;

  it.each(Object.entries(feeds))('trades on %s as recorded, as a maker', (name, feed) => {
    const { result } = run(feed, { share: 0.01, decay: 2 }, { queue: logQueue() });
    expect(result.fills.length).toBeGreaterThan(50);
    expect(new Set([...result.fills].map(({ liquidity }) => liquidity))).toEqual(new Set(['maker']));
    expect(new Set([...result.fills].map(({ side }) => side)).size).toBe(2);
    expectGolden(`MarketMaking ${name}`, result);
  });

  it('keeps within its inventory and never crosses, whatever the market and the delay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0, 30, 250),
        fc.constantFrom(0.1, 1, 3),
        fc.boolean(),
        fc.boolean(),
        (seed, maxInventory, orderMs, refresh, shorts, isBook) => {
          const { quotes, book, trades } = walk(seed, 600);
          const feed = isBook ? { book, trades } : { quotes, trades };
          const parameters = { share: 0.02, maxInventory, refresh, shorts, decay: 4, horizon: 3 };
          const { result, positions } = run(feed, parameters, { latency: { orderMs } });
          // The size of an order: a fiftieth of equity at the first price.
          const limit = (maxInventory * 2_000) / 100;
          let held = 0;
          for (const { side, quantity, liquidity } of result.fills) {
            held += side === 'buy' ? quantity : -quantity;
            expect(Math.abs(held)).toBeLessThanOrEqual(limit + 1e-9);
            if (!shorts) expect(held).toBeGreaterThanOrEqual(-1e-9);
            expect(liquidity).toBe('maker');
          }
          for (const position of positions) expect(Math.abs(position)).toBeLessThanOrEqual(limit + 1e-9);
          const refusals = [...result.orders].flatMap(({ reject }) => (reject === undefined ? [] : [reject]));
          expect(new Set([...refusals, 'POST_ONLY_WOULD_TAKE'])).toEqual(new Set(['POST_ONLY_WOULD_TAKE']));
          if (orderMs === 0) expect(refusals).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never sends a quote at or beyond the other side, nor its two beyond one another', () => {
    const { seen } = run(feeds.quotes, { decay: 20, refresh: 0.1, aversion: 2 });
    expect(seen.length).toBeGreaterThan(1_000);
    for (const { side, limit, quote } of seen) expect(side === 'buy' ? limit < quote.ask : limit > quote.bid).toBe(true);
  });

  it('is where the formula puts it', () => {
    const { seen } = run({ quotes: ticks.quotes, trades: ticks.trades }, { decay: 5, aversion: 0.02, horizon: 10, refresh: 0.1 });
    const skewed = seen.filter(({ state }) => state.inventory > 1);
    expect(skewed.length).toBeGreaterThan(10);
    for (const { side, limit, state } of [...seen.slice(0, 50), ...skewed]) {
      const { fair, inventory, variance } = state;
      const reservation = fair * (1 - (inventory * 0.02 * variance * 10) / 1e4);
      const half = (fair * ((0.02 * variance * 10) / 2 + Math.log(1 + 0.02 / 5) / 0.02)) / 1e4;
      const price = side === 'buy' ? reservation - half : reservation + half;
      expect(Math.abs(limit - price)).toBeLessThan(0.01 + 1e-9);
    }
  });

  it('measures the variance of the price', () => {
    // Every tick moves with a chance of a third by one basis point: 10/3 square basis points a second.
    const { seen } = run({ quotes: ticks.quotes }, { horizon: 200, refresh: 0.1 });
    const { variance } = (seen.at(-1) as Seen).state;
    expect(variance).toBeGreaterThan(0.8 * (10 / 3));
    expect(variance).toBeLessThan(1.2 * (10 / 3));
  });

  it('begins after one horizon and sends no oftener than it refreshes', () => {
    const { seen } = run({ quotes: ticks.quotes }, { horizon: 30, refresh: 5 });
    expect(seen[0].quote.time).toBe(30_000);
    const moved = seen.filter(({ side, limit }, i) => side === 'buy' && limit !== seen[i - 2]?.limit).map(({ quote }) => quote.time);
    expect(moved.length).toBeGreaterThan(20);
    expect(moved.every((time) => time % 5_000 === 0)).toBe(true);
  });

  it('one part of it can be replaced', () => {
    class Buyer extends MarketMaking {
      protected override mayQuote(side: Side): boolean {
        return side === 'buy';
      }
      protected override unitsOf(): number {
        return 3;
      }
      protected override halfSpread(): number {
        return 1;
      }
    }
    const result = backtest(new Buyer({ maxInventory: 2 }), { ABC: { instrument, ...feeds.quotes } }, { barInterval: '1s' });
    expect([...result.fills].reduce((sum, { quantity }) => sum + quantity, 0)).toBe(6);
    expect(new Set([...result.orders].map(({ side }) => side))).toEqual(new Set(['buy']));
  });

  it('takes its quotes away where a price is not known', () => {
    const counts: number[] = [];
    class Doubtful extends MarketMaking {
      protected override fairPrice(quote: Quote, ctx: Context): number {
        counts.push(ctx.orders('ABC').length);
        return ctx.time < 30_000 || ctx.time > 40_000 ? super.fairPrice(quote, ctx) : Number.NaN;
      }
    }
    backtest(new Doubtful({ decay: 0.1 }), { ABC: { instrument, book: ticks.book } }, { barInterval: '1s' });
    expect([counts[25], counts[35], counts[45]]).toEqual([2, 0, 2]);
  });

  it('takes its quotes away where a side of the book is empty', () => {
    const counts: number[] = [];
    class Counted extends MarketMaking {
      override onBook(symbol: string, book: BookView, ctx: Context): void {
        super.onBook(symbol, book, ctx);
        counts.push(ctx.orders(symbol).length);
      }
    }
    // A second apart, and after half a minute nobody bids.
    const rows = Array.from({ length: 60 }, (_, i) => i).flatMap((i) =>
      i < 30 ? [[i, 1] as const, [i, -1] as const] : [[i, -1] as const],
    );
    const book = BookUpdates.fromColumns({
      time: rows.map(([i]) => i * 1_000),
      side: rows.map(([, side]) => side),
      price: rows.map(([i, side]) => 100 - side * 0.01 + 0.01 * (i % 2)),
      quantity: rows.map(() => 5),
      snapshot: rows.map(([i, side]) => Number(side === 1 || i >= 30)),
    });
    backtest(new Counted({ decay: 0.1 }), { ABC: { instrument, book } }, { barInterval: '1s' });
    expect([counts[29], counts[32]]).toEqual([2, 0]);
  });

  it('does nothing where it is told no price', () => {
    class Blind extends MarketMaking {
      protected override fairPrice(): number {
        return Number.NaN;
      }
    }
    expect(backtest(new Blind(), { ABC: feeds.quotes }).orders.length).toBe(0);
  });
});

const folder = fileURLToPath(new URL('../../../shared/data/l2/', import.meta.url));
const recorded = [
  ['BTCUSDT_binance-usdm_2024-08-08T2354Z.jsonl.gz', { kind: 'linear', tickSize: 0.1, quantityStep: 0.001 }, true],
  ['BTCUSDT_binance-spot_2024-08-08T2354Z.jsonl.gz', { kind: 'spot', tickSize: 0.01, quantityStep: 0.00001 }, false],
] as const;
describe.skipIf(!existsSync(folder))('market making on recorded books', () => {
  it.each(recorded)('%s: quotes for minutes, within its inventory, as a maker', async (name, steps, shorts) => {
    const { book, trades, quotes } = await readMarketStream(`${folder}${name}`);
    const parameters = { share: 0.01, maxInventory: 5, decay: 3, refresh: 0.5, shorts };
    const options = { cash: 100_000, barInterval: '1s', latency: { orderMs: 5 }, queue: logQueue() } as const;
    for (const market of [{ book }, { quotes }]) {
      const feed = { ...market, trades, instrument: steps };
      const result = backtest(new MarketMaking(parameters), { BTCUSDT: feed }, { ...options, fees: { maker: 0.0001, taker: 0.0005 } });
      expect(result.fills.length).toBeGreaterThan(10);
      expect(new Set([...result.fills].map(({ side }) => side)).size).toBe(2);
      const largest = (5 * 1_000) / (book.price[0] * 0.99);
      let held = 0;
      let cash = 100_000;
      for (const { side, quantity, price, fee, liquidity } of result.fills) {
        const signed = side === 'buy' ? quantity : -quantity;
        held += signed;
        cash -= signed * price + fee;
        expect(liquidity).toBe('maker');
        expect(Math.abs(held)).toBeLessThanOrEqual(largest);
        if (!shorts) expect(held).toBeGreaterThanOrEqual(-1e-9);
      }
      const last = result.equity.length - 1;
      expect(result.equity[last]).toBeCloseTo(cash + held * (result.bars[0] as { close: Float64Array }).close[last], 0);
    }
  });
});
