import {
  type BacktestOptions,
  Bars,
  backtest,
  bybitInverse,
  bybitLinear,
  bybitSpot,
  type Context,
  defineStrategy,
  Strategy,
  Trades,
} from 'barwright';
import { describe, expect, it } from 'vitest';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);
const bar = (open: number, high: number, low: number, close: number) => ({ open, high, low, close });
const still = (price: number) => bar(price, price, price, price);

function market(prices: readonly { open: number; high: number; low: number; close: number }[], instrument: object = {}, symbol = 'ABC') {
  return Bars.fromRows(
    prices.map((row, i) => ({ time: start + i * hour, ...row, volume: 1_000 })),
    { symbol, interval: '1h', instrument },
  );
}

function run(data: Bars | readonly Bars[], step: (ctx: Context, n: number) => void, options: BacktestOptions) {
  class Steps extends Strategy {
    n = 0;
    override onBar(bar: { readonly symbol: string }, ctx: Context) {
      if (bar.symbol === ctx.symbols[0]) step(ctx, this.n++);
    }
  }
  return backtest(new Steps(), data, options);
}

const last = (column: Float64Array) => column[column.length - 1];

describe('isolated margin', () => {
  const open = (side: 'buy' | 'sell', units: number) => (ctx: Context, n: number) => n === 0 && ctx[side]('ABC', { size: { units } });

  // 1 BTC at 20,000, 50x, maintenance margin 0.5 %: liquidation at 19,698.49 (long) and 20,298.51 (short), dealt at 19,600 and 20,400.
  it.each([
    ['buy', 19_698.492462, 19_600],
    ['sell', 20_298.507463, 20_400],
  ] as const)('a linear %s is liquidated at its own price', (side, liquidation, bust) => {
    const venue = bybitLinear({ leverage: 50, marginMode: 'isolated', fees: { taker: 0 } });
    const at = (price: number) =>
      run(market([still(20_000), bar(20_000, Math.max(price, 20_000), Math.min(price, 20_000), 20_000), still(20_000)]), open(side, 1), {
        venue,
        cash: 10_000,
      });
    const away = side === 'buy' ? 1 : -1;
    expect(at(liquidation + away * 0.001).fills.length).toBe(1);
    const gone = at(liquidation - away * 0.001);
    expect([...gone.fills].map(({ reason, price }) => [reason, price])).toEqual([
      ['entry', 20_000],
      ['liquidation', bust],
    ]);
    // Only the position's own margin is lost, and the run goes on.
    expect(last(gone.equity)).toBeCloseTo(10_000 - 400, 8);
    expect(gone.ruin).toBeUndefined();
  });

  // 60,000 USD at 50,000, 10x, 0.5 %: 45,681.82 and 55,277.78.
  it.each([
    ['buy', 45_681.818182],
    ['sell', 55_277.777778],
  ] as const)('an inverse %s is liquidated at its own price', (side, liquidation) => {
    const venue = bybitInverse({ leverage: 10, marginMode: 'isolated', fees: { taker: 0 } });
    const at = (price: number) =>
      run(
        market([still(50_000), bar(50_000, Math.max(price, 50_000), Math.min(price, 50_000), 50_000), still(50_000)]),
        open(side, 60_000),
        { venue, cash: 1 },
      );
    const away = side === 'buy' ? 1 : -1;
    expect(at(liquidation + away * 0.01).fills.length).toBe(1);
    const gone = at(liquidation - away * 0.01);
    expect([...gone.fills].map(({ reason }) => reason)).toEqual(['entry', 'liquidation']);
    expect(last(gone.equity)).toBeCloseTo(1 - 0.12, 10);
  });

  it('leaves other positions alone', () => {
    const venue = bybitLinear({ leverage: 10, marginMode: 'isolated', fees: { taker: 0 } });
    const falling = market([still(100), still(100), bar(100, 100, 80, 85), still(85)]);
    const calm = market([still(50), still(50), still(50), still(55)], {}, 'XYZ');
    const result = run(
      [falling, calm],
      (ctx, n) => {
        if (n === 0) {
          ctx.buy('ABC', { size: { units: 10 } });
          ctx.buy('XYZ', { size: { units: 10 } });
        }
      },
      { venue, cash: 1_000 },
    );
    expect([...result.fills].map(({ symbol, reason }) => [symbol, reason])).toEqual([
      ['ABC', 'entry'],
      ['XYZ', 'entry'],
      ['ABC', 'liquidation'],
    ]);
    expect(last(result.equity)).toBeCloseTo(1_000 - 100 + 50, 9);
  });
});

