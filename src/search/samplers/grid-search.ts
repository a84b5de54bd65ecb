import type { Rng } from '../../core/index.ts';
import { checkGridSize } from '../spaces/grid.ts';
import { gridChunks } from '../spaces/points-of.ts';
import type { SearchSpace } from '../spaces/space.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import type { Generations } from './sampler-run.ts';

/**
 * Every point of a grid, in its order.
 *
 * @example
 * ```ts
 * import { grid, gridSearch } from 'barwright/search';
 * const run = gridSearch().start(grid({ fast: [5, 10, 20], slow: [50, 100] }), 0);
 * run.ask(4).points.at(3); // { fast: 10, slow: 100 }
 * run.ask().points.length; // 2
 * run.ask().points.length; // 0: the search is over
 * ```
 */
export function gridSearch(): Sampler {
  return defineSampler({
    name: 'grid',
    isAdaptive: false,
    options: {},
    trials(space) {
      if (space.kind !== 'grid') checkGridSize(space);
      return space.count;
    },
    *generations<P extends object>(space: SearchSpace<P>, _: Rng): Generations<P> {
      for (const points of gridChunks(space)) yield { points, bars: undefined };
    },
  });
}
