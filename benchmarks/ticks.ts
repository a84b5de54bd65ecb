import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BookView, backtest, type Context, type MarketTrade, type OrderView, Strategy } from 'barwright';
import { type BacktestOptions, type Feed, RunMemory } from 'barwright/backtest';
import { readMarketStream } from 'barwright/data';
import { type BenchContext, type BenchRow, measure, type Suite } from './harness.ts';

const recorded = fileURLToPath(new URL('../../shared/data/l2/BTCUSDT_binance-usdm_2024-08-08T2354Z.jsonl.gz', import.meta.url));
const symbol = 'BTCUSDT';
const size = { units: 0.001 };
/** Nanoseconds that an update may take: a million of them a second. */
const budgetNs = 1_000;
const memory = new RunMemory();

/** Keeps a bid in a queue all the time: one that has filled is followed by another, on the other side where something is held. */
class Rests extends Strategy {
  override onStart(ctx: Context): void {
    ctx.at('open', ctx.time + 1);
  }
  override onTimer(_: string, ctx: Context): void {
    this.rest(ctx);
  }
  override onOrder({ state }: OrderView, ctx: Context): void {
    if (state === 'filled') this.rest(ctx);
  }
  protected rest(ctx: Context): void {
    const quote = ctx.quote(symbol);
    if (!(quote !== undefined && quote.bid > 0 && quote.ask > 0)) ctx.at('open', ctx.time + 100);
    else if (ctx.position(symbol).quantity > 0) ctx.sell(symbol, { size, limit: quote.ask });
    else ctx.buy(symbol, { size, limit: quote.bid });
  }
}

/** The same, and looks at both sides of the book at each message; an order that the market has left by ten steps moves to the best price. */
class Follows extends Rests {
  #id = -1;
  #at = Number.NaN;
  #isBid = true;
  override onBook(_: string, book: BookView, ctx: Context): void {
    const best = this.#isBid ? book.bestBid : book.bestAsk;
    if (this.#id < 0 || !(Math.abs(best - this.#at) > 1)) return;
    if (ctx.amend(this.#id, { limit: best })) this.#at = best;
  }
  protected override rest(ctx: Context): void {
    const { bid, ask } = ctx.quote(symbol) ?? { bid: Number.NaN, ask: Number.NaN };
    if (!(bid > 0 && ask > 0)) {
      ctx.at('open', ctx.time + 100);
      return;
    }
    this.#isBid = !(ctx.position(symbol).quantity > 0);
    this.#at = this.#isBid ? bid : ask;
    this.#id = (this.#isBid ? ctx.buy(symbol, { size, limit: bid }) : ctx.sell(symbol, { size, limit: ask })).id;
  }
}

/** Keeps an order ten steps from the last trade, where there are no quotes to look at. */
class RestsByTrades extends Strategy {
  #isResting = false;
  #side: 'buy' | 'sell' = 'buy';
  override onTrade({ price }: MarketTrade, ctx: Context): void {
    if (this.#isResting) return;
    this.#isResting = true;
    ctx[this.#side](symbol, { size, limit: this.#side === 'buy' ? price - 1 : price + 1 });
  }
  override onOrder({ state, side }: OrderView): void {
    if (state !== 'filled') return;
    this.#isResting = false;
    this.#side = side === 'buy' ? 'sell' : 'buy';
  }
}

const options = { cash: 100_000, barInterval: '1s', benchmark: 'none', fees: 0.0002 } as const satisfies BacktestOptions;

/** Replays a feed; an order has to be working at its end, so that the queue was kept all the time. */
const replay = (strategy: Strategy, feed: Feed): number => {
  const { equity, orders } = backtest(strategy, { [symbol]: feed }, { ...options, memory });
  if (orders.at(orders.length - 1).status !== 'expired') throw new Error('Expected an order to rest at the end of the data.');
  return equity[equity.length - 1];
};

/** Recorded ticks replayed in the event engine: a book with an order in its queue, quotes and trades. */
export const suite: Suite = {
  name: 'ticks',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    if (!existsSync(recorded)) {
      console.log(`ticks: left out, there is no ${recorded}`);
      return [];
    }
    const { book, quotes, trades } = await readMarketStream(recorded);
    const cases: readonly (readonly [string, number, new () => Strategy, (n: number) => Feed])[] = [
      ['book', book.length, Rests, (n) => ({ book: book.slice(0, n), trades })],
      ['book with onBook', book.length, Follows, (n) => ({ book: book.slice(0, n), trades })],
      ['quotes', quotes.length, Rests, (n) => ({ quotes: quotes.slice(0, n) })],
      ['trades', trades.length, RestsByTrades, (n) => ({ trades: trades.slice(0, n) })],
    ];
    const rows: BenchRow[] = [];
    for (const [name, n, Resting, feed] of cases) {
      const [ours] = await measure<Feed>(context, {
        suite: 'ticks',
        case: name,
        unit: name.startsWith('book') ? 'update' : name.slice(0, -1),
        n,
        warmups: 20,
        warmupN: Math.min(n, 20_000),
        data: (_, count) => feed(count),
        candidates: [{ name: 'barwright', role: 'ours', run: (of) => replay(new Resting(), of) }],
      });
      rows.push(ours, {
        ...ours,
        candidate: 'budget',
        role: 'note',
        nsPerUnit: budgetNs,
        spread: 1,
        ratio: budgetNs / ours.nsPerUnit,
        comment: '1,000,000 a second',
      });
    }
    return rows;
  },
};
