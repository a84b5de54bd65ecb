import type { Fill } from 'barwright';
import { BookUpdates, backtest, type Context, Quotes, Strategy, Trades } from 'barwright';
import type { BacktestOptions, Feed } from 'barwright/backtest';
import { describe, expect, it } from 'vitest';

type Step = (ctx: Context, n: number) => void;

/** Runs a strategy that acts at the n-th trade, book message or quote. */
function run(feed: Feed, step: Step, options: BacktestOptions = {}) {
  class Steps extends Strategy {
    n = 0;
    override onTrade(_: unknown, ctx: Context) {
      step(ctx, this.n++);
    }
    override onBook(_: string, __: unknown, ctx: Context) {
      step(ctx, this.n++);
    }
    override onQuote(_: unknown, ctx: Context) {
      step(ctx, this.n++);
    }
  }
  return backtest(new Steps(), { ABC: feed }, { cash: 10_000, barInterval: '1s', ...options });
}

const rows = (fills: Iterable<Fill>) =>
  [...fills].map(({ side, quantity, price, time, liquidity }) => [side, quantity, price, time, liquidity]);

/** A book of messages: each a time and levels [side, price, quantity]. */
function book(...messages: readonly [number, ...(readonly [number, number, number])[]][]) {
  const flat = messages.flatMap(([time, ...levels]) => levels.map((level, i) => ({ time, level, last: i === levels.length - 1 ? 1 : 0 })));
  return BookUpdates.fromColumns({
    time: flat.map(({ time }) => time),
    side: flat.map(({ level }) => level[0]),
    price: flat.map(({ level }) => level[1]),
    quantity: flat.map(({ level }) => level[2]),
    last: flat.map(({ last }) => last),
  });
}

const trades = (...list: readonly [number, number, number, number][]) =>
  Trades.fromColumns({
    time: list.map((x) => x[0]),
    price: list.map((x) => x[1]),
    quantity: list.map((x) => x[2]),
    side: list.map((x) => x[3]),
  });

const start = [0, [1, 99, 5], [1, 98, 10], [-1, 101, 2], [-1, 102, 3]] as const;

