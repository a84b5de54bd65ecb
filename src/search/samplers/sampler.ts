import { checkInteger, checkKeys, Rng } from '../../core/index.ts';
import type { Points, SearchSpace } from '../spaces/index.ts';
import { partsOf } from '../spaces/space.ts';
import { type Generations, startRun } from './sampler-run.ts';

/** Points to try together. */
export interface Batch<P extends object = Readonly<Record<string, unknown>>> {
  /** None where the search is over. */
  readonly points: Points<P>;
  /** On how many bars they are to be tried; undefined: on all. */
  readonly bars: number | undefined;
}

/**
 * One search under way: ask for points, try them, tell what they scored.
 *
 * An adaptive sampler thinks in generations of a size of its own, and makes the next one when all of the last is told. How many
 * points each `ask` takes, and how many workers try them, changes no point.
 */
export interface SamplerRun<P extends object = Readonly<Record<string, unknown>>> {
  /** How many trials there will be at most, for progress. */
  readonly trials: number;
  /**
   * The next points, never the same one twice on as many bars; none where the search is over.
   *
   * @param most how many at most: an integer >= 1. @default as many as the sampler has ready
   * @throws ArgumentError where an adaptive sampler needs scores first, or no point can be found that meets the constraint.
   */
  ask(most?: number): Batch<P>;
  /**
   * What points scored, in the order they were asked for: higher is better, NaN where a trial failed.
   *
   * @throws ArgumentError where there are more scores than points asked for, or one is no number.
   */
  tell(scores: ArrayLike<number>): void;
}

/** A way to choose the points of a search. */
export interface Sampler {
  readonly name: string;
  /** Whether points depend on what earlier ones scored. */
  readonly isAdaptive: boolean;
  /** Its options with defaults filled in, for the manifest of a search. */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * Begins a search. The same space and seed give the same points.
   *
   * @param space what to search.
   * @param seed integer.
   * @throws ArgumentError where the sampler cannot search such a space.
   */
  start<P extends object>(space: SearchSpace<P>, seed: number): SamplerRun<P>;
}

/** What a sampler is made of. */
export interface SamplerDefinition {
  /** Small letters, with hyphens between words. */
  readonly name: string;
  /** Whether points depend on what earlier ones scored. */
  readonly isAdaptive: boolean;
  /** What it was made with, for the manifest of a search. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Refuses spaces that it cannot search, and says how many trials there will be at most. */
  trials(space: SearchSpace): number;
  /** Gives batches of points; if it is adaptive, each `yield` answers their scores: higher is better, NaN where a trial failed. */
  generations<P extends object>(space: SearchSpace<P>, rng: Rng): Generations<P>;
}

/**
 * A sampler of your own, from a generator of its batches. Cutting batches into what is asked for, gathering scores and refusing
 * wrong ones is done for it.
 *
 * @param definition what it is made of. Take all randomness from `rng`, and give no point twice on as many bars.
 * @throws ArgumentError where an entry is unknown.
 * @example
 * ```ts
 * import { defineSampler, pointsFrom, space } from 'barwright/search';
 * const known = defineSampler({
 *   name: 'known',
 *   isAdaptive: false,
 *   trials: () => 2,
 *   *generations(searched) {
 *     yield { points: pointsFrom(searched, [{ fast: 10, slow: 50 }, { fast: 20, slow: 100 }]), bars: undefined };
 *   },
 * });
 * const windows = space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200 } });
 * known.start(windows, 0).ask().points.at(1); // { fast: 20, slow: 100 }
 * ```
 */
export function defineSampler(definition: SamplerDefinition): Sampler {
  checkKeys('sampler', definition, ['name', 'isAdaptive', 'options', 'trials', 'generations']);
  const { name, isAdaptive, options = {} } = definition;
  return Object.freeze({
    name,
    isAdaptive,
    options: Object.freeze({ ...options }),
    start<P extends object>(space: SearchSpace<P>, seed: number): SamplerRun<P> {
      partsOf(space);
      checkInteger('seed', seed);
      const trials = definition.trials(space as SearchSpace);
      return startRun(space, definition.generations(space, new Rng(seed)), { trials, isAdaptive });
    },
  });
}
