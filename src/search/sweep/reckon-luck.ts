import { averageCorrelation } from '../../significance/index.ts';
import { unpackPoints } from '../executors/pack-points.ts';
import type { Points } from '../spaces/index.ts';
import { comparedTrials, pboMetricOf, triedOn, validatedSums } from './luck.ts';
import type { CompleteSweep } from './sweep-options.ts';
import type { SweepPlace } from './sweep-place.ts';
import type { TrialLog } from './trial-log.ts';
import { runnerOf } from './trial-runner.ts';

/** From so many trials on, workers share in the contests of the probability of overfitting. */
const manyTrials = 500;

/**
 * Lets workers reckon what the figures of luck stand on, while they have the sweep open. What they do not reckon, or fail in, is found out
 * when the figures are first read.
 */
export async function reckonLuck<P extends object>(asked: CompleteSweep<P>, log: TrialLog<P>, place: SweepPlace<P>): Promise<void> {
  if (place.job.compare === undefined && place.job.contest === undefined) return;
  const [first] = triedOn(log);
  if (first === undefined) return;
  await Promise.all([compareTrials(asked, log, place, first), holdContests(asked, log, place, first)].map(quietly));
}

/** How alike the trials are. */
async function compareTrials<P extends object>(
  asked: CompleteSweep<P>,
  log: TrialLog<P>,
  { job }: SweepPlace<P>,
  first: number,
): Promise<void> {
  const returns = runnerOf(asked.job).counted(log.params(first));
  const groups = comparedTrials(log, returns, asked.seed);
  if (job.compare === undefined || returns < 2 || groups.length === 0) return;
  const parts = await Promise.all(groups.map((trials) => job.compare?.(trials, pointsOf(log, trials), asked.signal)));
  log.compared = { sampled: groups.flat().length, averageCorrelation: averageCorrelation(parts.filter((part) => part !== undefined)) };
}

/** Who wins the halves of the blocks. */
async function holdContests<P extends object>(
  asked: CompleteSweep<P>,
  log: TrialLog<P>,
  { job, executor }: SweepPlace<P>,
  first: number,
): Promise<void> {
  if (job.contest === undefined || log.length < manyTrials) return;
  const validated = validatedSums(log, runnerOf(asked.job).rowsOfBlock(log.params(first)), asked.seed);
  if (validated === undefined) return;
  const [metric, count] = [pboMetricOf(asked.goals[0].name), executor.width];
  const shares = Array.from({ length: count }, (_, index) => job.contest?.(validated.sums, { index, count }, metric, asked.signal));
  const contests = (await Promise.all(shares)).filter((share) => share !== undefined);
  const joined = new Float64Array(contests.reduce((sum, { length }) => sum + length, 0));
  contests.reduce((at, share) => {
    joined.set(share, at);
    return at + share.length;
  }, 0);
  log.validated = validated;
  log.contests = joined;
}

/** Where it fails, nothing is noted. */
async function quietly(work: Promise<void>): Promise<void> {
  await work.catch(() => {});
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
