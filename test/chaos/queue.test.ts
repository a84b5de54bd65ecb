import { setTimeout as sleep } from 'node:timers/promises';
import { syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import { grid, sweep } from 'barwright/search';
import { queueExecutor } from 'barwright/search/queue';
import { describe, expect, it } from 'vitest';
import { Slow } from '../search/executors/queue-strategies.ts';
import { startWorker, type WorkerProcess } from '../search/executors/queue-workers.ts';
import { leftOn } from '../search/executors/server-contents.ts';
import { bytesOf } from '../search/executors/sweep-bytes.ts';
import { postgresMissing, redisMissing, type Server, startPostgres, startRedis } from '../search/servers.ts';

/** `npm run chaos` runs them all, `npm test` a few. */
const isFull = process.env.CHAOS === 'full';
const runs = (most: number): number => (isFull ? most : Math.max(1, Math.round(most / 25)));

const bars = syntheticBars({ seed: 21, length: 1_000 });
const space = grid({ fast: { from: 5, to: 24 }, slow: { from: 30, to: 145, step: 5 } });

/** Some workers, of which a killed one is replaced. */
class Crew {
  readonly #url: string;
  readonly #ready: Set<WorkerProcess> = new Set();
  readonly #all: Set<WorkerProcess> = new Set();
  kills = 0;

  constructor(url: string) {
    this.#url = url;
  }

  async hire(): Promise<void> {
    const worker = startWorker(['--url', this.#url, '--concurrency', '1', '--takeover-ms', '1500']);
    this.#all.add(worker);
    await worker.isReady;
    this.#ready.add(worker);
  }

  /** Kills one of those that are at work, in the midst of whatever it does, where another one is left. */
  kill(rng: Rng): void {
    if (this.#ready.size < 2) return;
    const worker = [...this.#ready][rng.int(this.#ready.size)];
    this.#ready.delete(worker);
    this.#all.delete(worker);
    void worker.end('SIGKILL');
    this.kills++;
    this.hire().catch((error) => console.error(error.message));
  }

  async dismiss(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => worker.end('SIGKILL')));
  }
}

/** Sweeps while `harm` is done at random moments, and holds the trials to those of one thread. */
async function survive(server: Server, count: number, seed: number, harm: (rng: Rng, crew: Crew) => Promise<void>): Promise<Crew> {
  const crew = new Crew(server.url);
  try {
    await Promise.all([1, 2, 3].map(() => crew.hire()));
    const whole = bytesOf(await sweep(Slow, bars, { space }));
    const queue = await queueExecutor({ url: server.url, width: 6 });
    for (let run = 0; run < count; run++) {
      const rng = new Rng(seed).fork(run);
      let isOver = false;
      const under = sweep(Slow, bars, { space, workers: queue }).finally(() => {
        isOver = true;
      });
      under.catch((error) => console.error(`run ${run}: ${error.message}`));
      while (!isOver) {
        await sleep(50 + rng.int(450));
        if (!isOver) await harm(rng, crew);
      }
      const result = await under;
      expect(result.trials.length).toBe(space.count);
      expect(bytesOf(result), `run ${run}`).toBe(whole);
      if (isFull) console.log(`run ${run + 1} of ${count}: ${crew.kills} kills so far`);
    }
    await crew.dismiss();
    await queue.close();
  } finally {
    await crew.dismiss();
  }
  return crew;
}

describe('a queue under harm', () => {
  it.skipIf(redisMissing !== undefined)(
    'loses and repeats nothing when workers are killed (Redis)',
    async () => {
      const server = await startRedis();
      const { kills } = await survive(server, runs(50), 1, async (rng, crew) => crew.kill(rng));
      expect(kills).toBeGreaterThanOrEqual(runs(50));
      await sleep(500);
      expect((await leftOn(server.url)).filter((key) => !key.endsWith(':stalled-check'))).toEqual([]);
      await server.remove();
    },
    isFull ? 1_800_000 : 180_000,
  );

  it.skipIf(redisMissing !== undefined)(
    'loses and repeats nothing when Redis is killed and started again',
    async () => {
      const server = await startRedis();
      let restarts = 0;
      await survive(server, runs(10), 2, async (rng) => {
        await server.stop('SIGKILL');
        await sleep(rng.int(500));
        await server.start();
        restarts++;
        await sleep(1_500);
      });
      expect(restarts).toBeGreaterThan(0);
      await server.remove();
    },
    isFull ? 900_000 : 180_000,
  );

  it.skipIf(postgresMissing !== undefined)(
    'loses and repeats nothing when workers and PostgreSQL are killed',
    async () => {
      const server = await startPostgres();
      let restarts = 0;
      const { kills } = await survive(server, runs(8), 3, async (rng, crew) => {
        if (rng.int(2) === 0) {
          crew.kill(rng);
          return;
        }
        await server.stop('SIGKILL');
        await sleep(rng.int(500));
        await server.start();
        restarts++;
        await sleep(4_000);
      });
      expect(kills + restarts).toBeGreaterThan(0);
      await server.remove();
    },
    isFull ? 900_000 : 180_000,
  );
});
