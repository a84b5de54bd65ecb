import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceError, syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import { grid, sweep } from 'barwright/search';
import { MovingAverageCross } from 'barwright/strategy';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'barwright-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const script = fileURLToPath(new URL('../fixtures/killed-sweep.ts', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Resolves when the child said that it has begun. */
  readonly begun: Promise<void>;
  readonly over: Promise<{ readonly text: string; readonly signal: NodeJS.Signals | null }>;
}

function start(...words: readonly string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  let say = (): void => {};
  const begun = new Promise<void>((resolve) => {
    say = resolve;
  });
  child.stdout?.on('data', (piece) => {
    text += piece;
    if (text.startsWith('begun\n')) say();
  });
  const over = new Promise<{ text: string; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (_, signal) => {
      say();
      resolve({ text: text.slice('begun\n'.length), signal });
    });
  });
  return { child, begun, over };
}

/** Kills a sweep when its store has grown to a size, wherever it is then. */
async function killAt(run: Run, store: string, bytes: number): Promise<boolean> {
  let isOver = false;
  run.over.then(() => {
    isOver = true;
  });
  while (!isOver && (!existsSync(store) || statSync(store).size < bytes)) await new Promise((resolve) => setTimeout(resolve, 1));
  run.child.kill('SIGKILL');
  return (await run.over).signal === 'SIGKILL';
}

/** So many seeded cases: few in CI. */
const cases = process.env.CHAOS === 'full' ? 50 : 3;

describe('a sweep that is killed', () => {
  const whole = new Map<string, { readonly bytes: Buffer; readonly rows: string }>();
  const uninterrupted = async (sampler: string): Promise<{ readonly bytes: Buffer; readonly rows: string }> => {
    let found = whole.get(sampler);
    if (found === undefined) {
      const store = join(folder, `whole-${sampler}.jsonl`);
      const rows = (await start(store, sampler).over).text;
      found = { bytes: readFileSync(store), rows };
      whole.set(sampler, found);
    }
    return found;
  };

  it.each(Array.from({ length: cases }, (_, seed) => seed))(
    'at random points goes on to the same bytes (case %i)',
    async (seed) => {
      const rng = new Rng(seed);
      const sampler = ['grid', 'random', 'tpe'][seed % 3];
      const { bytes, rows } = await uninterrupted(sampler);
      const store = join(folder, `killed-${seed}.jsonl`);
      let kills = 0;
      for (let k = 0; k < 2; k++) {
        const size = existsSync(store) ? statSync(store).size : 0;
        // After the header, and again further on.
        if (await killAt(start(store, sampler), store, size + Math.floor(rng.uniform() * 0.6 * (bytes.length - size)))) kills++;
      }
      const partly = readFileSync(store);
      expect(kills).toBeGreaterThan(0);
      expect(partly.length).toBeLessThanOrEqual(bytes.length);
      const { text, signal } = await start(store, sampler).over;
      expect(signal).toBe(null);
      expect(text).toBe(rows);
      expect(readFileSync(store).equals(bytes)).toBe(true);
      expect(existsSync(`${store}.lock`)).toBe(false);
    },
    180_000,
  );
});

describe('two processes on one store', () => {
  it('are told who holds it, and take it over when the holder is dead', async () => {
    const store = join(folder, 'held.jsonl');
    const holder = start(store, 'grid', 'hold');
    await holder.begun;
    const bars = syntheticBars({ seed: 3, length: 600 });
    const mine = sweep(MovingAverageCross, bars, { space: grid({ fast: [5], slow: [40] }), store });
    await expect(mine).rejects.toThrow(SourceError);
    await expect(sweep(MovingAverageCross, bars, { space: grid({ fast: [5], slow: [40] }), store })).rejects.toThrow(
      `\`${store}\` is locked: process ${holder.child.pid} is writing to it. Wait for it, give another \`store\`, or remove \`${store}.lock\` if it is no more.`,
    );
    const other = await start(store, 'grid').over;
    expect(other.text).toBe('');
    expect(readFileSync(store, 'utf8').split('\n').length).toBeGreaterThan(20);
    holder.child.kill('SIGKILL');
    await holder.over;
    expect(existsSync(`${store}.lock`)).toBe(true);
    const { text } = await start(store, 'grid').over;
    const alone = join(folder, 'alone.jsonl');
    expect(text).toBe((await start(alone, 'grid').over).text);
    expect(readFileSync(store).equals(readFileSync(alone))).toBe(true);
  }, 120_000);
});
