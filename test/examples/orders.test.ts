import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { BacktestResult } from 'barwright';
import { afterEach, describe, expect, it, vi } from 'vitest';

const results: BacktestResult[] = vi.hoisted(() => []);

vi.mock('barwright', async (load) => {
  const real = await load<typeof import('barwright')>();
  const backtest: typeof real.backtest = (...given) => {
    const result = real.backtest(...given);
    results.push(result);
    return result;
  };
  return { ...real, backtest };
});

/** The fills of each example by a hash, as they were when they were looked at; recorded anew with `RECORD_ORDERS`. */
const file = new URL('../golden/example-orders.json', import.meta.url);
const folder = new URL('../../examples/', import.meta.url);
const hashOf = (result: BacktestResult) => createHash('sha256').update(JSON.stringify(result.fills.toRows())).digest('hex').slice(0, 16);

afterEach(() => void results.splice(0));

describe('the examples', () => {
  const runs = readdirSync(folder).filter(
    (name) => name.endsWith('.ts') && /\bbacktest\(/.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  for (const name of runs) {
    it(`${name} sends the orders that it sent`, async () => {
      vi.spyOn(console, 'log').mockImplementation(() => {});
      const { argv } = process;
      process.argv = argv.slice(0, 2);
      await import(new URL(name, folder).href);
      await vi.waitFor(() => expect(results.length).toBeGreaterThan(0), 20_000);
      process.argv = argv;
      const trace = results.map((result) => ({ orders: result.orders.length, fills: result.fills.length, hash: hashOf(result) }));
      const golden = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
      if (process.env.RECORD_ORDERS !== undefined) {
        golden[name] = trace;
        writeFileSync(file, `${JSON.stringify(golden, undefined, 2)}\n`);
      }
      expect(trace).toEqual(golden[name]);
    });
  }
});
