import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bars, Panel, SignalStrategy, syntheticBars } from 'barwright';
import type { BacktestData } from 'barwright/backtest';
import { bybitLinear, feeSchedule, tickSlippage } from 'barwright/exchange';
import {
  cmaEs,
  type Executor,
  genetic,
  grid,
  hyperband,
  latinHypercube,
  randomSearch,
  type SweepOptions,
  type SweepProgress,
  type SweepResult,
  type SweptStrategy,
  sobol,
  space,
  successiveHalving,
  sweep,
  tpe,
  workerPool,
} from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Breakout, Cross, Deadly, Dip, Picky, Slow, Twin } from '../../fixtures/swept-strategies.ts';

vi.setConfig({ testTimeout: 300_000 });

const bars = syntheticBars({ seed: 7, length: 2_000, symbol: 'AAA' });
const finer = syntheticBars({ seed: 8, length: 8_000, symbol: 'AAA', interval: '15m' });
const windows = grid({ fast: { from: 4, to: 16 }, slow: { from: 8, to: 60, step: 4 } }, { where: (p) => p.fast < p.slow });
const folder = mkdtempSync(join(tmpdir(), 'barwright-workers-'));
const pools: Executor[] = [];
let count = 0;

beforeAll(async () => {
  for (const threads of [1, 2, 3]) pools.push(await workerPool({ threads }));
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  rmSync(folder, { recursive: true });
});

type Pair = { readonly fast: number; readonly slow: number };

/** All that a sweep says, as text and bytes. */
async function saidBy<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: SweepOptions<NoInfer<P>>,
): Promise<{ readonly result: SweepResult<P>; readonly text: string; readonly stored: string }> {
  const store = join(folder, `${count++}.jsonl`);
  const result = await sweep(strategy, data, { ...options, store });
  const { best, deflatedSharpe, pbo, counts } = result;
  const text = JSON.stringify([result.trials.toRows(), best.params, best.metrics, deflatedSharpe, pbo, counts, result.summary()], exact);
  return { result, text, stored: readFileSync(store, 'utf8') };
}

/** JSON that tells all numbers apart. */
function exact(_: string, value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return `number ${Object.is(value, -0) ? '-0' : value}`;
  return value instanceof Float64Array ? Array.from(value, String) : value;
}

async function expectSame<P extends object>(
  strategy: SweptStrategy<P>,
  data: BacktestData,
  options: SweepOptions<NoInfer<P>>,
  executors: readonly Executor[] = pools.slice(1, 2),
): Promise<SweepResult<P>> {
  const inline = await saidBy(strategy, data, options);
  for (const workers of executors) {
    const there = await saidBy(strategy, data, { ...options, workers });
    expect(there.text).toBe(inline.text);
    expect(there.stored).toBe(inline.stored);
    expect(there.result.executor).toEqual({ name: 'workers', note: undefined });
  }
  return inline.result;
}

