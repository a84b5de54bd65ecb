import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ArgumentError, SourceError, syntheticBars } from 'barwright';
import { grid, randomSearch, space, successiveHalving, sweep, tpe } from 'barwright/search';
import { queueExecutor } from 'barwright/search/queue';
import { MovingAverageCross } from 'barwright/strategy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Server, servers } from '../servers.ts';
import { Cross, Moody } from './queue-strategies.ts';
import { startWorker, type WorkerProcess } from './queue-workers.ts';
import { leftOn } from './server-contents.ts';
import { bytesOf } from './sweep-bytes.ts';

const bars = syntheticBars({ seed: 11, length: 3_000 });
const cross = grid({ fast: { from: 5, to: 14 }, slow: { from: 20, to: 100, step: 4 } });

for (const { name, missing } of servers) if (missing !== undefined) console.warn(`Tests of queues on ${name} are skipped: ${missing}.`);

describe.each(servers)('a queue on $name', ({ missing, start }) => {
  let server: Server;
  let workers: readonly WorkerProcess[] = [];

  beforeAll(async () => {
    if (missing !== undefined) return;
    server = await start();
    workers = [1, 2].map(() => startWorker(['--url', server.url, '--concurrency', '1', '--takeover-ms', '1000']));
    await Promise.all(workers.map(({ isReady }) => isReady));
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.end()));
    await server?.remove();
  });

  it.skipIf(missing !== undefined)('gives the same bytes as one thread, whatever the sampler', async () => {
    const queue = await queueExecutor({ url: server.url, name: 'sweeps', width: 6 });
    const dims = space({ fast: { type: 'int', min: 5, max: 40 }, slow: { type: 'int', min: 50, max: 200 } });
    const runs = [
      { space: cross, options: { fees: 0.001 } },
      { space: cross, metrics: ['sortino', 'calmar'] as const, objective: 'calmar' as const },
      { space: dims, sampler: randomSearch({ trials: 60 }), seed: 3 },
      { space: dims, sampler: tpe({ trials: 60 }), seed: 4 },
      { space: dims, sampler: successiveHalving({ points: 27, minBars: 300, maxBars: 3_000 }), seed: 5 },
    ];
    for (const run of runs) {
      const [here, there] = await Promise.all([sweep(Cross, bars, run), sweep(Cross, bars, { ...run, workers: queue })]);
      expect(bytesOf(there)).toBe(bytesOf(here));
    }
    await queue.close();
  });

  it.skipIf(missing !== undefined)('runs events, templates and strategies that throw as one thread does', async () => {
    const queue = await queueExecutor({ url: server.url });
    const days = { space: grid({ day: { from: 1, to: 30 } }), minTrades: 0 };
    expect(bytesOf(await sweep(Moody, bars, { ...days, workers: queue }))).toBe(bytesOf(await sweep(Moody, bars, days)));
    const averages = { space: grid({ fast: [5, 10], slow: [20, 40] }), options: { engine: 'events' } } as const;
    expect(bytesOf(await sweep(MovingAverageCross, bars, { ...averages, workers: queue }))).toBe(
      bytesOf(await sweep(MovingAverageCross, bars, averages)),
    );
    await queue.close();
  });

  it.skipIf(missing !== undefined)('serves several sweeps of several programs at once', async () => {
    const queues = await Promise.all([1, 2].map(() => queueExecutor({ url: server.url, width: 3 })));
    const seeds = [1, 2, 3, 4];
    const results = await Promise.all(
      seeds.map((seed, k) => sweep(Cross, bars, { space: cross, sampler: randomSearch({ trials: 40 }), seed, workers: queues[k % 2] })),
    );
    for (const [k, seed] of seeds.entries()) {
      expect(bytesOf(results[k])).toBe(bytesOf(await sweep(Cross, bars, { space: cross, sampler: randomSearch({ trials: 40 }), seed })));
    }
    await Promise.all(queues.map((queue) => queue.close()));
  });

  it.skipIf(missing !== undefined)('throws what is wrong with the options as one thread does', async () => {
    const queue = await queueExecutor({ url: server.url });
    const wrong = { space: cross, options: { leverage: -1 } };
    const here = await sweep(Cross, bars, wrong).catch((error) => error);
    const there = await sweep(Cross, bars, { ...wrong, workers: queue }).catch((error) => error);
    expect(here).toBeInstanceOf(ArgumentError);
    expect(there).toBeInstanceOf(ArgumentError);
    expect(there.message).toBe(here.message);
    await queue.close();
  });

  it.skipIf(missing !== undefined)('loses nothing to a worker that is told to leave, or is killed', async () => {
    const queue = await queueExecutor({ url: server.url, name: 'leaving' });
    const options = ['--url', server.url, '--name', 'leaving', '--concurrency', '1', '--takeover-ms', '600'];
    const [leaving, dying, staying] = [1, 2, 3].map(() => startWorker(options));
    const under = sweep(Cross, bars, { space: cross, workers: queue });
    await leaving.isReady;
    await dying.isReady;
    await sleep(50);
    dying.child.kill('SIGKILL');
    expect(await leaving.end()).toBe(0);
    expect(leaving.text()).toMatch(/finishing the chunks under way\nleft after \d+ chunks/);
    expect(bytesOf(await under)).toBe(bytesOf(await sweep(Cross, bars, { space: cross })));
    await Promise.all([dying.end(), staying.end()]);
    await queue.close();
  });

  it.skipIf(missing !== undefined)('waits for a server that was away, and goes on', async () => {
    const other = await start();
    const queue = await queueExecutor({ url: other.url });
    const worker = startWorker(['--url', other.url, '--concurrency', '1', '--takeover-ms', '600']);
    await worker.isReady;
    const under = sweep(Cross, bars, { space: cross, workers: queue });
    await sleep(300);
    await other.stop('SIGKILL');
    await sleep(500);
    await other.start();
    expect(bytesOf(await under)).toBe(bytesOf(await sweep(Cross, bars, { space: cross })));
    await queue.close();
    await worker.end();
    await other.remove();
  });

  it.skipIf(missing !== undefined)('ends where the server stays away; the store keeps what was done', async () => {
    const other = await start();
    const folder = mkdtempSync(join(tmpdir(), 'barwright-store-'));
    const store = join(folder, 'trials.jsonl');
    const queue = await queueExecutor({ url: other.url, patienceMs: 1_500, width: 2 });
    const worker = startWorker(['--url', other.url, '--concurrency', '1']);
    await worker.isReady;
    let wasDone = 0;
    const under = sweep(Cross, bars, {
      space: cross,
      workers: queue,
      store,
      onProgress({ done }) {
        if (wasDone === 0) void other.stop('SIGKILL');
        wasDone = done;
      },
    });
    await expect(under).rejects.toThrow(SourceError);
    await expect(under).rejects.toThrow(/has been away for 1.5 s. Bring it back and run the sweep again/);
    await queue.close();
    await worker.end('SIGKILL');
    await other.remove();
    expect(wasDone).toBeGreaterThan(0);
    expect(wasDone).toBeLessThan(cross.count);
    let first = 0;
    const resumed = await sweep(Cross, bars, { space: cross, store, onProgress: ({ done }) => (first ||= done) });
    expect(first).toBeGreaterThanOrEqual(wasDone);
    expect(bytesOf(resumed)).toBe(bytesOf(await sweep(Cross, bars, { space: cross })));
    rmSync(folder, { recursive: true });
  });

  it.skipIf(missing !== undefined)('says that no worker is there, and leaves nothing of a sweep that is aborted', async () => {
    const warnings: string[] = [];
    const queue = await queueExecutor({ url: server.url, name: 'nobody', warnAfterMs: 500, onWarning: (text) => warnings.push(text) });
    const controller = new AbortController();
    const under = sweep(Cross, bars, { space: cross, workers: queue, signal: controller.signal });
    while (warnings.length === 0) await sleep(50);
    expect(warnings).toEqual([`No worker has taken a chunk for 0.5 s: start \`npx barwright-worker --url ${server.url}\`.`]);
    expect((await leftOn(server.url)).filter((key) => key.includes('nobody')).length).toBeGreaterThan(0);
    controller.abort();
    expect((await under).trials.length).toBe(0);
    await queue.close();
    expect((await leftOn(server.url)).filter((key) => key.includes('nobody'))).toEqual([]);
  });

  it.skipIf(missing !== undefined)('fetches a data set once, and not again after a new start', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'barwright-cache-'));
    const args = ['--url', server.url, '--name', 'cached', '--concurrency', '1', '--cache', cache];
    const queue = await queueExecutor({ url: server.url, name: 'cached' });
    const written: string[][] = [];
    for (const seed of [1, 2]) {
      const worker = startWorker(args);
      await sweep(Cross, bars, { space: cross, sampler: randomSearch({ trials: 10 }), seed, workers: queue });
      await worker.end();
      written.push(readdirSync(cache).sort());
    }
    expect(written[0]).toHaveLength(6);
    expect(written[1]).toEqual(written[0]);
    await queue.close();
    rmSync(cache, { recursive: true });
  });

  it.skipIf(missing !== undefined)('leaves nothing on the server when its programs have closed', async () => {
    await Promise.all(workers.map((worker) => worker.end()));
    const queue = await queueExecutor({ url: server.url });
    const worker = startWorker(['--url', server.url, '--concurrency', '1']);
    await sweep(Cross, bars, { space: cross, workers: queue });
    await worker.end();
    await queue.close();
    expect(await leftOn(server.url)).toEqual([]);
  });

  it.skipIf(missing !== undefined)('names the server that does not answer, not its password', async () => {
    const url = new URL(server.url);
    url.port = String(await freePort());
    url.username = 'ann';
    url.password = 'secret';
    const failed: Error = await queueExecutor({ url: url.href, timeoutMs: 2_000 }).catch((error) => error);
    expect(failed).toBeInstanceOf(SourceError);
    expect(failed.message).toMatch(/did not answer at \w+:\/\/ann:\*\*\*@127.0.0.1:\d+.*ECONNREFUSED/);
    expect(failed.message).not.toContain('secret');
  });
});

