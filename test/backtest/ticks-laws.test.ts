import { type BacktestResult, backtest, bybitLinear, type Fill, NotEnoughDataError, type OrderView } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { orderTransitions } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  commands,
  type Detail,
  details,
  type FeedTerms,
  feedsOf,
  type Heard,
  options,
  steps,
  trader,
  type World,
  worlds,
} from './tick-worlds.ts';

interface Run {
  readonly result: BacktestResult;
  readonly heard: Heard;
  readonly fills: readonly Fill[];
}

/** A run; undefined where the market never tells a price. */
function run(world: World, detail: Detail, list: readonly Command[], how: BacktestOptions, terms: FeedTerms = {}): Run | undefined {
  const { strategy, heard } = trader(list);
  try {
    const result = backtest(strategy, feedsOf(world, detail, terms), how);
    return { result, heard, fills: result.fills.toRows() };
  } catch (error) {
    if (error instanceof NotEnoughDataError) return undefined;
    throw error;
  }
}

const runs = { numRuns: 240, seed: 11 };

/** A law for every kind of data. */
function forAll(name: string, law: (detail: Detail) => fc.IProperty<unknown>): void {
  it.each(details)(`${name}, by %s`, (detail) => fc.assert(law(detail), { ...runs, numRuns: runs.numRuns / 2 }));
}

/** The middle of the market of a symbol at each happening; the last trade where there is none. */
function marksOf(world: World, symbol: string): readonly { readonly time: number; readonly mark: number }[] {
  const levels = new Map<string, number>();
  let [last, mid] = [Number.NaN, Number.NaN];
  return world
    .filter((one) => one.symbol === symbol)
    .map((one) => {
      if (one.kind === 'trade') last = one.price;
      else if (one.kind === 'quote') mid = (one.bid + one.ask) / 2;
      else {
        if (one.isSnapshot) levels.clear();
        for (const [side, price, quantity] of one.levels) {
          if (quantity > 0) levels.set(`${side} ${price}`, side * price);
          else levels.delete(`${side} ${price}`);
        }
        const [bids, asks] = [1, -1].map((side) => [...levels.values()].filter((price) => side * price > 0));
        mid = bids.length > 0 && asks.length > 0 ? (Math.max(...bids) - Math.max(...asks)) / 2 : Number.NaN;
      }
      return { time: one.time, mark: Number.isNaN(mid) ? last : mid };
    });
}

/** Cash and positions after fills. */
function sumOf(fills: readonly Fill[], cash: number): { readonly cash: number; readonly held: ReadonlyMap<string, number> } {
  const held = new Map<string, number>();
  let left = cash;
  for (const { symbol, side, quantity, price, fee } of fills) {
    const signed = side === 'buy' ? quantity : -quantity;
    held.set(symbol, (held.get(symbol) ?? 0) + signed);
    left -= signed * price + fee;
  }
  return { cash: left, held };
}

/** Equity at the close of each bar is cash and positions at their marks. */
function expectSums(world: World, { result, fills }: Run, starting: number): void {
  const marks = new Map(['A', 'B'].map((symbol) => [symbol, marksOf(world, symbol)]));
  result.time.forEach((open, row) => {
    const end = open + 10;
    const before = fills.filter(({ time }) => time < end);
    const { cash, held } = sumOf(before, starting);
    let equity = cash;
    for (const { time, amount } of result.funding) if (time < end) equity += amount;
    for (const [symbol, quantity] of held) {
      const told = marks.get(symbol)?.findLast(({ time, mark }) => time < end && !Number.isNaN(mark))?.mark;
      equity += quantity === 0 ? 0 : quantity * (told ?? (before.findLast((fill) => fill.symbol === symbol) as Fill).price);
    }
    expect(Math.abs(result.equity[row] - equity), `equity of row ${row}`).toBeLessThan(1e-6);
  });
}

/** Settlements of funding while the market is open, or none. */
const funding = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: -50, max: 50 })), { maxLength: 3 }).map((list) => {
  let time = 10_000;
  return { time: list.map(([wait]) => (time += wait)), rate: list.map(([, basisPoints]) => basisPoints / 1e4) };
});

