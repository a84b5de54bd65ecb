import { checkKeys, checkNumber, checkOneOf, type NumberColumn } from '../core/index.ts';
import { bootstrapKeys, bootstrapOf, drawsOf } from './bootstrap-options.ts';
import { excessReturns, shareAtLeast, visitResampled } from './excess-returns.ts';
import { contendersOf, isStudentised, type Recentring, raiseTo, recentrings, type SpaOptions } from './spa.ts';

/** What trials are to beat, and how sure each of them has to be. */
export interface StepwiseSpaOptions extends SpaOptions {
  /**
   * Chance of naming any trial that is no better than the benchmark, between 0 and 1.
   *
   * @default 0.05
   */
  readonly level?: number;
  /**
   * Which trials are taken to be worse than the benchmark, as in {@link spa}; `'upper'` is the step-M test of Romano and Wolf.
   *
   * @default 'consistent'
   */
  readonly recentring?: Recentring;
}

/** Which trials beat the benchmark by more than luck. */
export interface StepwiseSpa {
  /** For each trial the least level at which it is named. */
  readonly pValues: Float64Array;
  /** Trials that are better than the benchmark at the level, the best first. */
  readonly superior: Int32Array;
  /** Statistic of each trial; 0 for one that does not vary against the benchmark. */
  readonly statistics: Float64Array;
  /** Mean length of the blocks, in rows. */
  readonly blockLength: number;
}

/**
 * Stepwise test of superior predictive ability: all trials with a higher mean return than a benchmark, such that the chance
 * of naming any wrong one is at most the level.
 *
 * {@link spa} on all trials names those above its critical value; the test is repeated on the others until it names none. The
 * p-values say so for every level at once: that of the k-th best trial is the greatest share, over the trials down to it, of
 * resamples in which the best of the trial and all below reaches its statistic.
 *
 * Source: Romano and Wolf, Stepwise multiple testing as formalized data snooping, Econometrica 73, 2005; Hsu, Hsu and Kuan,
 * Testing the predictive ability of technical analysis using a new stepwise test, Journal of Empirical Finance 17, 2010;
 * Romano and Wolf, Efficient computation of adjusted p-values, Statistics and Probability Letters 113, 2016.
 *
 * @param trials a column of returns for each trial, all of one length of at least 2: every trial that was made.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError without trials, or below two rows.
 * @throws DataError where a return is not finite, or a trial beats the benchmark by the same amount in every row.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { stepwiseSpa } from 'barwright/significance';
 * const rng = new Rng(1);
 * const edges = [0.3, 0.4, ...new Array<number>(20).fill(0)];
 * const trials = edges.map((edge) => Float64Array.from({ length: 400 }, () => 0.01 * (rng.normal() + edge)));
 * stepwiseSpa(trials, { blockLength: 5 }).superior; // [1, 0]
 * ```
 */
export function stepwiseSpa(trials: readonly NumberColumn[], options: StepwiseSpaOptions = {}): StepwiseSpa {
  checkKeys('options', options, [...bootstrapKeys, 'benchmark', 'studentise', 'level', 'recentring']);
  const studentise = isStudentised(options);
  const level = checkNumber('level', options.level ?? 0.05, { above: 0, below: 1 });
  const recentring = checkOneOf('recentring', options.recentring ?? 'consistent', recentrings);
  const columns = excessReturns(trials, options.benchmark);
  const how = bootstrapOf(options, columns);
  const draws = drawsOf(how, columns[0].length);
  const fromBest = [...contendersOf(columns, how.blockLength, studentise)].sort((a, b) => b.statistic - a.statistic);
  const statistics = new Float64Array(columns.length);
  const pValues = new Float64Array(columns.length).fill(1);
  const maxima = new Float64Array(draws.resamples);
  const fromWorst = fromBest.toReversed();
  visitResampled(draws, fromWorst, (k, deviations) => {
    const { trial, scale, shifts, statistic } = fromWorst[k];
    raiseTo(maxima, deviations, scale, shifts[recentring]);
    statistics[trial] = statistic;
    pValues[trial] = shareAtLeast(maxima, statistic);
  });
  let least = 0;
  for (const { trial } of fromBest) {
    least = Math.max(least, pValues[trial]);
    pValues[trial] = least;
  }
  const superior = fromBest.map(({ trial }) => trial).filter((trial) => pValues[trial] <= level);
  return { pValues, superior: Int32Array.from(superior), statistics, blockLength: how.blockLength };
}
