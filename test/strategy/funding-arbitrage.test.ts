import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bar, Bars, backtest, bybitLinear, type Context, Quotes, readCsv, resample, Strategy } from 'barwright';
import type { BacktestOptions } from 'barwright/backtest';
import { readFunding } from 'barwright/data';
import { FundingArbitrage, type FundingArbitrageParameters } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden-orders.ts';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);

/** Bars whose opens and closes are these prices. */
function barsOf(prices: readonly number[], symbol: string, instrument: object = {}): Bars {
  const rows = prices.map((price, i) => ({
    time: start + i * hour,
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1_000,
  }));
  return Bars.fromRows(rows, { symbol, interval: '1h', instrument });
}

/** A rate at every eighth hour from the first on. */
function ratesOf(rate: readonly number[]) {
  return { time: rate.map((_, i) => start + i * 8 * hour), rate };
}

function run(
  prices: readonly number[],
  rates: readonly number[],
  parameters: Partial<FundingArbitrageParameters>,
  options: BacktestOptions = {},
  instruments: { readonly spot?: object; readonly perpetual?: object; readonly perpetualPrices?: readonly number[] } = {},
) {
  const gaps: number[] = [];
  class Watched extends FundingArbitrage {
    override onBar(bar: Bar, ctx: Context): void {
      if (bar.symbol === 'PERP' && ctx.orders().length === 0) gaps.push(ctx.position('SPOT').quantity + ctx.position('PERP').quantity);
      super.onBar(bar, ctx);
    }
  }
  const venue = bybitLinear({
    leverage: 2,
    fees: { taker: 0.0005 },
    instruments: { SPOT: { kind: 'spot', ...instruments.spot }, PERP: { ...instruments.perpetual } },
    funding: { PERP: ratesOf(rates) },
  });
  const data = [barsOf(prices, 'SPOT'), barsOf(instruments.perpetualPrices ?? prices, 'PERP')];
  return { result: backtest(new Watched(parameters), data, { venue, cash: 10_000, ...options }), gaps };
}

const last = (column: Float64Array) => column[column.length - 1];

describe('settled funding rates', () => {
  it('are known once they are settled, whether or not anything is held', () => {
    const seen: (readonly number[])[] = [];
    class Watch extends Strategy {
      override onBar({ symbol }: Bar, ctx: Context): void {
        if (symbol === 'PERP') seen.push([...ctx.fundingRates('PERP', 2)]);
        expect(ctx.fundingRates('SPOT', 5).length).toBe(0);
      }
    }
    const prices = Array.from({ length: 18 }, () => 100);
    const venue = bybitLinear({ funding: { PERP: ratesOf([0.001, 0.002, 0.003, 0.004]) } });
    const result = backtest(new Watch(), [barsOf(prices, 'SPOT'), barsOf(prices, 'PERP')], { venue });
    expect(seen).toEqual([...Array(8).fill([0.001]), ...Array(8).fill([0.001, 0.002]), [0.002, 0.003], [0.002, 0.003]]);
    expect(result.funding.length).toBe(0);
  });

  it('are known in runs of ticks at their time', () => {
    const seen: [number, number[]][] = [];
    class Watch extends Strategy {
      override onQuote({ time, symbol }: { readonly time: number; readonly symbol: string }, ctx: Context): void {
        expect(symbol).toBe('PERP');
        seen.push([time, [...ctx.fundingRates('PERP', 9)]]);
      }
    }
    const quotes = Quotes.fromColumns({ time: [10, 20, 30], bid: [99, 99, 99], ask: [101, 101, 101] });
    const venue = bybitLinear({ funding: { PERP: { time: [5, 20, 25], rate: [0.001, 0.002, 0.003] } } });
    backtest(new Watch(), { PERP: { quotes } }, { venue });
    expect(seen).toEqual([
      [10, [0.001]],
      [20, [0.001, 0.002]],
      [30, [0.001, 0.002, 0.003]],
    ]);
  });
});

