import { ArgumentError, checkInteger, checkKeys, checkLength, NotEnoughDataError, show } from '../core/index.ts';
import { toLives } from './label-lives.ts';
import { assign, type RowRange, rangesWith } from './ranges.ts';
import { separate } from './separate.ts';
import { checkSeparation, type SeparationOptions } from './spans.ts';
import type { Splitter } from './splitter.ts';

/** Which rows belong together. */
export interface GroupKFoldOptions extends SeparationOptions {
  /** The group of each row: a regime, an instrument, a month. Numbers or texts, one a row. */
  readonly groups: ArrayLike<number | string>;
  /** Number of folds, at least 2 and at most the groups; by default each group is a fold of its own. */
  readonly folds?: number;
}

/**
 * Cross-validation by groups: no group is on both sides of a split. With regimes as groups it asks whether what was learnt in
 * some holds in another.
 *
 * Every row is tested once. Folds are in the order in which groups appear first; with fewer folds than groups, the largest
 * group left goes to the fold with the fewest rows. A group may come and go: training rows are purged, and an embargo kept, at
 * each of its runs.
 *
 * Source: Roberts et al., Cross-validation strategies for data with temporal, spatial, hierarchical, or phylogenetic
 * structure, Ecography 40, 2017.
 *
 * @throws ArgumentError where an option is unknown or out of range; when splitting, where there is not one group a row.
 * @throws NotEnoughDataError where there are fewer groups than folds, or than two.
 * @example
 * ```ts
 * import { groupKFold } from 'barwright/splits';
 * const groups = ['calm', 'calm', 'storm', 'calm', 'storm', 'trend'];
 * const [calm, storm] = groupKFold({ groups }).split([0, 1, 2, 3, 4, 5]);
 * calm.test; // [{ from: 0, to: 2 }, { from: 3, to: 4 }]
 * storm.train; // [{ from: 0, to: 2 }, { from: 3, to: 4 }, { from: 5, to: 6 }]
 * ```
 */
export function groupKFold(options: GroupKFoldOptions): Splitter {
  checkKeys('options', options, ['groups', 'folds', 'purge', 'embargo']);
  const folds = options.folds === undefined ? undefined : checkInteger('folds', options.folds, { min: 2 });
  const separation = checkSeparation(options);
  const tests = testsOf(checkGroups(options.groups), folds);
  const { length } = options.groups;
  return Object.freeze<Splitter>({
    name: `group k-fold (${tests.length} folds${separation.text})`,
    isForward: false,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, 2);
      checkLength('times', lives.time, length, '`groups`');
      const all = [{ from: 0, to: length }];
      return tests.map((test, k) => separate(lives, { test, train: all }, separation, k));
    },
  });
}

/** Number of rows of each group, in the order in which they appear, and the group of each row as its place in that order. */
interface Groups {
  readonly sizes: readonly number[];
  readonly ofRow: Int32Array;
}

function checkGroups(groups: ArrayLike<number | string>): Groups {
  if (typeof groups !== 'object' || groups === null || typeof groups.length !== 'number') {
    throw new ArgumentError(`Expected \`groups\` to be an array of numbers or texts, was \`${show(groups)}\`.`);
  }
  const places = new Map<number | string, number>();
  const sizes: number[] = [];
  const ofRow = Int32Array.from(groups as ArrayLike<unknown> as ArrayLike<number>, (group: unknown, row) => {
    if (typeof group !== 'string' && !Number.isFinite(group)) {
      throw new ArgumentError(`Expected \`groups[${row}]\` to be a text or a finite number, was \`${show(group)}\`.`);
    }
    const key = group as number | string;
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    sizes[place] = (sizes[place] ?? 0) + 1;
    return place;
  });
  return { sizes, ofRow };
}

/** The rows of each fold. */
function testsOf({ sizes, ofRow }: Groups, folds: number | undefined): readonly (readonly RowRange[])[] {
  const count = folds ?? sizes.length;
  if (sizes.length < Math.max(2, count)) {
    throw new NotEnoughDataError(`Expected \`groups\` to have at least ${Math.max(2, count)} different ones, had ${sizes.length}.`);
  }
  const foldOf = folds === undefined ? sizes.map((_, group) => group) : balanced(sizes, folds);
  return Array.from({ length: count }, (_, fold) => {
    const roles = new Uint8Array(ofRow.length);
    ofRow.forEach((group, row) => {
      if (foldOf[group] === fold) assign(roles, [{ from: row, to: row + 1 }], 1);
    });
    return rangesWith(1, roles);
  });
}

/** The fold of each group: the largest first, each to the fold with the fewest rows. */
function balanced(sizes: readonly number[], folds: number): readonly number[] {
  const rows = new Array<number>(folds).fill(0);
  const foldOf = new Array<number>(sizes.length);
  const order = [...sizes.keys()].sort((a, b) => sizes[b] - sizes[a] || a - b);
  for (const group of order) {
    const fold = rows.indexOf(Math.min(...rows));
    foldOf[group] = fold;
    rows[fold] += sizes[group];
  }
  return foldOf;
}
