import { BookUpdates, type Context, type Fill, type OrderView, Quotes, Strategy, Trades } from 'barwright';
import type { BacktestOptions, Feed } from 'barwright/backtest';
import { logQueue, powerQueue, riskAverseQueue } from 'barwright/exchange';
import type { OrderChange, OrderRequest } from 'barwright/strategy';
import fc from 'fast-check';

/** Prices lie on a grid of halves around 100. */
export const tick = 0.5;
const middle = 100 / tick;

/** What an instrument tells. */
export type Detail = 'trades' | 'quotes' | 'quotes and trades' | 'book' | 'book and trades';
export const details: readonly Detail[] = ['trades', 'quotes', 'quotes and trades', 'book', 'book and trades'];

type Level = readonly [side: number, price: number, quantity: number];

/** One thing that happens in the market, as the data tell it. */
export type Happening = { readonly time: number; readonly symbol: string } & (
  | { readonly kind: 'trade'; readonly price: number; readonly quantity: number; readonly side: number }
  | { readonly kind: 'book'; readonly isSnapshot: boolean; readonly levels: readonly Level[] }
  | { readonly kind: 'quote'; readonly bid: number; readonly bidSize: number; readonly ask: number; readonly askSize: number }
);

/** Everything that happens, in the order in which a run tells of it. */
export type World = readonly Happening[];

const draw = fc.record({
  wait: fc.integer({ min: 0, max: 4 }),
  isTrade: fc.boolean(),
  symbol: fc.nat(1),
  drift: fc.constantFrom(0, 0, 0, 0, -1, 1),
  side: fc.constantFrom(1, -1),
  offset: fc.nat(4),
  halves: fc.nat(12),
  taker: fc.constantFrom(-1, 0, 1),
  more: fc.array(fc.tuple(fc.constantFrom(1, -1), fc.nat(4), fc.nat(12)), { maxLength: 3 }),
  isSnapshot: fc.nat(7).map((n) => n === 7),
});

const ranks = { trade: 0, book: 1, quote: 2 } as const;

/** A market of one or two instruments; times may be equal, unless they are to be `apart`. */
export function worlds(detail: Detail, symbols: readonly string[] = ['A'], apart = false): fc.Arbitrary<World> {
  return fc.array(draw, { minLength: 1, maxLength: 40, size: 'max' }).map((draws) => {
    const made = new Map(symbols.map((symbol) => [symbol, new Market(detail, symbol)]));
    let time = 10_000;
    const happenings = draws.map((one) => {
      time += apart ? one.wait + 1 : one.wait;
      return (made.get(symbols[one.symbol % symbols.length]) as Market).next(time, one);
    });
    const place = ({ time: at, kind, symbol }: Happening): number => at * 100 + ranks[kind] * 10 + symbols.indexOf(symbol);
    return happenings
      .map((one, i) => ({ one, i }))
      .sort((a, b) => place(a.one) - place(b.one) || a.i - b.i)
      .map(({ one }) => one);
  });
}

/** A market whose prices walk, and whose bids stay below its asks. */
class Market {
  readonly detail: Detail;
  readonly symbol: string;
  #center = middle;
  #quote: Of<'quote'> | undefined = undefined;
  readonly #bids: Set<number> = new Set();
  readonly #asks: Set<number> = new Set();

  constructor(detail: Detail, symbol: string) {
    this.detail = detail;
    this.symbol = symbol;
  }

