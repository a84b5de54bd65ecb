import { checkInteger, checkKeys, checkNumber, type Rng } from '../../core/index.ts';
import { pointsOfRows } from '../spaces/points.ts';
import { constraintOn, partsOf, type SearchSpace } from '../spaces/space.ts';
import { latinHypercubeDraw } from './latin-hypercube.ts';
import { fitParzen, type Observed } from './parzen.ts';
import { type PointSource, pointSource, uniformDraw } from './point-source.ts';
import type { TrialsOptions } from './random-search.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { type Generations, rank } from './sampler-run.ts';

/** Options of {@link tpe}. */
export interface TpeOptions extends TrialsOptions {
  /** How many points to learn from at first, spread as a Latin hypercube: an integer >= 2. @default 16 */
  readonly startup?: number;
  /** How many points are tried between two looks at the scores, whatever the number of workers: an integer >= 1. @default 8 */
  readonly batch?: number;
  /** How many points are drawn for each that is tried, an integer >= 1. @default 24 */
  readonly candidates?: number;
  /** The share of points that count as good, at most 25 of them: above 0, below 1. @default 0.1 */
  readonly good?: number;
}

/** The defaults of {@link TpeOptions}. */
export const tpeDefaults = { startup: 16, batch: 8, candidates: 24, good: 0.1 } as const;

const mostGood = 25;
const mostOthers = 500;

/**
 * Tree-structured Parzen estimator: points are drawn from where good ones lie, and tried where good ones are densest beside all
 * others. The choice for few hundred trials of mixed parameters, with conditions and constraints.
 *
 * Points of the same batch count as bad ones until they are told, so that they spread out. The first points are a Latin hypercube.
 *
 * Source: Bergstra, Bardenet, Bengio and Kegl 2011, "Algorithms for hyper-parameter optimization"; defaults after Watanabe 2023,
 * "Tree-structured Parzen estimator: understanding its algorithm components and their roles".
 *
 * @param options `trials`; `startup`, `batch`, `candidates`, `good`.
 * @throws ArgumentError where an option is out of range.
 * @example
 * ```ts
 * import { space, tpe } from 'barwright/search';
 * const bowl = space({ x: { type: 'float', min: -5, max: 5 }, mode: ['up', 'down'] });
 * const run = tpe({ trials: 60 }).start(bowl, 1);
 * let best = Number.NEGATIVE_INFINITY;
 * for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
 *   const scores = Array.from(batch.points, (p) => -((p.x - 2) ** 2) - (p.mode === 'up' ? 0 : 1));
 *   run.tell(scores);
 *   best = Math.max(best, ...scores);
 * }
 * best; // close to 0
 * ```
 */
export function tpe(options: TpeOptions): Sampler {
  checkKeys('tpe options', options, ['trials', 'startup', 'batch', 'candidates', 'good']);
  const settings = {
    trials: checkInteger('trials', options.trials, { min: 1 }),
    startup: checkInteger('startup', options.startup ?? tpeDefaults.startup, { min: 2 }),
    batch: checkInteger('batch', options.batch ?? tpeDefaults.batch, { min: 1 }),
    candidates: checkInteger('candidates', options.candidates ?? tpeDefaults.candidates, { min: 1 }),
    good: checkNumber('good', options.good ?? tpeDefaults.good, { above: 0, below: 1 }),
  };
  return defineSampler({
    name: 'tpe',
    isAdaptive: true,
    options: settings,
    trials: ({ count }) => Math.min(settings.trials, count),
    generations: (space, rng) => generations(space, rng, settings),
  });
}

type Settings = Required<TpeOptions>;

interface Row {
  readonly codes: Float64Array;
  readonly unit: Float64Array;
}

function* generations<P extends object>(space: SearchSpace<P>, rng: Rng, settings: Settings): Generations<P> {
  const { dimensions } = partsOf(space);
  const source = pointSource(space, rng.fork(0));
  const draws = rng.fork(1);
  const rows: Row[] = [];
  const scores: number[] = [];
  while (rows.length < settings.trials) {
    const size = Math.min(settings.trials - rows.length, rows.length === 0 ? settings.startup : settings.batch);
    const batch =
      rows.length === 0 ? firstRows(space, source, size, rng.fork(2)) : proposed(space, source, size, draws, { rows, scores, settings });
    if (batch.length === 0) return;
    const told = yield {
      points: pointsOfRows(
        dimensions,
        batch.map(({ codes }) => codes),
      ),
      bars: undefined,
    };
    rows.push(...batch);
    scores.push(...told);
  }
}

function firstRows<P extends object>(space: SearchSpace<P>, source: PointSource<P>, size: number, rng: Rng): Row[] {
  const draw = latinHypercubeDraw(space.names.length, size, rng);
  return taken(
    space,
    Array.from({ length: size }, () => source.next(draw)),
  );
}

interface History {
  readonly rows: readonly Row[];
  readonly scores: readonly number[];
  readonly settings: Settings;
}

/** The most promising new points. */
function proposed<P extends object>(
  space: SearchSpace<P>,
  source: PointSource<P>,
  size: number,
  rng: Rng,
  { rows, scores, settings }: History,
): Row[] {
  const parts = partsOf(space);
  const meets = constraintOn(space);
  const ranked = rank(scores);
  const goodCount = Math.min(mostGood, Math.ceil(settings.good * rows.length));
  const inOrder = (places: number[]): Row[] => places.sort((a, b) => a - b).map((i) => rows[i]);
  const good = fitParzen(parts, observed(inOrder(ranked.slice(0, goodCount))));
  const others = inOrder(ranked.slice(goodCount)).slice(-mostOthers);
  const uniform = uniformDraw(rng);
  const batch: Row[] = [];
  while (batch.length < size) {
    const rest = fitParzen(parts, observed([...others, ...batch]));
    const candidates: { readonly codes: Float64Array; readonly unit: Float64Array; readonly promise: number }[] = [];
    for (let i = 0; i < 10 * settings.candidates && candidates.length < settings.candidates; i++) {
      const codes = new Float64Array(parts.dimensions.length);
      const unit = new Float64Array(parts.dimensions.length).fill(Number.NaN);
      good.draw(rng, codes, unit);
      if (meets(codes)) candidates.push({ codes, unit, promise: good.density(codes, unit) / rest.density(codes, unit) });
    }
    candidates.sort((a, b) => b.promise - a.promise);
    const chosen = candidates.find(({ codes }) => source.takeCodes(codes) !== undefined);
    const [row] = chosen === undefined ? taken(space, [source.next(uniform)]) : [chosen];
    if (row === undefined) break;
    batch.push(row);
  }
  return batch;
}

/** Points with their places on the scales. */
function taken<P extends object>(space: SearchSpace<P>, drawn: readonly (Float64Array | undefined)[]): Row[] {
  const { dimensions } = partsOf(space);
  return drawn
    .filter((codes) => codes !== undefined)
    .map((codes) => ({
      codes,
      unit: codes.map((code, place) => (Number.isNaN(code) ? Number.NaN : dimensions[place].unitOf(code))),
    }));
}

function observed(rows: readonly Row[]): Observed {
  return { codes: rows.map(({ codes }) => codes), units: rows.map(({ unit }) => unit) };
}
