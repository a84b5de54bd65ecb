import { checkInteger, checkKeys } from '../core/index.ts';
import { checkEmbargo } from './check-embargo.ts';
import { equalParts } from './equal-parts.ts';
import { toLives } from './label-lives.ts';
import { separate } from './separate.ts';
import { checkSeparation, type SeparationOptions } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** How many folds, and how far training rows keep away from them. */
export interface PurgedKFoldOptions extends SeparationOptions {
  /**
   * Number of folds, at least 2.
   *
   * @default 5
   */
  readonly folds?: number;
}

/**
 * K-fold cross-validation in time order without leakage: training rows whose labels overlap the test are purged on both sides
 * of it, and those within an embargo after it are left out as well.
 *
 * A fold with first row a and last label end e lives in `[time[a], e]`. A training row leaves where its own `[time[i],
 * labelEnd[i]]` shares a moment with that, both ends included; the embargo starts behind the last row that lives at e. Sizes
 * of folds differ by one at most, and every row is tested once.
 *
 * The book's snippet 7.3 keeps training rows before a test whose labels end as it starts; its rules 7.1 and this one do not.
 * mlfinlab takes the end of the first tested label for the start of the test, and so purges too little before it.
 *
 * Source: Lopez de Prado, Advances in Financial Machine Learning, 2018, sections 7.4.1 to 7.4.3.
 *
 * @throws ArgumentError where an option is unknown or out of range; when splitting, where the embargo is longer than a fold.
 * @example
 * ```ts
 * import { purgedKFold } from 'barwright/splits';
 * const times = Float64Array.from({ length: 12 }, (_, i) => i);
 * const labelEnds = times.map((t) => t + 2); // known two rows later
 * const [, second] = purgedKFold({ folds: 3, embargo: { bars: 1 } }).split(times, labelEnds);
 * second.test; // [{ from: 4, to: 8 }]
 * second.train; // [{ from: 0, to: 2 }, { from: 11, to: 12 }]
 * second.purged; // [{ from: 2, to: 4 }, { from: 8, to: 10 }]
 * second.embargoed; // [{ from: 10, to: 11 }]
 * ```
 */
export function purgedKFold(options: PurgedKFoldOptions = {}): Splitter {
  checkKeys('options', options, ['folds', 'purge', 'embargo']);
  const folds = checkInteger('folds', options.folds ?? 5, { min: 2 });
  const separation = checkSeparation(options);
  return Object.freeze<Splitter>({
    name: `purged k-fold (${folds} folds${separation.text})`,
    isForward: false,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, folds);
      const parts = equalParts(lives.time.length, folds);
      checkEmbargo(lives, parts, separation);
      const all = [{ from: 0, to: lives.time.length }];
      return parts.map((test, k) => separate(lives, { test: [test], train: all }, separation, k));
    },
  });
}
