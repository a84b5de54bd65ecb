import { ArgumentError, checkKeys, checkNumber, type NumberColumn } from '../core/index.ts';
import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import { expectedMaximumSharpe } from './expected-maximum-sharpe.ts';
import { probabilisticSharpe } from './probabilistic-sharpe.ts';
import { checkReturns } from './returns.ts';
import { estimateOf, type SharpeEstimate, type TrackRecord } from './sharpe-estimate.ts';

/** The search that a strategy was chosen from: the Sharpe ratios of its trials, or their number and variance. */
export interface DeflatedSharpeOptions {
  /** Sharpe ratios of one period of all trials, the chosen one included: they give the number and the variance. */
  readonly trialSharpes?: NumberColumn;
  /**
   * Number of independent trials, at least 1, such as from {@link effectiveTrials}. The length of `trialSharpes` where it is
   * left out, which is too strict where trials resemble each other.
   */
  readonly trials?: number;
  /** Variance of the Sharpe ratios of the trials, of one period. The sample variance (n - 1) of `trialSharpes` where it is left out. */
  readonly sharpeVariance?: number;
}

/** How likely a strategy beats what luck gives the best of its trials. */
export interface DeflatedSharpe {
  /** The deflated Sharpe ratio: the chance that the true Sharpe ratio is above the threshold, 0 to 1. */
  readonly probability: number;
  /** Sharpe ratio of one period that the best of the trials shows by luck. */
  readonly threshold: number;
  /** Number of independent trials that it was computed with. */
  readonly trials: number;
  /** Variance of the Sharpe ratios of the trials that it was computed with. */
  readonly sharpeVariance: number;
  /** The record that was judged. */
  readonly estimate: Required<SharpeEstimate>;
}

/**
 * Deflated Sharpe ratio: how likely the true Sharpe ratio of the best of several trials lies above what the best of as many
 * trials without an edge would show.
 *
 * `DSR = PSR(SR0)` with `SR0 = sqrt(V) E[max_N]`: {@link probabilisticSharpe} against {@link expectedMaximumSharpe}.
 *
 * Above 0.95 is the usual bar. One trial has a threshold of 0. Trials are taken as independent; of trials that resemble each
 * other give the effective number. pypbo agrees in the variance (n - 1), mlfinlab divides by n.
 *
 * Source: Bailey and Lopez de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40, 2014, equation 2.
 *
 * @param record returns a period of the chosen trial, or a {@link SharpeEstimate} of them.
 * @throws ArgumentError where the number or the variance of the trials is missing or out of range.
 * @throws DataError where a return is not finite or all are the same.
 * @example
 * ```ts
 * import { deflatedSharpe } from 'barwright/significance';
 * // 2.5 a year of 250 days, five years, the best of 100 trials whose annual Sharpe ratios have variance 1/2:
 * const record = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, excessKurtosis: 7 };
 * const verdict = deflatedSharpe(record, { trials: 100, sharpeVariance: 0.5 / 250 });
 * verdict.threshold; // 0.1131...
 * verdict.probability; // 0.9003...
 * ```
 */
export function deflatedSharpe(record: TrackRecord, options: DeflatedSharpeOptions): DeflatedSharpe {
  checkKeys('options', options, ['trialSharpes', 'trials', 'sharpeVariance']);
  const sharpes = options.trialSharpes === undefined ? undefined : checkReturns('trialSharpes', options.trialSharpes, 1);
  const trials = checkNumber('trials', options.trials ?? sharpes?.length, { min: 1 });
  const sharpeVariance = checkNumber('sharpeVariance', options.sharpeVariance ?? varianceOf(sharpes, trials), { min: 0 });
  const estimate = estimateOf(record);
  const threshold = expectedMaximumSharpe(trials, { sharpeVariance });
  return { probability: probabilisticSharpe(estimate, { benchmark: threshold }), threshold, trials, sharpeVariance, estimate };
}

/** Sample variance of the Sharpe ratios; 0 for one trial, whose threshold does not depend on it. */
function varianceOf(sharpes: Float64Array | undefined, trials: number): number {
  if (trials === 1) return 0;
  if (sharpes === undefined || sharpes.length < 2) {
    throw new ArgumentError('Expected `sharpeVariance`, or `trialSharpes` of at least two trials, was neither.');
  }
  const state = new Float64Array(centralMomentsLength);
  centralMomentsInto(state, sharpes, 0, sharpes.length);
  return state[1] / (sharpes.length - 1);
}
