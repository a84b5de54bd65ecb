import { Bars, backtest, type Context, Quotes, Strategy, syntheticBars } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import {
  borrowCost,
  lognormalLatency,
  randomRejects,
  spreadSlippage,
  squareRootImpact,
  tickSlippage,
  tieredFees,
  volumeShareSlippage,
} from 'barwright/exchange';
import { MovingAverageCross } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';

const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);
const rows = (prices: readonly number[], volume = 100) =>
  prices.map((price, i) => ({ time: start + i * day, open: price, high: price + 1, low: price - 1, close: price, volume }));
const flat = Bars.fromRows(rows([100, 100, 100, 100, 100, 100]), { symbol: 'ABC', interval: '1d' });

/** Does something at the close of bar n. */
function run(bars: Bars, step: (ctx: Context, n: number) => void, options: BacktestOptions = {}) {
  class Steps extends Strategy {
    n = 0;
    override onBar(_: unknown, ctx: Context) {
      step(ctx, this.n++);
    }
  }
  return backtest(new Steps(), bars, { cash: 10_000, ...options });
}

describe('slippage models in the event engine', () => {
  it('pay ticks, a share of the volume, and a share of the spread', () => {
    const buy = (ctx: Context, n: number) => n === 0 && ctx.buy('ABC', { size: { units: 2 } });
    const ticked = flat.withInstrument({ tickSize: 0.5 });
    expect(run(ticked, buy, { slippage: tickSlippage(3) }).fills.column('price')).toEqual(Float64Array.of(101.5));
    // 2 of 100 units: 100 x 0.1 x 0.02^2
    expect(run(flat, buy, { costs: { slippage: volumeShareSlippage() } }).fills.column('price')[0]).toBeCloseTo(100.004, 12);
    // spread of 1 % of price: half of it is `spread` itself, a quarter the model
    const spread = run(flat, buy, { costs: { slippage: spreadSlippage(0.25), spread: 0.01 } });
    expect(spread.fills.column('price')[0]).toBeCloseTo(100.75, 12);
    expect(spread.fills.column('slippage')[0]).toBeCloseTo(1.5, 10);
  });

  it('sizes and impact agree: what is dealt can be paid, at the price of its own size', () => {
    const result = run(flat, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { equity: 1 } }), {
      slippage: volumeShareSlippage({ limit: 1, impact: 0.1 }),
      fees: 0.001,
    });
    const [fill] = [...result.fills];
    const share = fill.quantity / 100;
    expect(fill.price).toBeCloseTo(100 * (1 + 0.1 * share * share), 10);
    expect(fill.quantity * fill.price + fill.fee).toBeLessThanOrEqual(10_000 * (1 + 1e-9));
    expect(fill.quantity * fill.price).toBeGreaterThan(0.95 * 10_000);
  });

  it('knows the volatility of the bars before the fill', () => {
    const bars = syntheticBars({ seed: 3, length: 60 });
    const at = 40;
    const result = run(bars, (ctx, n) => n === at - 1 && ctx.buy(bars.symbol, { size: { units: 0.01 } }), { slippage: squareRootImpact() });
    const returns = Array.from({ length: 20 }, (_, i) => bars.close[at - 20 + i] / bars.close[at - 21 + i] - 1);
    const mean = returns.reduce((sum, x) => sum + x, 0) / 20;
    const deviation = Math.sqrt(returns.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 19);
    const [fill] = [...result.fills];
    expect(fill.price).toBeCloseTo(bars.open[at] * (1 + deviation * Math.sqrt(0.01 / bars.volume[at])), 8);
  });

  it('refuses what it cannot use, before the run', () => {
    expect(() => run(flat, () => {}, { slippage: tickSlippage(1) })).toThrow('`ABC` to have a `tickSize`');
    expect(() => backtest(new MovingAverageCross(), flat, { slippage: tickSlippage(1) })).toThrow(
      '`costs.slippage` as a model works in the event engine',
    );
    expect(() => backtest(new MovingAverageCross(), flat, { costs: { borrow: 0.1 } })).toThrow(
      '`costs.borrow` as a model works in the event engine',
    );
    expect(() => run(flat, () => {}, { costs: { rejects: 0.1 as never } })).toThrow('`costs.rejects` to be a model');
  });

  it('knows the quoted spread in a run of ticks', () => {
    const quotes = Quotes.fromColumns({ time: [0, 10, 20], bid: [99, 99, 99], ask: [101, 101, 101] });
    class Buy extends Strategy {
      override onQuote(_: unknown, ctx: Context) {
        if (ctx.isIdle('ABC')) ctx.buy('ABC', { size: { units: 1 } });
      }
    }
    const result = backtest(new Buy(), { ABC: { quotes } }, { slippage: spreadSlippage(0.25) });
    expect(result.fills.column('price')[0]).toBe(101.5);
  });
});

