import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type BacktestResult,
  type BookUpdates,
  backtest,
  backtestAsync,
  type Context,
  type MarketTrade,
  OrderBook,
  type OrderView,
  Quotes,
  Strategy,
  Trades,
} from 'barwright';
import type { BacktestOptions, Feed } from 'barwright/backtest';
import { readBook, readMarketStream, readQuotes, readTrades } from 'barwright/data';
import { powerQueue } from 'barwright/exchange';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const isHere = existsSync(folder);
const symbol = 'X';
const tick = 0.01;
const size = { units: 0.001 };
const options: BacktestOptions = {
  cash: 1_000_000,
  barInterval: '1s',
  fees: 0.0004,
  latency: { orderMs: 5, dataMs: 5 },
  benchmark: 'none',
};

/** Looks at the market at each tick, and remembers where it stood at the end. */
abstract class Watches extends Strategy {
  #last = Number.NaN;
  n = 0;
  abstract act(bid: number, ask: number, ctx: Context): void;
  override onTrade({ price }: MarketTrade, ctx: Context) {
    this.#last = price;
    this.#look(ctx);
  }
  override onBook(_: string, __: unknown, ctx: Context) {
    this.#look(ctx);
  }
  override onQuote(_: unknown, ctx: Context) {
    this.#look(ctx);
  }
  #look(ctx: Context) {
    const { bid, ask } = ctx.quote(symbol) ?? { bid: this.#last - tick, ask: this.#last + tick };
    if (bid > 0 && ask > 0) this.act(bid, ask, ctx);
    this.n++;
  }
  override onStop(ctx: Context) {
    const { bid, ask } = ctx.quote(symbol) ?? { bid: Number.NaN, ask: Number.NaN };
    ctx.log('mark', Number.isNaN(bid + ask) ? this.#last : (bid + ask) / 2);
  }
}

/** Waits in the queue of the best price, on one side and then on the other. */
class Rests extends Watches {
  #waits = false;
  override act(bid: number, ask: number, ctx: Context) {
    if (this.#waits) return;
    this.#waits = true;
    if (ctx.position(symbol).quantity > 0) ctx.sell(symbol, { size, limit: ask });
    else ctx.buy(symbol, { size, limit: bid });
  }
  override onOrder({ state }: OrderView) {
    if (state === 'filled') this.#waits = false;
  }
}

/** Takes at every tenth tick. */
class Takes extends Watches {
  override act(_: number, __: number, ctx: Context) {
    if (this.n % 10 === 0) ctx[this.n % 20 === 0 ? 'buy' : 'sell'](symbol, { size });
  }
}

/** Keeps a bid and an ask at the best prices, and lets neither take. */
class Quoting extends Watches {
  override act(bid: number, ask: number, ctx: Context) {
    if (this.n % 25 !== 0) return;
    const alive = new Set(ctx.orders().map(({ side }) => side));
    for (const { id, side, limit } of ctx.orders()) {
      const best = side === 'buy' ? bid : ask;
      if (limit !== best) ctx.amend(id, { limit: best });
    }
    const { quantity } = ctx.position(symbol);
    if (!alive.has('buy') && quantity < 0.01) ctx.buy(symbol, { size, limit: bid, postOnly: true });
    if (!alive.has('sell') && quantity > -0.01) ctx.sell(symbol, { size, limit: ask, postOnly: true });
  }
}

const styles = { 'a resting order': Rests, 'market orders': Takes, quotes: Quoting } as const;

const captures = new Map<string, ReturnType<typeof readMarketStream>>();
/** A capture, which is read once. */
const captureOf = (path: string): ReturnType<typeof readMarketStream> => {
  const known = captures.get(path) ?? readMarketStream(path);
  captures.set(path, known);
  return known;
};

const ofCapture = async (path: string): Promise<Record<string, Feed>> => {
  const { book, quotes, trades } = await captureOf(path);
  return {
    'book and trades': { book, trades },
    book: { book },
    'quotes and trades': { quotes, trades },
    quotes: { quotes },
    'all three': { book, quotes, trades },
  };
};

const readers: readonly [RegExp, (path: string) => Promise<Record<string, Feed>>][] = [
  [/^l2\/.*\.jsonl\.gz$/, ofCapture],
  [
    /^l2\/binance-vision\/.*-snap\.csv$/,
    async (path) => ({ book: { book: await readBook([path, path.replace('-snap', '-update')], { onGap: 'skip' }) } }),
  ],
  [/^l2\/tardis\/.*book.*\.csv$/, async (path) => ({ book: { book: await readBook(path) } })],
  [/^l2\/tardis\/.*trades.*\.csv$/, async (path) => ({ trades: { trades: await readTrades(path) } })],
  [/^l2\/tardis\/.*quotes.*\.csv$/, async (path) => ({ quotes: { quotes: await readQuotes(path) } })],
  [/^trades\/.*\.csv\.gz$/, async (path) => ({ trades: { trades: await readTrades(path) } })],
  [/^quotes\/.*bidask\.csv\.gz$/, async (path) => ({ quotes: { quotes: await readQuotes(path) } })],
];
const passedOver = /-update\.csv$|_trade\.csv\.gz$|_funding_/;
const files = isHere
  ? ['l2', 'trades', 'quotes']
      .flatMap((name) => (readdirSync(`${folder}${name}`, { recursive: true }) as string[]).map((file) => `${name}/${file}`))
      .filter((file) => /\.(csv|gz)$/.test(file) && !passedOver.test(file))
  : [];

/** Cash and position at the end by the fills alone. */
function added(result: BacktestResult): number {
  let [cash, held] = [1_000_000, 0];
  for (const { side, quantity, price, fee } of result.fills) {
    held += side === 'buy' ? quantity : -quantity;
    cash -= (side === 'buy' ? quantity : -quantity) * price + fee;
  }
  return cash + (Math.abs(held) < 1e-9 ? 0 : held * (result.log.at(-1)?.data as number));
}

describe.skipIf(!isHere)('recorded markets (skipped where ../shared/data is absent)', () => {
  it.each(files)('%s: the sums are right, and the same twice', async (file) => {
    const read = readers.find(([name]) => name.test(file))?.[1];
    expect(read, 'a reader').toBeDefined();
    for (const [detail, feed] of Object.entries((await read?.(folder + file)) ?? {})) {
      const length = Math.max(
        ...['book', 'trades', 'quotes'].map((kind) => (feed[kind as 'book'] as BookUpdates | undefined)?.length ?? 0),
      );
      for (const [style, Style] of Object.entries(styles)) {
        const queue = style === 'quotes' ? powerQueue() : undefined;
        const run = () => backtest(new Style(), { [symbol]: feed }, { ...options, ...(queue && { queue }) });
        const result = run();
        const name = `${style} by ${detail}`;
        if (length > 5_000) expect(result.fills.length, name).toBeGreaterThan(2);
        expect(Math.abs(result.equity[result.equity.length - 1] - added(result)), name).toBeLessThan(1e-5);
        expect(result.equity.every(Number.isFinite), name).toBe(true);
        if (style === 'quotes')
          expect(
            [...result.fills].every(({ liquidity }) => liquidity === 'maker'),
            name,
          ).toBe(true);
        if (length > 5_000 && detail !== 'book and trades') continue;
        expect(JSON.stringify(run().fills.toRows()), name).toBe(JSON.stringify(result.fills.toRows()));
      }
    }
  });
});

/** The best prices of a book, at each of its messages. */
function bestOf({ time, side, price, quantity, snapshot, last, length }: BookUpdates): Quotes {
  const book = new OrderBook();
  const rows: (readonly [number, number, number, number, number])[] = [];
  for (let i = 0; i < length; i++) {
    if (snapshot[i] === 1) book.clear();
    book.update(side[i], price[i], quantity[i]);
    if (last[i] === 1 && book.mid > 0) rows.push([time[i], book.bestBid, book.bestBidSize, book.bestAsk, book.bestAskSize]);
  }
  const column = (k: number) => rows.map((row) => row[k]);
  return Quotes.fromColumns({ time: column(0), bid: column(1), bidSize: column(2), ask: column(3), askSize: column(4) });
}

describe.skipIf(!isHere).each(['usdm', 'spot'])('a capture of %s', (market) => {
  const file = `${folder}l2/BTCUSDT_binance-${market}_2024-08-08T2354Z.jsonl.gz`;
  let capture: Awaited<ReturnType<typeof readMarketStream>>;
  beforeAll(async () => {
    capture = await captureOf(file);
  });

  /** Buys and sells in turn, four times a second. */
  class Clockwork extends Strategy {
    #buys = false;
    override onStart(ctx: Context) {
      ctx.every('trade', '250ms');
    }
    override onTimer(_: string, ctx: Context) {
      if (ctx.quote(symbol)?.bid === undefined || Number.isNaN(ctx.quote(symbol)?.bid)) return;
      this.#buys = !this.#buys;
      ctx[this.#buys ? 'buy' : 'sell'](symbol, { size: { units: 0.00001 } });
    }
  }
  const fillsOf = (feed: Feed) =>
    backtest(new Clockwork(), { [symbol]: feed }, options)
      .fills.toRows()
      .map(({ time, side, price, quantity }) => ({ time, side, price, quantity }));

  it('fills small market orders by the book as by its best prices', () => {
    const byBook = fillsOf({ book: capture.book });
    expect(byBook.length).toBeGreaterThan(100);
    expect(fillsOf({ quotes: bestOf(capture.book) })).toEqual(byBook);
  });

  it('fills them by the quotes of the venue within a few steps of the book', () => {
    const [byBook, byQuotes] = [fillsOf({ book: capture.book }), fillsOf({ quotes: capture.quotes })];
    const prices = new Map(byQuotes.map(({ time, price }) => [time, price]));
    const gaps = byBook
      .flatMap(({ time, price }) => (prices.has(time) ? [Math.abs(price - (prices.get(time) as number)) / price] : []))
      .sort((a, b) => a - b);
    expect(gaps.length).toBeGreaterThan(0.9 * byBook.length);
    expect(gaps[Math.floor(gaps.length / 2)]).toBeLessThan(1e-5);
    expect(gaps.at(-1)).toBeLessThan(2e-3);
  });

  it('is the same whole and in pieces', async () => {
    const feed = { book: capture.book, trades: capture.trades };
    const pieces = async function* <Ticks extends Trades | BookUpdates>(ticks: Ticks) {
      for (let i = 0; i < ticks.length; i += 1_013) yield ticks.slice(i, i + 1_013) as Ticks;
    };
    const whole = backtest(new Quoting(), { [symbol]: feed }, options);
    const parts = await backtestAsync(
      new Quoting(),
      { [symbol]: { book: pieces(feed.book), trades: pieces(feed.trades) } },
      { ...options, chunk: 777 },
    );
    expect(JSON.stringify(parts.fills.toRows())).toBe(JSON.stringify(whole.fills.toRows()));
    expect([...parts.equity]).toEqual([...whole.equity]);
  });
});

describe('ticks in pieces', () => {
  it('take no more memory the more of them there are', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const [pieces, length] = [75, 12_000];
    const used: number[] = [];
    const stream = async function* () {
      for (let piece = 0; piece < pieces; piece++) {
        if (piece % 15 === 0) {
          collect();
          const { heapUsed, arrayBuffers } = process.memoryUsage();
          used.push((heapUsed + arrayBuffers) / 2 ** 20);
        }
        const time = Float64Array.from({ length }, (_, i) => (piece * length + i) * 10);
        const price = time.map((at) => 100 + Math.sin(at / 5_000));
        const quantity = new Float64Array(length).fill(5);
        yield Trades.fromColumns({ time, price, quantity, side: new Float64Array(length) });
      }
    };
    /** Moves an order that never fills, more often than it takes to arrive. */
    class Moves extends Strategy {
      #n = 0;
      override onTrade({ price }: MarketTrade, ctx: Context) {
        if (this.#n === 0) ctx.buy(symbol, { size: { units: 1 }, limit: 50 });
        else if (this.#n % 8 === 0) ctx.amend(0, { limit: price / 2 });
        this.#n++;
      }
    }
    const result = await backtestAsync(new Moves(), { [symbol]: { trades: stream() } }, { barInterval: '1m', latency: { orderMs: 500 } });
    expect(result.bars[0].length).toBe((pieces * length * 10) / 60_000);
    expect(Math.max(...used.slice(2)) - used[1]).toBeLessThan(2);
  });
});
