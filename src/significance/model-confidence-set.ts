import { checkKeys, checkNumber, checkOneOf, type NumberColumn } from '../core/index.ts';
import { type BootstrapOptions, bootstrapKeys, bootstrapOf, drawsOf } from './bootstrap-options.ts';
import { shareAtLeast, visitResampled } from './excess-returns.ts';
import { meanOf } from './figure.ts';
import { checkTrials } from './returns.ts';

/** How trials are compared with each other. */
export interface ModelConfidenceSetOptions extends BootstrapOptions {
  /**
   * Chance of leaving out the best trial, between 0 and 1.
   *
   * @default 0.1
   */
  readonly level?: number;
  /**
   * `'range'`: by the greatest difference of any two trials. `'max'`: by the greatest shortfall of a trial from the average.
   *
   * @default 'range'
   */
  readonly statistic?: 'range' | 'max';
}

/** The trials among which the best one is. */
export interface ModelConfidenceSet {
  /** Trials in the set, in rising order. */
  readonly included: Int32Array;
  /** For each trial the greatest level at which it is still in the set; 1 for the one that is left last. */
  readonly pValues: Float64Array;
  /** All trials in the order in which they are eliminated, the best last. */
  readonly eliminated: Int32Array;
  /** Mean length of the blocks, in rows. */
  readonly blockLength: number;
}

/**
 * Model confidence set: the trials that cannot be told from the best one by their mean return. Data that say little leave a
 * large set.
 *
 * Starting from all trials, equal means are tested; where they are rejected, the worst trial goes and the rest are tested
 * again. By range, `T = max |t_ij|` with `t_ij = (mean_j - mean_i) / sd*(mean_j - mean_i)` and the trial with the greatest
 * `max_j t_ij` goes; by max, `T = max t_i` with the shortfall from the average of the set. Standard deviations and the
 * distribution of T are those of the resamples. The p-value of a trial is the greatest of the tests until it goes, a share of
 * resamples that reach T.
 *
 * Source: Hansen, Lunde and Nason, The model confidence set, Econometrica 79, 2011.
 *
 * @param trials a column of returns for each trial, all of one length of at least 2; at least 2 trials.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError below two trials or two rows.
 * @throws DataError where a return is not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { modelConfidenceSet } from 'barwright/significance';
 * const rng = new Rng(1);
 * const edges = [0, 0.5, 0.5, 0.1];
 * const trials = edges.map((edge) => Float64Array.from({ length: 250 }, () => 0.01 * (rng.normal() + edge)));
 * modelConfidenceSet(trials, { blockLength: 5 }).included; // [1, 2]
 * ```
 */
export function modelConfidenceSet(trials: readonly NumberColumn[], options: ModelConfidenceSetOptions = {}): ModelConfidenceSet {
  checkKeys('options', options, [...bootstrapKeys, 'level', 'statistic']);
  const level = checkNumber('level', options.level ?? 0.1, { above: 0, below: 1 });
  const statistic = checkOneOf('statistic', options.statistic ?? 'range', ['range', 'max']);
  const columns = checkTrials('trials', trials, { trials: 2, rows: 2 });
  const how = bootstrapOf(options, columns);
  const draws = drawsOf(how, columns[0].length);
  const means = Float64Array.from(columns, meanOf);
  const deviations: Float64Array[] = [];
  visitResampled(
    draws,
    columns.map((column, k) => ({ column, mean: means[k] })),
    (_, resampled) => deviations.push(resampled.slice()),
  );
  const { eliminated, tests } = (statistic === 'range' ? byRange : byShortfall)(means, deviations);
  const pValues = new Float64Array(columns.length);
  let greatest = 0;
  eliminated.forEach((trial, step) => {
    greatest = Math.max(greatest, tests[step]);
    pValues[trial] = greatest;
  });
  const included = eliminated.filter((trial) => pValues[trial] > level).sort((a, b) => a - b);
  return { included: Int32Array.from(included), pValues, eliminated: Int32Array.from(eliminated), blockLength: how.blockLength };
}

