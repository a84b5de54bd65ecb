import { checkKeys, checkNumber } from '../core/index.ts';
import { normalQuantile } from '../kernels/index.ts';
import { estimateOf, mertensFactor, type TrackRecord } from './sharpe-estimate.ts';

/** What a track record is to show. */
export interface MinimumTrackRecordOptions {
  /**
   * Sharpe ratio of one period to be beaten, never annualised.
   *
   * @default 0
   */
  readonly benchmark?: number;
  /**
   * Confidence to be reached, between 0 and 1.
   *
   * @default 0.95
   */
  readonly confidence?: number;
}

/**
 * Minimum track record length: how many returns such a record needs before its Sharpe ratio is above a benchmark with the
 * asked confidence. Divide by the periods of a year for years.
 *
 * `MinTRL = 1 + (1 - skewness SR + (kurtosis - 1) / 4 SR^2) (Z(confidence) / (SR - SR*))^2`, all of one period, raw kurtosis.
 *
 * `Infinity` where the Sharpe ratio is not above the benchmark. The length at which {@link probabilisticSharpe} reaches the
 * confidence.
 *
 * Source: Bailey and Lopez de Prado, The Sharpe ratio efficient frontier, Journal of Risk 15, 2012, equation 13.
 *
 * @param record returns a period, or a {@link SharpeEstimate} of them; its `observations` do not matter here.
 * @returns a number of observations, not rounded.
 * @throws ArgumentError where a figure is missing, unknown or out of range; `confidence` is at least 0.5.
 * @throws DataError where a return is not finite, all are the same, or the moments are those of no distribution.
 * @example
 * ```ts
 * import { minimumTrackRecord } from 'barwright/significance';
 * // A Sharpe ratio of 2 a year against 1, from daily returns:
 * const years = (perYear: number) =>
 *   minimumTrackRecord({ sharpe: 2 / Math.sqrt(perYear), observations: 2 }, { benchmark: 1 / Math.sqrt(perYear) }) / perYear;
 * years(250); // 2.731...
 * years(12); // 3.242...
 * ```
 */
export function minimumTrackRecord(record: TrackRecord, options: MinimumTrackRecordOptions = {}): number {
  checkKeys('options', options, ['benchmark', 'confidence']);
  const estimate = estimateOf(record);
  const benchmark = checkNumber('benchmark', options.benchmark ?? 0);
  const confidence = checkNumber('confidence', options.confidence ?? 0.95, { min: 0.5, below: 1 });
  if (estimate.sharpe <= benchmark) return Number.POSITIVE_INFINITY;
  return 1 + mertensFactor(estimate) * (normalQuantile(confidence) / (estimate.sharpe - benchmark)) ** 2;
}