describe('the account of a run of ticks', () => {
  forAll('is the sum of its fills, fees and funding, at every bar', (detail) =>
    fc.property(worlds(detail, ['A', 'B']), commands, options, steps, funding, (world, list, how, quantityStep, rates) => {
      const venue = bybitLinear({ leverage: 2, fees: { maker: 0.0002, taker: 0.0006 }, funding: { A: rates } });
      const made = run(
        world,
        detail,
        list,
        { ...how, ...(rates.time.length > 0 && { venue, fees: undefined as never }) },
        { symbols: ['A', 'B'], quantityStep },
      );
      if (made === undefined) return;
      expect(made.result.ruin).toBeUndefined();
      expectSums(world, made, 1_000_000);
    }),
  );

  forAll('is the sum of its fills up to its ruin, and never below nothing', (detail) =>
    fc.property(worlds(detail), commands, options, (world, list, how) => {
      const heavy = list.map((one) => ({ ...one, verb: one.verb % 3, units: 5.5, at: one.at % 20 }));
      const made = run(world, detail, heavy, { ...how, cash: 15, leverage: 40, fees: 0 });
      if (made === undefined) return;
      const { ruin, equity } = made.result;
      if (ruin === undefined) expectSums(world, made, 15);
      else {
        const { cash, held } = sumOf(made.fills, 15);
        expect(Math.abs(held.get('A') ?? 0)).toBeLessThan(1e-9);
        expect(equity[equity.length - 1]).toBeCloseTo(Math.max(0, cash), 6);
        expect(ruin.shortfall).toBeCloseTo(Math.max(0, -cash), 6);
      }
      expect(equity.every((value) => value >= -1e-9 || ruin === undefined)).toBe(true);
    }),
  );

  forAll('has fills of whole steps, inside their bars and in the order of time', (detail) =>
    fc.property(worlds(detail), commands, options, steps, (world, list, how, quantityStep) => {
      const made = run(world, detail, list, how, { quantityStep });
      if (made === undefined) return;
      const { time } = made.result.bars[0];
      made.fills.forEach((fill, i) => {
        expect(fill.time).toBeGreaterThanOrEqual(time[fill.index]);
        expect(fill.time).toBeLessThan(time[fill.index] + 10);
        if (i > 0) expect(fill.time).toBeGreaterThanOrEqual(made.fills[i - 1].time);
        expect(fill.quantity).toBeGreaterThan(0);
        if (quantityStep > 0) expect(fill.quantity / quantityStep).toBe(Math.round(fill.quantity / quantityStep));
      });
    }),
  );
});

describe('orders by ticks', () => {
  forAll('never fill beyond their limit, before they are sent, or after they expire', (detail) =>
    fc.property(worlds(detail), commands, options, steps, (world, list, how, quantityStep) => {
      const made = run(world, detail, list, how, { quantityStep });
      if (made === undefined) return;
      const { requests, amended } = made.heard;
      for (const { orderId, side, price, time, liquidity } of made.fills) {
        const request = requests.get(orderId);
        if (request === undefined) continue;
        const sign = side === 'buy' ? 1 : -1;
        const asked = [request, ...(amended.get(orderId) ?? [])];
        const limits = asked.flatMap(({ limit }) => (limit === undefined ? [] : [sign * limit]));
        if (request.limit !== undefined) expect(sign * price).toBeLessThanOrEqual(Math.max(...limits));
        const ends = asked.flatMap(({ expires }) => (expires === undefined ? [] : [expires]));
        if (request.expires !== undefined) expect(time).toBeLessThan(Math.max(...ends));
        if (request.postOnly) expect(liquidity).toBe('maker');
      }
    }),
  );

  forAll('that fill at once or not at all never rest', (detail) =>
    fc.property(worlds(detail), commands, options, steps, (world, list, how, quantityStep) => {
      const made = run(world, detail, list, how, { quantityStep });
      if (made === undefined) return;
      const { requests, amended, log } = made.heard;
      for (const [id, { timeInForce }] of requests) {
        if (timeInForce !== 'IOC' && timeInForce !== 'FOK') continue;
        const own = made.fills.filter(({ orderId }) => orderId === id);
        expect(new Set(own.map(({ time }) => time)).size, `fills of ${id} at one time`).toBeLessThanOrEqual(1);
        expect(own.every(({ liquidity }) => liquidity === 'taker')).toBe(true);
        const last = log.findLast((entry) => 'order' in entry && entry.order.id === id) as { readonly order: OrderView } | undefined;
        if (timeInForce === 'FOK' && own.length > 0 && !amended.has(id)) expect(last?.order.state, `order ${id}`).toBe('filled');
      }
    }),
  );

  forAll('go through life as the table of states says, and end once', (detail) =>
    fc.property(worlds(detail), commands, options, steps, (world, list, how, quantityStep) => {
      const made = run(world, detail, list, how, { quantityStep });
      if (made === undefined) return;
      const before = new Map<number, OrderView>();
      const filled = new Map<number, number>();
      for (const entry of made.heard.log) {
        if ('fill' in entry) filled.set(entry.fill.orderId, (filled.get(entry.fill.orderId) ?? 0) + entry.fill.quantity);
        if (!('order' in entry)) continue;
        const { order } = entry;
        const last = before.get(order.id);
        if (last !== undefined) {
          expect(orderTransitions[last.state].length, `order ${order.id} after ${last.state}`).toBeGreaterThan(0);
          if (last.state !== order.state) expect(reachable(last.state)).toContain(order.state);
          expect(order.filled).toBeGreaterThanOrEqual(last.filled);
        }
        expect(order.filled).toBeCloseTo(filled.get(order.id) ?? 0, 9);
        if (order.state === 'filled') expect(order.filled).toBeCloseTo(order.quantity, 9);
        before.set(order.id, order);
      }
    }),
  );

  forAll('of one group fill once', (detail) =>
    fc.property(worlds(detail), commands, options, (world, list, how) => {
      const grouped = list.map((one) => ({ ...one, verb: 15 + (one.verb % 2), old: 0, at: one.at % 4 }));
      const made = run(world, detail, grouped.slice(0, 4), how);
      if (made === undefined) return;
      const sent = [...made.heard.requests.keys()];
      const first = made.fills.find(({ orderId }) => sent.includes(orderId));
      if (first === undefined) return;
      const alive = new Set(
        made.heard.log
          .slice(
            0,
            made.heard.log.findIndex((entry) => 'fill' in entry && entry.fill.orderId === first.orderId),
          )
          .flatMap((entry) => ('order' in entry ? [entry.order.id] : [])),
      );
      for (const { orderId } of made.fills) if (alive.has(orderId)) expect(orderId).toBe(first.orderId);
    }),
  );
});

