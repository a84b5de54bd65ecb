import { ArgumentError } from '../core/index.ts';
import { countRows, type RowRange, type Split } from '../splits/index.ts';
import type { WindowSearch } from './walk-forward-options.ts';
import { sweepOf } from './window-choice.ts';
import { eachAtOnce, type WindowPlace } from './window-executor.ts';
import { WindowsWatch } from './window-progress.ts';

/** What every trial scored in one range of rows. */
export interface RangeScores {
  /** Score by the first objective: higher is better, NaN where it has none. */
  readonly scores: Float64Array;
  /** Closed trades; NaN where the strategy threw. */
  readonly trades: Float64Array;
}

/** All trials in all ranges. */
export interface TrialScores<P extends object> {
  readonly params: readonly P[];
  readonly objective: string;
  of(range: RowRange): RangeScores;
}

/**
 * Runs every trial once over each of the ranges of splits: flat at its start, indicators warmed up by earlier rows alone.
 *
 * @throws ArgumentError where ranges are too short to be traded, or an option of the search is wrong.
 */
export async function scoreRanges<P extends object>({ search, atOnce }: WindowPlace<P>, splits: readonly Split[]): Promise<TrialScores<P>> {
  const ranges = distinctRanges(splits);
  const watch = new WindowsWatch(ranges.length, search.onProgress);
  const swept = await eachAtOnce(ranges.length, atOnce, async (k) => {
    search.signal?.throwIfAborted();
    const { from, to } = ranges[k];
    const result = await sweepOf(search, { warm: search.warmFrom(from), from, to }, 0, watch.of(k));
    search.signal?.throwIfAborted();
    watch.over(k);
    const { trials } = result;
    return {
      scores: trials.column('score') as Float64Array,
      trades: trials.column('trades') as Float64Array,
      // The points are those of every range: one list of them is enough.
      params: k === 0 ? Array.from({ length: trials.length }, (_, trial) => result.trial(trial).params) : [],
      objective: result.objectives[0],
    };
  });
  const byRange = new Map(ranges.map((range, k) => [keyOf(range), swept[k]]));
  return { params: swept[0].params, objective: swept[0].objective, of: (range) => byRange.get(keyOf(range)) as RangeScores };
}

function distinctRanges(splits: readonly Split[]): readonly RowRange[] {
  const all = new Map<string, RowRange>();
  for (const { train, test } of splits) {
    for (const list of [train, test]) {
      if (countRows(list) < 2 * list.length)
        throw new ArgumentError(
          'Expected `splitter` to give ranges of at least 2 rows on average, so that there is time to trade: take one that does not shuffle.',
        );
      for (const range of list) all.set(keyOf(range), range);
    }
  }
  return [...all.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function keyOf({ from, to }: RowRange): string {
  return `${from}-${to}`;
}

/**
 * What each trial scores over several ranges: the mean over the ranges weighted by their rows; a range in which it has no score, as one
 * without a trade, counts as 0. NaN where the strategy threw in a range, or there are fewer closed trades in all than `minTrades`.
 */
export function scoresOver<P extends object>({ params, of }: TrialScores<P>, ranges: readonly RowRange[], minTrades: number): Float64Array {
  const rows = countRows(ranges);
  const parts = ranges.map((range) => ({ ...of(range), weight: countRows([range]) / rows }));
  return Float64Array.from(params, (_, trial) => {
    let score = 0;
    let trades = 0;
    for (const part of parts) {
      const own = part.scores[trial];
      trades += part.trades[trial];
      if (!Number.isNaN(own)) score += part.weight * own;
    }
    return trades >= minTrades ? score : Number.NaN;
  });
}

/** The first of the highest scores; -1 where there is none. */
export function bestOf(scores: Float64Array): number {
  return scores.reduce((best, score, trial) => (score > (best < 0 ? Number.NEGATIVE_INFINITY : scores[best]) ? trial : best), -1);
}

/** Rank of one score among all that are none NaN, as a share above 0 and below 1: `rank / (count + 1)`, ties by their average rank. */
export function relativeRank(scores: Float64Array, trial: number): number {
  let [below, equal, count] = [0, 0, 0];
  for (const score of scores) {
    if (Number.isNaN(score)) continue;
    count++;
    if (score < scores[trial]) below++;
    else if (score === scores[trial]) equal++;
  }
  return (below + (equal + 1) / 2) / (count + 1);
}

/** Whether the search may be cross-validated: every range must be tried at the same points. */
export function checkSampler<P extends object>({ sweep: { sampler } }: WindowSearch<P>): void {
  if (sampler?.isAdaptive !== true) return;
  throw new ArgumentError(
    `Expected \`sampler\` to try the same points whatever they score, such as randomSearch or sobol, was ${sampler.name}: every range of a cross-validation tries the same.`,
  );
}
