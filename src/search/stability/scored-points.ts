import { isActive } from '../spaces/blocks.ts';
import type { Dimension } from '../spaces/dimension.ts';
import type { SpaceParts } from '../spaces/space.ts';

/** Points that were tried and what they scored: what stability is told from. */
export interface ScoredPoints {
  /** The space that they are of. */
  readonly space: SpaceParts;
  /** Whether every point of the space was meant to be tried, so that neighbours are told by steps. */
  readonly isGrid: boolean;
  /** Codes of each parameter, NaN where it is not active. */
  readonly columns: readonly Float64Array[];
  /** Higher is better; NaN where a point was tried and does not count. */
  readonly scores: Float64Array;
}

/** Whether the values of a parameter have neighbours: numbers do, choices do not. */
export function isOrdered({ choices, count }: Dimension): boolean {
  return choices === undefined && count > 1;
}

/** Places of the parameters whose values have neighbours. */
export function orderedPlaces(dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.flatMap((dimension, place) => (isOrdered(dimension) ? [place] : []));
}

/** Codes of one point. */
export function codesOf({ columns }: ScoredPoints, index: number): Float64Array {
  return Float64Array.from(columns, (column) => column[index]);
}

/** Names of the parameters of which a point has the first or the last value; those of two values are always at an end and say nothing. */
export function edgesOf({ space: { dimensions }, columns }: ScoredPoints, index: number): readonly string[] {
  const codes = Float64Array.from(columns, (column) => column[index]);
  return dimensions.flatMap((dimension, place) => {
    if (!isOrdered(dimension) || dimension.count < 3 || !isActive(dimension, codes)) return [];
    const unit = dimension.unitOf(codes[place]);
    const margin = Number.isFinite(dimension.count) ? dimension.widthOf(codes[place]) : 0.02;
    return unit < margin || unit > 1 - margin ? [dimension.name] : [];
  });
}

/** Scores with those that are infinite moved to the highest and the lowest that are not, so that sums of them stay numbers. */
export function boundedScores(scores: Float64Array): Float64Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    if (!Number.isFinite(score)) continue;
    if (score < low) low = score;
    if (score > high) high = score;
  }
  if (low > high) return scores.map((score) => (Number.isNaN(score) ? score : Math.sign(score)));
  return scores.map((score) => Math.min(high, Math.max(low, score)));
}

/** Median of the scores that count; NaN where none does. */
export function medianScore(scores: Float64Array): number {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
