import { BacktestResult, Bars, backtest, defineStrategy, scenarios, sma, syntheticBars } from 'barwright';
import { RunMemory } from 'barwright/backtest';
import { describe, expect, it } from 'vitest';
import { flags, flat, hour, hourly, run, start } from './runs.ts';

const bars = flat([100, 110, 121, 121, 110, 99]);
const signals = { entries: flags('x.....'), exits: flags('...x..') };

describe('a result', () => {
  const result = run(bars, signals, { fees: 0.001, stopLoss: { fraction: 0.5 }, tradeFrom: '2024-01-01' });

  it('has returns against the starting cash and each close before', () => {
    expect(result.returns.length).toBe(6);
    expect(result.returns[0]).toBe(0);
    expect((1 + result.returns[2]) * result.equity[1]).toBeCloseTo(result.equity[2], 9);
  });

  it('has exposure, signed', () => {
    expect(Array.from(result.exposure)).toEqual([0, 1, 1, 1, 0, 0]);
    const short = run(bars, { shortEntries: flags('x.....') }, { size: { equity: 0.5 } });
    expect(short.exposure[1]).toBeCloseTo(-0.5, 12);
  });

  it('has tables that are made once', () => {
    expect(result.fills).toBe(result.fills);
    expect(result.trades).toBe(result.trades);
    expect(result.trades.at(-1)).toEqual(result.trades.at(0));
  });

  it('has a manifest that is plain JSON and hashes the data', () => {
    const { manifest } = result;
    expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
    expect(manifest).toMatchObject({ strategy: 'Known', parameters: {}, options: { fees: 0.001, stopLoss: { fraction: 0.5 } } });
    expect(manifest.data).toMatchObject([
      { symbol: 'ABC', interval: '1h', length: 6, from: '2024-01-01T00:00:00Z', to: '2024-01-01T05:00:00Z' },
    ]);
    expect(run(bars, signals).manifest.data[0].hash).toBe(manifest.data[0].hash);
    expect(run(flat([100, 110, 121, 121, 110, 98]), signals).manifest.data[0].hash).not.toBe(manifest.data[0].hash);
  });

  it('names columns, bars and dates in the manifest', () => {
    const of = run(bars, signals, { slippage: new Float64Array(6), benchmark: bars, tradeFrom: new Date(start) });
    expect(of.manifest.options).toMatchObject({
      slippage: 'Float64Array(6)',
      benchmark: { symbol: 'ABC', length: 6 },
      tradeFrom: '2024-01-01T00:00:00.000Z',
    });
  });

  it('has a JSON that is small and has no NaN', () => {
    const text = JSON.stringify(result);
    expect(text.length).toBeLessThan(12_000);
    expect(JSON.parse(text)).toMatchObject({ startingCash: 10_000, trades: 1, ambiguousBars: 0, ruin: null });
  });

  it('has a summary with figures, assumptions and warnings', () => {
    const summary = result.summary();
    expect(summary.split('\n')[0]).toBe('Known on ABC');
    expect(summary).toContain('2024-01-01T00:00:00Z to 2024-01-01T05:00:00Z, 6 bars of 1h');
    expect(summary).toMatch(/Total return +-0\.20%/);
    expect(summary).toContain('Assumed, conservative:');
    expect(run(bars, { entries: flags('......') }).summary()).toContain('! No order was filled.');
  });

  it('shows itself in a notebook', () => {
    const display = (result as unknown as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]();
    expect(display['text/plain']).toBe(result.summary());
    expect(display['text/html']).toContain('Known');
  });

  it('notes the indicators that the strategy called', () => {
    const Noting = defineStrategy({
      signals(of) {
        sma(of.close, 2);
        return { entries: flags('......') };
      },
    });
    const [noted] = backtest(new Noting(), bars).indicators;
    expect(noted).toMatchObject({ symbol: 'ABC', name: 'sma', label: 'sma(2)', output: 'sma' });
    expect(noted.values[1]).toBe(105);
  });

  it('says what it assumed', () => {
    const names = result.assumptions.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Fills', 'Inside a bar', 'Limit orders']);
    const kinder = run(bars, signals, {
      limitFill: 'touch',
      protectFrom: 'nextBar',
      slipStops: false,
      intrabar: 'optimistic',
      fillAt: 'close',
    });
    expect(kinder.assumptions.filter(({ kind }) => kind === 'optimistic').map(({ name }) => name)).toEqual([
      'Fills',
      'Inside a bar',
      'Limit orders',
      'Stops and targets',
      'Fees',
      'Slippage',
      'Stop fills',
      'Liquidity',
      'Steps',
    ]);
  });
});