/** States that an order may be in later. */
function reachable(from: OrderView['state']): readonly string[] {
  const found = new Set<OrderView['state']>(orderTransitions[from]);
  for (const state of found) for (const next of orderTransitions[state]) found.add(next);
  return [...found];
}

/** What is told of each level, less what was dealt against it since. */
class Told {
  readonly #left: Map<string, number> = new Map();
  readonly #quoted: { bid: number; bidSize: number; ask: number; askSize: number } = { bid: 0, bidSize: 0, ask: 0, askSize: 0 };

  tell(one: World[number]): void {
    if (one.kind === 'book') {
      if (one.isSnapshot) this.#left.clear();
      for (const [side, price, quantity] of one.levels) this.#left.set(`${side} ${price}`, quantity);
    } else if (one.kind === 'quote') {
      for (const [side, price, size] of [['bid', 'bid', 'bidSize'] as const, ['ask', 'ask', 'askSize'] as const]) {
        if (one[price] === this.#quoted[price] && one[size] === this.#quoted[size]) continue;
        const sign = side === 'bid' ? 1 : -1;
        this.#left.delete(`${sign} ${this.#quoted[price]}`);
        this.#left.set(`${sign} ${one[price]}`, one[size]);
        Object.assign(this.#quoted, { [price]: one[price], [size]: one[size] });
      }
    }
  }

  /** Takes units of a side from the best level on, none beyond a price; answers what was not there. */
  take(side: number, worst: number, quantity: number, only: boolean): number {
    const prices = [...this.#left.keys()]
      .map((key) => key.split(' ').map(Number))
      .filter(([of, price]) => of === side && (only ? price === worst : side * (price - worst) >= 0));
    prices.sort(([, a], [, b]) => side * (b - a));
    let missing = quantity;
    for (const [of, price] of prices) {
      const part = Math.min(missing, this.#left.get(`${of} ${price}`) as number);
      this.#left.set(`${of} ${price}`, (this.#left.get(`${of} ${price}`) as number) - part);
      missing -= part;
    }
    return missing;
  }
}

describe('liquidity', () => {
  forAll('is never dealt twice', (detail) =>
    fc.property(worlds(detail), commands, options, steps, (world, list, how, quantityStep) => {
      const made = run(world, detail, list, { ...how, latency: {} }, { quantityStep });
      if (made === undefined) return;
      const told = new Told();
      let n = -1;
      let dealt = 0;
      const entries = made.heard.log;
      entries.forEach((entry, i) => {
        if ('tick' in entry) return;
        if (!('fill' in entry)) return;
        const ahead = entries.findIndex((other, j) => j > i && 'tick' in other);
        const coming = ahead < 0 ? world.length : (entries[ahead] as { readonly tick: number }).tick;
        // Commands arrive after all ticks of their time: a fill at the time of the coming tick is of that tick.
        const of = coming < world.length && entry.fill.time >= world[coming].time ? coming : coming - 1;
        while (n < of) {
          told.tell(world[++n]);
          dealt = 0;
        }
        const { side, quantity, price, liquidity, reason } = entry.fill;
        const at = world[n];
        const sign = side === 'buy' ? -1 : 1;
        dealt += quantity;
        if (detail === 'trades') {
          if (at.kind === 'trade') expect(dealt).toBeLessThanOrEqual(at.quantity * (how.participation ?? 1) + 1e-9);
        } else if (liquidity === 'taker') expect(told.take(sign, price, quantity, true), `taken at ${price}`).toBeLessThan(1e-9);
        else if (at.kind !== 'trade' || reason === 'takeProfit')
          expect(told.take(sign, price, quantity, false), `met at ${price}`).toBeLessThan(1e-9);
      });
    }),
  );
});
