import { gridChunks } from '../spaces/points-of.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';

const mostCounted = 1_000_000;

/** How many trials there will be: a grid that a constraint thins out is counted, where it is not too large. */
export function totalOf<P extends object>({ sampler, space }: CompleteSweep<P>, most: number): number {
  if (sampler.name !== 'grid' || space.where === undefined || space.count > mostCounted) return most;
  let total = 0;
  for (const points of gridChunks(space)) total += points.length;
  return total;
}

/** Reports progress, with the best so far. */
export function watcher<P extends object>(
  { onProgress, goals }: CompleteSweep<P>,
  log: TrialLog<P>,
  most: number,
): (isOver: boolean) => void {
  if (onProgress === undefined) return () => {};
  let seen = 0;
  let failed = 0;
  let best = -1;
  let reported = -1;
  return (isOver) => {
    for (; seen < log.length; seen++) {
      if (log.status(seen) === 'failed') failed++;
      if (log.score(seen) > (best < 0 ? Number.NEGATIVE_INFINITY : log.score(best))) best = seen;
    }
    const total = isOver ? seen : Math.max(most, seen);
    if (isOver && reported === total && seen === most) return;
    reported = seen;
    onProgress({
      done: seen,
      total,
      failed,
      objective: goals[0].name,
      best:
        best < 0
          ? undefined
          : {
              trial: best,
              params: log.params(best) as Readonly<Record<string, unknown>>,
              value: goals[0].direction === 'lower' ? -log.score(best) : log.score(best),
            },
    });
  };
}