describe('tradeFrom', () => {
  const late = { tradeFrom: new Date(start + 2 * hour) };

  it('leaves signals before it aside and counts metrics from it', () => {
    const result = run(bars, { entries: flags('x.x...') }, late);
    expect(result.fills.toRows().map(({ index }) => index)).toEqual([3]);
    expect(result.from).toBe(2);
    expect(Array.from(result.equity.slice(0, 3))).toEqual([10_000, 10_000, 10_000]);
  });

  it('is where the benchmark is bought', () => {
    const { benchmark } = run(bars, signals, late);
    expect(Array.from(benchmark?.equity ?? [])).toEqual([10_000, 10_000, 10_000, 10_000, (10_000 / 121) * 110, (10_000 / 121) * 99]);
  });
});

describe('the benchmark', () => {
  it('is buying and holding by default, from the first open', () => {
    const rising = hourly([
      [100, 120, 100, 120],
      [120, 130, 120, 130],
    ]);
    const { benchmark } = run(rising, { entries: flags('..') });
    expect(benchmark?.name).toBe('Buy and hold');
    expect(Array.from(benchmark?.equity ?? [])).toEqual([12_000, 13_000]);
  });

  it('of several is an equal part of each', () => {
    const result = run({ A: flat([100, 200]), B: flat([100, 50]) }, { entries: flags('..') });
    expect(Array.from(result.benchmark?.equity ?? [])).toEqual([10_000, 12_500]);
  });

  it('is nothing where asked', () => {
    const result = run(bars, signals, { benchmark: 'none' });
    expect(result.benchmark).toBeUndefined();
    expect(result.metrics.beta).toBeNaN();
  });

  it('may be a column of prices', () => {
    const { benchmark } = run(bars, signals, { benchmark: Float64Array.of(2, 3, 4, 4, 4, 1) });
    expect(Array.from(benchmark?.equity ?? [])).toEqual([10_000, 15_000, 20_000, 20_000, 20_000, 5_000]);
  });

  it('may be other bars, known at their last close', () => {
    const every2 = Bars.fromColumns(
      { time: [start, start + 2 * hour], open: [10, 10], high: [20, 30], low: [10, 10], close: [20, 30] },
      { interval: '2h', symbol: 'IDX' },
    );
    const { benchmark } = run(bars, signals, { benchmark: every2 });
    expect(benchmark?.name).toBe('IDX');
    expect(Array.from(benchmark?.equity ?? [])).toEqual([10_000, 20_000, 20_000, 30_000, 30_000, 30_000]);
  });
});

describe('scenarios', () => {
  const Known = defineStrategy({ signals: () => ({ entries: flags('x..') }) });
  const wide = hourly([
    [100, 100, 100, 100],
    [100, 106, 92, 100],
    [100, 100, 100, 100],
  ]);
  const both = { size: { units: 1 }, stopLoss: { fraction: 0.05 }, takeProfit: { fraction: 0.05 } } as const;

  it('keep their own memory', () => {
    const { pessimistic, optimistic } = scenarios(new Known(), wide, { ...both, memory: new RunMemory() });
    expect([pessimistic.equity[1], optimistic.equity[1]]).toEqual([9_995, 10_005]);
    expect(pessimistic.fills.at(1).reason).toBe('stopLoss');
  });

  it('keep finer bars, which leave nothing open', () => {
    const fine = Bars.fromColumns(
      { time: [start + hour, start + 1.5 * hour], open: [100, 105], high: [106, 105], low: [100, 92], close: [105, 100] },
      { interval: '30m' },
    );
    const { pessimistic, optimistic } = scenarios(new Known(), wide, { ...both, intrabar: { bars: fine } });
    expect([pessimistic.equity[1], optimistic.equity[1]]).toEqual([10_005, 10_005]);
  });
});

describe('memory', () => {
  it('is taken from run to run and changes no figure', () => {
    const market = syntheticBars({ seed: 3, length: 3_000 });
    const Cross = defineStrategy({
      parameters: { period: { type: 'int', min: 2, max: 50, default: 5 } },
      signals: ({ close, length }, { period }) => {
        const mean = sma(close, period);
        return {
          entries: Uint8Array.from({ length }, (_, i) => +(close[i] > mean[i])),
          exits: Uint8Array.from({ length }, (_, i) => +(close[i] < mean[i])),
        };
      },
    });
    const memory = new RunMemory();
    const shared = [5, 20, 10].map((period) => JSON.stringify(backtest(new Cross({ period }), market, { memory }).metrics));
    const own = [5, 20, 10].map((period) => JSON.stringify(backtest(new Cross({ period }), market).metrics));
    expect(shared).toEqual(own);
  });
});

describe('a BacktestResult', () => {
  it('is what backtest answers', () => {
    expect(run(bars, signals)).toBeInstanceOf(BacktestResult);
  });
});
