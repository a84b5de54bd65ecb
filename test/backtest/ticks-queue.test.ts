import { backtest, type Context, NotEnoughDataError, Strategy } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { logQueue, powerQueue, type QueueModel, riskAverseQueue } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detail, details, feedsOf, tick, type World, worlds } from './tick-worlds.ts';

const all = { numRuns: 300, seed: 13 };
const queues: readonly QueueModel[] = [
  riskAverseQueue(),
  powerQueue(),
  powerQueue(2, 'total'),
  powerQueue(3, 'front'),
  logQueue(),
  logQueue('total'),
];

/** An order that is sent after the tick `at`, near the best prices. */
interface LoneOrder {
  readonly at: number;
  readonly side: 1 | -1;
  readonly units: number;
  readonly limit: number;
}
const order: fc.Arbitrary<LoneOrder> = fc
  .record({
    at: fc.nat(20),
    side: fc.constantFrom(1 as const, -1 as const),
    units: fc.integer({ min: 1, max: 20 }).map((halves) => halves / 2),
    away: fc.constantFrom(1, 1, 1, 2, 2, 3, 0, -1, -2),
  })
  .map(({ away, ...others }) => ({ ...others, limit: (200 - others.side * away) * tick }));
type Row = readonly [time: number, quantity: number, price: number];

/** The fills of a limit order that is alone in the market. */
function alone(world: World, detail: Detail, { at, side, units, limit }: LoneOrder, how: BacktestOptions = {}): readonly Row[] {
  class Lone extends Strategy {
    #n = 0;
    #act(ctx: Context) {
      if (this.#n++ === at) ctx[side > 0 ? 'buy' : 'sell']('A', { size: { units }, limit });
    }
    override onTrade(_: unknown, ctx: Context) {
      this.#act(ctx);
    }
    override onBook(_: string, __: unknown, ctx: Context) {
      this.#act(ctx);
    }
    override onQuote(_: unknown, ctx: Context) {
      this.#act(ctx);
    }
  }
  try {
    const { fills } = backtest(new Lone(), feedsOf(world, detail), { cash: 1_000_000, barInterval: '10ms', ...how });
    return fills.toRows().map(({ time, quantity, price }) => [time, quantity, price]);
  } catch (error) {
    if (error instanceof NotEnoughDataError) return [];
    throw error;
  }
}

/** Units filled up to each happening of a world. */
const filledBy = (world: World, rows: readonly Row[]): readonly number[] =>
  world.map(({ time: now }) => rows.reduce((sum, [time, quantity]) => (time <= now ? sum + quantity : sum), 0));

/**
 * What a lone limit order gets from a book with trades, told apart from the venue: levels in a map, the units before it in a number.
 * All who cancel stand behind it.
 */
function reference(world: World, { at, side, units, limit }: LoneOrder): readonly Row[] {
  const book = new Map<string, number>();
  const taken = new Map<string, number>();
  const rows: Row[] = [];
  let [left, front, state] = [units, 0, 'away' as 'away' | 'coming' | 'resting'];
  const deal = (time: number, quantity: number, price: number): void => {
    if (!(quantity > 0)) return;
    rows.push([time, quantity, price]);
    left -= quantity;
  };
  const sweep = (time: number, atOwnPrice: boolean): void => {
    const others = [...book]
      .map(([key, quantity]) => [...key.split(' ').map(Number), quantity])
      .filter(([of, price]) => of === -side && side * (price - limit) <= 0);
    for (const [of, price, quantity] of others.sort((a, b) => side * (a[1] - b[1]))) {
      const key = `${of} ${price}`;
      const part = Math.min(left, quantity - (taken.get(key) ?? 0));
      deal(time, part, atOwnPrice ? limit : price);
      if (part > 0) taken.set(key, (taken.get(key) ?? 0) + part);
    }
  };
  const own = `${side} ${limit}`;
  world.forEach((one, n) => {
    if (one.kind === 'trade' && state === 'resting' && one.side !== side) {
      const gap = side * (one.price - limit);
      if (gap < 0) deal(one.time, left, limit);
      else if (gap === 0) {
        front -= one.quantity;
        if (front < 0) {
          deal(one.time, Math.min(left, -front), limit);
          front = 0;
        }
      }
    }
    if (one.kind === 'book') {
      if (one.isSnapshot) for (const map of [book, taken]) map.clear();
      for (const [of, price, quantity] of one.levels) {
        if (quantity > 0) book.set(`${of} ${price}`, quantity);
        else book.delete(`${of} ${price}`);
        taken.delete(`${of} ${price}`);
        if (`${of} ${price}` === own) front = Math.min(front, quantity);
      }
      if (one.isSnapshot) front = Math.min(front, book.get(own) ?? 0);
      if (state === 'resting') sweep(one.time, true);
    }
    if (n === at) state = 'coming';
    // It arrives after all that happens at the same time, if anything happens later.
    if (state === 'coming' && n + 1 < world.length && world[n + 1].time > one.time) {
      sweep(one.time, false);
      front = book.get(own) ?? 0;
      state = 'resting';
    }
  });
  return rows;
}

