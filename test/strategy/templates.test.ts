import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Bars, backtest, type SignalStrategy, type Strategy, syntheticBars } from 'barwright';
import {
  BollingerReversion,
  CrossSectionalMomentum,
  DollarCostAveraging,
  DonchianBreakout,
  Grid,
  MovingAverageCross,
  PairsReversion,
  TimeSeriesMomentum,
  volatilityTarget,
} from 'barwright/strategy';
import { describe, expect, it } from 'vitest';
import { expectGolden } from './golden-orders.ts';

const bars = syntheticBars({ seed: 21, length: 3_000, interval: '1h', symbol: 'ONE', volatility: 0.8 });
const many = Object.fromEntries(
  ['A', 'B', 'C', 'D'].map((symbol, k) => [
    symbol,
    syntheticBars({ seed: 30 + k, length: 1_000, interval: '1d', symbol, volatility: 0.6 }),
  ]),
);
const pair = (() => {
  const base = syntheticBars({ seed: 40, length: 1_000, interval: '1h', symbol: 'X', volatility: 2 });
  const wave = (i: number) => 1 + 0.03 * Math.sin(i / 9);
  const moved = (column: Float64Array) => column.map((price, i) => price * 2 * wave(i));
  const { time, open, high, low, close, volume } = base;
  const tops = moved(high).map((price, i) => Math.max(price, moved(open)[i], moved(close)[i]));
  return {
    Y: Bars.fromColumns(
      { time, open: moved(open), high: tops, low: moved(low), close: moved(close), volume },
      { symbol: 'Y', interval: '1h' },
    ),
    X: base,
  };
})();
const costs = { fees: 0.0005, slippage: 0.0002 } as const;
const Steady = volatilityTarget(MovingAverageCross, { target: 0.2 });

const signals: Readonly<Record<string, SignalStrategy>> = {
  MovingAverageCross: new MovingAverageCross({ fast: 10, slow: 40, shorts: true }),
  'MovingAverageCross ema': new MovingAverageCross({ average: 'ema' }),
  TimeSeriesMomentum: new TimeSeriesMomentum({ lookback: 100, threshold: 0.02, shorts: true }),
  DonchianBreakout: new DonchianBreakout({ shorts: true }),
  BollingerReversion: new BollingerReversion({ oversold: 40 }),
  volatilityTarget: new Steady({ fast: 10, slow: 40 }),
};
const events: Readonly<Record<string, readonly [Strategy, Bars | Readonly<Record<string, Bars>>]>> = {
  CrossSectionalMomentum: [new CrossSectionalMomentum({ lookback: 30, top: 2 }), many],
  DollarCostAveraging: [new DollarCostAveraging({ every: '7d', amount: 50 }), many],
  Grid: [new Grid({ levels: 8, spacing: 0.01 }), bars],
  PairsReversion: [new PairsReversion({ window: 60 }), pair],
};

describe('templates of signals', () => {
  it.each(Object.entries(signals))('%s trades, the same in both engines and as recorded', (name, strategy) => {
    const run = (engine: 'signals' | 'events') => backtest(strategy, bars, { ...costs, engine });
    const [a, b] = [run('signals'), run('events')];
    expect(a.trades.length).toBeGreaterThan(3);
    expect([...b.equity]).toEqual([...a.equity]);
    expectGolden(name, a);
  });

  it('a target volatility makes positions smaller where prices are wild', () => {
    const plain = backtest(new MovingAverageCross({ fast: 10, slow: 40 }), bars, costs);
    const steady = backtest(new Steady({ fast: 10, slow: 40 }), bars, costs);
    expect(steady.metrics.volatility).toBeLessThan(0.5 * plain.metrics.volatility);
    expect(steady.strategy.name).toBe('MovingAverageCross at 0.2 volatility');
    expect(() => volatilityTarget(MovingAverageCross, { target: 0 })).toThrow('target');
  });

  it('one part of a template can be replaced', () => {
    class Median extends MovingAverageCross {
      protected override averageOf(close: Float64Array, period: number): Float64Array {
        return super.averageOf(close.map(Math.sqrt), period);
      }
    }
    expect(backtest(new Median(), bars, costs).trades.length).toBeGreaterThan(0);
  });
});

describe('templates of events', () => {
  it.each(Object.entries(events))('%s trades as recorded', (name, [strategy, data]) => {
    const result = backtest(strategy, data, { ...costs, leverage: 2 });
    expect(result.fills.length).toBeGreaterThan(3);
    expectGolden(name, result);
  });

  it('a grid buys low and sells a step higher', () => {
    const { fills } = backtest(new Grid({ levels: 4, spacing: 0.01 }), bars, costs);
    const step = bars.close[0] * 0.01;
    for (const { price, side } of fills) {
      const level = (bars.close[0] - price) / step;
      expect(Math.abs(level - Math.round(level)), `${side} at ${price}`).toBeLessThan(1);
    }
    expect(fills.toRows().some(({ side }) => side === 'sell')).toBe(true);
  });

  it('a pair is neutral, and earns on a spread that comes back', () => {
    const result = backtest(new PairsReversion({ window: 150, enter: 1.2 }), pair, { leverage: 2 });
    expect(result.metrics.totalReturn).toBeGreaterThan(0.05);
    expect(() => backtest(new PairsReversion(), bars)).toThrow('Expected two instruments for a pair');
  });
});

const universe = new URL('../../../shared/data/universe/binance_usdm_1d_40symbols_2024-01_2026-03.csv.gz', import.meta.url);
describe.skipIf(!existsSync(universe))('over a universe of real instruments', () => {
  it('momentum chooses only what is listed at the time', () => {
    const rows: Record<string, (readonly number[])[]> = {};
    for (const line of gunzipSync(readFileSync(universe)).toString().trim().split('\n').slice(1)) {
      const [symbol, ...numbers] = line.split(',');
      (rows[symbol] ??= []).push(numbers.map(Number));
    }
    // Listed late, and delisted early: the rules must hold for both.
    rows.DOGEUSDT = rows.DOGEUSDT.slice(300);
    rows.BATUSDT = rows.BATUSDT.slice(0, 400);
    const data = Object.entries(rows).map(([symbol, own]) => {
      const column = (k: number) => Float64Array.from(own, (row) => row[k]);
      const columns = { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
      return Bars.fromColumns(columns, { symbol, interval: '1d' });
    });
    const result = backtest(new CrossSectionalMomentum({ lookback: 60, top: 8, rebalance: '30d' }), data, { cash: 100_000, fees: 0.0005 });
    const [doge, bat] = ['DOGEUSDT', 'BATUSDT'].map((symbol) => result.fills.toRows().filter((fill) => fill.symbol === symbol));
    const [dogeTime, batTime] = ['DOGEUSDT', 'BATUSDT'].map((symbol) => data.find((each) => each.symbol === symbol)?.time as Float64Array);
    for (const { time } of doge) expect(time).toBeGreaterThanOrEqual(dogeTime[60]);
    for (const { time } of bat) expect(time).toBeLessThanOrEqual(batTime[batTime.length - 1]);
    expect(new Set(result.fills.column('symbol')).size).toBeGreaterThan(15);
    expect(result.fills.length).toBeGreaterThan(60);
  });
});
