import { ArgumentError, checkInteger, checkKeys, checkNumber, type Rng } from '../../core/index.ts';
import { normalQuantile } from '../../kernels/index.ts';
import type { Dimension } from '../spaces/dimension.ts';
import { pointsOfRows } from '../spaces/points.ts';
import { codesAt, constraintOn, partsOf, type SearchSpace } from '../spaces/space.ts';
import { type CmaState, cmaDecompose, cmaLearn, cmaSettings, cmaStart, cmaStep, defaultPopulation } from './cma-state.ts';
import { keyOf, mirrored, pointSource, uniformDraw } from './point-source.ts';
import type { TrialsOptions } from './random-search.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { type Generations, rank } from './sampler-run.ts';

/** Options of {@link cmaEs}. */
export interface CmaEsOptions extends TrialsOptions {
  /** Points in a generation, an integer >= 4; each restart doubles it. @default 4 + 3 ln(parameters), rounded down */
  readonly population?: number;
  /** First standard deviation as a share of each range, above 0 and at most 1. @default 0.3 */
  readonly sigma?: number;
}

/**
 * CMA-ES: a normal distribution whose covariance learns the shape of the ground. The choice for numbers that hang together and
 * hundreds to thousands of trials.
 *
 * It works on the scale of each parameter from 0 to 1, and mirrors a point beyond a range at its end. Points that do not meet the
 * constraint are drawn again. Whole numbers and listed ones are rounded, and their deviation is kept wide enough to reach the
 * neighbours. A point that was tried before is not tried again: its score is remembered. Where nothing new turns up, or the
 * distribution has shrunk to a point, it starts anew elsewhere with twice the population.
 *
 * Source: Hansen 2016, "The CMA evolution strategy: a tutorial", arXiv:1604.00772; Hamano et al. 2022 for the margin of whole
 * numbers; Auger and Hansen 2005 for the restarts.
 *
 * @param options `trials`; `population`, `sigma`.
 * @throws ArgumentError where an option is out of range; at the start, where a parameter is a choice among three or more.
 * @example
 * ```ts
 * import { cmaEs, space } from 'barwright/search';
 * const valley = space({ x: { type: 'float', min: -2, max: 2 }, y: { type: 'float', min: -2, max: 2 } });
 * const run = cmaEs({ trials: 600 }).start(valley, 1);
 * let best = Number.NEGATIVE_INFINITY;
 * for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
 *   const scores = Array.from(batch.points, ({ x, y }) => -100 * (y - x * x) ** 2 - (1 - x) ** 2);
 *   run.tell(scores);
 *   best = Math.max(best, ...scores);
 * }
 * best; // close to 0
 * ```
 */
export function cmaEs(options: CmaEsOptions): Sampler {
  checkKeys('cma-es options', options, ['trials', 'population', 'sigma']);
  const trials = checkInteger('trials', options.trials, { min: 1 });
  const sigma = checkNumber('sigma', options.sigma ?? 0.3, { above: 0, max: 1 });
  const population = options.population === undefined ? undefined : checkInteger('population', options.population, { min: 4 });
  return defineSampler({
    name: 'cma-es',
    isAdaptive: true,
    options: { trials, sigma, ...(population !== undefined && { population }) },
    trials(space) {
      for (const { name, choices } of partsOf(space).dimensions) {
        if (choices === undefined || choices.length <= 2) continue;
        throw new ArgumentError(
          `Expected parameters of \`cmaEs\` to be numbers, yes or no, was \`${name}\` with ${choices.length} choices: use \`tpe\` or \`genetic\`.`,
        );
      }
      return Math.min(trials, space.count);
    },
    generations: (space, rng) => generations(space, rng, { trials, sigma, population }),
  });
}

interface Settings {
  readonly trials: number;
  readonly sigma: number;
  readonly population: number | undefined;
}

/** A point of a generation: its step in the distribution and its codes. */
interface Member {
  readonly step: Float64Array;
  readonly codes: Float64Array;
}

const leastSpread = 1e-7;
const worstCondition = 1e7;
const mostPopulation = 10_000;
const mostTries = 100;
const redraws = 1;