  next(time: number, of: typeof draw extends fc.Arbitrary<infer T> ? T : never): Happening {
    const { detail, symbol } = this;
    this.#center += of.drift;
    const kind = detail === 'trades' || (detail.endsWith('trades') && of.isTrade) ? 'trade' : detail.startsWith('book') ? 'book' : 'quote';
    if (kind === 'trade') {
      const beyond = detail === 'trades' ? 0 : of.taker * (1 + Math.max(0, of.offset - 2));
      return { time, symbol, kind, price: (this.#center + beyond) * tick, quantity: Math.max(1, of.halves) / 2, side: of.taker };
    }
    if (kind === 'quote') {
      const apart = of.offset === 4 ? 0 : 1 + (of.offset % 2);
      const [bid, ask] = [(this.#center - apart) * tick, (this.#center + apart) * tick];
      const told: Of<'quote'> = { time, symbol, kind, bid, bidSize: of.halves / 2, ask, askSize: (of.more[0]?.[2] ?? of.halves) / 2 };
      this.#quote = of.offset === 3 && this.#quote !== undefined ? { ...this.#quote, time } : told;
      return this.#quote;
    }
    if (of.isSnapshot) for (const side of [this.#bids, this.#asks]) side.clear();
    const levels: Level[] = [];
    for (const [side, offset, halves] of [[of.side, of.offset, of.halves] as const, ...of.more]) {
      const [own, others] = side > 0 ? [this.#bids, this.#asks] : [this.#asks, this.#bids];
      const price = this.#center - side * (1 + offset);
      for (const other of others)
        if (side * (other - price) <= 0 && halves > 0 && others.delete(other)) levels.push([-side, other * tick, 0]);
      if (halves > 0) own.add(price);
      else own.delete(price);
      levels.push([side, price * tick, halves / 2]);
    }
    return { time, symbol, kind, isSnapshot: of.isSnapshot, levels };
  }
}

/** How a whole column of ticks comes: as it is, or in pieces. */
export type Cut = <Ticks extends Trades | Quotes | BookUpdates>(ticks: Ticks) => Ticks | Iterable<Ticks> | AsyncIterable<Ticks>;

export interface FeedTerms {
  readonly symbols?: readonly string[];
  readonly quantityStep?: number;
  readonly cut?: Cut;
}

/** The data of a world. */
export function feedsOf(
  world: World,
  detail: Detail,
  { symbols = ['A'], quantityStep = 0, cut = (ticks) => ticks }: FeedTerms = {},
): Record<string, Feed> {
  const feed = (symbol: string): Feed => {
    const own = world.filter((one) => one.symbol === symbol);
    const [trades, quotes, books] = [own.filter(isTrade), own.filter(isQuote), own.filter(isBook)];
    const rows = books.flatMap(({ time, levels, isSnapshot }) =>
      levels.map((level, i) => ({ time, level, snapshot: isSnapshot && i === 0 ? 1 : 0, last: i === levels.length - 1 ? 1 : 0 })),
    );
    return {
      instrument: { tickSize: tick, ...(quantityStep > 0 && { quantityStep }) },
      ...(detail.includes('trades') && { trades: cut(tradesOf(trades)) }),
      ...(detail.includes('quotes') && { quotes: cut(quotesOf(quotes)) }),
      ...(detail.includes('book') && {
        book: cut(
          BookUpdates.fromColumns({
            time: rows.map(({ time }) => time),
            side: rows.map(({ level }) => level[0]),
            price: rows.map(({ level }) => level[1]),
            quantity: rows.map(({ level }) => level[2]),
            snapshot: rows.map(({ snapshot }) => snapshot),
            last: rows.map(({ last }) => last),
          }),
        ),
      }),
    };
  };
  return Object.fromEntries(symbols.map((symbol) => [symbol, feed(symbol)]));
}

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;
const isTrade = (one: Happening): one is Of<'trade'> => one.kind === 'trade';
const isQuote = (one: Happening): one is Of<'quote'> => one.kind === 'quote';
const isBook = (one: Happening): one is Of<'book'> => one.kind === 'book';
const columnOf = <Row>(rows: readonly Row[], field: keyof Row): number[] => rows.map((row) => row[field] as number);

function tradesOf(rows: readonly Of<'trade'>[]): Trades {
  const of = (field: keyof Of<'trade'>): number[] => columnOf(rows, field);
  return Trades.fromColumns({ time: of('time'), price: of('price'), quantity: of('quantity'), side: of('side') });
}

function quotesOf(rows: readonly Of<'quote'>[]): Quotes {
  const of = (field: keyof Of<'quote'>): number[] => columnOf(rows, field);
  return Quotes.fromColumns({ time: of('time'), bid: of('bid'), bidSize: of('bidSize'), ask: of('ask'), askSize: of('askSize') });
}

/** A command of a trader: after which tick (from 40 on bar, from 45 on ring of a timer), and what. */
export interface Command {
  readonly at: number;
  readonly symbol: number;
  readonly verb: number;
  readonly side: 'buy' | 'sell';
  readonly units: number;
  readonly price: number;
  readonly trigger: number;
  readonly near: number;
  readonly wait: number;
  readonly old: number;
}

const command: fc.Arbitrary<Command> = fc.record({
  at: fc.oneof({ weight: 5, arbitrary: fc.nat(39) }, { arbitrary: fc.integer({ min: 40, max: 49 }), weight: 1 }),
  symbol: fc.nat(1),
  verb: fc.nat(27),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  units: fc.integer({ min: 1, max: 16 }).map((halves) => halves / 2),
  price: fc.integer({ min: -7, max: 7 }).map((ticks) => (middle + ticks) * tick),
  trigger: fc.integer({ min: -7, max: 7 }).map((ticks) => (middle + ticks) * tick),
  near: fc.integer({ min: 1, max: 5 }).map((ticks) => ticks * tick),
  wait: fc.integer({ min: 0, max: 30 }),
  old: fc.nat(20),
});
export const commands: fc.Arbitrary<readonly Command[]> = fc.array(command, { maxLength: 14 });

/** What a trader heard: the ticks, its fills and what became of its orders, in their order. */
export interface Heard {
  readonly log: ({ readonly tick: number } | { readonly fill: Fill } | { readonly order: OrderView })[];
  readonly requests: Map<number, OrderRequest>;
  /** What orders were asked to change to. */
  readonly amended: Map<number, OrderChange[]>;
}

/** A strategy that gives commands after the ticks they are for. */
export function trader(list: readonly Command[]): { readonly strategy: Strategy; readonly heard: Heard } {
  const heard: Heard = { log: [], requests: new Map(), amended: new Map() };
  class Trader extends Strategy {
    #n = 0;
    #bars = 0;
    #rings = 0;
    readonly #ids: number[] = [];
    override onTrade(_: unknown, ctx: Context) {
      this.#act(ctx);
    }
    override onBook(_: string, __: unknown, ctx: Context) {
      this.#act(ctx);
    }
    override onQuote(_: unknown, ctx: Context) {
      this.#act(ctx);
    }
    override onStart(ctx: Context) {
      ctx.every('clock', '7ms');
    }
    override onBar(_: unknown, ctx: Context) {
      this.#give(40 + this.#bars++, ctx);
    }
    override onTimer(_: string, ctx: Context) {
      this.#give(45 + this.#rings++, ctx);
    }
    override onFill(fill: Fill) {
      heard.log.push({ fill });
    }
    override onOrder(order: OrderView) {
      heard.log.push({ order });
    }
    #act(ctx: Context) {
      const n = this.#n++;
      heard.log.push({ tick: n });
      this.#give(n, ctx);
    }
    #give(at: number, ctx: Context) {
      for (const one of list) if (one.at === at) this.#do(one, ctx);
    }
    #do({ verb, symbol: k, side, units, price, trigger, near, wait, old }: Command, ctx: Context) {
      const symbol = ctx.symbols[k % ctx.symbols.length];
      const size = { units };
      const distance = { distance: near };
      const requests = [
        { size },
        { size, limit: price },
        { size, limit: price },
        { size, limit: price, postOnly: true },
        { size, limit: price, timeInForce: 'IOC' },
        { size, limit: price, timeInForce: 'FOK' },
        { size, limit: price, expires: ctx.time + wait },
        { size, limit: price, display: Math.max(1, Math.floor(units / 3)) },
        { size, trigger },
        { size, trigger, limit: price },
        { size, trigger, limit: price, type: 'limitIfTouched' },
        { size, trigger, type: 'marketIfTouched', expires: ctx.time + wait },
        { size, trail: distance },
        { size, stopLoss: distance, takeProfit: distance },
        { size, limit: price, stopLoss: distance, trailingStop: distance },
        { size, limit: price, group: `g${old % 2}` },
        { size, trigger, group: `g${old % 2}` },
        { size, limit: price, next: [{ side: old % 2 === 0 ? 'sell' : 'buy', size, limit: price + near }] },
        { size, reduceOnly: true },
        { size: { equity: 0.0005 * (1 + old) } },
        { size, timeInForce: 'IOC' },
        { size, timeInForce: 'FOK' },
        { size, trigger, limit: price, timeInForce: 'FOK' },
      ] as const satisfies readonly OrderRequest[];
      const id = this.#ids[old % (this.#ids.length + 1)] ?? 0;
      if (verb < requests.length) {
        const request = requests[verb];
        const sent = ctx[side](symbol, request);
        this.#ids.push(sent.id);
        heard.requests.set(sent.id, request);
      } else if (verb === requests.length) ctx.cancel(id);
      else if (verb === requests.length + 1) {
        const changes = [{ limit: price }, { units }, { expires: ctx.time + wait }, { trigger }, { limit: price, units }];
        const change = changes[wait % changes.length];
        if (ctx.amend(id, change)) heard.amended.set(id, [...(heard.amended.get(id) ?? []), change]);
      } else if (verb === requests.length + 2) ctx.close(symbol);
      else if (verb === requests.length + 3) ctx.cancelAll(symbol);
      else ctx.protect(symbol, { stopLoss: price, takeProfit: trigger });
    }
  }
  return { strategy: new Trader(), heard };
}

/** Options of a run: enough cash that no account is ruined. */
export const options: fc.Arbitrary<BacktestOptions> = fc.record({
  cash: fc.constant(1_000_000),
  barInterval: fc.constant('10ms' as const),
  fees: fc.constantFrom(0, 0.001),
  latency: fc.record({ orderMs: fc.nat(6), dataMs: fc.constantFrom(0, 1.5) }),
  queue: fc.constantFrom(riskAverseQueue(), powerQueue(2), powerQueue(3, 'front'), powerQueue(1, 'total'), logQueue(), logQueue('total')),
  participation: fc.constantFrom(1, 0.5),
  limitFill: fc.constantFrom('through' as const, 'touch' as const),
});

export const steps: fc.Arbitrary<number> = fc.constantFrom(0, 0.5, 1);