describe('orders meet a book', () => {
  const tick = [1, 90, 1] as [number, number, number];

  it('market orders walk the levels, and what is taken is gone until it is told anew', () => {
    const feed = { book: book([...start], [10, tick], [20, tick], [30, [-1, 101, 2]], [40, tick]) };
    const result = run(feed, (ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 4 } });
      if (n === 1) ctx.buy('ABC', { size: { units: 2 } });
    });
    expect(rows(result.fills)).toEqual([
      ['buy', 2, 101, 0, 'taker'],
      ['buy', 2, 102, 0, 'taker'],
      ['buy', 1, 102, 10, 'taker'],
      ['buy', 1, 101, 30, 'taker'],
    ]);
  });

  it('a limit that crosses takes up to its price, then rests', () => {
    const feed = {
      book: book(
        [...start],
        [10, tick],
        [20, [-1, 101, 0], [-1, 102, 0], [-1, 103, 9], [1, 101, 4]],
        [30, [-1, 101, 7], [1, 101, 0]],
        [40, tick],
      ),
    };
    const result = run(feed, (ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 5 }, limit: 101 });
    });
    expect(rows(result.fills)).toEqual([
      ['buy', 2, 101, 0, 'taker'],
      ['buy', 3, 101, 30, 'maker'],
    ]);
  });

  it('a resting order waits for its turn in the queue', () => {
    const feed = {
      book: book([...start], [10, tick], [100, tick]),
      trades: trades([20, 99, 3, -1], [30, 99, 1, 1], [40, 99, 3, -1], [50, 99, 9, -1]),
    };
    const result = run(feed, (ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 4 }, limit: 99 });
    });
    // 5 stand before: 3 and 3 trade, so that 1 is dealt; a buyer's trade at the price is none of it; then the rest.
    expect(rows(result.fills)).toEqual([
      ['buy', 1, 99, 40, 'maker'],
      ['buy', 3, 99, 50, 'maker'],
    ]);
  });

  it('a trade through the price fills all of it', () => {
    const feed = { book: book([...start], [10, tick], [100, tick]), trades: trades([20, 98.5, 0.1, -1]) };
    const result = run(feed, (ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 4 }, limit: 99 });
    });
    expect(rows(result.fills)).toEqual([['buy', 4, 99, 20, 'maker']]);
  });

  it('two own orders at one price share a trade', () => {
    const feed = { book: book([...start], [10, tick], [100, tick]), trades: trades([20, 99, 8, -1], [30, 99, 8, -1]) };
    const result = run(feed, (ctx, n) => {
      if (n === 0) {
        ctx.buy('ABC', { size: { units: 2 }, limit: 99 });
        ctx.buy('ABC', { size: { units: 4 }, limit: 99 });
      }
    });
    expect(rows(result.fills).map((row) => row.slice(0, 4))).toEqual([
      ['buy', 2, 99, 20],
      ['buy', 1, 99, 20],
      ['buy', 3, 99, 30],
    ]);
  });

  it('an iceberg goes to the end of the queue with each part', () => {
    const feed = { book: book([...start], [10, tick], [100, tick]), trades: trades([20, 99, 7, -1], [30, 99, 4, -1], [40, 99, 3, -1]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 3 }, limit: 99, display: 1 }));
    // 5 stand before the first part of 1; after it 5 stand before the next.
    expect(rows(result.fills)).toEqual([
      ['buy', 1, 99, 20, 'maker'],
      ['buy', 1, 99, 40, 'maker'],
    ]);
  });

  it('orders travel, and arrive after all ticks of their time', () => {
    const feed = { book: book([...start], [50, [-1, 101, 0]], [60, [-1, 102, 0], [-1, 103, 5]], [70, tick]) };
    const bought = (orderMs: number) =>
      rows(run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 } }), { latency: { orderMs } }).fills)[0]?.slice(2, 4);
    expect(bought(0)).toEqual([101, 0]);
    expect(bought(49)).toEqual([101, 49]);
    expect(bought(50)).toEqual([102, 50]);
    expect(bought(60)).toEqual([103, 60]);
    expect(bought(70)).toBeUndefined();
  });

  it('post-only is refused where it would take, IOC and FOK never rest', () => {
    const feed = { book: book([...start], [10, tick], [20, tick]) };
    const result = run(feed, (ctx, n) => {
      if (n !== 0) return;
      ctx.buy('ABC', { size: { units: 1 }, limit: 101, postOnly: true });
      ctx.buy('ABC', { size: { units: 5 }, limit: 101, timeInForce: 'FOK' });
      ctx.buy('ABC', { size: { units: 5 }, limit: 101, timeInForce: 'IOC' });
    });
    expect([...result.orders].map(({ status, reject }) => [status, reject])).toEqual([
      ['rejected', 'POST_ONLY_WOULD_TAKE'],
      ['rejected', 'FILL_OR_KILL_UNFILLED'],
      ['canceled', undefined],
    ]);
    expect(rows(result.fills)).toEqual([['buy', 2, 101, 0, 'taker']]);
  });

  it('a stop loss becomes a market order, a target a resting one', () => {
    const feed = {
      book: book([...start], [10, tick], [30, [1, 99, 1]], [100, tick]),
      trades: trades([20, 100, 1, 1], [40, 97, 1, -1]),
    };
    const stopped = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 }, stopLoss: 97.5 }));
    expect(rows(stopped.fills).slice(1)).toEqual([
      ['sell', 1, 99, 40, 'taker'],
      ['sell', 1, 98, 40, 'taker'],
    ]);
    expect([...stopped.trades].map(({ exitReason }) => exitReason)).toEqual(['stopLoss', 'stopLoss']);
    const up = { book: book([...start], [10, tick], [30, [-1, 101, 0], [-1, 102, 0], [-1, 104, 1], [1, 103, 2]], [100, tick]) };
    const target = run(up, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 }, takeProfit: 103 }));
    expect(rows(target.fills)[1]).toEqual(['sell', 2, 103, 30, 'maker']);
  });
});