describe('workers leave the same bytes as one thread', () => {
  it('for signals, in one, two and three threads', async () => {
    await expectSame(Cross, bars, { space: windows, options: { fees: 0.001 } }, pools);
    await expectSame(MovingAverageCross, bars, { space: grid({ fast: [5, 10, 20], slow: [40, 80] }) }, pools);
    const many = grid({ fast: { from: 4, to: 30 }, slow: { from: 31, to: 60 } });
    const result = await expectSame(Cross, bars.slice(0, 800), { space: many, minTrades: 0, objective: 'totalReturn' }, pools.slice(2));
    expect(result.pbo?.trials).toBe(810);
  });

  it('for event strategies, whose seeds are those of their trials', async () => {
    const options = { costs: { fees: 0.001, rejects: Breakout.rejects } };
    await expectSame(Breakout, bars, { space: grid({ lookback: { from: 5, to: 40 } }), options }, pools);
  });

  it('for every sampler', async () => {
    const searched = space({ period: { from: 2, to: 40 }, level: { type: 'float', min: 10, max: 50 }, mode: ['plain', 'late'] });
    const bits = { minBars: 300, maxBars: 2_000 };
    const samplers = [
      randomSearch({ trials: 60 }),
      latinHypercube({ trials: 60 }),
      sobol({ trials: 64 }),
      tpe({ trials: 60 }),
      genetic({ trials: 60 }),
      successiveHalving({ points: 27, ...bits }),
      hyperband(bits),
    ];
    for (const sampler of samplers) await expectSame(Dip, bars, { space: searched as never, sampler, seed: 5, minTrades: 0 });
    const numbers = space({ fast: { from: 2, to: 30 }, slow: { from: 31, to: 200 } });
    await expectSame(Cross, bars, { space: numbers, sampler: cmaEs({ trials: 60 }), minTrades: 0 }, pools);
  });

  it('for several instruments, panels, models, venues and further metrics', async () => {
    const others = [1, 2].map((seed) => syntheticBars({ seed, length: 1_500, symbol: `S${seed}` }));
    const searched = grid({ fast: { from: 4, to: 12, step: 4 }, slow: [20, 40] });
    const sweeps: readonly [BacktestData, SweepOptions<{ fast: number; slow: number }>['options']][] = [
      [others, { account: 'separate' }],
      [
        { X: others[0], Y: others[1] },
        { account: 'shared', size: { equity: 0.4 } },
      ],
      [Panel.of(others), { account: 'shared', leverage: 2 }],
      [bars, { fees: Cross.fees }],
      [bars, { costs: { fees: feeSchedule({ taker: 0.001, fixed: 1 }) }, benchmark: others[0] }],
      [
        bars.withInstrument({ kind: 'linear', tickSize: 0.01 }),
        { venue: bybitLinear(), engine: 'events', costs: { slippage: tickSlippage(2) } },
      ],
      [bars, { intrabar: { bars: finer }, stopLoss: { fraction: 0.01 }, takeProfit: { fraction: 0.02 }, tradeFrom: bars.time[300] }],
    ];
    for (const [data, options] of sweeps) {
      await expectSame(Cross, data, {
        space: searched,
        ...(options && { options }),
        metrics: ['sortino'],
        objective: ['sharpe', 'maxDrawdown'],
      });
    }
  });

  it('for objectives that are functions, and trials that fail or are thin', async () => {
    const result = await expectSame(Picky, bars, { space: windows, objective: (m) => m.totalReturn + m.maxDrawdown, minTrades: 40 });
    expect(result.counts.failed).toBeGreaterThan(0);
    expect(result.counts.thin).toBeGreaterThan(0);
  });

  it('for several sweeps at once on one pool', async () => {
    const inline = await Promise.all([saidBy(Cross, bars, { space: windows }), saidBy(Picky, bars.slice(500), { space: windows })]);
    const there = await Promise.all([
      saidBy(Cross, bars, { space: windows, workers: pools[1] }),
      saidBy(Picky, bars.slice(500), { space: windows, workers: pools[1] }),
    ]);
    expect(there.map(({ text }) => text)).toEqual(inline.map(({ text }) => text));
  });

  it('where a store is gone on with, in threads or in one', async () => {
    const inline = await saidBy(Cross, bars, { space: windows });
    for (const workers of [pools[1], 'inline'] as const) {
      const store = join(folder, `broken-${count++}.jsonl`);
      const controller = new AbortController();
      const onProgress = ({ done }: SweepProgress): void => {
        if (done > 20) controller.abort();
      };
      const part = await sweep(Cross, bars, { space: windows, store, workers: pools[1], signal: controller.signal, onProgress });
      expect(part.isComplete).toBe(false);
      expect(part.trials.length).toBeLessThan(inline.result.trials.length);
      const whole = await sweep(Cross, bars, { space: windows, store, workers });
      expect(whole.trials.toRows()).toEqual(inline.result.trials.toRows());
      expect(readFileSync(store, 'utf8')).toBe(inline.stored);
    }
  });
});

describe('a worker that dies', () => {
  it('loses nothing: only the trial that workers die of has failed, and its reason says so', async () => {
    const few = grid({ fast: { from: 5, to: 9 }, slow: [20, 40, 60] });
    const result = await sweep(Deadly, bars, { space: few, workers: 2 });
    const expected = await sweep(Cross, bars, { space: few });
    const failed = result.failures.map(({ params, reason }) => ({ ...params, reason }));
    expect(failed).toEqual([{ fast: 7, slow: 40, reason: '3 workers died of it: exit code 3' }]);
    const rows = (of: { readonly trials: SweepResult['trials'] }): unknown =>
      of.trials.toRows().filter((row) => !((row as never as Pair).fast === 7 && (row as never as Pair).slow === 40));
    expect(rows(result as never)).toEqual(rows(expected as never));
  });
});

