import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ArgumentError, syntheticBars } from 'barwright';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packAnswer, packFailure, unpackAnswer, unpackFailure } from '../../../src/search/executors/queue/chunk-message.ts';
import { chunkRunner } from '../../../src/search/executors/queue/chunk-runner.ts';
import { bytesOf, columnIn, isColumn } from '../../../src/search/executors/queue/column-bytes.ts';
import { columnCache } from '../../../src/search/executors/queue/column-cache.ts';
import { fetchColumn, partKeys, storeParts } from '../../../src/search/executors/queue/column-store.ts';
import { importPackage } from '../../../src/search/executors/queue/packages.ts';
import { addressOf } from '../../../src/search/executors/queue/queue-address.ts';
import type { BlobStore } from '../../../src/search/executors/queue/queue-server.ts';
import { queueWorker } from '../../../src/search/executors/queue/queue-worker.ts';
import { strategyLookup } from '../../../src/search/executors/queue/strategy-lookup.ts';
import { packSweep, type SweepMessage } from '../../../src/search/executors/queue/sweep-message.ts';
import { workerCommand } from '../../../src/search/executors/queue/worker-command.ts';
import type { SweptStrategy } from '../../../src/search/index.ts';
import { Cross } from './queue-strategies.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'barwright-queue-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** A server's blocks of bytes in a map. */
function blobsIn(map: Map<string, Uint8Array>): BlobStore {
  return {
    async put(key, bytes) {
      map.set(key, bytes.slice());
    },
    get: async (key) => map.get(key),
    keep: async (keys) => keys.every((key) => map.has(key)),
    async remove(keys) {
      for (const key of keys) map.delete(key);
    },
  };
}

describe('an address', () => {
  it('knows the kind of server and hides passwords', () => {
    expect(addressOf('redis://localhost:6379')).toMatchObject({ kind: 'redis', shown: 'redis://localhost:6379' });
    expect(addressOf('rediss://:pa%20ss@host/2')).toMatchObject({ kind: 'redis', shown: 'rediss://:***@host/2' });
    expect(addressOf('valkeys://host')).toMatchObject({ kind: 'redis', url: 'rediss://host' });
    expect(addressOf('postgresql://ann@host/db?sslpassword=x')).toMatchObject({
      kind: 'postgres',
      shown: 'postgresql://ann@host/db?sslpassword=***',
    });
  });
});

describe('a package that is absent', () => {
  it('is named with the command that installs it', async () => {
    const absent = (): Promise<unknown> => Promise.reject(Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }));
    await expect(importPackage('redis', 'ioredis', absent)).rejects.toThrow(
      'A queue on Redis needs `ioredis`: `npm install bullmq ioredis`.',
    );
    await expect(importPackage('postgres', 'pg', absent)).rejects.toThrow('A queue on PostgreSQL needs `pg`: `npm install bullmq pg`.');
    await expect(importPackage('postgres', 'pg', () => Promise.reject(new TypeError('other')))).rejects.toThrow(TypeError);
  });
});

describe('columns', () => {
  const columns = [Float64Array.of(1, Number.NaN, -0), Uint8Array.of(0, 1, 1), Int32Array.of(-5), new Float64Array(2_500_000).fill(7)];

  it('come back from the server in parts with their bits, and a missing part is missed', async () => {
    const bars = syntheticBars({ seed: 1, length: 20 });
    for (const column of columns) {
      const sweep = await packSweep('q', { strategy: Cross, data: bars, options: { cash: 1, x: column } as never, metrics: [], seed: 1 });
      const map = new Map<string, Uint8Array>();
      await sweep.store(blobsIn(map));
      expect([...map.keys()].sort()).toEqual([...sweep.keys].sort());
      const message: SweepMessage = JSON.parse(Buffer.from(map.get(sweep.keys.at(-1) as string) as Uint8Array).toString());
      const hash = message.columns.at(-1) as string;
      const bytes = (await fetchColumn(blobsIn(map), 'q', hash)) as Uint8Array;
      expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(columnIn(hash, bytes).constructor).toBe(column.constructor);
      expect(Buffer.compare(bytes, bytesOf(column))).toBe(0);
      expect(isColumn(hash, bytes)).toBe(true);
      bytes[0] ^= 1;
      expect(isColumn(hash, bytes.slice())).toBe(false);
      map.delete(partKeys('q', hash).at(-1) as string);
      expect(await fetchColumn(blobsIn(map), 'q', hash)).toBeUndefined();
    }
    expect(partKeys('q', 'f64-2500000-0')).toHaveLength(3);
  });

  it('are stored once', async () => {
    const map = new Map<string, Uint8Array>();
    const blobs = blobsIn(map);
    const put = vi.spyOn(blobs, 'put');
    for (let k = 0; k < 2; k++) await storeParts(blobs, partKeys('q', 'u8-3-0'), bytesOf(columns[1]));
    expect(put).toHaveBeenCalledTimes(1);
  });
});

