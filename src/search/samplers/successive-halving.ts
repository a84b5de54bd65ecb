import { ArgumentError, checkInteger, checkKeys, checkNumber } from '../../core/index.ts';
import { pointsOfRows } from '../spaces/points.ts';
import { partsOf, type SearchSpace } from '../spaces/space.ts';
import { type Draw, type PointSource, pointSource, uniformDraw } from './point-source.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { type Generations, rank } from './sampler-run.ts';

/** Options of samplers that try many points on few bars and few points on many. */
export interface HalvingOptions {
  /** Bars of the first trials at least, an integer >= 1. */
  readonly minBars: number;
  /** Bars of the last trials, an integer >= `minBars`. */
  readonly maxBars: number;
  /** From rung to rung, bars grow and points shrink by this factor, at least 2. @default 3 */
  readonly factor?: number;
}

/** Options of {@link successiveHalving}. */
export interface SuccessiveHalvingOptions extends HalvingOptions {
  /** How many points to begin with: enough for one to reach `maxBars`. */
  readonly points: number;
}

/** Points that are tried on as many bars. */
export interface Rung {
  readonly points: number;
  readonly bars: number;
}

/**
 * Successive halving: all points are tried on few bars, and the best share of them on `factor` times as many, until one rung is left
 * that sees `maxBars`. With factor 3, 81 points from 1,000 bars on are 81 x 1,000, 27 x 3,000, 9 x 9,000, 3 x 27,000 and
 * 1 x 81,000. The points are drawn at random; a trial that fails goes no further.
 *
 * Source: Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS.
 *
 * @param options `points`, `minBars`, `maxBars`; `factor`.
 * @throws ArgumentError where an option is out of range, or so few points begin that none reaches `maxBars`.
 * @example
 * ```ts
 * import { space, successiveHalving } from 'barwright/search';
 * const windows = space({ fast: { from: 5, to: 50 }, slow: { from: 20, to: 200 } });
 * const run = successiveHalving({ points: 9, minBars: 1_000, maxBars: 9_000 }).start(windows, 1);
 * const bars: unknown[] = [];
 * for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
 *   bars.push(`${batch.points.length} x ${batch.bars}`);
 *   run.tell(Array.from(batch.points, (p) => -p.fast)); // what a backtest on the first `batch.bars` bars scores
 * }
 * bars; // ['9 x 1000', '3 x 3000', '1 x 9000']
 * ```
 */
export function successiveHalving(options: SuccessiveHalvingOptions): Sampler {
  checkKeys('successive halving options', options, ['points', 'minBars', 'maxBars', 'factor']);
  const settings = checkHalving(options);
  const points = checkInteger('points', options.points, { min: 1 });
  const last = rungCount(settings) - 1;
  const least = Math.ceil(settings.factor ** last - 1e-9);
  if (points < least) {
    throw new ArgumentError(
      `Expected \`points\` to be an integer >= ${least}, so that one reaches \`maxBars\` in ${last + 1} rungs, was \`${points}\`: ` +
        'begin with more, or with more bars.',
    );
  }
  const bracket = rungs(settings, last, points);
  return defineSampler({
    name: 'successive-halving',
    isAdaptive: true,
    options: { ...settings, points },
    trials: () => trialsOf([bracket]),
    *generations(space, rng) {
      yield* halved(space, bracket, pointSource(space, rng.fork(0)), uniformDraw(rng.fork(1)));
    },
  });
}

/** Checks what all samplers of rungs take. */
export function checkHalving(options: HalvingOptions): Required<HalvingOptions> {
  const minBars = checkInteger('minBars', options.minBars, { min: 1 });
  return {
    minBars,
    maxBars: checkInteger('maxBars', options.maxBars, { min: minBars }),
    factor: checkNumber('factor', options.factor ?? 3, { min: 2 }),
  };
}

/** How many rungs fit between the least bars and the most. */
export function rungCount({ minBars, maxBars, factor }: Required<HalvingOptions>): number {
  return Math.floor(Math.log(maxBars / minBars) / Math.log(factor) + 1e-9) + 1;
}

/** The rungs of `points` points that end with the most bars, `last` + 1 of them. */
export function rungs({ maxBars, factor }: Required<HalvingOptions>, last: number, points: number): readonly Rung[] {
  return Array.from({ length: last + 1 }, (_, i) => ({
    points: Math.floor(points / factor ** i + 1e-9),
    bars: Math.max(1, Math.round(maxBars / factor ** (last - i))),
  }));
}

/** How many trials some brackets of rungs make. */
export function trialsOf(brackets: readonly (readonly Rung[])[]): number {
  return brackets.flat().reduce((sum, { points }) => sum + points, 0);
}

/** One bracket: new points on its first rung, the best of each rung on the next. */
export function* halved<P extends object>(
  space: SearchSpace<P>,
  bracket: readonly Rung[],
  source: PointSource<P>,
  draw: Draw,
): Generations<P> {
  const { dimensions } = partsOf(space);
  let rows: Float64Array[] = [];
  for (let i = 0; i < bracket[0].points; i++) {
    const codes = source.next(draw);
    if (codes === undefined) break;
    rows.push(codes);
  }
  let scores: Float64Array | undefined;
  for (const { points, bars } of bracket) {
    if (scores !== undefined) rows = best(rows, scores, points);
    if (rows.length === 0) return;
    scores = yield { points: pointsOfRows(dimensions, rows), bars };
  }
}

function best(rows: readonly Float64Array[], scores: Float64Array, count: number): Float64Array[] {
  return rank(scores)
    .filter((k) => !Number.isNaN(scores[k]))
    .slice(0, count)
    .map((k) => rows[k]);
}
