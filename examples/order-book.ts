// A market maker on an order book: quotes on both sides, places in the queue, latency.
import { BookUpdates, type BookView, backtest, type Context, Strategy, Trades } from 'barwright';
import { Rng } from 'barwright/core';
import { lognormalLatency, powerQueue } from 'barwright/exchange';

/** A book of ten levels a side that walks at random, told by what changes, and trades that hit its best prices. */
function simulate(seed: number, messages: number): { readonly book: BookUpdates; readonly trades: Trades } {
  const rng = new Rng(seed);
  const book = { time: [] as number[], side: [] as number[], price: [] as number[], quantity: [] as number[] };
  const tape = { time: [] as number[], price: [] as number[], quantity: [] as number[], side: [] as number[] };
  const stands = new Map<number, number>();
  let mid = 1_000;
  for (let i = 0; i < messages; i++) {
    const time = Date.UTC(2024, 0, 1) + 100 * i;
    if (rng.uniform() < 0.1) mid += rng.uniform() < 0.5 ? -1 : 1;
    const now = new Map<number, number>();
    for (let ticks = mid - 10; ticks <= mid + 10; ticks++) {
      const before = stands.get(ticks) ?? 5 + rng.int(20);
      if (ticks !== mid) now.set(ticks, Math.sign(mid - ticks) * Math.max(1, Math.abs(before) + rng.int(5) - 2));
    }
    for (const ticks of new Set([...stands.keys(), ...now.keys()])) {
      const [was, is] = [stands.get(ticks) ?? 0, now.get(ticks) ?? 0];
      // A level that changes sides leaves the one before it comes to the other.
      for (const signed of was * is < 0 ? [0, is] : was === is ? [] : [is]) {
        book.time.push(time);
        book.side.push(Math.sign(signed || was));
        book.price.push(ticks / 10);
        book.quantity.push(Math.abs(signed));
      }
    }
    stands.clear();
    for (const [ticks, signed] of now) stands.set(ticks, signed);
    if (rng.uniform() < 0.6) {
      const side = rng.uniform() < 0.5 ? -1 : 1;
      tape.time.push(time + 50);
      tape.price.push((mid + side) / 10);
      tape.quantity.push(1 + rng.int(5));
      tape.side.push(side);
    }
  }
  const options = { symbol: 'SYNTH', instrument: { tickSize: 0.1, quantityStep: 0.1 } };
  return { book: BookUpdates.fromColumns(book, options), trades: Trades.fromColumns(tape, options) };
}

class Maker extends Strategy<{ size: number; most: number }> {
  static parameters = {
    size: { type: 'float', min: 0.1, max: 100, default: 1 },
    most: { type: 'float', min: 1, max: 1000, default: 5 },
  } as const;

  override onBook(symbol: string, book: BookView, ctx: Context) {
    const held = ctx.position(symbol).quantity;
    for (const order of ctx.orders(symbol)) {
      if (order.limit !== (order.side === 'buy' ? book.bestBid : book.bestAsk)) ctx.cancel(order.id);
    }
    const sides = new Set(ctx.orders(symbol).map(({ side }) => side));
    const order = { size: { units: this.params.size }, postOnly: true };
    if (!sides.has('buy') && held < this.params.most) ctx.buy(symbol, { ...order, limit: book.bestBid });
    if (!sides.has('sell') && held > -this.params.most) ctx.sell(symbol, { ...order, limit: book.bestAsk });
  }
}

const feed = simulate(7, 20_000);
for (const [name, queue] of Object.entries({
  'all who cancel stand behind': undefined,
  'by the power of what stands there': powerQueue(3),
})) {
  const result = backtest(
    new Maker(),
    { SYNTH: feed },
    {
      cash: 10_000,
      fees: { maker: -0.0001, taker: 0.0005 },
      barInterval: '1m',
      latency: { orderMs: lognormalLatency({ median: 5, sigma: 0.5 }), dataMs: 2 },
      ...(queue !== undefined && { queue }),
    },
  );
  const makers = [...result.fills].filter(({ liquidity }) => liquidity === 'maker').length;
  console.log(`${name}: ${result.fills.length} fills, ${makers} as maker, final equity ${result.equity.at(-1)?.toFixed(2)}`);
}
