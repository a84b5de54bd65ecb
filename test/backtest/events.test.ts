import {
  atr,
  type Bar,
  Bars,
  backtest,
  bybitLinear,
  type Context,
  type Fill,
  type OrderView,
  resample,
  Strategy,
  StrategyError,
  sma,
  syntheticBars,
} from 'barwright';
import { Rng } from 'barwright/core';
import { orderTransitions } from 'barwright/exchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Row = readonly [open: number, high: number, low: number, close: number];

/** Hourly bars of a symbol from rows, volume 100. */
function barsOf(rows: readonly Row[], symbol = 'BTC'): Bars {
  const start = Date.UTC(2024, 0, 1);
  return Bars.fromRows(
    rows.map(([open, high, low, close], i) => ({ time: start + i * 3_600_000, open, high, low, close, volume: 100 })),
    { symbol, interval: '1h' },
  );
}

/** A strategy that does one thing at each bar, and keeps what it hears. */
function acting(actions: Readonly<Record<number, (ctx: Context, bar: Bar) => void>>) {
  const heard: { orders: OrderView[]; fills: Fill[] } = { orders: [], fills: [] };
  class Acting extends Strategy {
    #i = 0;
    override onBar(bar: Bar, ctx: Context) {
      actions[this.#i++]?.(ctx, bar);
    }
    override onOrder(order: OrderView) {
      heard.orders.push(order);
    }
    override onFill(fill: Fill) {
      heard.fills.push(fill);
    }
  }
  return { strategy: new Acting(), heard };
}

const flat = (count: number, price = 100): Row[] => Array.from({ length: count }, () => [price, price + 1, price - 1, price] as const);
const units = (count: number) => ({ size: { units: count } });

describe('orders inside bars', () => {
  it('fill at the next open, at their limit, at their trigger, or when touched', () => {
    const bars = barsOf([...flat(1), [101, 104, 99, 103], [103, 110, 95, 105], ...flat(2, 105)]);
    const { strategy } = acting({
      0: (ctx) => {
        ctx.buy('BTC', units(1));
        ctx.buy('BTC', { ...units(2), limit: 100 });
        ctx.buy('BTC', { ...units(3), trigger: 108 });
        ctx.sell('BTC', { ...units(4), limit: 109 });
        ctx.buy('BTC', { ...units(5), type: 'marketIfTouched', trigger: 96 });
      },
    });
    const result = backtest(strategy, bars, { cash: 100_000, intrabar: 'ohlc' });
    expect(
      result.fills.toRows().map(({ side, quantity, price, index, moment, liquidity }) => [side, quantity, price, index, moment, liquidity]),
    ).toEqual([
      ['buy', 1, 101, 1, 'open', 'taker'],
      ['buy', 2, 100, 1, 'intrabar', 'maker'],
      ['buy', 3, 108, 2, 'intrabar', 'taker'],
      ['sell', 4, 109, 2, 'intrabar', 'maker'],
      ['buy', 5, 96, 2, 'intrabar', 'taker'],
    ]);
  });

  it('cross gaps at the open and give limits the better price', () => {
    const bars = barsOf([...flat(1), [90, 92, 88, 91], [120, 121, 119, 120], ...flat(1, 120)]);
    const { strategy } = acting({
      0: (ctx) => void ctx.buy('BTC', { ...units(1), limit: 95 }),
      1: (ctx) => void ctx.buy('BTC', { ...units(1), trigger: 100 }),
    });
    expect(
      backtest(strategy, bars, { cash: 10_000 })
        .fills.toRows()
        .map(({ price, moment }) => [price, moment]),
    ).toEqual([
      [90, 'open'],
      [120, 'open'],
    ]);
  });

  it('trail, turn into limits, and wait for their trigger', () => {
    const bars = barsOf([...flat(1), [100, 110, 99, 109], [109, 112, 104, 105], [105, 107, 100, 101], ...flat(1, 101)]);
    const { strategy, heard } = acting({
      0: (ctx) => {
        ctx.buy('BTC', units(1));
        ctx.sell('BTC', { ...units(1), trail: { distance: 6 } });
        ctx.buy('BTC', { ...units(1), trigger: 111, limit: 108 });
      },
    });
    const result = backtest(strategy, bars, { cash: 10_000, intrabar: 'ohlc' });
    expect(result.fills.toRows().map(({ side, price, index }) => [side, price, index])).toEqual([
      ['buy', 100, 1],
      ['buy', 108, 2],
      ['sell', 104, 2],
    ]);
    expect(heard.orders.filter(({ type }) => type === 'stopLimit').map(({ state }) => state)).toEqual(['submitted', 'working', 'filled']);
  });

  it('protect a position from the fill on, the stop first', () => {
    const bars = barsOf([...flat(1), [100, 120, 80, 100], ...flat(2)]);
    const { strategy } = acting({ 0: (ctx) => void ctx.buy('BTC', { ...units(1), stopLoss: 90, takeProfit: { fraction: 0.1 } }) });
    for (const [intrabar, price] of [
      ['pessimistic', 90],
      ['optimistic', 100 * 1.1],
    ] as const) {
      const result = backtest(strategy, bars, { intrabar });
      expect(result.fills.at(1).price).toBeCloseTo(price, 9);
      expect(result.trades.length).toBe(1);
    }
  });
});

describe('orders with lives of their own', () => {
  it('cancel one another, send others, expire and are amended', () => {
    const bars = barsOf([...flat(1), [100, 106, 99, 105], [105, 107, 94, 95], ...flat(4, 95)]);
    const ids: number[] = [];
    const { strategy, heard } = acting({
      0: (ctx) => {
        ctx.buy('BTC', { ...units(1), trigger: 105, group: 'break', next: [{ side: 'sell', ...units(1), limit: 106.5 }] });
        ctx.sell('BTC', { ...units(1), trigger: 95, group: 'break' });
        ids.push(ctx.buy('BTC', { ...units(1), limit: 50, expires: bars.time[3] }).id);
        ids.push(ctx.buy('BTC', { ...units(2), limit: 51, clientId: 'mine' }).id);
        expect(ctx.buy('BTC', { ...units(1), clientId: 'mine' }).reject).toBe('DUPLICATE_CLIENT_ID');
      },
      1: (ctx) => {
        expect(ctx.amend(ids[1], { limit: 97, units: 3 })).toBe(true);
        expect(ctx.orders('BTC').map(({ limit }) => limit)).toContain(97);
      },
      4: (ctx) => {
        expect(ctx.amend(ids[1], { limit: 90 })).toBe(false);
        expect(ctx.cancel(ids[0])).toBe(false);
      },
    });
    const result = backtest(strategy, bars, { cash: 10_000, intrabar: 'ohlc' });
    expect(result.fills.toRows().map(({ side, quantity, price, index }) => [side, quantity, price, index])).toEqual([
      ['buy', 1, 105, 1],
      ['sell', 1, 106.5, 2],
      ['buy', 3, 97, 2],
    ]);
    expect(heard.orders.filter(({ state }) => state === 'canceled').map(({ trigger }) => trigger)).toEqual([95]);
    expect(heard.orders.filter(({ state }) => state === 'expired').map(({ limit }) => limit)).toEqual([50]);
  });

  it('keep their times in force, post-only and reduce-only', () => {
    const bars = barsOf(flat(6));
    const { strategy, heard } = acting({
      0: (ctx) => {
        ctx.buy('BTC', { ...units(1), limit: 101, postOnly: true, tag: 'post' });
        ctx.buy('BTC', { ...units(1), limit: 99.5, timeInForce: 'IOC', tag: 'ioc' });
        ctx.buy('BTC', { ...units(1), limit: 99.5, timeInForce: 'FOK', tag: 'fok' });
        ctx.buy('BTC', { ...units(1), limit: 100.5, timeInForce: 'IOC', tag: 'taken' });
        ctx.buy('BTC', { ...units(1), reduceOnly: true, tag: 'reduce' });
      },
      2: (ctx) => void ctx.sell('BTC', { ...units(5), reduceOnly: true, tag: 'trimmed' }),
    });
    const result = backtest(strategy, bars, { cash: 10_000 });
    const ends = heard.orders.filter(({ state }) => orderTransitions[state].length === 0);
    expect(ends.map(({ tag, state, reject }) => [tag, state, reject])).toEqual([
      ['post', 'rejected', 'POST_ONLY_WOULD_TAKE'],
      ['ioc', 'canceled', undefined],
      ['fok', 'rejected', 'FILL_OR_KILL_UNFILLED'],
      ['taken', 'filled', undefined],
      ['reduce', 'rejected', 'REDUCE_ONLY_WOULD_INCREASE'],
      ['trimmed', 'filled', undefined],
    ]);
    expect(result.fills.toRows().map(({ side, quantity, price }) => [side, quantity, price])).toEqual([
      ['buy', 1, 100],
      ['sell', 1, 100],
    ]);
  });

  it('fill in part where the volume of a bar is taken', () => {
    const bars = barsOf(flat(6));
    const { strategy, heard } = acting({ 0: (ctx) => void ctx.buy('BTC', units(25)) });
    const result = backtest(strategy, bars, { cash: 10_000, participation: 0.1 });
    expect(result.fills.toRows().map(({ quantity, index }) => [quantity, index])).toEqual([
      [10, 1],
      [10, 2],
      [5, 3],
    ]);
    expect(heard.orders.map(({ state, filled }) => [state, filled])).toEqual([
      ['submitted', 0],
      ['partiallyFilled', 10],
      ['partiallyFilled', 20],
      ['filled', 25],
    ]);
  });

  it('come late where they travel long', () => {
    const bars = barsOf(flat(6));
    const order = () => acting({ 0: (ctx) => void ctx.buy('BTC', units(1)) }).strategy;
    const filledAt = (orderMs: number) => backtest(order(), bars, { latency: { orderMs } }).fills.at(0).index;
    expect([0, 36_000, 36_001, 3_600_001].map(filledAt)).toEqual([1, 1, 2, 3]);
  });
});

describe('what is refused has a reason', () => {
  const bars = barsOf(flat(5));
  const rejection = (request: object, options: object = {}) => {
    const { strategy, heard } = acting({ 0: (ctx) => void ctx.buy('BTC', request) });
    backtest(strategy, bars, options);
    return heard.orders.at(-1)?.reject;
  };

  it.each([
    [{ size: { units: 1000 } }, 'INSUFFICIENT_FUNDS'],
    [{ size: { units: Number.NaN } }, 'INVALID_SIZE'],
    [{ size: { equity: 0 } }, 'INVALID_SIZE'],
    [{ size: { units: 1 }, limit: Number.NaN }, 'INVALID_PRICE'],
    [{ size: { units: 1 }, trigger: Number.POSITIVE_INFINITY }, 'INVALID_PRICE'],
    [{ size: { units: 1 }, stopLoss: Number.NaN }, 'INVALID_PRICE'],
  ])('%j: %s', (request, code) => expect(rejection(request)).toBe(code));

  it('too many orders', () => {
    const { strategy, heard } = acting({
      0: (ctx) => {
        for (let k = 0; k < 10_000; k++) ctx.buy('BTC', { ...units(1), limit: 1 + k * 1e-3 });
      },
    });
    backtest(strategy, bars, { maxOrders: 3 });
    expect(heard.orders.filter(({ reject }) => reject === 'TOO_MANY_ORDERS')).toHaveLength(9_997);
  });

  it('an instrument whose bars are over', () => {
    const [short, long] = [barsOf(flat(3), 'OLD'), barsOf(flat(6), 'NEW')];
    const { strategy, heard } = acting({ 9: (ctx) => void ctx.buy('OLD', units(1)) });
    class Late extends Strategy {
      override onBar(bar: Bar, ctx: Context) {
        if (bar.symbol === 'NEW' && ctx.time > long.time[4]) heard.orders.push(ctx.buy('OLD', units(1)));
      }
    }
    backtest(new Late(), [short, long]);
    expect(strategy).toBeDefined();
    expect(heard.orders[0].reject).toBe('INSTRUMENT_NOT_TRADING');
  });

  it.each([
    [(ctx: Context) => ctx.buy('ETH'), 'Expected `symbol` to be one of BTC'],
    [(ctx: Context) => ctx.buy('BTC', { sise: { units: 1 } } as never), 'Did you mean `size`?'],
    [(ctx: Context) => ctx.buy('BTC', { type: 'stop' }), 'Expected a stop order to have `trigger`'],
    [(ctx: Context) => ctx.buy('BTC', { size: { riskFraction: 0.01 } }), 'to come with a stop'],
    [(ctx: Context) => ctx.buy('BTC', { size: { unit: 1 } as never }), 'Did you mean `units`?'],
  ])('a mistake of the strategy stops the run, with its bar and what was done so far', (work, text) => {
    const { strategy } = acting({ 0: (ctx) => void ctx.buy('BTC', units(1)), 2: (ctx) => void work(ctx) });
    try {
      backtest(strategy, bars);
      expect.fail('did not throw');
    } catch (error) {
      expect(error).toBeInstanceOf(StrategyError);
      const { message, index, time, partial } = error as StrategyError & { partial: ReturnType<typeof backtest> };
      expect(message).toContain(text);
      expect([index, time]).toEqual([2, bars.time[2]]);
      expect(partial.fills.length).toBe(1);
    }
  });

  it('options of signals are refused', () => {
    const { strategy } = acting({});
    expect(() => backtest(strategy, bars, { onExit: 'close' })).toThrow('`onExit` is an option of signal strategies');
    expect(() => backtest(strategy, bars, { latency: { orderMs: -1 } })).toThrow('latency.orderMs');
  });
});

describe('margin and funding', () => {
  it('pays funding on what is held before the settlement', () => {
    const bars = barsOf(flat(5));
    const venue = bybitLinear({
      leverage: 2,
      fees: { taker: 0 },
      funding: { BTC: { time: [bars.time[1], bars.time[3]], rate: [0.5, 0.001] } },
    });
    const { strategy } = acting({ 0: (ctx) => void ctx.buy('BTC', units(10)) });
    const result = backtest(strategy, bars, { venue });
    expect(result.funding.toRows()).toEqual([{ symbol: 'BTC', time: bars.time[3], rate: 0.001, amount: -1 }]);
    expect(result.equity[4]).toBe(9_999);
  });

  it.each([
    ['long', 1, 19_698.49],
    ['short', -1, 20_298.51],
  ] as const)('liquidates a %s of 1 at 20000 and 50x where the reference says', (_, side, price) => {
    const down: Row[] = [
      [20_000, 20_000, 20_000, 20_000],
      [20_000, 20_000, 20_000, 20_000],
    ];
    const [low, high] = side > 0 ? [price - 0.02, 20_000] : [20_000, price + 0.02];
    const venue = bybitLinear({ leverage: 50, fees: { taker: 0 } });
    const open = { 0: (ctx: Context) => void (side > 0 ? ctx.buy('BTC', units(1)) : ctx.sell('BTC', units(1))) };
    const run = (reach: number) =>
      backtest(
        acting(open).strategy,
        barsOf([...down, [20_000, Math.max(20_000, reach), Math.min(20_000, reach), 20_000], ...flat(1, 20_000)]),
        { venue, cash: 400 },
      );
    expect(run(side > 0 ? low : high).ruin?.index).toBe(2);
    expect(run(side > 0 ? price + 0.02 : price - 0.02).ruin).toBeUndefined();
    expect(run(side > 0 ? low : high).fills.at(1).price).toBe(side > 0 ? 19_600 : 20_400);
  });

  it('takes the steps of the venue', () => {
    const venue = bybitLinear({
      instruments: [
        { symbol: 'BTC', priceFilter: { tickSize: '0.5' }, lotSizeFilter: { qtyStep: '0.01', minOrderQty: '0.01', maxOrderQty: '100' } },
      ],
    });
    const { strategy } = acting({ 0: (ctx) => void ctx.buy('BTC', { ...units(0.129), limit: 99.87 }) });
    const result = backtest(strategy, barsOf(flat(4)), { venue });
    expect([result.fills.at(0).price, result.fills.at(0).quantity]).toEqual([99.5, 0.12]);
    expect(() => bybitLinear({ leverage: 0 })).toThrow('leverage');
    expect(() => bybitLinear({ funding: { BTC: { time: [2, 1], rate: [0, 0] } } })).toThrow('funding.BTC.time[1]');
  });
});

/** Commands at random, on any order that there is or was. */
function wild(seed: number) {
  const seen: OrderView[] = [];
  class Wild extends Strategy {
    readonly #rng = new Rng(seed);
    readonly #ids: number[] = [];
    average = this.indicator('sma', { period: 3 });
    override onBar(bar: Bar, ctx: Context) {
      const rng = this.#rng;
      for (let k = rng.int(3); k > 0; k--) this.#act(bar, ctx, rng);
      if (!Number.isNaN(this.average.value)) ctx.log('average', this.average.value);
    }
    override onOrder(order: OrderView) {
      seen.push(order);
    }
    #act({ symbol, close }: Bar, ctx: Context, rng: Rng) {
      const near = (reach: number) => close * (1 + (rng.uniform() - 0.5) * reach);
      const old = this.#ids[rng.int(this.#ids.length + 1)] ?? 0;
      const send = rng.uniform() < 0.5 ? ctx.buy.bind(ctx) : ctx.sell.bind(ctx);
      const common = {
        size: [{ units: 0.1 + rng.uniform() * 5 }, { equity: 0.3 }, { notional: 500 }][rng.int(3)],
        ...(rng.uniform() < 0.2 && { reduceOnly: true }),
        ...(rng.uniform() < 0.3 && { stopLoss: { fraction: 0.01 }, takeProfit: { fraction: 0.02 } }),
        ...(rng.uniform() < 0.3 && { group: `g${rng.int(3)}` }),
        ...(rng.uniform() < 0.2 && { expires: ctx.time + rng.int(10) * 3_600_000 }),
      };
      const requests = [
        {},
        { limit: near(0.03) },
        { limit: near(0.03), postOnly: true },
        { limit: near(0.03), timeInForce: 'IOC' as const },
        { trigger: near(0.03) },
        { trigger: near(0.03), limit: near(0.03) },
        { type: 'marketIfTouched' as const, trigger: near(0.03) },
        { trail: { fraction: 0.01 } },
      ];
      const command = rng.int(12);
      if (command < 8)
        this.#ids.push(send(symbol, { ...common, ...requests[command], ...(command === 3 && { expires: undefined }) } as never).id);
      else if (command === 8) ctx.cancel(old);
      else if (command === 9) ctx.amend(old, { limit: near(0.03) });
      else if (command === 10) ctx.close(symbol);
      else ctx.cancelAll(symbol);
    }
  }
  return { strategy: new Wild(), seen };
}