describe('orders meet quotes', () => {
  it('take what is quoted and wait for the rest', () => {
    const quotes = Quotes.fromColumns({
      time: [0, 10, 20],
      bid: [99, 99, 98],
      bidSize: [5, 5, 5],
      ask: [101, 101, 102],
      askSize: [2, 2, 4],
    });
    const result = run({ quotes }, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 3 } }));
    expect(rows(result.fills)).toEqual([
      ['buy', 2, 101, 0, 'taker'],
      ['buy', 1, 102, 20, 'taker'],
    ]);
  });

  it('a resting order joins the end of its queue once the quote is there', () => {
    const quotes = Quotes.fromColumns({
      time: [0, 10, 15, 60],
      bid: [99, 98, 98, 98],
      bidSize: [5, 4, 4, 4],
      ask: [101, 101, 101, 101],
      askSize: [2, 2, 2, 2],
    });
    const feed = { quotes, trades: trades([20, 98, 3, -1], [30, 98, 3, -1], [40, 98, 3, -1]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 4 }, limit: 98 }));
    expect(rows(result.fills)).toEqual([
      ['buy', 2, 98, 30, 'maker'],
      ['buy', 2, 98, 40, 'maker'],
    ]);
  });
});

describe('orders meet trades alone', () => {
  const tape = trades([0, 100, 1, 1], [10, 101, 2, 1], [20, 99, 5, -1], [30, 98, 4, -1]);

  it('market orders take the trades that come, limits those through their price', () => {
    const result = run({ trades: tape }, (ctx, n) => {
      if (n !== 0) return;
      ctx.buy('ABC', { size: { units: 3 } });
      ctx.buy('ABC', { size: { units: 2 }, limit: 99 });
    });
    expect(rows(result.fills)).toEqual([
      ['buy', 2, 101, 10, 'taker'],
      ['buy', 1, 99, 20, 'taker'],
      ['buy', 2, 99, 30, 'maker'],
    ]);
  });

  it('the share of the trades is kept', () => {
    const result = run({ trades: tape }, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 3 } }), { participation: 0.5 });
    expect(rows(result.fills).map((row) => row.slice(1, 4))).toEqual([
      [1, 101, 10],
      [2, 99, 20],
    ]);
  });

  it('a limit that a trade meets at once takes its price', () => {
    const result = run({ trades: tape }, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 }, limit: 105 }));
    expect(rows(result.fills)).toEqual([['buy', 1, 101, 10, 'taker']]);
  });
});

