import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bars, syntheticBars } from 'barwright';
import { type Executor, grid, pointsOf, sweep } from 'barwright/search';
import { queueExecutor } from 'barwright/search/queue';
import { servers } from '../test/search/servers.ts';
import { type BenchContext, type BenchRow, measure, type Suite } from './harness.ts';
import { Breakout, Idle, MaCross } from './swept-strategies.ts';

const options = { fees: 0.00002, slippage: 0.00001, benchmark: 'none' } as const;
const barCount = 100_000;
const command = fileURLToPath(new URL('../dist/barwright-worker.mjs', import.meta.url));
const built = fileURLToPath(new URL('../tsconfig.built.json', import.meta.url));

/** Starts worker processes of one thread each; what it answers ends them. */
export async function startWorkers(url: string, count: number): Promise<() => Promise<void>> {
  const cache = mkdtempSync(join(tmpdir(), 'barwright-bench-'));
  const started = Array.from({ length: count }, () => {
    const args = ['--import', 'tsx', command, '--url', url, '--concurrency', '1', '--cache', cache];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TSX_TSCONFIG_PATH: built } });
    const isReady = new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (text) => String(text).includes('waits for chunks') && resolve());
      child.once('exit', (code) => reject(new Error(`The worker ended with ${code}.`)));
    });
    return { child, isReady };
  });
  await Promise.all(started.map(({ isReady }) => isReady));
  return async () => {
    await Promise.all(
      started.map(async ({ child }) => {
        child.kill();
        await once(child, 'exit');
      }),
    );
    rmSync(cache, { recursive: true, force: true });
  };
}

async function sweptRows(context: BenchContext, server: string, queue: Executor): Promise<readonly BenchRow[]> {
  const longest = context.quick ? 14 : 49;
  const pairs = grid({ fast: { from: 5, to: longest }, slow: { from: 5, to: longest } }, { where: (p) => p.fast < p.slow });
  const lookbacks = grid({ lookback: { from: 20, to: context.quick ? 35 : 139 } });
  const trials = ((longest - 4) * (longest - 5)) / 2;
  const data = (seed: number): Bars => syntheticBars({ seed, length: barCount, interval: '1m' }).toShared();
  const shared = { suite: 'queue', unit: 'bar of a trial', repeats: 5, warmups: 1, warmupN: barCount, data } as const;
  const crosses = await measure<Bars>(context, {
    ...shared,
    case: `cross on ${server}`,
    n: trials * barCount,
    quickN: trials * barCount,
    candidates: [
      { name: 'two worker processes', role: 'ours', run: (bars) => sweep(MaCross, bars, { space: pairs, options, workers: queue }) },
      { name: 'one thread', role: 'note', run: (bars) => sweep(MaCross, bars, { space: pairs, options }) },
    ],
  });
  const events = await measure<Bars>(context, {
    ...shared,
    case: `event trials on ${server}`,
    n: lookbacks.count * barCount,
    quickN: lookbacks.count * barCount,
    candidates: [
      { name: 'two worker processes', role: 'ours', run: (bars) => sweep(Breakout, bars, { space: lookbacks, options, workers: queue }) },
      { name: 'one thread', role: 'note', run: (bars) => sweep(Breakout, bars, { space: lookbacks, options }) },
    ],
  });
  return [...crosses, ...events];
}

/** What a chunk costs that does nothing: one after the other, and many at once. */
async function chunkRows(context: BenchContext, server: string, queue: Executor): Promise<readonly BenchRow[]> {
  const calls = context.quick ? 50 : 500;
  const points = pointsOf(grid({ lot: [1] }));
  const metrics = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'wins'] as const;
  const job = await queue.open({ strategy: Idle, data: syntheticBars({ seed: 1, length: 200 }), options, metrics, seed: 1 });
  const runAll = async (width: number): Promise<void> => {
    let left = calls;
    const one = async (): Promise<void> => {
      while (left-- > 0) await job.run({ first: 0, points, bars: undefined });
    };
    await Promise.all(Array.from({ length: width }, one));
  };
  const rows = await measure<undefined>(context, {
    suite: 'queue',
    case: `chunk of one idle trial on ${server}`,
    unit: 'chunk',
    n: calls,
    quickN: calls,
    repeats: 5,
    warmups: 2,
    data: () => undefined,
    candidates: [
      { name: 'sixteen at once', role: 'ours', run: () => runAll(16) },
      { name: 'one by one', role: 'note', run: () => runAll(1) },
    ],
  });
  await job.close();
  return rows;
}

/** Sweeps through a queue on this machine with two worker processes, beside one thread. */
export const suite: Suite = {
  name: 'queue',
  async run(context: BenchContext): Promise<readonly BenchRow[]> {
    const rows: BenchRow[] = [];
    for (const { name, missing, start } of servers) {
      if (missing !== undefined) {
        console.log(`queue on ${name}: skipped, ${missing}`);
        continue;
      }
      const server = await start();
      const endWorkers = await startWorkers(server.url, 2);
      const queue = await queueExecutor({ url: server.url });
      rows.push(...(await chunkRows(context, name, queue)), ...(await sweptRows(context, name, queue)));
      await queue.close();
      await endWorkers();
      await server.remove();
    }
    return rows;
  },
};
