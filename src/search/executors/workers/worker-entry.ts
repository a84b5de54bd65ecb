import { parentPort } from 'node:worker_threads';
import { type BlockSums, type PboShare, pboContests } from '../../../significance/index.ts';
import type { TrialRunner } from '../../sweep/trial-runner.ts';
import type { TrialJob } from '../executor.ts';
import { markAsImporting } from '../import-module.ts';
import { packCorrelation } from '../pack-correlation.ts';
import { packError } from '../pack-error.ts';
import { openPacked, type PackedJob } from '../pack-job.ts';
import { type PackedPoints, unpackPoints } from '../pack-points.ts';
import { packRows } from '../pack-rows.ts';
import { runChunk } from '../run-chunk.ts';
import type { WorkerAnswer, WorkerCall, WorkerChunk } from './worker-messages.ts';

/** Jobs that a thread keeps open; the one used longest ago goes first. */
const mostOpen = 4;

type Opened = Promise<{ readonly job: TrialJob<object>; readonly runner: TrialRunner<object> }>;

const opened = new Map<string, Opened>();

async function runnerOf(packed: PackedJob): Promise<Awaited<Opened>> {
  const found = opened.get(packed.hash) ?? openPacked<object>(packed);
  opened.delete(packed.hash);
  opened.set(packed.hash, found);
  for (const hash of opened.keys()) if (opened.size > mostOpen) opened.delete(hash);
  try {
    return await found;
  } catch (error) {
    opened.delete(packed.hash);
    throw error;
  }
}

type Block = Uint8Array<ArrayBuffer> | undefined;

const methods: Readonly<Record<WorkerCall['method'], (...args: never[]) => Block | Promise<Block>>> = {
  async prepare(packed: PackedJob) {
    await runnerOf(packed);
    return undefined;
  },
  async run(packed: PackedJob, { first, points, bars }: WorkerChunk) {
    const { job, runner } = await runnerOf(packed);
    return packRows(runChunk(runner, { first, points: unpackPoints(points), bars }, job.metrics.length));
  },
  async compare(packed: PackedJob, trials: readonly number[], points: PackedPoints) {
    const { runner } = await runnerOf(packed);
    const unpacked = unpackPoints(points);
    return packCorrelation(runner.compare(trials, (_, k) => unpacked.at(k)));
  },
  contest: (sums: BlockSums, share: PboShare, metric: 'sharpe' | 'mean') =>
    new Uint8Array(pboContests(sums, share, { metric }).buffer as ArrayBuffer),
  forget(hash: string) {
    opened.delete(hash);
    return undefined;
  },
};

async function answerTo({ method, args }: WorkerCall): Promise<WorkerAnswer> {
  try {
    return { block: await methods[method](...(args as never[])) };
  } catch (error) {
    return { error: packError(error) };
  }
}

markAsImporting('a strategy');
parentPort?.on('message', async (call: WorkerCall) => {
  const answer = await answerTo(call);
  parentPort?.postMessage(answer, 'block' in answer && answer.block !== undefined ? [answer.block.buffer] : []);
});