describe('orders at their edges', () => {
  const tick = [1, 90, 1] as [number, number, number];
  const quiet = { book: book([...start], [10, tick], [100, tick]) };

  it('end at their time, before what happens then', () => {
    const sent: Step = (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 }, limit: 99, expires: 30 });
    const filledAt = (time: number) => rows(run({ ...quiet, trades: trades([time, 98, 1, -1]) }, sent).fills).length;
    expect([29, 30, 31].map(filledAt)).toEqual([1, 0, 0]);
    const quotes = (time: number) =>
      Quotes.fromColumns({ time: [0, time], bid: [99, 97], bidSize: [1, 1], ask: [101, 98], askSize: [1, 1] });
    expect([29, 30].map((time) => rows(run({ quotes: quotes(time) }, sent).fills).length)).toEqual([1, 0]);
    const falls = (time: number) => ({ book: book([...start], [10, tick], [time, [1, 99, 0], [1, 98, 0], [-1, 97, 5]]) });
    expect([29, 30].map((time) => rows(run(falls(time), sent).fills).length)).toEqual([1, 0]);
  });

  it('trail from the first trade where there was none before them', () => {
    const feed = { ...quiet, trades: trades([20, 100, 1, 1], [30, 102, 1, 1], [40, 101, 1, -1], [50, 100, 1, -1]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.sell('ABC', { size: { units: 1 }, trail: { distance: 2 } }));
    expect(rows(result.fills)).toEqual([['sell', 1, 99, 50, 'taker']]);
  });

  it('at once are dealt or gone, at any price too', () => {
    const result = run(quiet, (ctx, n) => {
      if (n !== 0) return;
      ctx.buy('ABC', { size: { units: 6 }, timeInForce: 'FOK' });
      ctx.buy('ABC', { size: { equity: 0.2 }, timeInForce: 'FOK' });
      ctx.buy('ABC', { size: { units: 6 }, timeInForce: 'IOC' });
      ctx.sell('ABC', { size: { units: 50 }, trigger: 99, timeInForce: 'IOC' });
    });
    expect([...result.orders].map(({ status, reject }) => [status, reject])).toEqual([
      ['rejected', 'FILL_OR_KILL_UNFILLED'],
      ['rejected', 'FILL_OR_KILL_UNFILLED'],
      ['canceled', undefined],
      ['canceled', undefined],
    ]);
    expect(result.fills.toRows().reduce((sum, { quantity }) => sum + quantity, 0)).toBe(5 + 15);
  });

  it('are dealt whole or not at all where the money is short for the second level', () => {
    const feed = { book: book([0, [1, 99, 50], [-1, 101, 50], [-1, 104, 60]], [10, tick]) };
    const terms = { timeInForce: 'FOK' } as const;
    const run98 = (cash: number) => run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 98 }, ...terms }), { cash });
    // 50 x 101 + 48 x 104 = 10 042.
    expect([...run98(10_041).orders].map(({ status, reject }) => [status, reject])).toEqual([['rejected', 'INSUFFICIENT_FUNDS']]);
    expect(run98(10_041).fills.length).toBe(0);
    expect(rows(run98(10_042).fills).map((row) => row.slice(1, 3))).toEqual([
      [50, 101],
      [48, 104],
    ]);
    const parts = { book: book([0, [1, 99, 50], [-1, 101, 0.1], [-1, 102, 0.7], [-1, 103, 0.3]], [10, tick]) };
    expect(run(parts, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1.1 }, ...terms })).fills.length).toBe(3);
  });

  it('walk past levels of less than a step, and take whole steps of the others', () => {
    const feed = { book: book([0, [1, 99, 5], [-1, 101, 0.4], [-1, 102, 1.7], [-1, 103, 9]], [10, tick]), instrument: { quantityStep: 1 } };
    expect(rows(run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 3.5 } })).fills)).toEqual([
      ['buy', 1, 102, 0, 'taker'],
      ['buy', 2, 103, 0, 'taker'],
    ]);
    const short = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 }, limit: 102, timeInForce: 'FOK' }));
    expect([...short.orders][0].reject).toBe('FILL_OR_KILL_UNFILLED');
  });

  it('of decimal parts leave nothing behind that rounding makes', () => {
    const levels = [0.1, 0.7, 0.1, 0.2].map((quantity, k) => [-1, 101 + k, quantity] as [number, number, number]);
    for (const quantityStep of [0.1, 1e-9]) {
      const feed = { book: book([0, [1, 99, 5], ...levels], [10, tick]), instrument: { quantityStep } };
      const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1.1 } }));
      expect(rows(result.fills).map((row) => row[1])).toEqual([0.1, 0.7, 0.1, 0.2]);
      expect([...result.orders][0].status).toBe('filled');
    }
    const open = run(
      { book: book([0, [1, 99, 5], ...levels], [10, tick]) },
      (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1.1 } }),
    );
    expect([open.fills.length, [...open.orders][0].status]).toEqual([4, 'filled']);
  });

  it('that follow others find what those have left', () => {
    const child = { side: 'buy', size: { units: 3 }, limit: 102 } as const;
    const result = run(quiet, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 }, next: [child] }));
    expect(rows(result.fills).map((row) => row.slice(1, 3))).toEqual([
      [2, 101],
      [3, 102],
    ]);
  });

  it('of a target deal what is offered there, the rest later', () => {
    const up = [10, [-1, 101, 0], [-1, 102, 0], [-1, 104, 1], [1, 103, 2]] as const;
    const feed = { book: book([...start], [...up], [15, tick], [20, [1, 103, 5]]) };
    const sent: Step = (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 3 }, takeProfit: 103, stopLoss: 50 });
    const result = run(feed, sent, { barInterval: '5ms' });
    expect(rows(result.fills).slice(2)).toEqual([
      ['sell', 2, 103, 10, 'maker'],
      ['sell', 1, 103, 20, 'maker'],
    ]);
    const paid = 2 * 101 + 102 - 2 * 103;
    expect([...result.equity]).toEqual([9_996, 10_000 - paid + 103.5, 10_000 - paid + 103.5, 10_000 - paid + 103]);
  });

  it('come nearer where a snapshot no longer tells of those before them', () => {
    const anew = BookUpdates.fromColumns({
      time: [0, 0, 0, 10, 20, 20, 90],
      side: [1, 1, -1, 1, 1, -1, 1],
      price: [99, 98, 101, 90, 98, 101, 90],
      quantity: [5, 10, 2, 1, 10, 2, 2],
      snapshot: [1, 0, 0, 0, 1, 0, 0],
    });
    const result = run(
      { book: anew, trades: trades([30, 99, 1, -1]) },
      (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 }, limit: 99 }),
    );
    expect(rows(result.fills)).toEqual([['buy', 1, 99, 30, 'maker']]);
  });

  it('go to the end of the queue where they are amended to another price or to more, not to less', () => {
    const feed = { book: book([...start], [10, tick], [15, [1, 99, 9]], [16, tick], [100, tick]), trades: trades([20, 99, 6, -1]) };
    const filled = (change: object) =>
      rows(
        run(feed, (ctx, n) => {
          if (n === 0) ctx.buy('ABC', { size: { units: 2 }, limit: 99 });
          if (n === 3) ctx.amend(ctx.orders()[0].id, change);
        }).fills,
      ).map((row) => row[1]);
    expect([{ units: 1 }, { units: 2 }, { limit: 99 }, { units: 3 }, { limit: 98 }].map(filled)).toEqual([[1], [1], [1], [], []]);
  });

  it('that arrive after their end do nothing', () => {
    const sent: Step = (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 }, limit: 105, expires: 20 });
    const result = (orderMs: number) => run(quiet, sent, { latency: { orderMs } });
    expect([19, 20, 30].map((ms) => result(ms).fills.length)).toEqual([1, 0, 0]);
    expect([...result(20).orders][0].status).toBe('expired');
  });

  it('amended by trades alone take the next trade at its price', () => {
    const tape = trades([0, 100, 9, 1], [10, 100, 9, 1], [20, 99, 9, -1], [30, 99, 9, -1]);
    const result = run({ trades: tape }, (ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 1 }, limit: 90, clientId: 'mine' });
      if (n === 2) ctx.amend(ctx.orders()[0].id, { limit: 110 });
    });
    expect(rows(result.fills)).toEqual([['buy', 1, 99, 30, 'taker']]);
  });

  it('of one side that meet another at one price each have their own level', () => {
    const quotes = Quotes.fromColumns({ time: [0, 10], bid: [100, 100], bidSize: [3, 3], ask: [100, 100], askSize: [3, 3] });
    const result = run({ quotes }, (ctx, n) => {
      if (n !== 0) return;
      ctx.buy('ABC', { size: { units: 3 } });
      ctx.sell('ABC', { size: { units: 3 } });
    });
    expect(rows(result.fills).map((row) => row.slice(0, 4))).toEqual([
      ['buy', 3, 100, 0],
      ['sell', 3, 100, 0],
    ]);
  });
});

