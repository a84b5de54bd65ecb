import { checkInteger, checkKeys, type NumberColumn, Rng } from '../core/index.ts';
import { checkStatistic, figureOf, type Statistic } from './figure.ts';
import { type RandomisationResult, randomised } from './permutation-test.ts';
import { checkReturns } from './returns.ts';

/** What is measured on returns of random signs. */
export interface SignFlipOptions {
  /**
   * The figure that is compared: the mean or the Sharpe ratio of the returns, or a function of returns.
   *
   * @default 'mean'
   */
  readonly statistic?: Statistic;
  /**
   * Number of worlds; the least p-value is one over one more.
   *
   * @default 1000
   */
  readonly permutations?: number;
  /**
   * Rows in a row whose signs are turned together, for returns that hang together.
   *
   * @default 1
   */
  readonly blockLength?: number;
  /**
   * The same seed gives the same signs.
   *
   * @default 1
   */
  readonly seed?: number;
}

/**
 * Permutation test of returns: how often returns of the same sizes with random signs give a figure as good.
 *
 * `p = (1 + #{flipped >= real}) / (1 + permutations)`. Exact, whatever the distribution, for returns that are as likely up as
 * down by the same amount where there is no edge; returns of rare great losses are not.
 *
 * Source: Fisher, The Design of Experiments, 1935, section 21.
 *
 * @param returns returns a period, or profits of trades; at least 2.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError below two returns.
 * @throws DataError where a return, or a figure, is not finite.
 * @example
 * ```ts
 * import { signFlipTest } from 'barwright/significance';
 * signFlipTest([0.02, 0.01, 0.03, -0.005, 0.02, 0.015]).pValue; // 0.0179...: two of 64 ways are as good
 * ```
 */
export function signFlipTest(returns: NumberColumn, options: SignFlipOptions = {}): RandomisationResult {
  checkKeys('options', options, ['statistic', 'permutations', 'blockLength', 'seed']);
  const statistic = checkStatistic(options.statistic ?? 'mean');
  const permutations = checkInteger('permutations', options.permutations ?? 1000, { min: 1 });
  const x = checkReturns('returns', returns, 2);
  const blockLength = checkInteger('blockLength', options.blockLength ?? 1, { min: 1, max: x.length });
  const rng = new Rng(options.seed ?? 1);
  const flipped = new Float64Array(x.length);
  return randomised(figureOf(x.slice(), statistic), permutations, () => {
    let bits = 0;
    for (let start = 0, drawn = 0; start < x.length; start += blockLength, drawn++) {
      bits = drawn % 32 === 0 ? rng.uint32() : bits >>> 1;
      const end = Math.min(start + blockLength, x.length);
      for (let i = start; i < end; i++) flipped[i] = (bits & 1) === 1 ? x[i] : -x[i];
    }
    return figureOf(flipped, statistic);
  });
}