/** The order of elimination and the p-value of each test, the last of which, of one trial, is 1. */
interface Elimination {
  readonly eliminated: readonly number[];
  readonly tests: readonly number[];
}

/** The order hangs on the data alone, so the maxima over the pairs of each set are built up from the last set to the first. */
function byRange(means: Float64Array, deviations: readonly Float64Array[]): Elimination {
  const scores = scoresOfPairs(means, deviations);
  let left = [...means.keys()];
  const eliminated: number[] = [];
  const ranges: number[] = [];
  while (left.length > 0) {
    let worst = -1;
    let range = Number.NEGATIVE_INFINITY;
    for (const i of left) {
      for (const j of left) if (scores[i][j] > range) [worst, range] = [i, scores[i][j]];
    }
    eliminated.push(worst);
    ranges.push(range);
    left = left.filter((i) => i !== worst);
  }
  const maxima = new Float64Array(deviations[0].length);
  const tests = new Array<number>(eliminated.length).fill(1);
  for (let step = eliminated.length - 2; step >= 0; step--) {
    const i = eliminated[step];
    for (const j of eliminated.slice(step + 1)) raiseByPair(maxima, deviations[i], deviations[j]);
    tests[step] = shareAtLeast(maxima, ranges[step]);
  }
  return { eliminated, tests };
}

/** For trials i and j how much better j is, in standard deviations of resampled differences. */
function scoresOfPairs(means: Float64Array, deviations: readonly Float64Array[]): readonly Float64Array[] {
  const scores = deviations.map(() => new Float64Array(means.length));
  for (let i = 0; i < means.length; i++) {
    for (let j = 0; j < i; j++) {
      const spread = spreadOf(deviations[i], deviations[j]);
      scores[i][j] = spread > 0 ? (means[j] - means[i]) / spread : 0;
      scores[j][i] = -scores[i][j];
    }
  }
  return scores;
}

function raiseByPair(maxima: Float64Array, x: Float64Array, y: Float64Array): void {
  const spread = spreadOf(x, y);
  if (spread === 0) return;
  for (let b = 0; b < maxima.length; b++) maxima[b] = Math.max(maxima[b], Math.abs(x[b] - y[b]) / spread);
}

/** Root mean square of the differences; 0 where they are rounding noise. */
function spreadOf(x: Float64Array, y: Float64Array): number {
  let differences = 0;
  let squares = 0;
  for (let b = 0; b < x.length; b++) {
    differences += (x[b] - y[b]) ** 2;
    squares += x[b] * x[b] + y[b] * y[b];
  }
  return differences > 1e-26 * squares ? Math.sqrt(differences / x.length) : 0;
}

function byShortfall(means: Float64Array, deviations: readonly Float64Array[]): Elimination {
  const resamples = deviations[0].length;
  let left = [...means.keys()];
  const eliminated: number[] = [];
  const tests: number[] = [];
  while (left.length > 0) {
    const average = new Float64Array(resamples);
    for (const i of left) for (let b = 0; b < resamples; b++) average[b] += deviations[i][b] / left.length;
    let averageMean = 0;
    for (const i of left) averageMean += means[i] / left.length;
    const maxima = new Float64Array(resamples).fill(Number.NEGATIVE_INFINITY);
    let worst = -1;
    let shortfall = Number.NEGATIVE_INFINITY;
    for (const i of left) {
      const spread = spreadOf(average, deviations[i]);
      const score = spread > 0 ? (averageMean - means[i]) / spread : 0;
      if (score > shortfall) [worst, shortfall] = [i, score];
      for (let b = 0; b < resamples; b++) maxima[b] = Math.max(maxima[b], spread > 0 ? (average[b] - deviations[i][b]) / spread : 0);
    }
    tests.push(left.length === 1 ? 1 : shareAtLeast(maxima, shortfall));
    eliminated.push(worst);
    left = left.filter((i) => i !== worst);
  }
  return { eliminated, tests };
}