describe('inverse contracts', () => {
  const venue = bybitInverse({ leverage: 2, fees: { taker: 0.0005 } });

  it('pay profits, fees and funding in coins', () => {
    const funded = bybitInverse({ leverage: 2, fees: { taker: 0.0005 }, funding: { ABC: { time: [start + 2 * hour], rate: [0.0001] } } });
    const result = run(
      market([still(50_000), still(50_000), still(60_000), still(62_500), still(62_500)]),
      (ctx, n) => {
        if (n === 0) ctx.buy('ABC', { size: { units: 100_000 } });
        if (n === 2) ctx.close('ABC');
      },
      { venue: funded, cash: 2 },
    );
    // 2 BTC bought at 50,000 and sold at 62,500: 0.4 BTC; fees 0.001 and 0.0008; funding 100,000 / 60,000 x 0.0001
    const funding = (100_000 / 60_000) * 0.0001;
    expect([...result.funding].map(({ amount }) => amount)).toEqual([-funding]);
    expect(last(result.equity)).toBeCloseTo(2 + 0.4 - 0.001 - 0.0008 - funding, 12);
    const [trade] = [...result.trades];
    expect(trade.pnl).toBeCloseTo(0.4 - 0.0018, 12);
    expect(trade.returns).toBeCloseTo((0.4 - 0.0018) / 2, 12);
    expect(result.benchmark?.name).toBe('Holding the coin');
  });

  it('average harmonically, and go to shorts through zero', () => {
    const seen: number[] = [];
    const result = run(
      market([still(40_000), still(40_000), still(50_000), still(50_000), still(50_000)]),
      (ctx, n) => {
        if (n < 2) ctx.buy('ABC', { size: { units: 1_000 } });
        if (n === 2) {
          seen.push(ctx.position('ABC').averagePrice, ctx.position('ABC').unrealizedPnl);
          ctx.sell('ABC', { size: { units: 3_000 } });
        }
        if (n === 3) seen.push(ctx.position('ABC').quantity, ctx.position('ABC').averagePrice);
      },
      { venue, cash: 1 },
    );
    const average = 2_000 / (1_000 / 40_000 + 1_000 / 50_000);
    expect(seen[0]).toBeCloseTo(average, 8);
    expect(seen[1]).toBeCloseTo(2_000 * (1 / average - 1 / 50_000), 12);
    expect(seen.slice(2)).toEqual([-1_000, 50_000]);
    const fees = [...result.fills].reduce((sum, { fee }) => sum + fee, 0);
    expect(last(result.equity)).toBeCloseTo(1 + 2_000 * (1 / average - 1 / 50_000) - fees, 12);
    expect([...result.positions][0].entryPrice).toBeCloseTo(average, 8);
  });

  it('size by risk in coins', () => {
    const result = run(
      market([still(50_000), still(50_000), bar(50_000, 50_000, 40_000, 40_000)]),
      (ctx, n) => n === 0 && ctx.buy('ABC', { size: { riskFraction: 0.1 }, stopLoss: 45_000 }),
      { venue: bybitInverse({ leverage: 10, fees: { taker: 0 } }), cash: 1 },
    );
    expect(last(result.equity)).toBeCloseTo(0.9, 9);
  });

  it('are refused where they cannot be: in the signals engine, beside linear ones, beside another coin', () => {
    const inverse = (symbol: string, base: string) => market([still(1), still(1)], { kind: 'inverse', base }, symbol);
    expect(() => run([inverse('A', 'BTC'), inverse('B', 'ETH')], () => {}, {})).toThrow(
      'settled in one currency, A is inverse on BTC and B inverse on ETH',
    );
    expect(() => run([inverse('A', 'BTC'), market([still(1), still(1)], {}, 'B')], () => {}, {})).toThrow('B spot on no base');
  });
});

