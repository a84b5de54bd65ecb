import { ArgumentError, checkLength, type NumberColumn } from '../core/index.ts';
import type { CombinatorialSplit, CombinatorialSplitter } from './combinatorial-purged.ts';
import { countRows } from './ranges.ts';

/** One group of a path: range `piece` of the test of split `split`. */
export interface PathPiece {
  readonly split: number;
  readonly piece: number;
}

/** A way through all rows: entry g is where group g was tested. */
export type Path = readonly PathPiece[];

/** Path j takes each group from the j-th split that tests it. */
export function pathsOf(choices: readonly (readonly number[])[], groups: number): readonly Path[] {
  const tested: PathPiece[][] = Array.from({ length: groups }, () => []);
  choices.forEach((chosen, split) => {
    chosen.forEach((group, piece) => {
      tested[group].push({ split, piece });
    });
  });
  return tested[0].map((_, path) => tested.map((pieces) => pieces[path]));
}

/**
 * Puts what was found in the tests of a combinatorial splitter together into one column a path.
 *
 * Path j has group g from the j-th split that tests g.
 *
 * Source: Lopez de Prado, Advances in Financial Machine Learning, 2018, section 12.4.1.
 *
 * @param splits all splits, as the splitter gave them.
 * @param values for each split a value for each of its test rows, in the order of its ranges: returns or predictions.
 * @returns one column for each path, with a value for every row.
 * @throws ArgumentError where the number of splits or of values does not fit.
 * @example
 * ```ts
 * import { combinatorialPurged, joinPaths, rowsOf } from 'barwright/splits';
 * const splitter = combinatorialPurged({ groups: 4, testGroups: 2 });
 * const times = Float64Array.from({ length: 8 }, (_, i) => i);
 * const splits = splitter.split(times);
 * const columns = joinPaths(splitter, splits, splits.map(({ test }, k) => [...rowsOf(test)].map(() => k)));
 * columns[0]; // which split each row of the first path is from: 0 0 0 0 1 1 2 2
 * ```
 */
export function joinPaths(
  splitter: CombinatorialSplitter,
  splits: readonly CombinatorialSplit[],
  values: readonly NumberColumn[],
): readonly Float64Array[] {
  if (splits.length !== splitter.splitCount) {
    throw new ArgumentError(`Expected \`splits\` to be all ${splitter.splitCount} of the splitter, were ${splits.length}.`);
  }
  checkLength('values', values, splits.length, '`splits`');
  splits.forEach(({ test }, k) => {
    checkLength(`values[${k}]`, values[k], countRows(test), 'the test rows');
  });
  return splitter.paths().map((path) => {
    const column = new Float64Array(path.reduce((rows, { split, piece }) => rows + countRows([splits[split].test[piece]]), 0));
    for (const { split, piece } of path) {
      const { test } = splits[split];
      const { from, to } = test[piece];
      const at = countRows(test.slice(0, piece));
      for (let row = from; row < to; row++) column[row] = values[split][at + row - from];
    }
    return column;
  });
}
