import { checkInteger, checkKeys, checkNumber } from '../../core/index.ts';
import { type GridMap, gridMapOf, gridNeighbours, gridSums } from './grid-neighbours.ts';
import { nearNeighbours, type UnitMap, unitMapOf } from './near-neighbours.ts';
import { boundedScores, edgesOf, medianScore, orderedPlaces, type ScoredPoints } from './scored-points.ts';

/** What counts as a neighbour, and as keeping up. */
export interface NeighbourhoodOptions {
  /** In a grid: neighbours are at most so many steps away by every ordered parameter, an integer >= 1. @default 1 */
  readonly steps?: number;
  /** In a sampled space: neighbours are within this share of the range of every ordered parameter, above 0, at most 1. @default 0.1 */
  readonly radius?: number;
  /** A neighbour keeps up that has at least this share of the trial's lead over the median, from 0 to 1. @default 0.8 */
  readonly keep?: number;
}

/** Defaults of {@link NeighbourhoodOptions}. */
export const neighbourhoodDefaults: { readonly steps: number; readonly radius: number; readonly keep: number } = {
  steps: 1,
  radius: 0.1,
  keep: 0.8,
};

/**
 * How a trial stands among its neighbours. The *lead* of a trial is its score less the median score of all that count; a trial that
 * does not count has the lead 0, and an infinite score that of the best finite one. All figures but the scores stay the same when all scores are multiplied or moved.
 */
export interface Neighbourhood {
  /** Number of the trial. */
  readonly trial: number;
  /** What it scored: higher is better. */
  readonly score: number;
  /** Median score of all trials that count. */
  readonly median: number;
  /** Numbers of the trials beside it, those that do not count among them. */
  readonly neighbours: readonly number[];
  /** How many of the neighbours count. */
  readonly counted: number;
  /** Mean score of the neighbours that count; NaN where none does. */
  readonly mean: number;
  /** Lowest score of the neighbours that count; NaN where none does. */
  readonly worst: number;
  /** Share of the neighbours that have at least `keep` of the trial's lead; NaN without neighbours. */
  readonly keeping: number;
  /**
   * Mean lead of the neighbours as a share of the trial's: 1 on a plateau; about 0 for a lone peak, whose neighbours are as any other
   * trial; NaN without neighbours or where the trial does not count. 1 where neither has a lead.
   */
  readonly robustness: number;
  /**
   * Score smoothed over the trial and its neighbours: the median score, and the sum of their leads by one more than their number, so that
   * a trial with few neighbours has to show more. NaN where the trial does not count.
   */
  readonly smoothed: number;
  /** How far the farthest neighbour is, a share of the range of a parameter; NaN without neighbours, and in a grid. */
  readonly reach: number;
  /** Parameters of three or more ordered values of which the trial has the first or the last: what lies beyond was not tried. */
  readonly edges: readonly string[];
}

/** The options of a neighbourhood, checked and complete. */
export function completeNeighbourhood(options: NeighbourhoodOptions): Required<NeighbourhoodOptions> {
  checkKeys('neighbourhood options', options, ['steps', 'radius', 'keep']);
  return {
    steps: checkInteger('steps', options.steps ?? neighbourhoodDefaults.steps, { min: 1 }),
    radius: checkNumber('radius', options.radius ?? neighbourhoodDefaults.radius, { above: 0, max: 1 }),
    keep: checkNumber('keep', options.keep ?? neighbourhoodDefaults.keep, { min: 0, max: 1 }),
  };
}

/** More points than these, and only the best are looked at where neighbours are told by distance. */
const mostCompared = 4_000;
const looked = 1_000;

/**
 * Tells for points of a search how they stand among their neighbours. What lies beside what is found once.
 *
 * Smoothing a score over the neighbourhood is the mean effective objective of robust optimisation.
 *
 * Source: Deb and Gupta, Introducing robustness in multi-objective optimization, Evolutionary Computation 14, 2006 (type I); the lead over
 * the median and the neighbour that is reckoned in are ours.
 */
export class Neighbourhoods {
  readonly #field: ScoredPoints;
  readonly #median: number;
  /** Leads over the median; 0 where a point does not count. */
  readonly #leads: Float64Array;
  #grid: GridMap | undefined;
  #units: UnitMap | undefined;