describe('contracts that expire', () => {
  const prices = [still(100), still(100), still(110), still(120), still(130)];

  it('a dated future is settled in cash at its settlement price', () => {
    const future = market(prices, { kind: 'linear', expiry: start + 4 * hour });
    const venue = bybitLinear({ fees: { taker: 0 }, settlements: { ABC: 118 }, deliveryFee: 0.001 });
    const codes: unknown[] = [];
    const result = run(
      future,
      (ctx, n) => {
        if (n === 0) ctx.buy('ABC', { size: { units: 2 } });
        if (n === 1) ctx.sell('ABC', { size: { units: 1 }, limit: 500 });
        if (n >= 3) codes.push(ctx.buy('ABC', { size: { units: 1 } }).reject, ctx.position('ABC').quantity);
      },
      { venue, cash: 1_000 },
    );
    expect([...result.fills].map(({ reason, price, index, moment }) => [reason, price, index, moment])).toEqual([
      ['entry', 100, 1, 'open'],
      ['settlement', 118, 3, 'close'],
    ]);
    expect(last(result.equity)).toBeCloseTo(1_000 + 36 - 0.236, 9);
    expect([...result.orders][1].status).toBe('expired');
    expect(codes).toEqual(['INSTRUMENT_NOT_TRADING', 0, 'INSTRUMENT_NOT_TRADING', 0]);
    expect([...result.trades][0].exitReason).toBe('settlement');
  });

  it.each([
    ['call', 105, 118, 13],
    ['put', 105, 118, 0],
    ['put', 125, 118, 7],
  ] as const)('a %s with strike %d is worth what it is in the money by', (optionType, strike, settlement, worth) => {
    const option = market([still(5), still(5), still(6), still(8)], { kind: 'option', optionType, strike, expiry: start + 4 * hour });
    const venue = bybitLinear({ fees: { taker: 0 }, settlements: { ABC: settlement }, deliveryFee: 0 });
    const result = run(option, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 10 } }), { venue, cash: 1_000 });
    expect(last(result.equity)).toBeCloseTo(1_000 + 10 * (worth - 5), 9);
  });

  it('without a settlement price the last one holds, in runs of ticks too', () => {
    const result = run(market(prices, { expiry: start + 4 * hour }), (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 1 } }), {});
    expect([...result.fills][1].price).toBe(120);
    const trades = Trades.fromColumns({
      time: [0, 1_000, 2_500, 4_000],
      price: [100, 101, 102, 103],
      quantity: [5, 5, 5, 5],
      side: [1, 1, 1, 1],
    });
    class Buy extends Strategy {
      override onTrade(trade: { readonly time: number }, ctx: Context) {
        if (trade.time === 0) ctx.buy('ABC', { size: { units: 1 } });
      }
    }
    const ticked = backtest(new Buy(), { ABC: { trades, instrument: { kind: 'linear', expiry: 3_000 } } }, { barInterval: '1s' });
    expect([...ticked.fills].map(({ reason, price, time }) => [reason, price, time])).toEqual([
      ['entry', 101, 1_000],
      ['settlement', 102, 3_000],
    ]);
  });

  it('an option says what it is', () => {
    expect(() => market(prices, { kind: 'option', strike: 5 })).toThrow('Expected an option to have `optionType`, `strike` and `expiry`');
  });
});

describe('spot', () => {
  it('sells nothing that is not held', () => {
    const codes: unknown[] = [];
    const result = run(
      market([still(100), still(100), still(100), still(100), still(100)]),
      (ctx, n) => {
        if (n === 0) ctx.sell('ABC', { size: { units: 1 } });
        if (n === 1) ctx.buy('ABC', { size: { units: 2 } });
        if (n === 2) ctx.sell('ABC', { size: { units: 3 } });
        if (n === 3) ctx.sell('ABC', { size: { equity: 1 } });
        codes.push(ctx.position('ABC').quantity);
      },
      { venue: bybitSpot({ fees: { taker: 0 } }), cash: 1_000 },
    );
    expect([...result.orders].map(({ reject }) => reject)).toEqual(['SHORT_NOT_ALLOWED', undefined, 'SHORT_NOT_ALLOWED', undefined]);
    expect(codes).toEqual([0, 0, 2, 2, 0]);
  });
});

