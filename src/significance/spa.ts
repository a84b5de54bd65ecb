import { ArgumentError, checkKeys, DataError, type NumberColumn, show } from '../core/index.ts';
import { bootstrapKeys, bootstrapOf, drawsOf } from './bootstrap-options.ts';
import { excessReturns, shareAtLeast, visitResampled } from './excess-returns.ts';
import { meanOf } from './figure.ts';
import type { SuperiorityOptions } from './reality-check.ts';
import { isConstant } from './returns.ts';
import { stationaryVariance } from './stationary-variance.ts';

/** What trials are to beat, and how they are compared. */
export interface SpaOptions extends SuperiorityOptions {
  /**
   * Whether each trial is measured in its own standard deviations.
   *
   * @default true
   */
  readonly studentise?: boolean;
}

/** Whether the best of the trials beats the benchmark by more than luck. */
export interface Spa {
  /** The consistent p-value: chance of a best trial like this one where none is better than the benchmark. */
  readonly pValue: number;
  /** P-value where trials worse than the benchmark are taken to be as bad as they look: a lower bound. */
  readonly lower: number;
  /** P-value where only trials clearly worse than the benchmark are left out. */
  readonly consistent: number;
  /** P-value where all trials are taken to be as good as the benchmark: an upper bound. */
  readonly upper: number;
  /** Greatest statistic of all trials, at least 0. */
  readonly statistic: number;
  /** Index of the trial that it belongs to. */
  readonly best: number;
  /** Mean length of the blocks, in rows. */
  readonly blockLength: number;
}

/**
 * Hansen's test of superior predictive ability: whether the best of several trials has a higher mean return than a benchmark,
 * given that it is the best of so many. Poor trials do not hide good ones as they do in {@link realityCheck}.
 *
 * `T = max(0, max_k sqrt(n) mean(d_k) / w_k)` with the excess returns d of each trial and the variance `w^2` of their mean
 * under the stationary bootstrap; in each resample the same of `mean(d*_k) - g_k`, where g is `max(0, mean(d_k))` for the lower,
 * `mean(d_k)` unless it is below `-sqrt(w^2 / n 2 ln ln n)`, then 0, for the consistent, and `mean(d_k)` for the upper p-value; a
 * p-value is the share of resamples that reach T.
 *
 * 1 where no trial beats the benchmark. Without `studentise` all w_k in the statistic are 1. The `SPA` of arch does not
 * studentise the statistic whatever it is told, only what counts as clearly worse. A trial that never differs from the
 * benchmark by more or less is left out.
 *
 * Source: Hansen, A test for superior predictive ability, Journal of Business and Economic Statistics 23, 2005.
 *
 * @param trials a column of returns for each trial, all of one length of at least 2: every trial that was made.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError without trials, or below two rows.
 * @throws DataError where a return is not finite, or a trial beats the benchmark by the same amount in every row.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { spa } from 'barwright/significance';
 * const rng = new Rng(1);
 * const trials = Array.from({ length: 30 }, () => Float64Array.from({ length: 250 }, () => 0.01 * rng.normal()));
 * spa(trials, { blockLength: 5 }).pValue; // 0.241: the best of noise
 * trials[4] = trials[4].map((r) => r + 0.003);
 * spa(trials, { blockLength: 5 }); // { pValue: 0, best: 4, ... }
 * ```
 */
export function spa(trials: readonly NumberColumn[], options: SpaOptions = {}): Spa {
  checkKeys('options', options, [...bootstrapKeys, 'benchmark', 'studentise']);
  const studentise = isStudentised(options);
  const columns = excessReturns(trials, options.benchmark);
  const how = bootstrapOf(options, columns);
  const draws = drawsOf(how, columns[0].length);
  const contenders = contendersOf(columns, how.blockLength, studentise);
  const maxima = {
    lower: new Float64Array(draws.resamples),
    consistent: new Float64Array(draws.resamples),
    upper: new Float64Array(draws.resamples),
  };
  let statistic = 0;
  let best = 0;
  visitResampled(draws, contenders, (k, deviations) => {
    const { trial, scale, shifts, statistic: reached } = contenders[k];
    if (reached > statistic) [best, statistic] = [trial, reached];
    for (const kind of recentrings) raiseTo(maxima[kind], deviations, scale, shifts[kind]);
  });
  const [lower, consistent, upper] = recentrings.map((kind) => shareAtLeast(maxima[kind], statistic));
  return { pValue: consistent, lower, consistent, upper, statistic, best, blockLength: how.blockLength };
}

/** Whether trials are measured in their own standard deviations. */
export function isStudentised({ studentise = true }: SpaOptions): boolean {
  if (typeof studentise === 'boolean') return studentise;
  throw new ArgumentError(`Expected \`studentise\` to be true or false, was \`${show(studentise)}\`.`);
}

/** Which trials are taken to be worse than the benchmark. */
export type Recentring = 'lower' | 'consistent' | 'upper';

export const recentrings: readonly Recentring[] = ['lower', 'consistent', 'upper'];

/** A trial in the contest. */
export interface Contender {
  readonly trial: number;
  readonly column: Float64Array;
  readonly mean: number;
  /** What a mean is multiplied by to become a statistic. */
  readonly scale: number;
  readonly statistic: number;
  /** What is added to the deviations of resampled statistics. */
  readonly shifts: Readonly<Record<Recentring, number>>;
}

/** The trials that vary, with their statistics. */
export function contendersOf(columns: readonly Float64Array[], blockLength: number, studentise: boolean): readonly Contender[] {
  const rows = columns[0].length;
  const varianceOf = stationaryVariance(rows, blockLength);
  const out: Contender[] = [];
  columns.forEach((column, trial) => {
    const mean = meanOf(column);
    const variance = isConstant(column) ? 0 : varianceOf(column, mean);
    if (variance === 0) {
      if (mean <= 0) return;
      throw new DataError(`Expected \`trials[${trial}]\` to vary against the benchmark, is above it by \`${mean}\` in every row.`);
    }
    const scale = Math.sqrt(rows / (studentise ? variance : 1));
    const isClearlyWorse = mean < -Math.sqrt((variance / rows) * 2 * Math.max(0, Math.log(Math.log(rows))));
    const shifts = { lower: Math.min(mean, 0) * scale, consistent: isClearlyWorse ? mean * scale : 0, upper: 0 };
    out.push({ trial, column, mean, scale, statistic: mean * scale, shifts });
  });
  return out;
}

/** Raises each maximum to the deviation of its resample, scaled and shifted. */
export function raiseTo(maxima: Float64Array, deviations: Float64Array, scale: number, shift: number): void {
  for (let b = 0; b < maxima.length; b++) {
    const value = deviations[b] * scale + shift;
    if (value > maxima[b]) maxima[b] = value;
  }
}
