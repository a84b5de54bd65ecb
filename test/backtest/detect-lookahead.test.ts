import {
  ArgumentError,
  type Bars,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  ema,
  rsi,
  StrategyError,
  sma,
  syntheticBars,
} from 'barwright';
import { detectLookahead, detectRecursive } from 'barwright/backtest';
import { LookaheadError } from 'barwright/core';
import { obv } from 'barwright/indicators';
import type { Signals } from 'barwright/strategy';
import { describe, expect, it } from 'vitest';

const bars = syntheticBars({ seed: 11, length: 2_000, symbol: 'ABC' });
const flags = (column: Float64Array, test: (value: number, i: number) => boolean): Uint8Array =>
  Uint8Array.from(column, (value, i) => (test(value, i) ? 1 : 0));
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const strategyOf = (signals: (bars: Bars) => Signals) => new (defineStrategy({ name: 'Suspect', signals }))();

const honest = strategyOf(({ close }) => {
  const [fast, slow] = [sma(close, 10), sma(close, 50)];
  return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow), stopLoss: { fraction: 0.05 } };
});

const cheats: Readonly<Record<string, (bars: Bars) => Signals>> = {
  'reads the next close': ({ close }) => ({ entries: flags(close, (price, i) => close[i + 1] > price) }),
  'shifts an indicator back': ({ close }) => {
    const strength = rsi(close, 14);
    return { entries: flags(close, (_, i) => strength[i + 3] > 55) };
  },
  'measures from the highest price of all': ({ close }) => {
    const highest = close.reduce((most, price) => Math.max(most, price), 0);
    return { entries: flags(close, (price) => price < 0.97 * highest) };
  },
  'standardises with the mean of all': ({ close }) => ({ entries: flags(close, (price) => price < mean(close)) }),
  'centres an average': ({ close }) => {
    const average = sma(close, 21);
    return { entries: flags(close, (price, i) => price < average[i + 10]) };
  },
  'fills gaps backwards': ({ close }) => {
    const filled = sma(close, 200).slice();
    for (let i = filled.length - 2; i >= 0; i--) if (Number.isNaN(filled[i])) filled[i] = filled[i + 1];
    return { exposure: filled.map((value, i) => (close[i] > value ? 1 : 0)) };
  },
  'knows the close of the day in the morning': ({ close, time }) => {
    const day = (i: number): number => Math.floor(time[i] / 86_400_000);
    const last = close.slice();
    for (let i = close.length - 2; i >= 0; i--) if (day(i) === day(i + 1)) last[i] = last[i + 1];
    return { entries: flags(close, (price, i) => last[i] > price) };
  },
  'buys the bottom once it is known to be one': ({ low }) => ({
    entries: flags(low, (price, i) => i > 4 && i < low.length - 5 && price === Math.min(...low.subarray(i - 5, i + 6))),
  }),
  'ranks among all prices': ({ close }) => {
    const sorted = close.slice().sort();
    return { entries: flags(close, (price) => price < sorted[Math.floor(sorted.length / 10)]) };
  },
  'tunes its stop on all returns': ({ close }) => {
    const moves = close.map((price, i) => (i === 0 ? 0 : Math.abs(price / close[i - 1] - 1)));
    return { entries: crossedAbove(sma(close, 10), sma(close, 50)), stopLoss: { fraction: 20 * mean(moves) } };
  },
  'sizes by what is left': ({ close }) => ({
    entries: flags(close, (_, i) => i % 50 === 0),
    size: { equity: close.map((_, i) => 0.1 + 0.9 * (i / close.length)) },
  }),
  'draws lots by the length of history': ({ close }) => ({ entries: flags(close, (_, i) => (i * close.length) % 7 === 0) }),
};

