import { checkKeys, checkNumber } from '../core/index.ts';
import { normalQuantile } from '../kernels/index.ts';

/** Spread of the trials. */
export interface ExpectedMaximumOptions {
  /**
   * Variance of the Sharpe ratios of the trials, of one period; 1 gives the maximum in standard deviations.
   *
   * @default 1
   */
  readonly sharpeVariance?: number;
}

/**
 * The Sharpe ratio that the best of several trials shows by luck alone, where none of them has an edge: the false-strategy
 * theorem.
 *
 * `sqrt(V) ((1 - g) Z(1 - 1 / N) + g Z(1 - 1 / (N e)))` with Euler's constant `g = 0.5772...`.
 *
 * 0 for one trial, for which the approximation has no value. It grows with every trial and lies a little above the exact
 * maximum of normal draws (10 trials: 1.575 against 1.539).
 *
 * Source: Bailey and Lopez de Prado, The deflated Sharpe ratio, Journal of Portfolio Management 40, 2014, equation 1; Bailey,
 * Borwein, Lopez de Prado and Zhu, Pseudo-mathematics and financial charlatanism, Notices of the AMS 61, 2014.
 *
 * @param trials number of independent trials, at least 1; it need not be whole.
 * @returns a Sharpe ratio of one period.
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { expectedMaximumSharpe } from 'barwright/significance';
 * expectedMaximumSharpe(10); // 1.574... standard deviations
 * expectedMaximumSharpe(100, { sharpeVariance: 0.5 / 250 }); // 0.1131...
 * ```
 */
export function expectedMaximumSharpe(trials: number, options: ExpectedMaximumOptions = {}): number {
  checkKeys('options', options, ['sharpeVariance']);
  const count = checkNumber('trials', trials, { min: 1 });
  const variance = checkNumber('sharpeVariance', options.sharpeVariance ?? 1, { min: 0 });
  if (count === 1) return 0;
  const euler = 0.577_215_664_901_532_9;
  // Quantiles of the upper tail, taken from the lower one, where the chance keeps its digits.
  const maximum = -(1 - euler) * normalQuantile(1 / count) - euler * normalQuantile(1 / (count * Math.E));
  return Math.sqrt(variance) * Math.max(0, maximum);
}