describe('funding arbitrage', () => {
  it('earns the funding less the fees, by hand', () => {
    // Three rates of 0.1 % are known at hour 16: 45 units of each leg at 100 from hour 17 on. Then 0.1 % at hours 24 to 48, -0.2 % at
    // 56, 64 and 72: the mean of three is below 0 from hour 64 on, and both legs are closed at 65.
    const rates = [...Array(7).fill(0.001), -0.002, -0.002, -0.002];
    const prices = Array.from({ length: 80 }, () => 100);
    const { result, gaps } = run(prices, rates, { share: 0.45, horizon: 10, costs: 0.002 });
    expect([...result.fills].map(({ symbol, side, quantity, index }) => [symbol, side, quantity, index])).toEqual([
      ['SPOT', 'buy', 45, 17],
      ['PERP', 'sell', 45, 17],
      ['SPOT', 'sell', 45, 65],
      ['PERP', 'buy', 45, 65],
    ]);
    expect([...result.funding].map(({ amount }) => Number(amount.toFixed(9)))).toEqual([4.5, 4.5, 4.5, 4.5, -9, -9]);
    // 4 fills of 4,500 at 0.05 %
    expect(last(result.equity)).toBeCloseTo(10_000 + 4 * 4.5 - 2 * 9 - 4 * 2.25, 9);
    expect(gaps.every((gap) => gap === 0)).toBe(true);
    expectGolden('FundingArbitrage', result);
  });

  it('is not moved by the price', () => {
    const rates = Array(40).fill(0.001);
    const wild = Array.from({ length: 300 }, (_, i) => 100 * Math.exp(0.3 * Math.sin(i / 20)));
    const { result, gaps } = run(wild, rates, { share: 0.45, horizon: 10, costs: 0.002 });
    expect(gaps.every((gap) => gap === 0)).toBe(true);
    const received = [...result.funding].reduce((sum, { amount }) => sum + amount, 0);
    const fees = [...result.fills].reduce((sum, { fee }) => sum + fee, 0);
    expect(result.funding.length).toBeGreaterThan(30);
    expect(last(result.equity)).toBeCloseTo(10_000 + received - fees, 6);
  });

  it('comes in only where the expected funding beats the costs, and stays while it should', () => {
    const prices = Array.from({ length: 100 }, () => 100);
    const trades = (rate: number, parameters: object) => run(prices, Array(13).fill(rate), parameters).result.fills.length;
    expect(trades(0.0001, { horizon: 24, costs: 0.0025 })).toBe(0);
    expect(trades(0.0001, { horizon: 26, costs: 0.0025 })).toBe(2);
    expect(trades(-0.001, {})).toBe(0);
    // Three good rates, then small ones.
    const small = [0.001, 0.001, 0.001, ...Array(10).fill(0.0001)];
    expect(run(prices, small, { horizon: 10, costs: 0.002 }).result.fills.length).toBe(2);
    expect(run(prices, small, { horizon: 10, costs: 0.002, keep: 1 }).result.fills.length).toBe(4);
  });

  it('makes its legs even where the venue rounds them apart', () => {
    const prices = Array.from({ length: 60 }, () => 100);
    const steps = { spot: { quantityStep: 0.001 }, perpetual: { quantityStep: 1 } };
    const parameters = { share: 0.0456, horizon: 10, costs: 0.002 };
    const { result, gaps } = run(prices, Array(8).fill(0.001), parameters, {}, steps);
    expect([...result.fills].map(({ symbol, side, quantity }) => [symbol, side, Number(quantity.toFixed(6))])).toEqual([
      ['SPOT', 'buy', 4.56],
      ['PERP', 'sell', 4],
      ['SPOT', 'sell', 0.56],
    ]);
    expect(Math.abs(gaps.at(-1) as number)).toBeLessThan(1e-9);
    const stepped = run(prices, Array(8).fill(0.001), { ...parameters, step: 1 }, {}, steps).result;
    expect([...stepped.fills].map(({ quantity }) => quantity)).toEqual([4, 4]);
  });

  it('unwinds and stays out where a leg is refused', () => {
    const prices = Array.from({ length: 60 }, () => 100);
    const { result, gaps } = run(prices, Array(8).fill(0.001), { share: 0.9, horizon: 10, costs: 0.002 }, { leverage: 1 });
    expect([...result.orders].map(({ symbol, side, reject }) => [symbol, side, reject])).toEqual([
      ['SPOT', 'buy', undefined],
      ['PERP', 'sell', 'INSUFFICIENT_FUNDS'],
      ['SPOT', 'sell', undefined],
    ]);
    expect(gaps.at(-1)).toBe(0);
    expect(result.log[0].message).toBe('A leg was refused: INSUFFICIENT_FUNDS. Nothing more is opened.');
  });

  it('takes rules of its own, and wants two instruments', () => {
    class Premium extends FundingArbitrage {
      protected override mayOpen(ctx: Context): boolean {
        const [spot, perpetual] = this.legs(ctx);
        return ctx.history(perpetual, 1)[0] >= ctx.history(spot, 1)[0];
      }
    }
    const prices = Array.from({ length: 60 }, () => 100);
    const venue = bybitLinear({ leverage: 2, funding: { PERP: ratesOf(Array(8).fill(0.001)) } });
    const fills = (price: number) =>
      backtest(
        new Premium(),
        [
          barsOf(prices, 'SPOT'),
          barsOf(
            prices.map(() => price),
            'PERP',
          ),
        ],
        { venue },
      ).fills.length;
    expect([fills(100), fills(99)]).toEqual([2, 0]);
    expect(() => backtest(new FundingArbitrage(), barsOf(prices, 'SPOT'), { venue })).toThrow('Expected a spot and a perpetual instrument');
  });
});

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
describe.skipIf(!existsSync(folder))('funding arbitrage on recorded rates', () => {
  /** Runs it and holds equity to what the fills, the fees and the funding leave. */
  async function addsUp(spot: Bars, perpetual: Bars, rates: string, parameters: Partial<FundingArbitrageParameters>) {
    const funding = await readFunding(`${folder}${rates}`);
    const venue = bybitLinear({ leverage: 2, funding: { PERP: funding }, instruments: { SPOT: { kind: 'spot' } } });
    const result = backtest(new FundingArbitrage(parameters), { SPOT: spot, PERP: perpetual }, { venue, cash: 100_000 });
    let cash = 100_000;
    const held: Record<string, number> = { SPOT: 0, PERP: 0 };
    for (const { symbol, side, quantity, price, fee } of result.fills) {
      const signed = side === 'buy' ? quantity : -quantity;
      held[symbol] += signed;
      cash -= signed * price + fee;
    }
    const received = [...result.funding].reduce((sum, { amount }) => sum + amount, 0);
    const worth = held.SPOT * last(spot.close) + held.PERP * last(perpetual.close);
    expect(last(result.equity)).toBeCloseTo(cash + received + worth, 4);
    expect(Math.abs(held.SPOT + held.PERP)).toBeLessThan(1e-9);
    return { result, received, fees: [...result.fills].reduce((sum, { fee }) => sum + fee, 0) };
  }

  // The files have no spot price beside these rates: one price stands for both legs, so that the basis is left out.
  it.each(['BTCUSDT', 'ETHUSDT'])('%s, two months of a perpetual: funding less fees is all that is left', async (symbol) => {
    const bars = await readCsv(`${folder}perp/${symbol}_5m_bybit-linear_2025-06-22_2025-08-21.csv.gz`);
    const rates = `perp/${symbol}_funding_bybit-linear_2025-06-22_2025-08-20.csv`;
    const { result, received, fees } = await addsUp(bars, bars, rates, { horizon: 90, costs: 0.0022 });
    expect(result.funding.length).toBeGreaterThan(100);
    expect(last(result.equity)).toBeCloseTo(100_000 + received - fees, 4);
  });

  it('BTC, a month of spot and perpetual prices of two venues: the basis is small, and is all that moves it', async () => {
    const month = (bars: Bars) => bars.between('2022-01-01', '2022-02-01');
    const spot = month(await readCsv(`${folder}ohlcv/1h/BTCUSDT_1h_binance-spot_2022-2024.csv.gz`));
    const perpetual = month(resample(await readCsv(`${folder}perp/BTC-PERP_1m_ftx_2021-12-31_2022-02-01.csv.gz`), '1h'));
    const rates = 'funding/BTCUSDT_funding_bybit_2021-2023.csv.gz';
    const { result, received, fees } = await addsUp(spot, perpetual, rates, { horizon: 60, costs: 0.0022 });
    // Bitcoin fell by a sixth; the legs together by what the basis moved.
    expect(last(spot.close) / spot.close[0]).toBeLessThan(0.85);
    expect(Math.abs(last(result.equity) - 100_000 - received + fees)).toBeLessThan(50);
    expect(Math.min(...result.equity)).toBeGreaterThan(99_800);
    expect(result.fills.length).toBeGreaterThan(8);
  });
});