describe('an abort', () => {
  it('is heard while chunks are under way, and leaves the trials that were finished', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ done }: SweepProgress): void => {
      seen.push(done);
      if (done >= 5) controller.abort();
    };
    const result = await sweep(Slow, bars, { space: windows, workers: 2, signal: controller.signal, onProgress });
    expect(result.isComplete).toBe(false);
    expect(result.trials.length).toBe(seen.at(-1));
    expect(result.trials.length).toBeLessThan(60);
    expect(result.best.trial).toBeLessThan(result.trials.length);
    const again = await sweep(Cross, bars, { space: windows, workers: pools[1], signal: AbortSignal.abort() });
    expect(again.trials.length).toBe(0);
  });
});

it('a signal is listened to once by the sweep and once by the pool, however many calls there are', async () => {
  const signal = new AbortController().signal;
  const added = vi.spyOn(signal, 'addEventListener');
  await sweep(Cross, bars, { space: windows, workers: pools[1], signal });
  expect(added).toHaveBeenCalledTimes(2);
});

describe('bad input', () => {
  const of = (strategy: unknown, workers: unknown, options = {}): Promise<unknown> =>
    sweep(strategy as typeof Cross, bars, { space: windows, workers: workers as never, options });
  class Nowhere extends Cross {}
  class Unnamed extends SignalStrategy {
    signals() {
      return {};
    }
  }

  it('is a strategy that workers cannot import, which says how to mend it', async () => {
    await expect(of(Unnamed, 2)).rejects.toThrow('add `static module = import.meta.url` (in CommonJS `__filename`');
    await expect(of(Nowhere, pools[1])).rejects.toThrow(/swept-strategies.ts` exports no strategy `Nowhere`: export it there/);
    await expect(of(Twin, pools[1])).rejects.toThrow('exports 2 strategies `Twin` with the same parameters');
    class Missing extends Cross {
      static override module = 'file:///nowhere/strategy.mjs';
    }
    await expect(of(Missing, pools[1])).rejects.toThrow('Workers cannot import `file:///nowhere/strategy.mjs`, the module of `Missing`');
  });

  it('is a function in the options that no worker knows', async () => {
    const slippage = { name: 'own', needsQuantity: false, slippage: () => 1 };
    await expect(of(Cross, pools[1], { costs: { slippage } })).rejects.toThrow('Expected `options.costs.slippage.slippage` to be data');
  });

  it('is a wrong option of the runs, with the same error as in one thread', async () => {
    const there = await of(Cross, pools[1], { fees: 2 }).catch((error: Error) => error);
    const here = await of(Cross, 'inline', { fees: 2 }).catch((error: Error) => error);
    expect(there).toEqual(here);
    expect((there as Error).constructor).toBe((here as Error).constructor);
  });

  it('is a number of threads that is none, and another thing', async () => {
    await expect(of(Cross, 0)).rejects.toThrow('Expected `workers` to be an integer >= 1 and <= 1024, was `0`.');
    await expect(of(Cross, 'many')).rejects.toThrow("Expected `workers` to be 'inline', 'auto', a number of threads or an executor");
    await expect(workerPool({ threads: 1.5 })).rejects.toThrow('`threads`');
    await expect(workerPool({ thread: 1 } as never)).rejects.toThrow('Did you mean');
  });

  it('is a pool that was closed', async () => {
    const pool = await workerPool({ threads: 1 });
    await pool.close();
    await pool.close();
    await expect(of(Cross, pool)).rejects.toThrow('The pool of workers was closed');
  });

  it("lets 'auto' stay in this thread, and says so", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', listen);
    const result = await sweep(Nowhere, bars, { space: windows, workers: 'auto' });
    const again = await sweep(Nowhere, bars, { space: windows, workers: 'auto' });
    await new Promise(setImmediate);
    process.off('warning', listen);
    expect(result.executor).toEqual({ name: 'inline', note: expect.stringContaining('exports no strategy `Nowhere`') });
    expect(result.summary()).toContain('It ran in one thread: ');
    expect(again.trials.toRows()).toEqual(result.trials.toRows());
    expect(warnings.map(({ message }) => message)).toEqual([expect.stringContaining('The sweep runs in this thread, not in workers')]);
  });
});

describe('data', () => {
  it('that lie on shared memory are not copied, and others once for all sweeps', async () => {
    const { sharedColumns } = await import('../../../src/search/executors/workers/shared-columns.ts');
    const of = (data: Bars): Map<string, unknown> => new Map([['close', sharedColumns(new Map([['close', data.close]])).get('close')]]);
    const shared = bars.toShared();
    expect(of(shared).get('close')).toBe(shared.close);
    expect(of(bars).get('close')).toBe(of(bars).get('close'));
    expect(of(bars).get('close')).toEqual(bars.close);
  });
});
