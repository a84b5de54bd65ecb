import { type Bar, Bars, backtest, type Context, type OrderView, Strategy } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { describe, expect, it } from 'vitest';

type Row = readonly [open: number, high: number, low: number, close: number, volume?: number];

/** Runs what is done at the close of each bar; answers the fills and how each order ended, by its tag. */
function run(rows: readonly Row[], actions: Readonly<Record<number, (ctx: Context) => void>>, options: BacktestOptions = {}) {
  const bars = Bars.fromRows(
    rows.map(([open, high, low, close, volume = 100], i) => ({ time: i * 3_600_000, open, high, low, close, volume })),
    { symbol: 'ABC', interval: '1h' },
  );
  const ends: Record<string, string> = {};
  class Acting extends Strategy {
    #i = 0;
    override onBar(_: Bar, ctx: Context) {
      actions[this.#i++]?.(ctx);
    }
    override onOrder({ tag, state, reject }: OrderView) {
      ends[tag] = reject ?? state;
    }
  }
  const { fills } = backtest(new Acting(), bars, { cash: 100_000, intrabar: 'ohlc', ...options });
  return { ends, fills: fills.toRows().map(({ side, quantity, price, index, liquidity }) => [side, quantity, price, index, liquidity]) };
}

const flat: Row = [100, 101, 99, 100];
const units = (count: number, tag: string) => ({ size: { units: count }, tag });

describe('a limit that is only touched', () => {
  const touching: Record<number, (ctx: Context) => void> = {
    0: (ctx) => {
      ctx.buy('ABC', { ...units(1, 'ioc'), limit: 100, timeInForce: 'IOC' });
      ctx.buy('ABC', { ...units(2, 'fok'), limit: 100, timeInForce: 'FOK' });
      ctx.sell('ABC', { ...units(4, 'post'), limit: 100, postOnly: true });
      ctx.buy('ABC', { ...units(8, 'stopLimit'), trigger: 100, limit: 100 });
    },
  };
  const rows: readonly Row[] = [flat, [100, 100, 100, 100], [100, 100, 100, 100]];

  it('does not fill at the open or at its trigger either', () => {
    const { ends, fills } = run(rows, touching);
    expect(fills).toEqual([]);
    expect(ends).toEqual({ ioc: 'canceled', fok: 'FILL_OR_KILL_UNFILLED', post: 'submitted', stopLimit: 'working' });
  });

  it("fills there with `limitFill: 'touch'`, where post-only is refused", () => {
    const { ends, fills } = run(rows, touching, { limitFill: 'touch' });
    expect(fills.map(([, quantity]) => quantity)).toEqual([1, 2, 8]);
    expect(ends.post).toBe('POST_ONLY_WOULD_TAKE');
  });
});

describe('orders that may not wait', () => {
  const part = { participation: 0.1 } as const;

  it('leave nothing behind at any price or trigger', () => {
    const send = {
      0: (ctx: Context) => {
        ctx.buy('ABC', { ...units(30, 'fok'), timeInForce: 'FOK' });
        ctx.buy('ABC', { ...units(30, 'ioc'), timeInForce: 'IOC' });
        ctx.buy('ABC', { ...units(5, 'stop'), trigger: 100.5, timeInForce: 'IOC' });
      },
    };
    const { ends, fills } = run([flat, flat, flat], send, part);
    expect(fills).toEqual([['buy', 10, 100, 1, 'taker']]);
    expect(ends).toEqual({ fok: 'FILL_OR_KILL_UNFILLED', ioc: 'canceled', stop: 'canceled' });
  });

  it.each(['nextOpen', 'nextClose', 'close'] as const)('a stop whose bar is full fills at the next open (%s)', (fillAt) => {
    const send = { 0: (ctx: Context) => void ctx.buy('ABC', { ...units(5, 'stop'), trigger: 100.5 }) };
    expect(run([flat, [100, 101, 99, 100, 0], flat, flat], send, { ...part, fillAt }).fills).toEqual([['buy', 5, 100, 2, 'taker']]);
  });
});

describe('an amended limit', () => {
  it('comes to the market anew: it takes at the open, and post-only is refused', () => {
    const { ends, fills } = run([flat, flat, flat, flat], {
      0: (ctx) => {
        ctx.buy('ABC', { ...units(1, 'plain'), limit: 90 });
        ctx.buy('ABC', { ...units(1, 'post'), limit: 90, postOnly: true });
      },
      1: (ctx) => {
        for (const { id } of ctx.orders('ABC')) ctx.amend(id, { limit: 100.5 });
      },
    });
    expect(fills).toEqual([['buy', 1, 100, 2, 'taker']]);
    expect(ends).toEqual({ plain: 'filled', post: 'POST_ONLY_WOULD_TAKE' });
  });
});

describe('what an order turns', () => {
  it('is dealt in parts as large as the volume lets it', () => {
    const { fills } = run(
      [flat, flat, flat, flat],
      { 0: (ctx) => void ctx.buy('ABC', units(8, 'long')), 1: (ctx) => void ctx.sell('ABC', units(18, 'turn')) },
      { participation: 0.1 },
    );
    expect(fills.map(([side, quantity]) => [side, quantity])).toEqual([
      ['buy', 8],
      ['sell', 10],
      ['sell', 8],
    ]);
  });

  it('has no protection but its own', () => {
    const { fills } = run([flat, flat, flat, flat, flat], {
      0: (ctx) => void ctx.buy('ABC', { ...units(1, 'long'), stopLoss: 90, takeProfit: 120 }),
      1: (ctx) => void ctx.sell('ABC', units(3, 'turn')),
      2: (ctx) => expect(ctx.position('ABC')).toMatchObject({ quantity: -2, stopLoss: Number.NaN, takeProfit: Number.NaN }),
    });
    expect(fills.map(([side, quantity]) => [side, quantity])).toEqual([
      ['buy', 1],
      ['sell', 3],
    ]);
  });
});

describe('the trail of a position that changed inside a bar', () => {
  it('has seen its close only, also where as much was bought as sold', () => {
    const { fills } = run([flat, flat, [100, 105, 99, 103], [103, 103, 101.5, 103], [103, 103, 99, 100]], {
      0: (ctx) => void ctx.buy('ABC', { ...units(2, 'long'), trailingStop: { distance: 3 } }),
      1: (ctx) => {
        ctx.sell('ABC', { ...units(1, 'out'), limit: 104 });
        ctx.buy('ABC', { ...units(1, 'in'), trigger: 104.5 });
      },
    });
    // The close of 103 is the best price that is known of, so that the stop lies at 100, not at 102.
    expect(fills.map(([side, quantity, price, index]) => [side, quantity, price, index])).toEqual([
      ['buy', 2, 100, 1],
      ['sell', 1, 104, 2],
      ['buy', 1, 104.5, 2],
      ['sell', 2, 100, 4],
    ]);
  });
});

describe('a group', () => {
  it('keeps an order that has filled in part, so that a later one takes it away', () => {
    const { ends, fills } = run(
      [flat, flat, flat, flat],
      {
        0: (ctx) => void ctx.buy('ABC', { ...units(30, 'first'), limit: 99.5, group: 'g' }),
        1: (ctx) => void ctx.sell('ABC', { ...units(1, 'second'), group: 'g' }),
      },
      { participation: 0.1 },
    );
    expect(ends).toEqual({ first: 'canceled', second: 'filled' });
    expect(fills).toHaveLength(2);
  });
});
