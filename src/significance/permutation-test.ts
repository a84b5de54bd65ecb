import { checkInteger, checkKeys, Rng } from '../core/index.ts';
import { checkFigure } from './figure.ts';
import { type Markets, permuter } from './permute-bars.ts';

/** How many markets without a pattern a figure is held against. */
export interface PermutationTestOptions {
  /**
   * Number of permutations; the least p-value is one over one more.
   *
   * @default 1000
   */
  readonly permutations?: number;
  /**
   * Number of first bars that stay as they are, at least 1: those before the end of a first training window.
   *
   * @default 1
   */
  readonly keep?: number;
  /**
   * The same seed gives the same permutations.
   *
   * @default 1
   */
  readonly seed?: number;
}

/** A figure among those of worlds without an edge. */
export interface RandomisationResult {
  /** Share of worlds, the real one among them, whose figure is at least that of the real one. */
  readonly pValue: number;
  /** The figure of the real world. */
  readonly observed: number;
  /** The figures of the other worlds, in the order drawn. */
  readonly values: Float64Array;
}

/**
 * Permutation test of a strategy on bars: how often a market with the same moves in random order gives a figure as good.
 *
 * `p = (1 + #{permuted >= real}) / (1 + permutations)` with bars shuffled by {@link permuteBars}. Let `figure` do all that was
 * done on the real bars: where parameters were optimised, optimise them anew on each permutation; that is what makes the
 * p-value honest. It tests for patterns in time, not for trend, which all permutations share.
 *
 * Source: Masters, Permutation and Randomization Tests for Trading System Development, 2020; Phipson and Smyth, Permutation
 * p-values should never be zero, Statistical Applications in Genetics and Molecular Biology 9, 2010.
 *
 * @param markets bars of one market, or an array of bars on the same times, which are shuffled alike.
 * @param figure what the strategy makes of such markets, greater for better; finite.
 * @throws ArgumentError where an option is unknown or out of range, or times differ.
 * @throws NotEnoughDataError where fewer than 3 bars are left to shuffle.
 * @throws DataError where a price is not above 0, or a figure is not finite.
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * import { permutationTest } from 'barwright/significance';
 * const Cross = defineStrategy({
 *   signals({ close }) {
 *     const [fast, slow] = [sma(close, 10), sma(close, 50)];
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const bars = syntheticBars({ seed: 7, length: 1_000 });
 * const test = permutationTest(bars, (market) => backtest(new Cross(), market, { fees: 0.001 }).metrics.totalReturn, { permutations: 99 });
 * test.pValue; // a share of 100
 * ```
 */
export function permutationTest<M extends Markets>(
  markets: M,
  figure: (markets: M) => number,
  options: PermutationTestOptions = {},
): RandomisationResult {
  checkKeys('options', options, ['permutations', 'keep', 'seed']);
  const permutations = checkInteger('permutations', options.permutations ?? 1000, { min: 1 });
  const permuted = permuter(markets, checkInteger('keep', options.keep ?? 1, { min: 1 }));
  const rng = new Rng(options.seed ?? 1);
  return randomised(figure(markets), permutations, () => figure(permuted(rng)));
}

/** The real figure among those of so many worlds. */
export function randomised(observed: number, worlds: number, draw: () => number): RandomisationResult {
  checkFigure(observed);
  const values = new Float64Array(worlds);
  let reached = 1;
  for (let world = 0; world < worlds; world++) {
    values[world] = checkFigure(draw());
    if (values[world] >= observed) reached++;
  }
  return { pValue: reached / (1 + worlds), observed, values };
}
