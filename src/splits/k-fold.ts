import { checkInteger, checkKeys, Rng } from '../core/index.ts';
import { checkFlag } from './check-flag.ts';
import { equalParts } from './equal-parts.ts';
import { toLives } from './label-lives.ts';
import { type RowRange, rangesWith } from './ranges.ts';
import { separate } from './separate.ts';
import { checkSpan } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** How many folds, and whether their rows are drawn. */
export interface KFoldOptions {
  /**
   * Number of folds, at least 2.
   *
   * @default 5
   */
  readonly folds?: number;
  /**
   * Whether rows are dealt to the folds at random. Neighbours in time then stand on both sides, which suits rows that do not
   * hang together.
   *
   * @default false
   */
  readonly shuffle?: boolean;
  /**
   * The same seed deals the same rows.
   *
   * @default 1
   */
  readonly seed?: number;
}

/**
 * K-fold cross-validation: the rows are cut into folds, and each fold is the test once, with all others to learn from.
 *
 * Sizes of folds differ by one at most, and every row is tested once. Training rows whose labels overlap a tested one are
 * purged where label ends are given; {@link purgedKFold} has an embargo as well and is the one to take for prices.
 *
 * Source: Stone, Cross-validatory choice and assessment of statistical predictions, Journal of the Royal Statistical Society B
 * 36, 1974.
 *
 * @throws ArgumentError where an option is unknown or out of range.
 * @example
 * ```ts
 * import { kFold } from 'barwright/splits';
 * const times = Float64Array.from({ length: 10 }, (_, i) => i);
 * const [first] = kFold({ folds: 3 }).split(times);
 * first.test; // [{ from: 0, to: 4 }]
 * first.train; // [{ from: 4, to: 10 }]
 * ```
 */
export function kFold(options: KFoldOptions = {}): Splitter {
  checkKeys('options', options, ['folds', 'shuffle', 'seed']);
  const folds = checkInteger('folds', options.folds ?? 5, { min: 2 });
  const seed = checkInteger('seed', options.seed ?? 1);
  const none = checkSpan('embargo', { bars: 0 });
  const shuffled = checkFlag('shuffle', options.shuffle);
  return Object.freeze<Splitter>({
    name: `k-fold (${folds} folds${shuffled ? ', shuffled' : ''})`,
    isForward: false,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, undefined, folds);
      const rows = lives.time.length;
      const all: readonly RowRange[] = [{ from: 0, to: rows }];
      const tests = shuffled ? dealtFolds(rows, folds, new Rng(seed)) : equalParts(rows, folds).map((fold) => [fold]);
      return tests.map((test, k) => separate(lives, { test, train: all }, { embargo: none }, k));
    },
  });
}

/** The rows of each fold, every way to deal them as likely (Fisher and Yates). */
function dealtFolds(rows: number, folds: number, rng: Rng): readonly (readonly RowRange[])[] {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return equalParts(rows, folds).map(({ from, to }) => {
    const roles = new Uint8Array(rows);
    for (let i = from; i < to; i++) roles[order[i]] = 1;
    return rangesWith(1, roles);
  });
}
