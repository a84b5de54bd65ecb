import { checkInteger, checkKeys, type Rng } from '../../core/index.ts';
import type { Draw } from './point-source.ts';
import { drawn, type TrialsOptions } from './random-search.ts';
import { defineSampler, type Sampler } from './sampler.ts';

/**
 * A Latin hypercube: each parameter's range is cut into as many equal parts as there are trials, and every part holds one point.
 *
 * Points that do not meet the constraint, and repeated ones where the parameters have few values, are passed over; a further
 * design of the same size makes up for them.
 *
 * Source: McKay, Beckman and Conover 1979, Technometrics 21.
 *
 * @param options `trials`.
 * @throws ArgumentError where `trials` is no integer >= 1.
 * @example
 * ```ts
 * import { latinHypercube, space } from 'barwright/search';
 * const levels = space({ entry: { type: 'float', min: 0, max: 10 }, exit: { type: 'float', min: 0, max: 10 } });
 * const { points } = latinHypercube({ trials: 10 }).start(levels, 1).ask();
 * Array.from(points.column('entry'), Math.floor).sort(); // [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
 * ```
 */
export function latinHypercube(options: TrialsOptions): Sampler {
  checkKeys('latin hypercube options', options, ['trials']);
  const trials = checkInteger('trials', options.trials, { min: 1 });
  return defineSampler({
    name: 'latin-hypercube',
    isAdaptive: false,
    options: { trials },
    trials: ({ count }) => Math.min(trials, count),
    *generations(space, rng) {
      yield* drawn(space, trials, latinHypercubeDraw(space.names.length, trials, rng.fork(0)), rng.fork(1));
    },
  });
}

/** Points of Latin hypercubes of `size` points, one design after another. */
export function latinHypercubeDraw(dimensions: number, size: number, rng: Rng): Draw {
  const strata = Array.from({ length: dimensions }, () => Float64Array.from({ length: size }, (_, i) => i));
  let next = size;
  return (unit) => {
    if (next === size) {
      next = 0;
      for (const order of strata) shuffle(order, rng);
    }
    for (let d = 0; d < dimensions; d++) unit[d] = (strata[d][next] + rng.uniform()) / size;
    next++;
  };
}

function shuffle(values: Float64Array, rng: Rng): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    const value = values[i];
    values[i] = values[j];
    values[j] = value;
  }
}
