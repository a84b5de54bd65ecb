import { checkKeys } from '../../core/index.ts';
import { pointSource, uniformDraw } from './point-source.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { checkHalving, type HalvingOptions, halved, type Rung, rungCount, rungs, trialsOf } from './successive-halving.ts';

/**
 * Hyperband: brackets of successive halving that spend about the same bars, from many points on few bars to few points on all.
 * It hedges against objectives that few bars tell nothing about. The points are drawn at random.
 *
 * With `maxBars` 81, `minBars` 1 and factor 3 the brackets begin with 81 points on 1 bar, 34 on 3, 15 on 9, 8 on 27 and 5 on 81:
 * `ceil((s_max + 1) / (s + 1) factor^s)` points in bracket s.
 *
 * Source: Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar 2018, "Hyperband: a novel bandit-based approach to hyperparameter
 * optimization", JMLR 18, algorithm 1.
 *
 * @param options `minBars`, `maxBars`; `factor`.
 * @throws ArgumentError where an option is out of range.
 * @example
 * ```ts
 * import { hyperband, space } from 'barwright/search';
 * const windows = space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200 } });
 * const run = hyperband({ minBars: 1_000, maxBars: 27_000 }).start(windows, 1);
 * run.trials; // 69 = (27 + 9 + 3 + 1) + (12 + 4 + 1) + (6 + 2) + 4
 * run.ask().bars; // 1000
 * ```
 */
export function hyperband(options: HalvingOptions): Sampler {
  checkKeys('hyperband options', options, ['minBars', 'maxBars', 'factor']);
  const settings = checkHalving(options);
  const brackets = hyperbandBrackets(settings);
  return defineSampler({
    name: 'hyperband',
    isAdaptive: true,
    options: settings,
    trials: () => trialsOf(brackets),
    *generations(space, rng) {
      const source = pointSource(space, rng.fork(0));
      const draw = uniformDraw(rng.fork(1));
      for (const bracket of brackets) yield* halved(space, bracket, source, draw);
    },
  });
}

/** The brackets, that of the fewest bars first. */
export function hyperbandBrackets(settings: Required<HalvingOptions>): readonly (readonly Rung[])[] {
  const most = rungCount(settings) - 1;
  return Array.from({ length: most + 1 }, (_, i) => {
    const last = most - i;
    const points = Math.ceil(((most + 1) / (last + 1)) * settings.factor ** last - 1e-9);
    return rungs(settings, last, points);
  });
}