describe('hedge mode', () => {
  const prices = [still(100), still(100), still(110), still(90), still(95), still(95)];

  it('holds a long and a short position of one instrument at once', () => {
    const seen: unknown[] = [];
    const result = run(
      market(prices),
      (ctx, n) => {
        if (n === 0) {
          ctx.buy('ABC', { size: { units: 2 } });
          ctx.sell('ABC', { size: { units: 1 } });
        }
        if (n === 1) seen.push(ctx.symbols, ctx.position('ABC').quantity, ctx.position('ABC', 'short').quantity, ctx.isIdle('ABC'));
        // A sell that only reduces is for the long side, and takes no more than is there.
        if (n === 2) ctx.sell('ABC', { size: { units: 5 }, reduceOnly: true });
        if (n === 3) ctx.close('ABC');
        if (n === 4) seen.push(ctx.isIdle('ABC'));
      },
      { positionMode: 'hedge', cash: 1_000, leverage: 2 },
    );
    expect(seen).toEqual([['ABC'], 2, -1, false, true]);
    expect([...result.fills].map(({ symbol, side, quantity, price }) => [symbol, side, quantity, price])).toEqual([
      ['ABC', 'buy', 2, 100],
      ['ABC:short', 'sell', 1, 100],
      ['ABC', 'sell', 2, 90],
      ['ABC:short', 'buy', 1, 95],
    ]);
    expect(last(result.equity)).toBe(1_000 - 20 + 5);
  });

  it('a side never turns into the other, and has protection of its own', () => {
    const result = run(
      market([still(100), still(100), bar(100, 121, 99, 120), still(120)]),
      (ctx, n) => {
        if (n === 0) ctx.sell('ABC', { size: { units: 1 }, stopLoss: 115 });
        if (n === 0) ctx.buy('ABC', { size: { units: 1 }, positionSide: 'short' });
        if (n === 1) ctx.buy('ABC', { size: { units: 1 } });
      },
      { positionMode: 'hedge', cash: 1_000 },
    );
    expect([...result.orders].map(({ symbol, reject, status }) => [symbol, reject ?? status]).slice(0, 2)).toEqual([
      ['ABC:short', 'filled'],
      ['ABC:short', 'filled'],
    ]);
    expect(last(result.equity)).toBe(1_020);
  });

  it('pays funding and margin as the listed contract', () => {
    const venue = bybitLinear({ leverage: 2, fees: { taker: 0 }, funding: { ABC: { time: [start + 2 * hour], rate: [0.001] } } });
    const result = run(
      market(prices),
      (ctx, n) => {
        if (n === 0) ctx.buy('ABC', { size: { units: 2 } });
        if (n === 0) ctx.sell('ABC', { size: { units: 1 } });
      },
      { positionMode: 'hedge', cash: 1_000, venue },
    );
    expect([...result.funding].map(({ amount }) => Number(amount.toFixed(9)))).toEqual([-0.22, 0.11]);
  });
});

describe('orders that close', () => {
  it('a close-on-trigger order closes the whole position, whatever it has grown to', () => {
    const result = run(
      market([still(100), still(100), still(100), bar(100, 100, 88, 90), still(90)]),
      (ctx, n) => {
        if (n === 0) {
          ctx.buy('ABC', { size: { units: 1 } });
          ctx.sell('ABC', { trigger: 95, closeOnTrigger: true });
        }
        if (n === 1) ctx.buy('ABC', { size: { units: 2 } });
      },
      { cash: 1_000 },
    );
    expect([...result.fills].map(({ side, quantity, price, reason }) => [side, quantity, price, reason])).toEqual([
      ['buy', 1, 100, 'entry'],
      ['buy', 2, 100, 'entry'],
      ['sell', 3, 95, 'exit'],
    ]);
    expect(() =>
      run(market([still(1), still(1)]), (ctx) => ctx.sell('ABC', { trigger: 95, closeOnTrigger: true, size: { units: 1 } }), {}),
    ).toThrow('Expected `closeOnTrigger` with a trigger or a trail and without `size`');
  });
});

describe('what the venue checks before an order', () => {
  it('bands of prices, and the largest position', () => {
    const codes: unknown[] = [];
    const result = run(
      market([still(100), still(100), still(100), still(100)], { priceBand: 0.05, maxPosition: 3 }),
      (ctx, n) => {
        if (n === 0) {
          codes.push(ctx.buy('ABC', { size: { units: 1 }, limit: 94 }).reject, ctx.buy('ABC', { size: { units: 1 }, limit: 96 }).reject);
          ctx.buy('ABC', { size: { units: 2 } });
          ctx.buy('ABC', { size: { units: 2 } });
          codes.push(ctx.instrument('ABC').maxPosition);
        }
      },
      { cash: 1_000 },
    );
    expect(codes).toEqual(['PRICE_OUT_OF_BAND', undefined, 3]);
    expect([...result.orders].map(({ reject }) => reject)).toEqual(['PRICE_OUT_OF_BAND', undefined, undefined, 'POSITION_ABOVE_MAXIMUM']);
  });

  it('timers come at their offset', () => {
    const rang: number[] = [];
    class Clock extends Strategy {
      override onStart(ctx: Context) {
        ctx.every('morning', '1d', '8h');
      }
      override onTimer(_: string, ctx: Context) {
        rang.push(ctx.time - start);
      }
    }
    backtest(new Clock(), market(Array.from({ length: 60 }, () => still(100))), {});
    expect(rang.map((ms) => ms / hour)).toEqual([8, 32, 56]);
  });
});