describe('a limit order in the queue', () => {
  it.each(['book', 'book and trades'] as const)('fills when and as far as a second reckoning says, by %s', (detail) => {
    let queued = 0;
    fc.assert(
      fc.property(worlds(detail), order, (world, lone) => {
        const rows = alone(world, detail, lone);
        queued += rows.filter(([time]) =>
          world.some((one) => one.kind === 'trade' && one.time === time && one.price === lone.limit),
        ).length;
        expect(rows).toEqual(reference(world, lone));
      }),
      { ...all, numRuns: 500 },
    );
    if (detail === 'book and trades') expect(queued).toBeGreaterThan(50);
  });

  it('never fills before the units that stood before it have traded or gone', () => {
    fc.assert(
      fc.property(worlds('book and trades'), order, (world, lone) => {
        const rows = alone(world, 'book and trades', lone);
        const own = (one: World[number]) => one.kind === 'trade' && one.side !== lone.side && one.price === lone.limit;
        for (const [time] of rows) {
          const last = world.findLastIndex((one) => one.time === time && own(one));
          if (last < 0 || time === world[lone.at].time) continue;
          const met = world.some(
            (one) => one.time === time && (one.kind === 'book' || (one.kind === 'trade' && lone.side * (one.price - lone.limit) < 0)),
          );
          if (met) continue;
          const sent = world[lone.at].time;
          const stood = standing(
            world.filter((one) => one.time <= sent),
            lone,
          );
          const since = world.slice(0, last + 1).filter((one) => one.time > sent);
          const traded = since.reduce((sum, one) => (one.kind === 'trade' && own(one) ? sum + one.quantity : sum), 0);
          const least = since.reduce(
            (low, one, i) => (one.kind === 'book' ? Math.min(low, standing(world.slice(0, world.indexOf(since[i]) + 1), lone)) : low),
            stood,
          );
          expect(traded > 0 && (traded > stood || least < stood)).toBe(true);
        }
      }),
      all,
    );
  });

  it.each(queues.slice(1).map((queue) => [queue.name, queue] as const))('fills by the %s no later than by the careful one', (_, queue) => {
    fc.assert(
      fc.property(worlds('book and trades'), order, (world, lone) => {
        const careful = filledBy(world, alone(world, 'book and trades', lone));
        filledBy(world, alone(world, 'book and trades', lone, { queue })).forEach((units, i) => {
          expect(units).toBeGreaterThanOrEqual(careful[i] - 1e-9);
        });
      }),
      { ...all, numRuns: 200 },
    );
  });

  it.each(details)('fills at least as readily where it offers more, by %s', (detail) => {
    fc.assert(
      fc.property(worlds(detail), order, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...queues), (world, lone, more, queue) => {
        const meek = filledBy(world, alone(world, detail, lone, { queue }));
        const generous = { ...lone, limit: lone.limit + lone.side * more * tick };
        filledBy(world, alone(world, detail, generous, { queue })).forEach((units, i) => {
          expect(units).toBeGreaterThanOrEqual(meek[i] - 1e-9);
        });
      }),
      { ...all, numRuns: 200 },
    );
  });
});

/** What stands on the side and at the price of an order. */
function standing(world: World, { side, limit }: LoneOrder): number {
  let stands = 0;
  for (const one of world) {
    if (one.kind !== 'book') continue;
    if (one.isSnapshot) stands = 0;
    for (const [of, price, quantity] of one.levels) if (of === side && price === limit) stands = quantity;
  }
  return stands;
}
