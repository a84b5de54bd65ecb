import { checkInteger, checkKeys, type Rng } from '../../core/index.ts';
import type { SearchSpace } from '../spaces/space.ts';
import { type Draw, pointSource, uniformDraw } from './point-source.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import type { Generations } from './sampler-run.ts';

/** Options of samplers that try a number of points. */
export interface TrialsOptions {
  /** How many points to try, an integer >= 1; fewer where the space has fewer. */
  readonly trials: number;
}

const chunk = 1024;

/**
 * Points drawn independently and uniformly from the ranges: on a logarithmic scale where the parameter has one. A point is not
 * tried twice, and one that does not meet the constraint is drawn again.
 *
 * Source: Bergstra and Bengio 2012, "Random search for hyper-parameter optimization", JMLR 13.
 *
 * @param options `trials`.
 * @throws ArgumentError where `trials` is no integer >= 1.
 * @example
 * ```ts
 * import { randomSearch, space } from 'barwright/search';
 * const windows = space({ fast: { from: 2, to: 1_000 }, slow: { from: 2, to: 1_000_000 } }, { where: (p) => p.fast < p.slow });
 * randomSearch({ trials: 500 }).start(windows, 7).ask().points.length; // 500
 * ```
 */
export function randomSearch(options: TrialsOptions): Sampler {
  checkKeys('random search options', options, ['trials']);
  const trials = checkInteger('trials', options.trials, { min: 1 });
  return defineSampler({
    name: 'random',
    isAdaptive: false,
    options: { trials },
    trials: ({ count }) => Math.min(trials, count),
    *generations(space, rng) {
      yield* drawn(space, trials, uniformDraw(rng.fork(0)), rng.fork(1));
    },
  });
}

/** Up to `trials` new points of `draw`, in pieces. */
export function* drawn<P extends object>(space: SearchSpace<P>, trials: number, draw: Draw, rng: Rng): Generations<P> {
  const source = pointSource(space, rng);
  for (let done = 0; done < trials; done += chunk) {
    const points = source.points(Math.min(chunk, trials - done), draw);
    if (points.length === 0) return;
    yield { points, bars: undefined };
  }
}