describe('mark prices', () => {
  const flat = market(Array.from({ length: 5 }, () => still(100)));
  const marked = (low: number, interval: '1h' | '30m' | '4h') => {
    const ms = { '1h': hour, '30m': hour / 2, '4h': 4 * hour }[interval];
    const count = (5 * hour) / ms;
    return Bars.fromRows(
      Array.from({ length: Math.ceil(count) }, (_, i) => ({
        time: start + i * ms,
        open: 101,
        high: 102,
        low: i * ms === 2 * hour ? low : 100,
        close: 101,
        volume: 0,
      })),
      { symbol: 'ABC', interval },
    );
  };
  const options = (marks: Bars) => ({
    venue: bybitLinear({
      leverage: 10,
      fees: { taker: 0 },
      marks: { ABC: marks },
      funding: { ABC: { time: [start + 2 * hour], rate: [0.01] } },
    }),
    cash: 1_000,
  });
  const hold = (ctx: Context, n: number) => n === 0 && ctx.buy('ABC', { size: { units: 90 } });

  it('decide liquidation and the value that funding is paid on', () => {
    // 90 units at 100 on 1,000; funding of 1 % of 90 x 101 leaves 909.1: liquidated at (9000 - 909.1) / (90 x 0.995) = 90.35.
    const safe = run(flat, hold, options(marked(90.36, '30m')));
    expect([...safe.funding].map(({ amount }) => amount)).toEqual([-90.9]);
    expect(safe.ruin).toBeUndefined();
    const called = run(flat, hold, options(marked(90.34, '30m')));
    expect([...called.liquidations].map(({ index }) => index)).toEqual([2]);
    expect(called.ruin?.index).toBe(2);
  });

  it('of longer bars than those of the run tell the value of funding alone', () => {
    const result = run(flat, hold, options(marked(10, '4h')));
    expect([...result.funding].map(({ amount }) => amount)).toEqual([-90.9]);
    expect(result.liquidations.length).toBe(0);
  });
});

describe('a trailing stop order', () => {
  it('follows the price inside the bar where trails do', () => {
    const step = (ctx: Context, n: number) => {
      if (n === 0) {
        ctx.buy('ABC', { size: { units: 1 } });
        ctx.sell('ABC', { trail: { distance: 5 }, reduceOnly: true, size: { units: 1 } });
      }
    };
    const bars = market([still(100), bar(100, 110, 99, 101), still(101)]);
    const exits = (trailRatchet: 'bar' | 'intrabar') =>
      run(bars, step, { trailRatchet, intrabar: 'ohlc', cash: 1_000 })
        .fills.toRows()
        .slice(1)
        .map(({ price, index }) => [price, index]);
    // Up to 110, then down to 99: inside the bar the stop is at 105 by then; else it is at 95 until the bar is over, and at 105 after it.
    expect(exits('intrabar')).toEqual([[105, 1]]);
    expect(exits('bar')).toEqual([[101, 2]]);
  });
});

describe('a target exposure', () => {
  it('waits where a bar has no volume, and goes on where it has too little', () => {
    const volumes = [100, 0, 4, 100, 100];
    const bars = Bars.fromRows(
      volumes.map((volume, i) => ({ time: start + i * hour, open: 100, high: 100, low: 100, close: 100, volume })),
      { symbol: 'ABC', interval: '1h' },
    );
    const Half = defineStrategy({ signals: () => ({ exposure: Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5) }) });
    const result = backtest(new Half(), bars, { cash: 1_000, engine: 'events', participation: 0.5 });
    expect(result.fills.toRows().map(({ quantity, index }) => [quantity, index])).toEqual([
      [2, 2],
      [3, 3],
    ]);
    expect(result.orders.toRows().map(({ status, quantity }) => [status, quantity])).toEqual([['filled', 5]]);
  });
});

describe('limits in a run of ticks', () => {
  it('see each tick, and the day from its first', () => {
    const codes: unknown[] = [];
    class Daring extends Strategy {
      n = 0;
      override onTrade(_: unknown, ctx: Context) {
        if (this.n === 0) ctx.buy('ABC', { size: { units: 5 } });
        if (this.n >= 2) codes.push(ctx.buy('ABC', { size: { units: 1 } }).reject);
        this.n++;
      }
    }
    const trades = Trades.fromColumns({ time: [0, 1, 2, 3], price: [100, 100, 90, 80], quantity: [9, 9, 9, 9], side: [1, 1, -1, -1] });
    backtest(new Daring(), { ABC: { trades } }, { cash: 1_000, barInterval: '1m', limits: { maxDailyLoss: 0.08 } });
    expect(codes).toEqual([undefined, 'RISK_MAX_DAILY_LOSS']);
  });
});