describe('positions by ticks', () => {
  const tape = (...prices: readonly number[]) => ({
    trades: trades(...prices.map((price, i) => [10 * i, price, 9, 0] as [number, number, number, number])),
  });

  it('follow the best price with their trail', () => {
    const sent: Step = (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 }, trailingStop: { distance: 3 } });
    expect(rows(run(tape(100, 100, 104, 102, 101, 99), sent).fills)[1]).toEqual(['sell', 1, 101, 40, 'taker']);
    const short: Step = (ctx, n) => n === 0 && ctx.sell('ABC', { size: { units: 1 }, trailingStop: { distance: 3 } });
    expect(rows(run(tape(100, 100, 96, 98, 99, 99), short).fills)[1]).toEqual(['buy', 1, 99, 40, 'taker']);
  });

  it('that are stopped leave by one order, however thin the market', () => {
    const feed = { trades: trades([0, 100, 9, 0], [10, 100, 9, 0], [20, 94, 2, 0], [30, 93, 2, 0], [40, 96, 9, 0]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 5 }, stopLoss: 95 }));
    expect(rows(result.fills).slice(1)).toEqual([
      ['sell', 2, 94, 20, 'taker'],
      ['sell', 2, 93, 30, 'taker'],
      ['sell', 1, 96, 40, 'taker'],
    ]);
    expect(result.orders.length).toBe(2);
  });

  it('are liquidated where the account is worth nothing, not at the next close', () => {
    // 9 units at 100 with a cash of 100: nothing is left at 100 - 100 / 9 = 88.89.
    const sent: Step = (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 9 } });
    const result = run(tape(100, 100, 90, 88.5, 101), sent, { cash: 100, leverage: 10 });
    expect(rows(result.fills)[1].slice(0, 4)).toEqual(['sell', 9, 100 - 100 / 9, 30]);
    expect([...result.equity]).toEqual([expect.closeTo(0, 9)]);
    expect(result.ruin?.shortfall).toBeCloseTo(0, 9);
  });
});

