import { ArgumentError, checkInteger, checkKeys, checkOneOf } from '../../core/index.ts';
import type { TrialsOptions } from './random-search.ts';
import { drawn } from './random-search.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { mostSobolDimensions, type Scramble, sobolSequence } from './sobol-sequence.ts';

/** Options of {@link sobol}. */
export interface SobolOptions extends TrialsOptions {
  /**
   * `owen`: random bits at each node of the binary tree, which keeps the even spread and makes seeds differ; `shift`: one random
   * word for each parameter; `none`: the plain sequence, whatever the seed. @default 'owen'
   */
  readonly scramble?: Scramble;
}

/**
 * Points of a Sobol sequence, which fill the space more evenly than random ones at every length, best at powers of two.
 *
 * Points that do not meet the constraint, and repeated ones where the parameters have few values, are passed over.
 *
 * Source: Sobol 1967; direction numbers of Joe and Kuo 2008, SIAM Journal on Scientific Computing 30; Owen 1995 for the scrambling.
 *
 * @param options `trials`; `scramble`.
 * @throws ArgumentError where an option is out of range; at the start, where the space has more than 64 parameters.
 * @example
 * ```ts
 * import { sobol, space } from 'barwright/search';
 * const unit = space({ x: { type: 'float', min: 0, max: 1 }, y: { type: 'float', min: 0, max: 1 } });
 * const { points } = sobol({ trials: 4, scramble: 'none' }).start(unit, 0).ask();
 * points.column('x'); // Float64Array [0, 0.5, 0.75, 0.25]
 * points.column('y'); // Float64Array [0, 0.5, 0.25, 0.75]
 * ```
 */
export function sobol(options: SobolOptions): Sampler {
  checkKeys('sobol options', options, ['trials', 'scramble']);
  const trials = checkInteger('trials', options.trials, { min: 1, max: 2 ** 31 });
  const scramble = checkOneOf('scramble', options.scramble ?? 'owen', ['owen', 'shift', 'none']);
  return defineSampler({
    name: 'sobol',
    isAdaptive: false,
    options: { trials, scramble },
    trials({ count, names }) {
      if (names.length <= mostSobolDimensions) return Math.min(trials, count);
      throw new ArgumentError(
        `Expected a space of at most ${mostSobolDimensions} parameters for \`sobol\`, was ${names.length}: use \`latinHypercube\` or \`randomSearch\`.`,
      );
    },
    *generations(space, rng) {
      yield* drawn(space, trials, sobolSequence(space.names.length, scramble, rng.fork(0)), rng.fork(1));
    },
  });
}
