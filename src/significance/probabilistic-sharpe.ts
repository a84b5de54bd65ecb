import { checkKeys, checkNumber } from '../core/index.ts';
import { normalCdf } from '../kernels/index.ts';
import { estimateOf, mertensFactor, type TrackRecord } from './sharpe-estimate.ts';

/** What a Sharpe ratio is held against. */
export interface ProbabilisticSharpeOptions {
  /**
   * Sharpe ratio of one period to be beaten, never annualised.
   *
   * @default 0
   */
  readonly benchmark?: number;
}

/**
 * Probabilistic Sharpe ratio: how likely the true Sharpe ratio lies above a benchmark, given the length, skewness and
 * kurtosis of the track record.
 *
 * `PSR = Phi((SR - SR*) sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR^2))`, all of one period, raw kurtosis.
 *
 * Above 0.95 is the usual bar. It judges one record that nobody chose among others: {@link deflatedSharpe} is the one for the
 * best of several trials. Returns are taken as independent. quantstats puts excess kurtosis where raw belongs, and so errs.
 *
 * Source: Bailey and Lopez de Prado, The Sharpe ratio efficient frontier, Journal of Risk 15, 2012, equation 11.
 *
 * @param record returns a period, or a {@link SharpeEstimate} of them.
 * @returns a probability, 0 to 1.
 * @throws ArgumentError where a figure is missing, unknown or out of range.
 * @throws NotEnoughDataError below two returns.
 * @throws DataError where a return is not finite, all are the same, or the moments are those of no distribution.
 * @example
 * ```ts
 * import { probabilisticSharpe } from 'barwright/significance';
 * const record = { sharpe: 0.458, observations: 24 };
 * probabilisticSharpe(record); // 0.982...
 * probabilisticSharpe({ ...record, skewness: -2.448, excessKurtosis: 7.164 }); // 0.913...
 * ```
 */
export function probabilisticSharpe(record: TrackRecord, options: ProbabilisticSharpeOptions = {}): number {
  checkKeys('options', options, ['benchmark']);
  const estimate = estimateOf(record);
  const benchmark = checkNumber('benchmark', options.benchmark ?? 0);
  return normalCdf(((estimate.sharpe - benchmark) * Math.sqrt(estimate.observations - 1)) / Math.sqrt(mertensFactor(estimate)));
}
