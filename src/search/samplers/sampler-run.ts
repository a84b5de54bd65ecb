import { ArgumentError, checkInteger, show } from '../../core/index.ts';
import { pointsOfRows } from '../spaces/points.ts';
import { partsOf, type SearchSpace } from '../spaces/space.ts';
import type { Batch, SamplerRun } from './sampler.ts';

/** Batches of a search, each answered by the scores of its points. */
export type Generations<P extends object> = Generator<Batch<P>, void, Float64Array>;

/** Cuts generations into the pieces that are asked for, and gathers their scores. */
export function startRun<P extends object>(
  space: SearchSpace<P>,
  generations: Generations<P>,
  { trials, isAdaptive }: { readonly trials: number; readonly isAdaptive: boolean },
): SamplerRun<P> {
  let batch: Batch<P> = { points: pointsOfRows<P>(partsOf(space).dimensions, []), bars: undefined };
  let scores = new Float64Array(0);
  let asked = 0;
  let untold = 0;

  const advance = (): void => {
    if (isAdaptive && untold > 0) {
      throw new ArgumentError(`Expected all points asked for to be scored before the next \`ask\`, was ${untold} without: call \`tell\`.`);
    }
    const next = generations.next(scores);
    batch = next.done ? { points: batch.points.slice(0, 0), bars: undefined } : next.value;
    scores = new Float64Array(isAdaptive ? batch.points.length : 0);
    asked = 0;
  };

  return {
    trials,
    ask(most = Number.POSITIVE_INFINITY) {
      if (most !== Number.POSITIVE_INFINITY) checkInteger('most', most, { min: 1 });
      if (asked === batch.points.length) advance();
      const points = batch.points.slice(asked, Math.min(batch.points.length, asked + most));
      asked += points.length;
      untold += points.length;
      return { points, bars: batch.bars };
    },
    tell(given) {
      if (given.length > untold)
        throw new ArgumentError(`Expected at most ${untold} \`scores\`, one a point asked for, was ${given.length}.`);
      for (let i = 0; i < given.length; i++) {
        if (typeof given[i] === 'number') continue;
        throw new ArgumentError(`Expected \`scores[${i}]\` to be a number, or NaN where the trial failed, was \`${show(given[i])}\`.`);
      }
      if (isAdaptive) scores.set(given, asked - untold);
      untold -= given.length;
    },
  };
}

/** Places of the scores from the best to the worst; NaN is worst, and of equals the earlier one is better. */
export function rank(scores: ArrayLike<number>): number[] {
  const worth = Float64Array.from(scores, (score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
  return Array.from(worth, (_, i) => i).sort((a, b) => (worth[a] === worth[b] ? a - b : worth[b] > worth[a] ? 1 : -1));
}
