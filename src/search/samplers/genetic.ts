import { checkInteger, checkKeys, checkNumber, type Rng } from '../../core/index.ts';
import type { Dimension } from '../spaces/dimension.ts';
import { pointsOfRows } from '../spaces/points.ts';
import { partsOf, type SearchSpace } from '../spaces/space.ts';
import { latinHypercubeDraw } from './latin-hypercube.ts';
import { type Draw, mirrored, type PointSource, pointSource, uniformDraw } from './point-source.ts';
import type { TrialsOptions } from './random-search.ts';
import { defineSampler, type Sampler } from './sampler.ts';
import { type Generations, rank } from './sampler-run.ts';

/** Options of {@link genetic}. */
export interface GeneticOptions extends TrialsOptions {
  /** How many points breed, and how many are bred in a generation: an integer >= 4. @default 20 */
  readonly population?: number;
  /** Parents are the best of so many drawn points, an integer >= 1. @default 3 */
  readonly tournament?: number;
  /** Chance that a child has two parents rather than one, 0 to 1. @default 0.9 */
  readonly crossover?: number;
  /** Chance that a parameter of a child changes, above 0 and at most 1. @default 1 / parameters */
  readonly mutation?: number;
}

/** The defaults of {@link GeneticOptions}. */
export const geneticDefaults = { population: 20, tournament: 3, crossover: 0.9 } as const;

/**
 * A genetic search: the best points found so far breed the next ones. The choice for mixed parameters and thousands of trials.
 *
 * Numbers of two parents are blended on their scale, choices are taken from one of them; a change is a small normal step, or
 * another choice. The best of parents and children live on. No point is tried twice: a child that was born before changes
 * until it is new. The first generation is a Latin hypercube.
 *
 * Source: Eshelman and Schaffer 1993, "Real-coded genetic algorithms and interval-schemata" (blending, BLX-0.5); Goldberg and Deb
 * 1991 (tournaments); Eiben and Smith 2015, "Introduction to evolutionary computing", chapters 4 and 5.
 *
 * @param options `trials`; `population`, `tournament`, `crossover`, `mutation`.
 * @throws ArgumentError where an option is out of range.
 * @example
 * ```ts
 * import { genetic, space } from 'barwright/search';
 * const bowl = space({ x: { type: 'float', min: -5, max: 5 }, n: { from: 1, to: 100 }, mode: ['up', 'down'] });
 * const run = genetic({ trials: 400 }).start(bowl, 1);
 * let best = Number.NEGATIVE_INFINITY;
 * for (let batch = run.ask(); batch.points.length > 0; batch = run.ask()) {
 *   const scores = Array.from(batch.points, (p) => -((p.x - 2) ** 2) - ((p.n - 40) / 20) ** 2 - (p.mode === 'up' ? 0 : 1));
 *   run.tell(scores);
 *   best = Math.max(best, ...scores);
 * }
 * best; // close to 0
 * ```
 */
export function genetic(options: GeneticOptions): Sampler {
  checkKeys('genetic options', options, ['trials', 'population', 'tournament', 'crossover', 'mutation']);
  const settings = {
    trials: checkInteger('trials', options.trials, { min: 1 }),
    population: checkInteger('population', options.population ?? geneticDefaults.population, { min: 4 }),
    tournament: checkInteger('tournament', options.tournament ?? geneticDefaults.tournament, { min: 1 }),
    crossover: checkNumber('crossover', options.crossover ?? geneticDefaults.crossover, { min: 0, max: 1 }),
    ...(options.mutation !== undefined && { mutation: checkNumber('mutation', options.mutation, { above: 0, max: 1 }) }),
  };
  return defineSampler({
    name: 'genetic',
    isAdaptive: true,
    options: settings,
    trials: ({ count }) => Math.min(settings.trials, count),
    generations: (space, rng) => generations(space, rng, settings),
  });
}

type Settings = Required<Omit<GeneticOptions, 'mutation'>> & Pick<GeneticOptions, 'mutation'>;

/** A point that lives: its place in the unit cube, codes and score. */
interface Member {
  readonly genes: Float64Array;
  readonly codes: Float64Array;
  readonly score: number;
}

const stretch = 0.5;
const smallStep = 0.1;
const mostBirths = 50;

/** A point before it is scored. */
type Child = Omit<Member, 'score'>;

function* generations<P extends object>(space: SearchSpace<P>, rng: Rng, settings: Settings): Generations<P> {
  const { dimensions } = partsOf(space);
  const source = pointSource(space, rng.fork(0));
  const draws = rng.fork(1);
  const spread = latinHypercubeDraw(dimensions.length, settings.population, rng.fork(2));
  const strange = uniformDraw(draws);
  const varied = dimensions.filter(({ count }) => count > 1).length;
  const breed = breeder(source, dimensions, { ...settings, mutation: settings.mutation ?? 1 / Math.max(1, varied) }, draws);
  let living: readonly Member[] = [];
  for (let tried = 0; tried < settings.trials; ) {
    const children: Child[] = [];
    const count = Math.min(settings.population, settings.trials - tried);
    while (children.length < count) {
      const child = living.length > 0 ? (breed(living) ?? foundling(source, strange)) : foundling(source, spread);
      if (child === undefined) break;
      children.push(child);
    }
    if (children.length === 0) return;
    const codes = children.map((child) => child.codes);
    const scores = yield { points: pointsOfRows(dimensions, codes), bars: undefined };
    tried += children.length;
    const all = [...living, ...children.map((child, i) => ({ ...child, score: scores[i] }))];
    living = rank(all.map(({ score }) => score))
      .slice(0, settings.population)
      .map((k) => all[k]);
  }

  /** A new point that nobody bred. */
  function foundling(from: PointSource<P>, draw: Draw): Child | undefined {
    const codes = from.next(draw);
    if (codes === undefined) return undefined;
    const genes = codes.map((code, place) => (Number.isNaN(code) ? draws.uniform() : dimensions[place].unitOf(code)));
    return { genes, codes };
  }
}

/** Breeds children of the living, best first, that are new points; none where birth after birth fails. */
function breeder<P extends object>(
  source: PointSource<P>,
  dimensions: readonly Dimension[],
  { tournament, crossover, mutation }: Required<Settings>,
  rng: Rng,
): (living: readonly Member[]) => Child | undefined {
  const parentOf = (living: readonly Member[]): Float64Array => {
    let best = living.length - 1;
    for (let i = 0; i < tournament; i++) best = Math.min(best, rng.int(living.length));
    return living[best].genes;
  };
  const mutate = (genes: Float64Array): void => {
    dimensions.forEach(({ choices }, place) => {
      if (rng.uniform() >= mutation) return;
      genes[place] = choices === undefined ? mirrored(genes[place] + smallStep * rng.normal()) : rng.uniform();
    });
  };
  return (living) => {
    const [one, other] = [parentOf(living), parentOf(living)];
    const isCrossed = rng.uniform() < crossover;
    const genes = one.map((gene, place) => {
      if (!isCrossed) return gene;
      if (dimensions[place].choices !== undefined) return rng.uniform() < 0.5 ? gene : other[place];
      const share = (1 + 2 * stretch) * rng.uniform() - stretch;
      return mirrored(gene + share * (other[place] - gene));
    });
    for (let i = 0; i < mostBirths; i++) {
      mutate(genes);
      const codes = source.take(genes);
      if (codes !== undefined) return { genes, codes };
    }
    return undefined;
  };
}