const wildOptions = { cash: 10_000, fees: 0.0007, slippage: 0.0003, leverage: 3, participation: 0.05 } as const;

function wildBars(seed: number, length: number): Record<string, Bars> {
  return Object.fromEntries(
    ['A', 'B'].map((symbol, k) => [symbol, syntheticBars({ seed: seed * 2 + k, length, interval: '1h', volatility: 1, symbol })]),
  );
}

const worlds = [fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 3, max: 150 })] as const;

describe('whatever a strategy does', () => {
  it('cash and positions add up to the equity, from the fills alone', () => {
    fc.assert(
      fc.property(...worlds, (seed, length) => {
        const bars = wildBars(seed, length);
        const result = backtest(wild(seed).strategy, bars, wildOptions);
        let cash = 10_000;
        const held: Record<string, number> = { A: 0, B: 0 };
        let next = 0;
        const fills = result.fills.toRows();
        for (let t = 0; t < length; t++) {
          for (; next < fills.length && fills[next].index <= t; next++) {
            const { side, symbol, quantity, price, fee } = fills[next];
            held[symbol] += side === 'buy' ? quantity : -quantity;
            cash -= (side === 'buy' ? 1 : -1) * quantity * price + fee;
          }
          const equity = cash + held.A * bars.A.close[t] + held.B * bars.B.close[t];
          if (result.ruin === undefined) expect(result.equity[t]).toBeCloseTo(equity, 6);
        }
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('the past does not change when the future comes', () => {
    fc.assert(
      fc.property(...worlds, fc.double({ min: 0, max: 1, noNaN: true }), (seed, length, share) => {
        const first = Math.max(2, Math.floor(share * length));
        const bars = wildBars(seed, length);
        const begun = Object.fromEntries(Object.entries(bars).map(([symbol, all]) => [symbol, all.slice(0, first)]));
        const rows = (data: Record<string, Bars>) => {
          const result = backtest(wild(seed).strategy, data, wildOptions);
          return { fills: result.fills.toRows().filter(({ index }) => index < first), equity: [...result.equity.subarray(0, first - 1)] };
        };
        expect(rows(begun)).toEqual(rows(bars));
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('orders go through life as the table of states says, and end once', () => {
    fc.assert(
      fc.property(...worlds, (seed, length) => {
        const { strategy, seen } = wild(seed);
        const result = backtest(strategy, wildBars(seed, length), wildOptions);
        const states = new Map<number, OrderView['state']>();
        for (const { id, state, filled, quantity } of seen) {
          const before = states.get(id);
          if (before !== undefined && before !== state) expect(reachable(before), `${before} to ${state}`).toContain(state);
          if (before !== undefined) expect(orderTransitions[before].length, `order ${id} after ${before}`).toBeGreaterThan(0);
          if (state === 'filled') expect(filled).toBeCloseTo(quantity, 9);
          states.set(id, state);
        }
        for (const { id, status } of result.orders) {
          const last = states.get(id);
          if (last === 'filled' || last === 'rejected') expect(status, `order ${id}`).toBe(last);
        }
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('prices lie inside their bar, and never beyond a limit', () => {
    fc.assert(
      fc.property(...worlds, (seed, length) => {
        const bars = wildBars(seed, length);
        const { strategy, seen } = wild(seed);
        const result = backtest(strategy, bars, wildOptions);
        const limited = seen.filter(({ type }) => type === 'limit' || type === 'stopLimit');
        const limits = new Map(limited.map((order) => [order.id, order]));
        for (const { id, limit } of limited) if (limits.get(id)?.limit !== limit) limits.delete(id); // amended
        for (const { orderId, symbol, index, side, price } of result.fills) {
          const [low, high] = [bars[symbol].low[index], bars[symbol].high[index]];
          expect(price).toBeGreaterThanOrEqual(low * (1 - 0.000301));
          expect(price).toBeLessThanOrEqual(high * (1 + 0.000301));
          const limit = limits.get(orderId)?.limit;
          if (limit !== undefined) expect(side === 'buy' ? price <= limit : price >= limit, `order ${orderId} at ${price}`).toBe(true);
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

/** States that an order may be in later. */
function reachable(from: OrderView['state']): readonly string[] {
  const found = new Set<OrderView['state']>(orderTransitions[from]);
  for (const state of found) for (const next of orderTransitions[state]) found.add(next);
  return [...found];
}

describe('callbacks', () => {
  it('ring timers, see history and end', () => {
    const bars = barsOf(flat(6));
    const heard: string[] = [];
    class Clock extends Strategy {
      override onStart(ctx: Context) {
        ctx.at('once', bars.time[2]);
        heard.push('start');
      }
      override onBar(_: Bar, ctx: Context) {
        if (heard.length === 1) ctx.every('hours', '2h');
        heard.push(`bar ${ctx.history('BTC', 2).length}`);
      }
      override onTimer(name: string) {
        heard.push(name);
      }
      override onStop() {
        heard.push('stop');
      }
    }
    backtest(new Clock(), bars);
    expect(heard).toEqual(['start', 'bar 1', 'once', 'hours', 'bar 2', 'bar 2', 'hours', 'bar 2', 'bar 2', 'hours', 'bar 2', 'stop']);
  });

  it('see longer bars when they are whole, also where bars are missing', () => {
    const all = syntheticBars({ seed: 3, length: 400, interval: '1h', symbol: 'X' });
    const kept = Array.from(all.time.keys()).filter((i) => i % 37 < 30);
    const column = (field: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume') => Float64Array.from(kept, (i) => all[field][i]);
    const columns = { time: column('time'), open: column('open'), high: column('high'), low: column('low'), close: column('close') };
    const bars = Bars.fromColumns({ ...columns, volume: column('volume') }, { symbol: 'X', interval: '1h' });
    const long = resample(bars, '4h');
    const average = sma(long.close, 3);
    let compared = 0;
    class Sees extends Strategy {
      average = this.indicator('sma', { period: 3 }, { interval: '4h' });
      range = this.indicator('atr', { period: 2 }, { interval: '4h' });
      override onBar(bar: Bar) {
        const ended = bar.time + 3_600_000;
        const last = long.time.findLastIndex((time) => time + 4 * 3_600_000 <= ended);
        if (last < 4) return;
        expect(this.average.value).toBeCloseTo(average[last], 9);
        expect(this.range.value).toBeCloseTo(atr(long, 2)[last], 9);
        compared++;
      }
    }
    backtest(new Sees(), bars);
    expect(compared).toBeGreaterThan(250);
    class Odd extends Strategy {
      average = this.indicator('sma', {}, { interval: '90m' });
    }
    expect(() => backtest(new Odd(), bars)).toThrow('to be a multiple of 1h');
  });

  it('declare indicators that lag not at all', () => {
    const bars = syntheticBars({ seed: 3, length: 60, symbol: 'X' });
    const seen: number[] = [];
    class Sees extends Strategy {
      high = this.indicator('max', { period: 5 }, { input: 'high' });
      bands = this.indicator('bbands', { period: 10 });
      override onBar() {
        seen.push(this.high.value);
        if (seen.length === 60) expect(this.bands.output('upper').value).toBeGreaterThan(this.bands.output('lower').value);
      }
    }
    const { indicators } = backtest(new Sees(), bars);
    expect(indicators.map(({ label }) => label)).toEqual(['max(5)', 'bbands(10) upper', 'bbands(10) middle', 'bbands(10) lower']);
    expect([...indicators[0].values]).toEqual(seen);
    seen.slice(4).forEach((value, k) => void expect(value).toBe(Math.max(...bars.high.subarray(k, k + 5))));
    class Unknown extends Strategy {
      kst = this.indicator('ksst');
    }
    expect(() => new Unknown()).toThrow('There is no indicator `ksst`');
  });
});
