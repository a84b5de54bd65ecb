import { checkKeys, checkNumber } from '../core/index.ts';
import { expectedMaximumSharpe } from './expected-maximum-sharpe.ts';

/** What the best of the trials shows. */
export interface MinimumBacktestOptions {
  /**
   * Annual Sharpe ratio of the best trial, above 0.
   *
   * @default 1
   */
  readonly sharpe?: number;
}

/**
 * Minimum backtest length: the years of data below which the best of so many trials is expected to show the given annual
 * Sharpe ratio by luck alone.
 *
 * `(E[max_N] / SR)^2`, always below `2 ln(N) / SR^2`, with the maximum of {@link expectedMaximumSharpe}.
 *
 * 0 for one trial, which nobody chose.
 *
 * Source: Bailey, Borwein, Lopez de Prado and Zhu, Pseudo-mathematics and financial charlatanism, Notices of the AMS 61,
 * 2014, theorem 2.
 *
 * @param trials number of independent trials, at least 1.
 * @returns years.
 * @throws ArgumentError where a number is out of range.
 * @example
 * ```ts
 * import { minimumBacktestLength } from 'barwright/significance';
 * minimumBacktestLength(45, { sharpe: 1 }); // 4.99...: five years bear no more than 45 trials
 * ```
 */
export function minimumBacktestLength(trials: number, options: MinimumBacktestOptions = {}): number {
  checkKeys('options', options, ['sharpe']);
  const sharpe = checkNumber('sharpe', options.sharpe ?? 1, { above: 0 });
  return (expectedMaximumSharpe(trials) / sharpe) ** 2;
}
