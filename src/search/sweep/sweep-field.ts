import { partsOf } from '../spaces/space.ts';
import { Neighbourhoods } from '../stability/neighbourhood.ts';
import type { ScoredPoints } from '../stability/scored-points.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { TrialLog } from './trial-log.ts';

/** The trials of a sweep that can be compared, as points and scores. */
export interface SweepField {
  readonly points: ScoredPoints;
  /** Numbers of the trials. */
  readonly trials: readonly number[];
}

/** The trials that ran on as many bars as one does: those that count, and those that failed or were thin. */
export function fieldOf<P extends object>(log: TrialLog<P>, asked: CompleteSweep<P>, like: number): SweepField {
  const bars = log.bars(like);
  const trials = Array.from({ length: log.length }, (_, trial) => trial).filter((trial) => log.bars(trial) === bars);
  const columns = asked.space.names.map((name) => {
    const all = new Float64Array(log.length);
    for (const { first, points } of log.parts) all.set(points.column(name as keyof P & string), first);
    return trials.length === all.length ? all : Float64Array.from(trials, (trial) => all[trial]);
  });
  const points = {
    space: partsOf(asked.space),
    isGrid: asked.sampler.name === 'grid',
    columns,
    scores: Float64Array.from(trials, (trial) => log.score(trial)),
  };
  return { points, trials };
}

/** How the trials that can be compared with one stand among their neighbours. */
export function neighbourhoodsOf({ points }: SweepField): Neighbourhoods {
  return new Neighbourhoods(points);
}
