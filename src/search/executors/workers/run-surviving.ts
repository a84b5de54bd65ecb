import { blockCount, emptyRows, type TrialRows } from '../../sweep/trial-rows.ts';
import type { TrialChunk } from '../executor.ts';

/** A worker died while it ran a chunk. */
export class WorkerDied extends Error {}

/** So many workers that die of one trial alone are enough to say that it fails. */
const mostDeaths = 3;

/**
 * The rows of a chunk whose workers may die. A chunk is sent twice; where workers die of it both times it is halved, and so on, until the
 * trial is found that they die of: three times on its own, and it has failed. All others have their rows, each once.
 *
 * @param send runs a chunk on some worker; throws {@link WorkerDied} where that dies.
 */
export async function runSurviving<P extends object>(
  chunk: TrialChunk<P>,
  metrics: number,
  send: (chunk: TrialChunk<P>) => Promise<TrialRows>,
  most = 2,
): Promise<TrialRows> {
  const { first, points, bars } = chunk;
  let why = '';
  for (let deaths = 0; deaths < (points.length === 1 ? mostDeaths : most); deaths++) {
    try {
      return await send(chunk);
    } catch (error) {
      if (!(error instanceof WorkerDied)) throw error;
      why = error.message;
    }
  }
  if (points.length === 1) {
    const rows = emptyRows(1, metrics);
    rows.failures.set(0, `${mostDeaths} workers died of it: ${why}`);
    return rows;
  }
  const middle = points.length >> 1;
  const before = await runSurviving({ first, points: points.slice(0, middle), bars }, metrics, send, 1);
  const after = await runSurviving({ first: first + middle, points: points.slice(middle), bars }, metrics, send, 1);
  return joined(before, after, metrics);
}

function joined(before: TrialRows, after: TrialRows, metrics: number): TrialRows {
  const rows = emptyRows(before.length + after.length, metrics);
  for (const { part, at } of [
    { part: before, at: 0 },
    { part: after, at: before.length },
  ]) {
    rows.metrics.set(part.metrics, at * metrics);
    rows.sums.set(part.sums, at * blockCount);
    rows.squares.set(part.squares, at * blockCount);
    for (const [k, reason] of part.failures) rows.failures.set(at + k, reason);
  }
  return rows;
}
