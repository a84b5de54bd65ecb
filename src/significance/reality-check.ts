import { checkKeys, type NumberColumn } from '../core/index.ts';
import { type BootstrapOptions, bootstrapKeys, bootstrapOf, drawsOf } from './bootstrap-options.ts';
import { excessReturns, shareAtLeast, visitResampled } from './excess-returns.ts';
import { meanOf } from './figure.ts';

/** What trials are to beat, and how resamples are drawn. */
export interface SuperiorityOptions extends BootstrapOptions {
  /** Returns to be beaten, as long as the trials; none, which is 0, where it is left out. */
  readonly benchmark?: NumberColumn;
}

/** Whether the best of the trials beats the benchmark by more than luck. */
export interface RealityCheck {
  /** Chance of a best trial like this one where none is better than the benchmark. */
  readonly pValue: number;
  /** Greatest mean excess return times the square root of the rows. */
  readonly statistic: number;
  /** Index of the trial that it belongs to. */
  readonly best: number;
  /** Mean length of the blocks, in rows. */
  readonly blockLength: number;
}

/**
 * White's reality check: whether the best of several trials has a higher mean return than a benchmark, given that it is the
 * best of so many.
 *
 * `V = max_k sqrt(n) mean(d_k)` with the excess returns d of each trial; `V* = max_k sqrt(n) (mean(d*_k) - mean(d_k))` in each
 * resample; the p-value is the share of resamples with `V* >= V`.
 *
 * Poor trials, and trials of great variance, hide good ones: {@link spa} is the sharper test. Its upper p-value without
 * studentisation is this one wherever a trial beats the benchmark.
 *
 * Source: White, A reality check for data snooping, Econometrica 68, 2000.
 *
 * @param trials a column of returns for each trial, all of one length of at least 2: every trial that was made.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError without trials, or below two rows.
 * @throws DataError where a return is not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { realityCheck } from 'barwright/significance';
 * const rng = new Rng(1);
 * const trials = Array.from({ length: 30 }, () => Float64Array.from({ length: 250 }, () => 0.01 * rng.normal()));
 * realityCheck(trials, { blockLength: 5 }).pValue; // 0.403: the best of noise
 * ```
 */
export function realityCheck(trials: readonly NumberColumn[], options: SuperiorityOptions = {}): RealityCheck {
  checkKeys('options', options, [...bootstrapKeys, 'benchmark']);
  const columns = excessReturns(trials, options.benchmark);
  const how = bootstrapOf(options, columns);
  const rows = columns[0].length;
  const draws = drawsOf(how, rows);
  const centred = columns.map((column) => ({ column, mean: meanOf(column) }));
  const maxima = new Float64Array(draws.resamples).fill(Number.NEGATIVE_INFINITY);
  visitResampled(draws, centred, (_, deviations) => {
    for (let b = 0; b < maxima.length; b++) if (deviations[b] > maxima[b]) maxima[b] = deviations[b];
  });
  let best = 0;
  centred.forEach(({ mean }, k) => {
    if (mean > centred[best].mean) best = k;
  });
  const greatest = centred[best].mean;
  return { pValue: shareAtLeast(maxima, greatest), statistic: Math.sqrt(rows) * greatest, best, blockLength: how.blockLength };
}