function* generations<P extends object>(space: SearchSpace<P>, rng: Rng, { trials, sigma, population }: Settings): Generations<P> {
  const { dimensions } = partsOf(space);
  const varied = dimensions.flatMap(({ count }, place) => (count > 1 ? [place] : []));
  const places = varied.length > 0 ? varied : [0];
  const source = pointSource(space, rng.fork(0));
  const uniform = uniformDraw(rng.fork(1));
  const draw = memberDraw(space, places, rng.fork(2));
  const known = new Map<number, number>();
  let size = population ?? defaultPopulation(places.length);
  let state = cmaStart(new Float64Array(places.length).fill(0.5), sigma);
  let fresh: Float64Array | undefined;

  for (;;) {
    const settings = cmaSettings(places.length, size);
    for (let isStale = false; !isStale && isAlive(state); ) {
      const members = Array.from({ length: size }, () => draw(state)).filter((member) => member !== undefined);
      if (fresh !== undefined) members.unshift({ step: new Float64Array(places.length), codes: fresh });
      const asked = members.map(({ codes }) => codes).filter((codes) => codes === fresh || source.takeCodes(codes) !== undefined);
      asked.length = Math.min(asked.length, trials - known.size);
      fresh = undefined;
      isStale = asked.length === 0;
      if (isStale) break;
      const scores = yield { points: pointsOfRows(dimensions, asked), bars: undefined };
      asked.forEach((codes, i) => {
        known.set(keyOf(codes), scores[i]);
      });
      if (known.size >= trials) return;
      const order = rank(members.map(({ codes }) => known.get(keyOf(codes))!));
      const steps = Array.from({ length: size }, (_, k) => members[order[k % order.length]].step);
      cmaLearn(state, settings, steps);
      keepSpread(state, dimensions, places, size);
    }
    fresh = source.next(uniform);
    if (fresh === undefined) return;
    state = cmaStart(unitOf(fresh, dimensions, places), sigma);
    size = Math.min(mostPopulation, 2 * size);
  }
}

/**
 * Draws points of a distribution that meet the constraint; none where draw after draw fails. A draw beyond a range is made once more;
 * then its place is that of its mirror image, so that an optimum on the border is one like any other.
 */
function memberDraw<P extends object>(space: SearchSpace<P>, places: readonly number[], rng: Rng): (state: CmaState) => Member | undefined {
  const parts = partsOf(space);
  const meets = constraintOn(space);
  const normals = new Float64Array(places.length);
  const unit = new Float64Array(parts.dimensions.length).fill(0.5);
  return (state) => {
    for (let i = 0; i < mostTries; i++) {
      for (let j = 0; j < normals.length; j++) normals[j] = rng.normal();
      const step = cmaStep(state, normals);
      let isInside = true;
      places.forEach((place, j) => {
        const at = state.mean[j] + state.sigma * step[j];
        isInside &&= at >= 0 && at <= 1;
        unit[place] = mirrored(at);
      });
      if (!isInside && i < redraws) continue;
      const codes = codesAt(parts, unit);
      if (meets(codes)) return { step, codes };
    }
    return undefined;
  };
}

/** Whether the distribution has neither shrunk to a point nor to a line. */
function isAlive({ sigma, lengths }: CmaState): boolean {
  const longest = Math.max(...lengths);
  return sigma * longest > leastSpread && longest < worstCondition * Math.min(...lengths);
}

/**
 * Keeps the distribution no wider than the ranges, and wide enough in each parameter of separate values that a neighbour of the mean
 * is drawn with a chance of 1 / (parameters x population).
 */
function keepSpread(state: CmaState, dimensions: readonly Dimension[], places: readonly number[], population: number): void {
  const { covariance, lengths, mean } = state;
  const n = places.length;
  state.sigma = Math.min(state.sigma, 1 / Math.max(...lengths));
  const reach = normalQuantile(1 - 1 / (2 * n * population));
  let isChanged = false;
  places.forEach((place, j) => {
    const dimension = dimensions[place];
    if (!Number.isFinite(dimension.count)) return;
    const least = dimension.widthOf(dimension.codeAt(mirrored(mean[j]))) / (2 * reach);
    const ratio = least / (state.sigma * Math.sqrt(covariance[j * n + j]));
    if (ratio <= 1) return;
    isChanged = true;
    for (let k = 0; k < n; k++) {
      covariance[j * n + k] *= ratio;
      covariance[k * n + j] *= ratio;
    }
  });
  if (isChanged) cmaDecompose(state);
}

/** Where codes lie on the scales of some parameters; in the middle where one is not active. */
function unitOf(codes: Float64Array, dimensions: readonly Dimension[], places: readonly number[]): Float64Array {
  return Float64Array.from(places, (place) => (Number.isNaN(codes[place]) ? 0.5 : dimensions[place].unitOf(codes[place])));
}