describe('detectLookahead', () => {
  it('finds nothing in a strategy that looks back only', () => {
    const report = detectLookahead(honest, bars);
    expect(report.findings).toEqual([]);
    expect(report.cuts).toBeGreaterThan(30);
    expect(String(report)).toBe(`No value changed when the future was cut off at ${report.cuts} bars.`);
    expect(() => report.assert()).not.toThrow();
  });

  it.each(Object.entries(cheats))('finds one that %s', (_, signals) => {
    const report = detectLookahead(strategyOf(signals), bars);
    expect(report.ok).toBe(false);
    const [{ column, index, cut, whole, known, symbol, time }] = report.findings;
    const field = Object.keys(signals(bars)).find((name) => column.startsWith(name));
    expect(field).toBeDefined();
    expect(symbol).toBe('ABC');
    expect(index).toBeLessThanOrEqual(cut);
    expect(time).toBe(bars.time[index]);
    expect(whole).not.toBe(known);
    expect(() => report.assert()).toThrow(LookaheadError);
    expect(String(report)).toContain(`\`${column}\` of ABC at bar ${index}`);
  });

  it('names the columns of a setting and its bar', () => {
    const report = detectLookahead(strategyOf(cheats['sizes by what is left']), bars);
    expect(report.findings.map(({ column, kind }) => [column, kind])).toEqual([['size.equity', 'signal']]);
    expect(detectLookahead(strategyOf(cheats['tunes its stop on all returns']), bars).findings[0]).toMatchObject({
      column: 'stopLoss.fraction',
      kind: 'setting',
    });
  });

  it('says which cuts prove nothing, because the strategy needs more bars', () => {
    const needy = strategyOf(({ close }) => {
      if (close.length < 1_000) throw new Error('more');
      return { entries: flags(close, () => false) };
    });
    const report = detectLookahead(needy, bars);
    expect(report.ok).toBe(true);
    expect(report.skipped).toBeGreaterThan(5);
    expect(String(report)).toContain(`${report.skipped} cuts skipped`);
  });

  it('looks at each of several instruments, and gives the same twice', () => {
    const other = syntheticBars({ seed: 12, length: 500, symbol: 'XYZ' });
    const mixed = strategyOf((of) =>
      of.symbol === 'XYZ' ? cheats['reads the next close'](of) : { entries: flags(of.close, () => false) },
    );
    const report = detectLookahead(mixed, [bars, other], { cuts: 10, seed: 3 });
    expect(report.findings.map(({ symbol }) => symbol)).toEqual(['XYZ']);
    expect(detectLookahead(mixed, [bars, other], { cuts: 10, seed: 3 })).toEqual(report);
  });

  it('refuses what is no strategy, and unknown options', () => {
    expect(() => detectLookahead({} as never, bars)).toThrow(ArgumentError);
    expect(() => detectLookahead(honest, bars, { cut: 3 } as never)).toThrow('Did you mean `cuts`?');
    const broken = strategyOf(() => {
      throw new Error('no');
    });
    expect(() => detectLookahead(broken, bars)).toThrow(StrategyError);
  });
});

describe('detectRecursive', () => {
  it('finds nothing where windows are shorter than the warm-up', () => {
    const report = detectRecursive(honest, bars, { warmup: 100 });
    expect(String(report)).toBe('No value depends on where history starts, 100 bars after the start.');
  });

  it('names the average that is still warming up, and how long it takes', () => {
    const trend = strategyOf(({ close }) => {
      const slow = ema(close, 200);
      return { entries: flags(close, (price, i) => price > slow[i]) };
    });
    const { findings } = detectRecursive(trend, bars, { warmup: 300, tolerance: 1e-6 });
    expect(findings.map(({ column }) => column)).toContain('ema(200)');
    const [found] = findings.filter(({ column }) => column === 'ema(200)');
    expect(found.bars).toBeGreaterThan(300);
    expect(found.index).toBe(found.start + found.bars);
    expect(detectRecursive(trend, bars, { warmup: 1_600, tolerance: 1e-6 }).ok).toBe(true);
  });

  it('finds a running sum that never forgets', () => {
    const volume = strategyOf((of) => {
      const balance = obv(of);
      return { entries: flags(balance, (value) => value > 0) };
    });
    const report = detectRecursive(volume, bars, { warmup: 1_000, starts: 4 });
    expect(report.findings.some(({ column }) => column === 'obv')).toBe(true);
    expect(String(report)).toContain('`obv` of ABC differs by up to');
  });

  it('refuses data that is shorter than the warm-up', () => {
    expect(() => detectRecursive(honest, bars, { warmup: 5_000 })).toThrow(
      'Expected more than 5001 bars for a warm-up of 5000, were 2000.',
    );
  });
});