describe('a queue', () => {
  it('refuses wrong options before any work', async () => {
    const refusals: readonly [object, RegExp][] = [
      [{}, /Expected `url` to be the address of a queue, such as 'redis:\/\/localhost:6379'.*was `undefined`/],
      [{ url: 'localhost' }, /was `'localhost'`/],
      [{ url: 'amqp://ann:secret@host' }, /was `'amqp:\/\/ann:\*\*\*@host'`/],
      [{ url: 'redis://localhost', name: 'a:b' }, /Expected `name` to be letters, digits, `-` and `_`, was `'a:b'`/],
      [{ url: 'redis://localhost', width: 0 }, /Expected `width` to be an integer >= 1, was `0`/],
      [{ url: 'redis://localhost', patience: 1 }, /Unknown option `patience` in `queue executor options`. Did you mean `patienceMs`\?/],
      [{ url: 'redis://localhost', patienceMs: 0 }, /Expected `patienceMs`/],
      [{ url: 'redis://localhost', onWarning: 'x' }, /Expected `onWarning` to be a function/],
    ];
    for (const [options, message] of refusals) {
      const refused: Error = await queueExecutor(options as never).catch((error) => error);
      expect(refused).toBeInstanceOf(ArgumentError);
      expect(refused.message).toMatch(message);
    }
  });
});
