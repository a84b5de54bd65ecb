import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { syntheticBars } from 'barwright';
import { Rng } from 'barwright/core';
import { cmaEs, grid, type Sampler, type SearchSpace, type SweptStrategy, space, sweep } from 'barwright/search';
import { Breakout, Cross, Picky } from '../fixtures/swept-strategies.ts';

const live = new Set<Worker>();

/** Keeps account of the threads of this process, so that they can be killed from outside. */
function watchThreads(): void {
  const threads = createRequire(import.meta.url)('node:worker_threads') as { Worker: typeof Worker };
  const Original = threads.Worker;
  threads.Worker = class extends Original {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      live.add(this);
      this.once('exit', () => live.delete(this));
    }
  };
  syncBuiltinESMExports();
}
watchThreads();

interface Searched {
  readonly strategy: SweptStrategy<object>;
  readonly space: SearchSpace<object>;
  readonly sampler?: Sampler;
}

const windows = grid({ fast: { from: 4, to: 20 }, slow: { from: 8, to: 80, step: 3 } }, { where: (p) => p.fast < p.slow });
const searches: readonly Searched[] = [
  { strategy: Cross, space: windows },
  { strategy: Picky, space: windows },
  { strategy: Breakout, space: grid({ lookback: { from: 5, to: 120 } }) },
  { strategy: Cross, space: space({ fast: { from: 2, to: 60 }, slow: { from: 61, to: 300 } }), sampler: cmaEs({ trials: 200 }) },
] as never;

/** What a run under fire was, and whether it left the same bytes as one in peace. */
export interface KilledRun {
  readonly threads: number;
  readonly kills: number;
  readonly trials: number;
  readonly areRowsEqual: boolean;
  readonly isStoreEqual: boolean;
}

/** A sweep whose threads are killed at random points, all of them drawn from `seed`, beside the same sweep in one thread. */
export async function runKilled(seed: number): Promise<KilledRun> {
  const rng = new Rng(seed);
  const folder = mkdtempSync(join(tmpdir(), 'barwright-chaos-'));
  try {
    const { strategy, ...search } = searches[rng.int(searches.length)];
    const bars = syntheticBars({ seed, length: 1_000 + rng.int(4_000) });
    const options = { ...search, options: { fees: 0.001 }, minTrades: 0, seed };
    const peaceful = await sweep(strategy, bars, { ...options, store: join(folder, 'inline') });
    const threads = 1 + rng.int(3);
    const points = Array.from({ length: 1 + rng.int(6) }, () => ({ done: rng.int(peaceful.trials.length), delayMs: rng.int(25) }));
    let kills = 0;
    const kill = (): void => {
      const victim = [...live][rng.int(Math.max(1, live.size))];
      if (victim === undefined) return;
      kills++;
      void victim.terminate();
    };
    let seen = 0;
    const result = await sweep(strategy, bars, {
      ...options,
      store: join(folder, 'workers'),
      workers: threads,
      onProgress({ done }) {
        for (const point of points) if (point.done >= seen && point.done < done) setTimeout(kill, point.delayMs);
        seen = done;
      },
    });
    return {
      threads,
      kills,
      trials: result.trials.length,
      areRowsEqual: JSON.stringify(result.trials.toRows()) === JSON.stringify(peaceful.trials.toRows()),
      isStoreEqual: readFileSync(join(folder, 'workers')).equals(readFileSync(join(folder, 'inline'))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
