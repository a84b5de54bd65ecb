import {
  ArgumentError,
  Bars,
  BookUpdates,
  backtest,
  backtestAsync,
  type Context,
  DataError,
  defineStrategy,
  NotEnoughDataError,
  type OrderView,
  Quotes,
  Strategy,
  StrategyError,
  Trades,
} from 'barwright';
import type { BacktestOptions, Feed } from 'barwright/backtest';
import { describe, expect, it } from 'vitest';
import { growth } from '../fixtures/growth.ts';

const second = 1_000;
const day = 86_400_000;

/** Large trades, one a second. */
const tape = (prices: readonly number[], from = 0, step = second) =>
  Trades.fromColumns({
    time: prices.map((_, i) => from + i * step),
    price: prices,
    quantity: prices.map(() => 1_000),
    side: prices.map(() => 0),
  });
const quoted = (from: number, count = 5) =>
  Quotes.fromColumns({
    time: Array.from({ length: count }, (_, i) => from + i * second),
    bid: new Array(count).fill(99),
    ask: new Array(count).fill(101),
  });
const flat = tape([100, 100, 100, 100, 100]);
const options: BacktestOptions = { cash: 10_000, barInterval: '1s' };

/** A strategy that acts at the n-th tick, and keeps what it hears of its orders. */
function acting(step: (ctx: Context, n: number) => unknown) {
  const heard: OrderView[] = [];
  class Acting extends Strategy {
    #n = 0;
    override onTrade(_: unknown, ctx: Context) {
      step(ctx, this.#n++);
    }
    override onQuote(_: unknown, ctx: Context) {
      step(ctx, this.#n++);
    }
    override onOrder(order: OrderView) {
      heard.push(order);
    }
  }
  return { strategy: new Acting(), heard };
}
const idle = () => acting(() => undefined).strategy;

/** What a run throws. */
function thrown(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('an order that is wrong', () => {
  it.each<[string, (ctx: Context) => unknown]>([
    ["Expected `symbol` to be one of ABC, was `'ABD'`. Did you mean `ABC`?", (ctx) => ctx.buy('ABD')],
    ['Expected `symbol` to be one of ABC', (ctx) => ctx.quote('XYZ')],
    ['Expected a limit order to have `limit`', (ctx) => ctx.buy('ABC', { type: 'limit' })],
    ['Expected `limit` to be a finite number > 0, was `NaN`.', (ctx) => ctx.amend(ctx.orders()[0].id, { limit: Number.NaN })],
    ['Expected `units` to be a finite number > 0, was `0`.', (ctx) => ctx.amend(ctx.orders()[0].id, { units: 0 })],
    ['Did you mean `limit`?', (ctx) => ctx.buy('ABC', { limt: 5 } as object)],
  ])('stops the run with the place and what was done: %s', (text, work) => {
    const { strategy } = acting((ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 1 } });
      if (n === 1) ctx.buy('ABC', { size: { units: 1 }, limit: 50 });
      if (n === 3) work(ctx);
    });
    const error = thrown(() => backtest(strategy, { ABC: { trades: flat } }, options)) as StrategyError & {
      partial: ReturnType<typeof backtest>;
    };
    expect(error).toBeInstanceOf(StrategyError);
    expect(error.message).toContain('Acting.onTrade threw at bar 3: ');
    expect(error.message).toContain(text);
    expect(error.time).toBe(3 * second);
    expect(error.partial.fills.length).toBe(1);
    expect([...error.partial.equity]).toEqual([10_000, 10_000, 10_000, 10_000]);
  });

  it.each<[object, string]>([
    [{ size: { units: 0 } }, 'INVALID_SIZE'],
    [{ size: { units: Number.NaN } }, 'INVALID_SIZE'],
    [{ size: { units: -1 } }, 'INVALID_SIZE'],
    [{ size: { units: Number.POSITIVE_INFINITY } }, 'INVALID_SIZE'],
    [{ size: { units: 1 }, limit: Number.NaN }, 'INVALID_PRICE'],
    [{ size: { units: 1 }, limit: 0 }, 'INVALID_PRICE'],
    [{ size: { units: 1 }, trigger: Number.POSITIVE_INFINITY }, 'INVALID_PRICE'],
    [{ size: { units: 1 }, limit: 99, stopLoss: Number.NaN }, 'INVALID_PRICE'],
    [{ size: { units: 1_000 } }, 'INSUFFICIENT_FUNDS'],
    [{ size: { units: 1 }, reduceOnly: true }, 'REDUCE_ONLY_WOULD_INCREASE'],
  ])('is refused with its reason: %j, %s', (request, code) => {
    const { strategy, heard } = acting((ctx, n) => n === 0 && ctx.buy('ABC', request));
    const result = backtest(strategy, { ABC: { trades: flat } }, options);
    expect(heard.at(-1)?.reject).toBe(code);
    expect(result.fills.length).toBe(0);
    expect([...result.orders].map(({ status, reject }) => [status, reject])).toEqual([['rejected', code]]);
    expect(result.warnings).toContain(`1 order was rejected: ${code}.`);
  });

  it('cannot be amended or cancelled once it is done, and bears no name twice', () => {
    const answers: unknown[] = [];
    const { strategy } = acting((ctx, n) => {
      if (n === 0) {
        ctx.buy('ABC', { size: { units: 1 }, clientId: 'one' });
        answers.push(ctx.buy('ABC', { size: { units: 1 }, clientId: 'one' }).reject);
      }
      if (n === 2)
        answers.push(
          ctx.amend(0, { limit: 90 }),
          ctx.cancel(0),
          ctx.amend(77, { units: 1 }),
          ctx.buy('ABC', { size: { units: 1 }, clientId: 'one' }).reject,
        );
    });
    const result = backtest(strategy, { ABC: { trades: flat } }, options);
    expect(answers).toEqual(['DUPLICATE_CLIENT_ID', false, false, false, undefined]);
    expect(result.fills.length).toBe(2);
  });

  it('on its way is answered when it arrives: what fills before cannot be amended', () => {
    const { strategy, heard } = acting((ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 1 } });
      if (n === 1) expect(ctx.amend(ctx.orders()[0].id, { units: 5 })).toBe(true);
    });
    const result = backtest(strategy, { ABC: { trades: flat } }, { ...options, latency: { orderMs: 1_500 } });
    expect(result.fills.toRows().map(({ quantity, time }) => [quantity, time])).toEqual([[1, 2_000]]);
    expect(heard.at(-1)?.state).toBe('filled');
  });

  it('for a contract that has expired is refused, and those that worked end', () => {
    const feed: Feed = { trades: tape([100, 101, 102, 103, 104, 105]), instrument: { kind: 'linear', expiry: 3 * second } };
    const { strategy, heard } = acting((ctx, n) => {
      if (n === 0) ctx.buy('ABC', { size: { units: 1 } });
      if (n === 1) ctx.buy('ABC', { size: { units: 1 }, limit: 50 });
      if (n === 8) ctx.buy('ABC', { size: { units: 1 } });
    });
    const result = backtest(strategy, { ABC: feed, DEF: { trades: tape([50, 50, 50, 50, 50, 50]) } }, options);
    expect(result.fills.toRows().map(({ side, price, time, reason }) => [side, price, time, reason])).toContainEqual([
      'sell',
      102,
      3_000,
      'settlement',
    ]);
    expect(heard.filter(({ limit }) => limit === 50).at(-1)?.state).toBe('expired');
    expect(heard.at(-1)?.reject).toBe('INSTRUMENT_NOT_TRADING');
  });

  it('ten thousand at one event: those above `maxOrders` are refused, none is lost', () => {
    const { strategy, heard } = acting((ctx, n) => {
      if (n === 0)
        for (let k = 0; k < 10_000; k++)
          ctx.buy('ABC', { size: { units: 1e-3 }, limit: 50 + k * 1e-3, clientId: `${k}`, group: `${k % 7}` });
      if (n === 2) ctx.cancelAll();
    });
    const result = backtest(strategy, { ABC: { trades: flat } }, options);
    expect(heard.filter(({ reject }) => reject === 'TOO_MANY_ORDERS')).toHaveLength(9_500);
    expect(heard.filter(({ state }) => state === 'canceled')).toHaveLength(500);
    expect(result.orders.length).toBe(10_000);
    expect(result.warnings).toContain('9500 orders were rejected: TOO_MANY_ORDERS.');
  });
});

