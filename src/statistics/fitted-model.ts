import type { Rng } from '../core/index.ts';
import { estimateErrors, type LogDensities } from './standard-errors.ts';

/** A path that a model draws. */
export interface SimulatedPath {
  readonly returns: Float64Array;
  /** Standard deviation of each return given those before it. */
  readonly deviations: Float64Array;
  /** Returns less their mean, over their standard deviation, both given the past. */
  readonly residuals: Float64Array;
}

/** What every fitted model of returns answers. Units are those of the returns, of one period. */
export interface FittedModel<Parameters extends object = Readonly<Record<string, number>>> {
  /** Its name with its orders. */
  readonly model: string;
  readonly parameters: Parameters;
  /** Standard errors from the second derivatives of the log-likelihood; null where the data do not tell a parameter. */
  readonly standardErrors: Parameters | null;
  /** Standard errors that hold for returns of other tails too (Bollerslev and Wooldridge 1992); null where the others are. */
  readonly robustErrors: Parameters | null;
  readonly logLikelihood: number;
  /** Akaike's criterion, `2 k - 2 L`: lower is better. */
  readonly aic: number;
  /** Schwarz's criterion, `k ln(n) - 2 L`: lower is better. */
  readonly bic: number;
  readonly observations: number;
  /** Whether the optimiser came to a point where the likelihood is flat. */
  readonly converged: boolean;
  /** Standard deviation of each return given those before it, as long as the returns. */
  readonly deviations: Float64Array;
  /** Returns less their mean, over their standard deviation, both given the past. */
  readonly residuals: Float64Array;
  /**
   * The standard normal quantile of each return's distribution function given the past: independent standard normal where the model is
   * right, whatever its own distribution. Computed when first read.
   *
   * Source: Rosenblatt, Remarks on a multivariate transformation, Annals of Mathematical Statistics 23, 1952; Dunn and Smyth, Randomized
   * quantile residuals, Journal of Computational and Graphical Statistics 5, 1996.
   */
  readonly quantileResiduals: Float64Array;
  /**
   * Draws returns from the model, from its long run on.
   *
   * @param seed an integer, or a generator to draw from; the same seed gives the same path. 1 where left out.
   */
  simulate(length: number, seed?: number | Rng): SimulatedPath;
}

/** The figures of a fit at a maximum, in the units of the returns. */
export function likelihoodFigures<Parameters extends object>(
  densities: LogDensities,
  at: Float64Array,
  scales: Float64Array,
  observations: number,
  named: (values: Float64Array) => Parameters,
): Pick<FittedModel<Parameters>, 'parameters' | 'standardErrors' | 'robustErrors' | 'logLikelihood' | 'aic' | 'bic' | 'observations'> {
  const logLikelihood = densities(at, new Float64Array(observations));
  const errors = estimateErrors(densities, at, scales, observations);
  return {
    parameters: named(at),
    standardErrors: errors === undefined ? null : named(errors.information),
    robustErrors: errors === undefined ? null : named(errors.robust),
    logLikelihood,
    aic: 2 * at.length - 2 * logLikelihood,
    bic: at.length * Math.log(observations) - 2 * logLikelihood,
    observations,
  };
}
