import { averageCorrelation } from '../../significance/index.ts';
import { unpackPoints } from '../executors/pack-points.ts';
import type { Points } from '../spaces/index.ts';
import { comparedTrials, triedOn } from './luck.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { SweepPlace } from './sweep-place.ts';
import type { TrialLog } from './trial-log.ts';
import { runnerOf } from './trial-runner.ts';

/**
 * Lets workers tell how alike the trials of a sweep are, while they have it open. Where they do not, it is found out when the deflated
 * Sharpe ratio is first read.
 */
export async function compareTrials<P extends object>(asked: CompleteSweep<P>, log: TrialLog<P>, { job }: SweepPlace<P>): Promise<void> {
  const [first] = triedOn(log);
  if (job.compare === undefined || first === undefined) return;
  const returns = runnerOf(asked.job).counted(log.params(first));
  const groups = comparedTrials(log, returns, asked.seed);
  if (returns < 2 || groups.length === 0) return;
  try {
    const parts = await Promise.all(groups.map((trials) => job.compare?.(trials, pointsOf(log, trials), asked.signal)));
    log.compared = { sampled: groups.flat().length, averageCorrelation: averageCorrelation(parts.filter((part) => part !== undefined)) };
  } catch {
    log.compared = undefined;
  }
}

/** The points of some trials. */
function pointsOf<P extends object>(log: TrialLog<P>, trials: readonly number[]): Points<P> {
  const [{ points }] = log.parts;
  const names = points.names as readonly (keyof P & string)[];
  const codes = new Float64Array(names.length * trials.length);
  trials.forEach((trial, k) => {
    const { first, points: own } = log.part(trial);
    names.forEach((name, place) => {
      codes[place * trials.length + k] = own.column(name)[trial - first];
    });
  });
  return unpackPoints({ names, choices: names.map((name) => points.choices(name) ?? null), codes });
}