describe('a group that is cancelled and sent anew at each tick', () => {
  it('costs no more the longer the run is', () => {
    const ticks = (length: number) => () => {
      const { strategy } = acting((ctx) => {
        ctx.cancelAll();
        ctx.buy('ABC', { size: { units: 1 }, limit: 50, group: 'quotes' });
      });
      const trades = tape(new Array(length).fill(100), 0, 1);
      expect(backtest(strategy, { ABC: { trades } }, options).orders.length).toBe(length);
    };
    // Ten times as much for ten times as long, not a hundred times.
    expect(growth(ticks, 2_000, 20_000)).toBeLessThan(40);
  });
});

describe('a strategy that throws', () => {
  it.each(['onStart', 'onTrade', 'onOrder', 'onFill', 'onBar', 'onTimer', 'onStop'] as const)(
    'in %s leaves what was done so far',
    (callback) => {
      class Throws extends Strategy {
        #n = 0;
        override onStart(ctx: Context) {
          ctx.at('late', 3_500);
        }
        override onTrade(_: unknown, ctx: Context) {
          if (this.#n++ === 0) ctx.buy('ABC', { size: { units: 1 } });
        }
      }
      Object.defineProperty(Throws.prototype, callback, {
        value(this: unknown, ...args: unknown[]) {
          if (callback === 'onTrade') (args[1] as Context).buy('ABC', { size: { units: 1 } });
          throw new Error(`oh, ${callback}`);
        },
      });
      const error = thrown(() => backtest(new Throws(), { ABC: { trades: flat } }, options)) as StrategyError & {
        partial: ReturnType<typeof backtest>;
      };
      expect(error).toBeInstanceOf(StrategyError);
      expect(error.message).toMatch(new RegExp(`^Throws\\.${callback} threw at bar \\d+: oh, ${callback}$`));
      const { partial } = error;
      expect(partial.equity.length).toBe(partial.time.length);
      expect(partial.fills.length).toBe({ onStart: 0, onTrade: 0, onOrder: 0, onFill: 1, onBar: 0, onTimer: 1, onStop: 1 }[callback]);
    },
  );

  it('is told with the same place where its data come in pieces', async () => {
    const { strategy } = acting((_, n) => {
      if (n === 3) throw new Error('oh');
    });
    const pieces = async function* () {
      for (let i = 0; i < flat.length; i++) yield flat.slice(i, i + 1);
    };
    const error = await backtestAsync(strategy, { ABC: { trades: pieces() } }, options).catch((reason) => reason);
    expect([error.index, error.time, error.partial.equity.length]).toEqual([3, 3_000, 4]);
  });
});

describe('data that are wrong', () => {
  const data = (feed: object) => ({ ABC: feed }) as Record<string, Feed>;

  it.each<[object, string]>([
    [{ trades: [1, 2] }, 'Expected each piece of `trades` to be Trades, was `1`.'],
    [{ trades: 5 }, 'Expected `data.ABC.trades` to be Trades, or pieces of them, was `5`.'],
    [{ trades: quoted(0) }, 'Expected `data.ABC.trades` to be Trades'],
    [{ trades: [quoted(0)] }, 'Expected each piece of `trades` to be Trades'],
    [{ tradez: flat, quotes: quoted(0) }, 'Did you mean `trades`?'],
    [{ trades: flat, bars: [] }, 'Expected `data.ABC.bars` to be Bars'],
  ])('%#', (feed, text) => {
    const error = thrown(() => backtest(idle(), data(feed), options));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toContain(text);
  });

  it('a source that has to be waited for wants `backtestAsync`', () => {
    const trades = (async function* () {
      yield flat;
    })();
    const error = thrown(() => backtest(idle(), data({ trades }), options));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toContain('`data.ABC.trades` comes piece by piece and has to be waited for');
    expect(error.message).toContain('use `backtestAsync`.');
  });

  it('signals are made of bars', () => {
    const Signals = defineStrategy({ signals: () => ({ entries: new Uint8Array(5) }) });
    expect(() => backtest(new Signals(), data({ trades: flat }), { cash: 10_000 })).toThrow(
      'signals are made of bars. Give `barsFromTicks(trades, interval)` as data.',
    );
  });

  it.each<[BacktestOptions, string]>([
    [{ fillAt: 'close' }, 'Expected `fillAt` and `intrabar` to be left out for ticks'],
    [{ intrabar: 'ohlc' }, 'Expected `fillAt` and `intrabar` to be left out for ticks'],
    [{ queue: { behind: 5 } as never }, 'Expected `queue` to be a queue model'],
    [{ barInterval: '0s' as never }, '`barInterval`'],
    [{ latency: { orderMs: -1 } }, '`latency.orderMs`'],
  ])('%o', (more, text) => expect(() => backtest(idle(), data({ trades: flat }), { ...options, ...more })).toThrow(text));

  it('pieces that go back in time stop the run, and say where', () => {
    const error = thrown(() => backtest(idle(), data({ trades: [tape([100, 100], 5_000), tape([100], 2_000)] }), options));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toBe(
      'Expected pieces of `trades` in the order of time, one begins at 1970-01-01T00:00:02Z after 1970-01-01T00:00:06Z.',
    );
  });

  it('no tick with a price is not enough', () => {
    const none = Trades.fromColumns({ time: [], price: [], quantity: [], side: [] });
    for (const trades of [none, [], [none, none]]) expect(() => backtest(idle(), data({ trades }), options)).toThrow(NotEnoughDataError);
    const empty = BookUpdates.fromColumns({ time: [0], side: [1], price: [99], quantity: [0] });
    expect(() => backtest(idle(), data({ book: empty }), options)).toThrow(
      'Expected `data` to hold at least one tick with a price, found none.',
    );
  });
});

describe('clocks', () => {
  it('of one instrument that are days apart are refused', () => {
    const late = quoted(3 * day);
    const error = thrown(() => backtest(idle(), { ABC: { trades: flat, quotes: late } }, options));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error.message).toBe(
      'Expected the ticks of `data.ABC` to be of one time, `trades` end at 1970-01-01T00:00:04Z and `quotes` begin at 1970-01-04T00:00:00Z. Are both clocks in ms since the epoch, UTC?',
    );
    const bars = Bars.fromColumns({ time: [9 * day], open: [1], high: [1], low: [1], close: [1], volume: [1] }, { interval: '1s' });
    expect(() => backtest(idle(), { ABC: { trades: flat, bars } }, options)).toThrow('`bars` begin at 1970-01-10');
  });

  it('of several instruments, or in pieces, are warned of', () => {
    const said = (data: Record<string, Feed>) => backtest(idle(), data, options).warnings.filter((text) => text.includes('clock'));
    const far = { ABC: { trades: flat }, DEF: { quotes: quoted(40 * day) } };
    expect(said(far)).toEqual([
      'The ticks are not of one time: the trades of ABC end at 1970-01-01T00:00:04Z and the quotes of DEF begin at 1970-02-10T00:00:00Z. Are both clocks in ms since the epoch, UTC?',
    ]);
    expect(said({ ABC: { trades: [flat], quotes: [quoted(40 * day)] } })).toHaveLength(1);
    expect(said({ ...far, GHI: { trades: tape([1, 1, 1, 1, 1], 0, 10 * day) } })).toEqual([]);
    expect(said({ ABC: { trades: flat }, DEF: { quotes: quoted(day) } })).toEqual([]);
  });
});