describe('a market that tells nothing for a while', () => {
  it('keeps its last mark', () => {
    const gone = [2_000, [1, 99, 0], [1, 98, 0], [-1, 101, 0], [-1, 102, 0]] as const;
    const feed = { book: book([...start], [1_000, [1, 99, 4]], [...gone], [3_500, [1, 110, 1], [-1, 112, 1]], [4_000, [1, 110, 2]]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 } }));
    expect([...result.equity]).toEqual([9_998, 9_998, 9_998, 10_020, 10_020]);
    expect([...result.bars[0].close]).toEqual([100, 100, 100, 111, 111]);
  });

  it('is not marked at what was refused', () => {
    const feed = { book: book([0, [1, 99, 5]], [10, [1, 99, 0], [-1, 103, 5]], [20, [-1, 103, 4]]), instrument: { quantityStep: 1 } };
    const result = run(feed, (ctx, n) => {
      if (n === 0) ctx.sell('ABC', { size: { units: 1 } });
      if (n === 1) ctx.buy('ABC', { size: { units: 0.5 } });
    });
    expect([...result.orders].map(({ status }) => status)).toEqual(['filled', 'rejected']);
    expect([...result.equity]).toEqual([10_000]);
  });

  it('is marked at what was dealt where it told nothing else', () => {
    const feed = { book: book([0, [-1, 101, 5]], [10, [-1, 101, 9]]) };
    const result = run(feed, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 2 } }));
    expect(rows(result.fills)).toEqual([['buy', 2, 101, 0, 'taker']]);
    expect([...result.equity]).toEqual([10_000]);
  });
});

describe('a message of a book', () => {
  it('is known when its last level is, whole or in pieces', () => {
    const told = BookUpdates.fromColumns({
      time: [0, 0, 10, 20],
      side: [1, -1, -1, 1],
      price: [99, 101, 100, 98],
      quantity: [5, 5, 5, 5],
      last: [0, 0, 1, 1],
    });
    const parts = [told.slice(0, 1), told.slice(1, 2), told.slice(2, 2), told.slice(2)];
    for (const source of [told, parts]) {
      const seen: unknown[] = [];
      const feed = { book: source, trades: trades([5, 101, 1, 1], [15, 100, 1, 1]) };
      const result = run(feed, (ctx, n) => {
        seen.push([ctx.time, ctx.quote('ABC')?.ask]);
        if (n === 0) ctx.buy('ABC', { size: { units: 1 }, limit: 100 });
      });
      expect(seen).toEqual([
        [5, Number.NaN],
        [10, 100],
        [15, 100],
        [20, 100],
      ]);
      expect(rows(result.fills)).toEqual([['buy', 1, 100, 10, 'maker']]);
    }
  });
});