describe('fees by traded volume', () => {
  it('fall on the day after the volume is reached, for each run anew', () => {
    const fees = tieredFees([
      { volume: 0, maker: 0.001, taker: 0.002 },
      { volume: 500, maker: 0.0005, taker: 0.001 },
    ]);
    const trade = (ctx: Context, n: number) => (n % 2 === 0 ? ctx.buy('ABC', { size: { units: 5 } }) : ctx.close('ABC'));
    const paid = () => [...run(flat, trade, { fees }).fills].map(({ fee }) => Math.round(fee * 1e9) / 1e9);
    // 500 are traded on the first day, which counts from the second on
    expect(paid()).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
    expect(paid()).toEqual([1, 0.5, 0.5, 0.5, 0.5]);
  });
});

describe('borrowing', () => {
  it('costs short positions by the time they are held', () => {
    const result = run(
      flat,
      (ctx, n) => {
        if (n === 0) ctx.sell('ABC', { size: { units: 10 } });
        if (n === 3) ctx.close('ABC');
      },
      { costs: { borrow: borrowCost(0.365) } },
    );
    // 1000 short from day 1 to day 4, 0.1 % a day
    expect([...result.borrowing]).toEqual([2, 3, 4].map((n) => ({ symbol: 'ABC', time: start + n * day, amount: 1 })));
    expect(result.equity[5]).toBeCloseTo(10_000 - 3, 9);
    const long = run(flat, (ctx, n) => n === 0 && ctx.buy('ABC', { size: { units: 10 } }), { costs: { borrow: 0.365 } });
    expect(long.borrowing.length).toBe(0);
    expect(long.assumptions.find(({ name }) => name === 'Borrowing')?.value).toContain('0.365');
  });

  it('is paid in runs of ticks from the fill on', () => {
    const hour = 3_600_000;
    const quotes = Quotes.fromColumns({
      time: [0, 0.5, 1, 2, 3].map((h) => h * hour),
      bid: [99, 100, 100, 100, 100],
      ask: [101, 100, 100, 100, 100],
    });
    class Short extends Strategy {
      override onQuote({ time }: { readonly time: number }, ctx: Context) {
        if (time === 0.5 * hour) ctx.sell('ABC', { size: { units: 10 } });
        if (time === 2 * hour) ctx.close('ABC');
      }
    }
    const result = backtest(new Short(), { ABC: { quotes } }, { barInterval: '1h', costs: { borrow: 0.365 * 24 } });
    // 0.1 % an hour: half an hour, an hour; the close at two o'clock ends it
    expect(result.borrowing.column('amount')[0]).toBeCloseTo(1.5, 9);
  });
});

describe('refusals and delays', () => {
  it('come from the seed', () => {
    const bars = syntheticBars({ seed: 5, length: 400 });
    const step = (ctx: Context, n: number) => n % 2 === 0 && ctx.buy(bars.symbol, { size: { units: 0.0001 } });
    const codes = (seed: number) =>
      [...run(bars, step, { costs: { rejects: randomRejects(0.3) }, seed }).orders].map(({ reject }) => reject);
    expect(codes(1)).toEqual(codes(1));
    expect(codes(1)).not.toEqual(codes(2));
    const refused = codes(1).filter((code) => code === 'REJECTED_BY_VENUE').length;
    expect(refused).toBeGreaterThan(40);
    expect(refused).toBeLessThan(80);
  });

  it('a random latency delays orders by whole bars', () => {
    const bars = syntheticBars({ seed: 5, length: 200, interval: '1m' });
    const step = (ctx: Context, n: number) => n < 100 && ctx.buy(bars.symbol, { size: { units: 0.0001 }, tag: String(n) });
    const result = run(bars, step, { latency: { orderMs: lognormalLatency({ median: 60_000, sigma: 1 }) } });
    const index = result.orders.column('index');
    const waits = new Set([...result.fills].map((fill) => fill.index - (index as Float64Array)[fill.orderId]));
    expect(waits.size).toBeGreaterThan(2);
    expect(result.assumptions.find(({ name }) => name === 'Latency')?.value).toContain('lognormal');
  });
});