/** Pieces that note when they are asked for and let go of. */
function watched(count: number, opened: string[], fails = Number.POSITIVE_INFINITY) {
  return async function* () {
    opened.push('open');
    try {
      for (let i = 0; i < count; i++) {
        if (i === fails) throw new Error('the line is dead');
        await Promise.resolve();
        yield tape([100, 100], i * 2 * second);
      }
      opened.push('end');
    } finally {
      opened.push('closed');
    }
  };
}

describe('sources', () => {
  it('are closed where the run is aborted, and no piece is read after', async () => {
    const notes: string[] = [];
    const controller = new AbortController();
    let done = 0;
    const run = backtestAsync(
      idle(),
      { ABC: { trades: watched(1_000, notes)() } },
      {
        ...options,
        signal: controller.signal,
        onProgress: (progress) => {
          done = progress.done;
          if (done >= 20) controller.abort(new Error('enough'));
        },
      },
    );
    await expect(run).rejects.toThrow('enough');
    expect(notes).toEqual(['open', 'closed']);
    expect(done).toBeLessThan(30);
  });

  it('that owe a piece are not waited for by a run that is aborted', async () => {
    const controller = new AbortController();
    const never: AsyncIterable<Trades> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined), return: () => new Promise(() => undefined) }),
    };
    const run = backtestAsync(idle(), { ABC: { trades: never } }, { ...options, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 5);
    await expect(run).rejects.toThrow('enough');
  });

  it.each(['throws', 'is ruined', 'comes to its end'])('are closed where the strategy %s', async (how) => {
    const notes: string[] = [];
    const asked: string[] = [];
    const prices = [100, 100, 100, 1, 1, 1, 1, 1];
    const pieces = function* () {
      try {
        for (const [i, price] of prices.entries()) yield tape([price], i * second);
        notes.push('end');
      } finally {
        notes.push('closed');
      }
    };
    const { strategy } = acting((ctx, n) => {
      asked.push('tick');
      if (n === 0 && how === 'is ruined') ctx.buy('ABC', { size: { units: 250 } });
      if (n === 2 && how === 'throws') throw new Error('oh');
    });
    const terms = { ...options, leverage: 3 };
    const outcome = (work: () => unknown) => {
      notes.length = 0;
      try {
        work();
      } catch {}
      return notes.join();
    };
    const expected = how === 'comes to its end' ? 'end,closed' : 'closed';
    expect(outcome(() => backtest(strategy, { ABC: { trades: pieces() } }, terms))).toBe(expected);
    notes.length = 0;
    await backtestAsync(strategy, { ABC: { trades: pieces() } }, terms).catch(() => undefined);
    expect(notes.join()).toBe(expected);
  });

  it('that fail stop the run with their own error, and the others are closed', async () => {
    const [good, bad]: string[][] = [[], []];
    const data = { ABC: { trades: watched(50, good)() }, DEF: { trades: watched(50, bad, 3)() } };
    await expect(backtestAsync(idle(), data, options)).rejects.toThrow('the line is dead');
    expect([good, bad]).toEqual([
      ['open', 'closed'],
      ['open', 'closed'],
    ]);
  });

  it('tell of their progress in each piece', async () => {
    const told: number[] = [];
    await backtestAsync(idle(), { ABC: { trades: watched(4, [])() } }, { ...options, onProgress: ({ done }) => void told.push(done) });
    expect(told[0]).toBe(0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBeGreaterThanOrEqual(4);
    expect(told.at(-1)).toBe(8);
  });

  it('begin with the first tick of all, also where a first piece is empty', () => {
    const starts: number[] = [];
    class Starts extends Strategy {
      override onStart(ctx: Context) {
        starts.push(ctx.time);
      }
    }
    const none = flat.slice(0, 0);
    backtest(new Starts(), { ABC: { trades: [none, none, tape([100], 3_000)] }, DEF: { trades: tape([100], 5_000) } }, options);
    expect(starts).toEqual([3_000]);
  });
});

describe('bars beside ticks', () => {
  it('are the bars of the run, known when they are whole', () => {
    const bars = Bars.fromColumns(
      { time: [0, 1_000, 2_000], open: [7, 8, 9], high: [9, 9, 9], low: [6, 6, 6], close: [8, 8, 8], volume: [1, 2, 3] },
      { interval: '1s', symbol: 'ABC' },
    );
    const seen: unknown[] = [];
    class Sees extends Strategy {
      override onTrade(_: unknown, ctx: Context) {
        seen.push([...ctx.history('ABC', 5, 'open')]);
      }
    }
    const result = backtest(new Sees(), { ABC: { trades: tape([100, 100, 100]), bars } }, options);
    expect([...result.bars[0].open]).toEqual([7, 8, 9]);
    expect(seen).toEqual([[], [7], [7, 8]]);
  });
});
