import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, backtest, defineStrategy, NotEnoughDataError, syntheticBars } from 'barwright';
import { resampleTrades } from 'barwright/significance';
import { monteCarloTrades } from 'barwright/validation';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 5, length: 1_200, interval: '1d', volatility: 0.4, drift: 0.1 });
const Turns = defineStrategy({
  name: 'Turns',
  signals: ({ length }) => ({
    entries: Uint8Array.from({ length }, (_, i) => +(i % 20 === 3)),
    exits: Uint8Array.from({ length }, (_, i) => +(i % 20 === 13)),
  }),
});
const result = backtest(new Turns(), bars, { fees: 0.001, size: { equity: 0.5 } });

describe('monteCarloTrades', () => {
  it('begins with the account as it was', () => {
    const { real, returns } = monteCarloTrades(result, { runs: 10 });
    expect(returns.length).toBe(result.trades.length);
    expect(real.totalReturn).toBeCloseTo(result.metrics.totalReturn, 10);
    expect(real.maxDrawdown).toBeGreaterThanOrEqual(result.metrics.maxDrawdown);
    expect(real.maxDrawdown).toBeLessThan(0);
  });

  it('draws what resampleTrades draws of the same returns', () => {
    const runs = monteCarloTrades(result, { runs: 200, seed: 9, ruin: 0.2 });
    const plain = resampleTrades(runs.returns, { runs: 200, seed: 9, ruin: 0.2 });
    expect(runs.totalReturns).toEqual(plain.totalReturns);
    expect([runs.ruinProbability, runs.ruinAt(0.2)]).toEqual([plain.ruinProbability, plain.ruinProbability]);
    expect(runs.totalReturn).toEqual(plain.totalReturn);
    expect(plain.lowestReturns.every((low, run) => low <= 0 && low <= plain.totalReturns[run])).toBe(true);
  });

  it('sizes trades anew: shares of the account, and none that loses more than all', () => {
    const returns = result.trades.column('returns');
    expect(monteCarloTrades(result, { sizing: { equity: 0.25 }, runs: 5 }).returns).toEqual(returns.map((r) => 0.25 * r));
    const wild = monteCarloTrades(result, { sizing: { equity: 50 }, runs: 500 });
    expect(Math.min(...wild.returns)).toBe(-1);
    expect(wild.real.totalReturn).toBe(-1);
    const [small, large] = [0.25, 2].map((equity) => monteCarloTrades(result, { sizing: { equity }, runs: 2_000 }));
    expect(large.maxDrawdown.p50).toBeLessThan(small.maxDrawdown.p50);
    expect(large.ruinAt(0.3)).toBeGreaterThanOrEqual(small.ruinAt(0.3));
  });

  it('keeps the end where the trades only change places', () => {
    const { totalReturns, real } = monteCarloTrades(result, { method: 'reshuffle', runs: 50 });
    for (const end of totalReturns) expect(end).toBeCloseTo(real.totalReturn, 10);
  });

  it('has odds that fall with the loss, and says them', () => {
    const runs = monteCarloTrades(result, { runs: 1_000 });
    const odds = [0.05, 0.1, 0.2, 0.5, 1].map(runs.ruinAt);
    expect(odds).toEqual(odds.toSorted((a, b) => b - a));
    expect(runs.drawdownProbability(0)).toBe(1);
    expect(runs.drawdownProbability(0.1)).toBeGreaterThanOrEqual(runs.ruinAt(0.1));
    expect(runs.summary()).toMatch(/^60 trades drawn with replacement, 1000 runs\./);
    expect(runs.summary()).toContain('Odds to have lost of the start: 10%:');
    expect(JSON.parse(JSON.stringify(runs))).toMatchObject({ trades: 60, method: 'bootstrap', strategy: 'Turns' });
    expect(JSON.stringify(monteCarloTrades(result, { runs: 1_000 }))).toBe(JSON.stringify(runs));
  });

  it('warns of few trades and of runs that cost nothing', () => {
    const short = backtest(new Turns(), bars.slice(0, 200));
    expect(monteCarloTrades(short, { runs: 10 }).warnings).toEqual([
      'This run is free of costs: no venue trades for nothing.',
      expect.stringContaining('trades are few'),
    ]);
    expect(monteCarloTrades(result, { runs: 10 }).warnings).toEqual([]);
  });

  it.each(['bootstrap', 'reshuffle'] as const)('writes a page that needs nothing else: %s', async (method) => {
    const folder = await mkdtemp(join(tmpdir(), 'barwright-trades-'));
    await monteCarloTrades(result, { runs: 300, method }).report(join(folder, 'trades.html'));
    const html = await readFile(join(folder, 'trades.html'), 'utf8');
    for (const id of ['quantiles', 'distributions', 'ruin']) expect(html).toContain(`id="${id}"`);
    expect(html).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3)/);
    await rm(folder, { recursive: true });
  });

  it('refuses what it cannot answer', async () => {
    expect(() => monteCarloTrades(backtest(new Turns(), bars.slice(0, 20)))).toThrow(NotEnoughDataError);
    expect(() => monteCarloTrades({} as never)).toThrow(ArgumentError);
    expect(() => monteCarloTrades(result, { sizing: 0.5 } as never)).toThrow(/`sizing` to be 'asTraded' or { equity: share }, was `0.5`/);
    expect(() => monteCarloTrades(result, { sizing: { equity: 0 } })).toThrow(/`sizing.equity` to be a finite number > 0/);
    expect(() => monteCarloTrades(result, { sizing: { units: 1 } as never })).toThrow(/Unknown option `units` in `sizing`/);
    expect(() => monteCarloTrades(result, { run: 5 } as never)).toThrow(/Unknown option `run` in `options`. Did you mean `runs`/);
    expect(() => monteCarloTrades(result, { runs: 0 })).toThrow(/`runs` to be an integer >= 1/);
    expect(() => monteCarloTrades(result, { runs: 5 }).ruinAt(0)).toThrow(/`loss` to be a finite number > 0/);
    await expect(monteCarloTrades(result, { runs: 5 }).report('')).rejects.toThrow(/`path` to be a file/);
  });
});
