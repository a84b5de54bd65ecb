import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { syntheticBars } from 'barwright';
import { cmaEs, grid, randomSearch, type SweepOptions, type SweepResult, space, sweep } from 'barwright/search';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { asked, Counted } from '../fixtures/counted.ts';
import { Cross } from '../fixtures/swept-strategies.ts';

const folder = mkdtempSync(join(tmpdir(), 'barwright-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let store = '';
let count = 0;
beforeEach(() => {
  store = join(folder, `sweep-${count++}.jsonl`);
});

const bars = syntheticBars({ seed: 3, length: 1_000 });
const windows = grid({ fast: { from: 4, to: 20 }, slow: { from: 5, to: 60 } }, { where: (p) => p.fast < p.slow });

type Points = { readonly fast: number; readonly slow: number };
const options: SweepOptions<Points> = { space: windows, options: { fees: 0.001 } };

/** A sweep that is broken off after some trials. */
async function brokenOff(more: Partial<SweepOptions<Points>>, after: number): Promise<SweepResult<Points>> {
  const controller = new AbortController();
  const onProgress = ({ done }: { readonly done: number }): void => {
    if (done >= after) controller.abort();
  };
  return (await sweep(Counted, bars, { ...options, ...more, store, signal: controller.signal, onProgress })) as SweepResult<Points>;
}

describe('a store', () => {
  it('lets a sweep go on with nothing lost or repeated', async () => {
    const whole = await sweep(Counted, bars, options);
    const first = await brokenOff({}, 50);
    expect(first.trials.length).toBeLessThan(whole.trials.length);
    asked.count = 0;
    const second = await sweep(Counted, bars, { ...options, store });
    // One trial is asked a second time, by the backtest that checks the options.
    expect(asked.count).toBe(whole.trials.length - first.trials.length + 1);
    expect(second.trials.toRows()).toEqual(whole.trials.toRows());
    expect(second.pbo?.probability).toBe(whole.pbo?.probability);
    const third = await sweep(Counted, bars, { ...options, store });
    expect(third.trials.toRows()).toEqual(whole.trials.toRows());
    expect(existsSync(`${store}.lock`)).toBe(false);
  });

  it('lets adaptive and random searches go on to the same trials', async () => {
    const searched = space({ fast: { from: 2, to: 30 }, slow: { from: 31, to: 200 } });
    for (const sampler of [cmaEs({ trials: 200 }), randomSearch({ trials: 200 })]) {
      store = join(folder, `sampler-${sampler.name}.jsonl`);
      const whole = await sweep(Counted, bars, { ...options, space: searched, sampler });
      await brokenOff({ space: searched, sampler }, 37);
      const rest = await sweep(Counted, bars, { ...options, space: searched, sampler, store });
      expect(rest.trials.toRows()).toEqual(whole.trials.toRows());
    }
  });

  it('survives a last line that was broken off at any byte', async () => {
    const whole = await sweep(Counted, bars, { ...options, store });
    const bytes = readFileSync(store);
    for (const share of [0.02, 0.3, 0.55, 0.801, 0.999]) {
      truncateSync(store, Math.floor(bytes.length * share));
      const again = await sweep(Counted, bars, { ...options, store });
      expect(again.trials.toRows()).toEqual(whole.trials.toRows());
    }
  });

  it('refuses another sweep and says what differs', async () => {
    await brokenOff({}, 10);
    const other = async (name: string, more: Partial<SweepOptions<Points>>, data = bars): Promise<void> => {
      await expect(sweep(Counted, data, { ...options, ...more, store })).rejects.toThrow(`holds another sweep: its ${name} differs`);
    };
    await other('seed', { seed: 2 });
    await other('options', { options: { fees: 0.002 } });
    await other('metrics', { metrics: ['sortino'] });
    await other('data', {}, syntheticBars({ seed: 4, length: 1_000 }));
    await other('space', { space: grid({ fast: { from: 4, to: 20 }, slow: { from: 5, to: 60 } }, { where: (p) => p.fast + 1 < p.slow }) });
    await expect(sweep(Cross, bars, { ...options, store })).rejects.toThrow('its strategy differs');
    expect(existsSync(`${store}.lock`)).toBe(false);
  });

  it('of an adaptive search refuses another objective, that of others does not', async () => {
    const searched = space({ fast: { from: 2, to: 30 }, slow: { from: 31, to: 200 } });
    const run = { ...options, space: searched, store };
    await sweep(Counted, bars, { ...run, sampler: cmaEs({ trials: 20 }), objective: (m) => m.totalReturn });
    const other = sweep(Counted, bars, { ...run, sampler: cmaEs({ trials: 20 }), objective: (m) => m.maxDrawdown });
    await expect(other).rejects.toThrow('its sampler differs');
    store = join(folder, 'objectives.jsonl');
    const random = { ...run, store, sampler: randomSearch({ trials: 20 }) };
    await sweep(Counted, bars, random);
    const again = await sweep(Counted, bars, { ...random, objective: 'totalReturn' });
    expect(again.best.metrics.totalReturn).toBe(Math.max(...again.trials.column('totalReturn')));
  });

  it('refuses files that are none, damaged lines and folders that are missing', async () => {
    writeFileSync(store, 'time,open\n1,2\n');
    await expect(sweep(Counted, bars, { ...options, store })).rejects.toThrow('is something else');
    expect(readFileSync(store, 'utf8')).toBe('time,open\n1,2\n');
    await expect(sweep(Counted, bars, { ...options, store: join(folder, 'missing', 'x') })).rejects.toThrow('Could not write');
    store = join(folder, 'damaged.jsonl');
    await brokenOff({}, 10);
    appendFileSync(store, '{"count":\n');
    await expect(sweep(Counted, bars, { ...options, store })).rejects.toThrow(/Line \d+ of .* is damaged/);
  });

  it('is locked for others while a sweep writes to it', async () => {
    const first = sweep(Counted, bars, { ...options, store });
    await expect(sweep(Counted, bars, { ...options, store })).rejects.toThrow(`process ${process.pid} is writing to it`);
    await first;
    writeFileSync(`${store}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: (await import('node:os')).hostname() }));
    expect((await sweep(Counted, bars, { ...options, store })).isComplete).toBe(true);
    writeFileSync(`${store}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere' }));
    await expect(sweep(Counted, bars, { ...options, store })).rejects.toThrow('process 1 on elsewhere');
    rmSync(`${store}.lock`);
  });

  it('holds all that a killed process had finished', async () => {
    const script = fileURLToPath(new URL('../fixtures/stored-sweep.ts', import.meta.url));
    const run = (): Promise<{ readonly code: number | null; readonly text: string }> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', script, store], { stdio: ['ignore', 'pipe', 'inherit'] });
        let text = '';
        child.stdout.on('data', (piece) => {
          text += piece;
          if (text.endsWith('kill\n')) child.kill('SIGKILL');
        });
        child.on('close', (code) => resolve({ code, text }));
      });
    const killed = await run();
    expect(killed.code).toBe(null);
    const finished = await run();
    const { fresh, rows } = JSON.parse(finished.text.split('\n').at(-2) ?? '') as { readonly fresh: number; readonly rows: string };
    const alone = await sweep(Counted, bars, options);
    expect(fresh).toBeLessThan(alone.trials.length);
    expect(fresh).toBeGreaterThan(0);
    expect(rows).toBe(JSON.stringify(alone.trials.toRows()));
  });
});
