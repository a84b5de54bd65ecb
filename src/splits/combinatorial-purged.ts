import { ArgumentError, checkInteger, checkKeys, once } from '../core/index.ts';
import { checkEmbargo } from './check-embargo.ts';
import { binomial, combinations } from './combinations.ts';
import { equalParts } from './equal-parts.ts';
import { toLives } from './label-lives.ts';
import { type Path, pathsOf } from './paths.ts';
import { separate } from './separate.ts';
import { checkSeparation, type SeparationOptions } from './spans.ts';
import type { Split, Splitter } from './splitter.ts';

/** How many groups, how many of them are tested at a time, and how far training rows keep away from them. */
export interface CombinatorialPurgedOptions extends SeparationOptions {
  /**
   * Number of groups N that the rows are cut into, at least 2.
   *
   * @default 6
   */
  readonly groups?: number;
  /**
   * Number of groups k of each test, at least 1 and less than N.
   *
   * @default 2
   */
  readonly testGroups?: number;
}

/** A split that tests some groups; `test` has one range for each, in their order. */
export interface CombinatorialSplit extends Split {
  /** The groups that are tested, rising from 0. */
  readonly groups: readonly number[];
}

/** A splitter whose tests are put together into several paths through all rows. */
export interface CombinatorialSplitter extends Splitter<CombinatorialSplit> {
  /** Number of splits: N over k. */
  readonly splitCount: number;
  /** Number of paths: N over k, times k / N. */
  readonly pathCount: number;
  /** Which piece of which split makes each group of each path. */
  paths(): readonly Path[];
}

const mostSplits = 100_000;

/**
 * Combinatorial purged cross-validation: every choice of k of N groups is the test once, and the pieces are put together into
 * `k / N * (N over k)` paths, each of which tests every row once. A distribution of results instead of one.
 *
 * Splits are in the order of their lists of groups (0 1, 0 2, ... first). Purge and embargo are those of {@link purgedKFold}
 * at each run of tested groups. Sizes of groups differ by one at most.
 *
 * Source: Lopez de Prado, Advances in Financial Machine Learning, 2018, sections 12.4.1 and 12.4.2.
 *
 * @throws ArgumentError where an option is unknown or out of range, or there were more than 100,000 splits; when splitting, where the
 * embargo is longer than a group.
 * @example
 * ```ts
 * import { combinatorialPurged } from 'barwright/splits';
 * const splitter = combinatorialPurged({ groups: 6, testGroups: 2, purge: { bars: 1 } });
 * splitter.splitCount; // 15
 * splitter.pathCount; // 5
 * const times = Float64Array.from({ length: 60 }, (_, i) => i);
 * const [first] = splitter.split(times);
 * first.groups; // [0, 1]
 * first.train; // [{ from: 21, to: 60 }]
 * splitter.paths()[0][5]; // { split: 4, piece: 1 }
 * ```
 */
export function combinatorialPurged(options: CombinatorialPurgedOptions = {}): CombinatorialSplitter {
  checkKeys('options', options, ['groups', 'testGroups', 'purge', 'embargo']);
  const groups = checkInteger('groups', options.groups ?? 6, { min: 2 });
  const testGroups = checkInteger('testGroups', options.testGroups ?? 2, { min: 1, max: groups - 1 });
  const separation = checkSeparation(options);
  const splitCount = binomial(groups, testGroups);
  if (splitCount > mostSplits) {
    const [most, ways] = [mostSplits, splitCount].map((count) => count.toLocaleString('en-US'));
    throw new ArgumentError(
      `Expected \`groups\` ${groups} and \`testGroups\` ${testGroups} to give at most ${most} splits, give ${ways}: take fewer groups.`,
    );
  }
  const choices = once(() => combinations(groups, testGroups));
  const paths = once(() => pathsOf(choices(), groups));
  return Object.freeze<CombinatorialSplitter>({
    name: `combinatorial purged (${testGroups} of ${groups} groups${separation.text})`,
    isForward: false,
    splitCount,
    pathCount: (splitCount * testGroups) / groups,
    paths,
    split: (times, labelEnds) => {
      const lives = toLives(times, labelEnds, separation.purge, groups);
      const parts = equalParts(lives.time.length, groups);
      checkEmbargo(lives, parts, separation);
      const all = [{ from: 0, to: lives.time.length }];
      return choices().map((chosen, k) => ({
        groups: chosen,
        ...separate(lives, { test: chosen.map((group) => parts[group]), train: all }, separation, k),
      }));
    },
  });
}