describe('the cache of a worker', () => {
  const column = Float64Array.from({ length: 1_000 }, (_, i) => i / 3);
  const [hash, bytes] = ['f64-1000-', new Uint8Array(column.buffer)];

  it('fetches a column once, and after a new start not at all', async () => {
    const name = await nameOf(column);
    const fetch = vi.fn(async () => bytes);
    const cache = columnCache({ folder: join(folder, 'made'), mostBytes: 1e6 });
    const [one, other] = await Promise.all([cache.column(name, fetch), cache.column(name, fetch)]);
    expect(one).toBe(other);
    expect(one).toEqual(column);
    expect(await columnCache({ folder: join(folder, 'made'), mostBytes: 1e6 }).column(name, fetch)).toEqual(column);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(name.startsWith(hash)).toBe(true);
  });

  it('fetches again what is damaged or cut off', async () => {
    const name = await nameOf(column);
    const fetch = vi.fn(async () => bytes);
    for (const damage of [bytes.slice(8), Uint8Array.from(bytes, (byte) => byte ^ 1)]) {
      writeFileSync(join(folder, `${name}.column`), damage);
      expect(await columnCache({ folder, mostBytes: 1e6 }).column(name, fetch)).toEqual(column);
    }
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('drops what was used longest ago where there is no room, and does without a folder', async () => {
    const cache = columnCache({ folder, mostBytes: 20_000 });
    const names: string[] = [];
    for (let k = 0; k < 3; k++) {
      const other = column.map((value) => value + k);
      names.push(await nameOf(other));
      await cache.column(names[k], async () => new Uint8Array(other.buffer));
      utimesSync(join(folder, `${names[k]}.column`), k + 1, k + 1);
    }
    expect(readdirSync(folder).sort()).toEqual([`${names[1]}.column`, `${names[2]}.column`].sort());
    writeFileSync(join(folder, 'file'), '');
    const name = await nameOf(column);
    expect(await columnCache({ folder: join(folder, 'file'), mostBytes: 1e6 }).column(name, async () => bytes)).toEqual(column);
  });
});

async function nameOf(column: Float64Array): Promise<string> {
  const sweep = await packSweep('q', {
    strategy: Cross,
    data: syntheticBars({ seed: 1, length: 20 }),
    options: { x: column } as never,
    metrics: [],
    seed: 1,
  });
  const hash = sweep.keys.at(-2) as string;
  return hash.split(':')[2];
}

describe('the class of a sweep on another machine', () => {
  const core = pathToFileURL(fileURLToPath(new URL('../../../src/index.ts', import.meta.url))).href;
  const text = (period: number, min = 1): string => `
    import { SignalStrategy, sma } from '${core}';
    export class Line extends SignalStrategy {
      static module = import.meta.url;
      static parameters = { period: { type: 'int', min: ${min}, max: 9, default: 5 } };
      signals(bars, p) { return { exposure: sma(bars.close, p.period + ${period}) }; }
    }`;

  /** The module with this text in a folder of its own, as one machine has it. */
  async function lineOn(machine: string, code: string): Promise<{ readonly file: string; readonly Line: SweptStrategy<never> }> {
    const file = join(folder, machine, 'line.mjs');
    mkdirSync(join(folder, machine), { recursive: true });
    writeFileSync(file, code);
    const { Line } = await import(/* @vite-ignore */ pathToFileURL(file).href);
    return { file, Line };
  }

  async function messageOf(strategy: SweptStrategy<never>): Promise<SweepMessage> {
    const map = new Map<string, Uint8Array>();
    const data = syntheticBars({ seed: 1, length: 20 });
    const sweep = await packSweep('q', { strategy, data, options: {}, metrics: [], seed: 1 });
    await sweep.store(blobsIn(map));
    return JSON.parse(Buffer.from(map.get(sweep.keys.at(-1) as string) as Uint8Array).toString());
  }

  const moduleIn = (manifest: string): string => JSON.parse(manifest).strategy.module;

  it('is the one at the address of the sweep where it lies there', async () => {
    const { file, Line } = await lineOn('here', text(1));
    const lookup = await strategyLookup([]);
    expect(moduleIn(await lookup(await messageOf(Line)))).toBe(pathToFileURL(file).href);
  });

  it('is the one that the worker was given by its name, where it is the same', async () => {
    const far = await lineOn('far', text(1));
    const near = await lineOn('near', text(1));
    const message = await messageOf(far.Line);
    rmSync(far.file);
    expect(moduleIn(await (await strategyLookup([near.Line]))(message))).toBe(pathToFileURL(near.file).href);
  });

  it('is refused where it is not there, is another, or has changed since, with how to mend it', async () => {
    const { Line } = await lineOn('far', text(1));
    const [other, ranges] = [await lineOn('other', text(2)), await lineOn('ranges', text(1, 2))];
    const sent = await messageOf(Line);
    const message = { ...sent, manifest: sent.manifest.replace(/\/far\/line/, '/nowhere/line') };
    const refusal = async (given: readonly SweptStrategy<never>[]): Promise<string> => {
      const failure = await (await strategyLookup(given))(message).catch((error) => error);
      expect(failure.kind).toBe('refused');
      expect(failure.message).toMatch(/does not have the `Line` of the sweep.*Give it the module by `npx barwright-worker --import/s);
      return failure.message;
    };
    expect(await refusal([])).toMatch(/cannot import `file:.*line.mjs`/);
    expect(await refusal([other.Line])).toMatch(/the one in `file:.*other.*` has another text/);
    expect(await refusal([ranges.Line])).toMatch(/the one in `file:.*ranges.*` has other `static parameters`/);

    const changing = await lineOn('changing', text(3));
    const lookup = await strategyLookup([changing.Line]);
    const later = await messageOf((await lineOn('later', text(4))).Line);
    writeFileSync(changing.file, text(4));
    await expect(lookup({ ...later, manifest: later.manifest.replace('/later/', '/nowhere/') })).rejects.toThrow(
      /has changed since the worker imported it: start the worker again/,
    );
  });
});

describe('a worker', () => {
  it('refuses a sweep of another version', async () => {
    const server = { blobs: blobsIn(new Map()) } as never;
    const cache = columnCache({ folder, mostBytes: 0 });
    const runner = await chunkRunner({ server, name: 'q', concurrency: 1, strategies: [], cache });
    await expect(runner.run({ barwright: '0.0.1', job: 'x', trials: '' })).rejects.toThrow(
      /A worker runs barwright \d+\.\d+\.\d+ and the sweep barwright 0\.0\.1: install the same version on both\./,
    );
    await expect(runner.run({ barwright: '0.1.0', job: 'x', trials: '' })).rejects.toMatchObject({ kind: 'missing' });
    await runner.close();
  });

  it('refuses wrong options before any work', async () => {
    const url = 'redis://localhost';
    const refusals: readonly [object, RegExp][] = [
      [{}, /Expected `url`/],
      [{ url, threads: 2 }, /Unknown option `threads` in `queue worker options`/],
      [{ url, concurrency: 0 }, /Expected `concurrency` to be an integer >= 1, was `0`/],
      [{ url, takeoverMs: 10 }, /Expected `takeoverMs` to be an integer >= 200/],
      [{ url, cacheMiB: -1 }, /Expected `cacheMiB`/],
      [{ url, cache: '' }, /Expected `cache` to be the path of a folder, was `''`/],
      [{ url, strategies: Cross }, /Expected `strategies` to be a list of classes/],
      [{ url, onLog: 1 }, /Expected `onLog` to be a function/],
    ];
    for (const [options, message] of refusals) {
      const refused: Error = await queueWorker(options as never).catch((error) => error);
      expect(refused).toBeInstanceOf(ArgumentError);
      expect(refused.message).toMatch(message);
    }
  });

  it('says in its answers who it is', () => {
    const answer = { worker: 'a-b', concurrency: 3, rows: Uint8Array.of(0, 255, 32) };
    const { worker, concurrency, rows } = unpackAnswer(packAnswer(answer));
    expect({ worker, concurrency, rows: Uint8Array.from(rows) }).toEqual(answer);
  });

  it('sends failures back with their kind', () => {
    expect(unpackFailure(packFailure(new ArgumentError('wrong')))).toMatchObject({ kind: 'thrown', code: 'ARGUMENT', message: 'wrong' });
    expect(unpackFailure(packFailure(new TypeError('odd')))).toMatchObject({ kind: 'broken', message: 'odd' });
    expect(unpackFailure('job stalled more than allowable limit').message).toMatch(/died over them/);
  });
});

describe('barwright-worker', () => {
  async function printed(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
    const lines: string[] = [];
    for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation((line) => lines.push(String(line)));
    const code = await workerCommand(args);
    return { code, text: lines.join('\n') };
  }

  it('explains itself', async () => {
    const { code, text } = await printed('--help');
    expect(code).toBe(0);
    for (const option of ['--url', '--name', '--concurrency', '--import', '--cache', '--takeover-ms']) expect(text).toContain(option);
    expect((await printed('--version')).text).toMatch(/^\d+\.\d+\.\d+$/m);
  });

  it('says what is wrong with its arguments', async () => {
    const empty = join(folder, 'empty.mjs');
    writeFileSync(empty, 'export const x = 1;');
    const refusals: readonly [readonly string[], RegExp][] = [
      [[], /Expected `--url`, such as --url redis:\/\/localhost:6379, was not given; see --help\./],
      [['--url', 'http://x'], /Expected `url` to be the address of a queue/],
      [['--url', 'redis://x', '--concurrency', 'two'], /Expected `--concurrency` to be an integer, was `two`\./],
      [['--url', 'redis://x', '--threads', '2'], /Unknown option '--threads'/],
      [['--url', 'redis://x', '--import', './nowhere.js'], /cannot import `file:.*nowhere\.js`/],
      [['--url', 'redis://x', '--import', empty], /Expected `--import .*empty\.mjs` to export strategies, it exports none\./],
      [['--url', 'redis://127.0.0.1:1', '--import', fileURLToPath(Cross.module)], /Redis did not answer at redis:\/\/127\.0\.0\.1:1/],
    ];
    for (const [args, message] of refusals) {
      const { code, text } = await printed(...args);
      expect(code).toBe(1);
      expect(text).toMatch(message);
    }
    expect(existsSync(empty)).toBe(true);
  });
});
