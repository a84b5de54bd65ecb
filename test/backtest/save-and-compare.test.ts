import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  backtest,
  compareResults,
  crossedAbove,
  crossedBelow,
  defineStrategy,
  loadResult,
  saveResult,
  sma,
  syntheticBars,
} from 'barwright';
import { ArgumentError, SourceError } from 'barwright/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const Cross = defineStrategy({
  name: 'Cross',
  parameters: { fast: { type: 'int', min: 2, max: 50, default: 5 } },
  signals: ({ close }, { fast }) => {
    const [a, b] = [sma(close, fast), sma(close, 30)];
    return { entries: crossedAbove(a, b), exits: crossedBelow(a, b) };
  },
});
const bars = syntheticBars({ seed: 8, length: 1_500, symbol: 'AAA', instrument: { tickSize: 0.01, quantityStep: 0.001 } });
const options = { fees: 0.001, slippage: 0.0005, stopLoss: { fraction: 0.01 }, takeProfit: { fraction: 0.01 } } as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barwright-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a saved result', () => {
  const runs = {
    'of one instrument': backtest(new Cross(), bars, options),
    'of several': backtest(new Cross(), [bars, syntheticBars({ seed: 9, length: 900, symbol: 'BBB' })], {
      ...options,
      account: 'separate',
    }),
    'of a ruined account': backtest(new Cross(), bars, {
      ...options,
      direction: 'short',
      leverage: 200,
      stopLoss: { fraction: 0.9 },
      size: { equity: 190 },
    }),
  };
  for (const [name, result] of Object.entries(runs)) {
    for (const file of ['run.barwright', 'run.barwright.gz']) {
      test(`${name} is the same after it is loaded, ${file.endsWith('gz') ? 'gzip' : 'plain'}`, async () => {
        const path = join(folder, file);
        await saveResult(result, path);
        const loaded = await loadResult(path);
        expect(loaded.equity).toEqual(result.equity);
        for (const table of ['orders', 'fills', 'trades', 'positions', 'ambiguousBars'] as const)
          expect(loaded[table].toRows()).toEqual(result[table].toRows());
        expect(JSON.stringify(loaded)).toBe(JSON.stringify(result));
        expect(loaded.summary()).toBe(result.summary());
        expect(loaded.indicators).toEqual(result.indicators);
        expect(loaded.ruin).toEqual(result.ruin);
        expect(loaded.exposure).toEqual(result.exposure);
        expect((await readdir(folder)).filter((other) => other.endsWith('.tmp'))).toEqual([]);
      });
    }
  }

  test('that is missing, foreign or cut off is refused by name', async () => {
    const path = join(folder, 'cut.barwright');
    await saveResult(runs['of one instrument'], path);
    const whole = await readFile(path);
    await expect(loadResult(join(folder, 'none'))).rejects.toThrow(SourceError);
    await writeFile(path, 'something else');
    await expect(loadResult(path)).rejects.toThrow(/no result saved by barwright/);
    for (const length of [8, 100, whole.length - 8]) {
      await writeFile(path, whole.subarray(0, length));
      await expect(loadResult(path)).rejects.toThrow(/cut off or damaged/);
    }
    await expect(saveResult({} as never, path)).rejects.toThrow(ArgumentError);
  });
});

describe('compareResults', () => {
  const [free, paid] = [backtest(new Cross(), bars), backtest(new Cross({ fast: 10 }), bars, options)];

  test('puts metrics side by side and names the assumptions that differ', () => {
    const comparison = compareResults({ free, paid });
    expect(comparison.values('sharpe')).toEqual([free.metrics.sharpe, paid.metrics.sharpe]);
    expect(Object.keys(comparison.differences)).toEqual(['Fees', 'Slippage']);
    const lines = String(comparison).split('\n');
    expect(lines[0]).toMatch(/^ +free +paid$/);
    expect(lines.some((line) => /^Sharpe ratio +-?[\d.]+ +-?[\d.]+$/.test(line))).toBe(true);
    expect(JSON.parse(JSON.stringify(comparison)).names).toEqual(['free', 'paid']);
  });

  test('names a list by strategy and parameters', () => {
    expect(compareResults([free, paid]).names).toEqual(['Cross (fast 5) on AAA', 'Cross (fast 10) on AAA']);
  });

  test('refuses nothing, what is no result, and unknown metrics', () => {
    expect(() => compareResults([])).toThrow(/at least one/);
    expect(() => compareResults({ a: 7 as never })).toThrow(ArgumentError);
    expect(() => compareResults([free], ['sharp' as never])).toThrow(/Did you mean `sharpe`/);
  });
});