  constructor(field: ScoredPoints) {
    this.#field = field;
    const scores = boundedScores(field.scores);
    this.#median = medianScore(scores);
    this.#leads = scores.map((score) => (Number.isNaN(score) ? 0 : score - this.#median));
  }

  /** The neighbourhood of one point, by its index. */
  of(point: number, options: Required<NeighbourhoodOptions>): Neighbourhood {
    const { scores } = this.#field;
    const { neighbours, reach } = this.#around(point, options);
    const score = scores[point];
    const lead = Number.isNaN(score) ? Number.NaN : this.#leads[point];
    const counted = neighbours.filter((other) => !Number.isNaN(scores[other]));
    const sum = (of: Float64Array, list: readonly number[]): number => list.reduce((total, other) => total + of[other], 0);
    const leads = sum(this.#leads, neighbours);
    return Object.freeze({
      trial: point,
      score,
      median: this.#median,
      neighbours: Object.freeze([...neighbours]),
      counted: counted.length,
      mean: sum(scores, counted) / counted.length,
      worst: counted.length === 0 ? Number.NaN : counted.reduce((worst, other) => Math.min(worst, scores[other]), Number.POSITIVE_INFINITY),
      keeping: this.#keeping(neighbours, lead, options.keep),
      robustness: lead === 0 && leads === 0 && neighbours.length > 0 ? 1 : leads / neighbours.length / lead,
      smoothed: this.#median + (lead + leads) / (neighbours.length + 2),
      reach,
      edges: Object.freeze([...edgesOf(this.#field, point)]),
    });
  }

  /** The point whose smoothed score is best, the first of equals; -1 where none counts. Of many sampled points the best are looked at. */
  best(options: Required<NeighbourhoodOptions>): number {
    const { scores } = this.#field;
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    const see = (point: number, smoothed: number): void => {
      if (Number.isNaN(scores[point]) || !(smoothed > most || (best < 0 && !Number.isNaN(smoothed)))) return;
      [best, most] = [point, smoothed];
    };
    if (this.#isByStep) {
      const sums = gridSums(this.#gridMap, this.#leads, options.steps);
      const counts = gridSums(this.#gridMap, new Float64Array(scores.length).fill(1), options.steps);
      for (let point = 0; point < scores.length; point++) see(point, sums[point] / (counts[point] + 1));
      return best;
    }
    for (const point of this.#candidates()) {
      const { neighbours } = this.#around(point, options);
      const sum = neighbours.reduce((total, other) => total + this.#leads[other], this.#leads[point]);
      see(point, sum / (neighbours.length + 2));
    }
    return best;
  }

  #keeping(neighbours: readonly number[], lead: number, keep: number): number {
    if (Number.isNaN(lead) || neighbours.length === 0) return Number.NaN;
    const { scores } = this.#field;
    // A trial below the median has no lead to keep: its neighbours keep up that are no worse.
    const wanted = lead > 0 ? keep * lead : lead;
    const keeping = neighbours.filter((other) => !Number.isNaN(scores[other]) && this.#leads[other] >= wanted);
    return keeping.length / neighbours.length;
  }

  #around(point: number, { steps, radius }: Required<NeighbourhoodOptions>): { neighbours: readonly number[]; reach: number } {
    if (this.#isByStep) return { neighbours: gridNeighbours(this.#gridMap, point, steps), reach: Number.NaN };
    this.#units ??= unitMapOf(this.#field);
    return nearNeighbours(this.#units, point, radius);
  }

  #candidates(): readonly number[] {
    const { scores } = this.#field;
    const counted = Array.from(scores.keys()).filter((point) => !Number.isNaN(scores[point]));
    if (counted.length <= mostCompared) return counted;
    return counted
      .sort((a, b) => scores[b] - scores[a] || a - b)
      .slice(0, looked)
      .sort((a, b) => a - b);
  }

  get #isByStep(): boolean {
    return this.#field.isGrid && orderedPlaces(this.#field.space.dimensions).length > 0;
  }

  get #gridMap(): GridMap {
    this.#grid ??= gridMapOf(this.#field);
    return this.#grid;
  }
}
