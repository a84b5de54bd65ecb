import { type CombinatorialSplit, type CombinatorialSplitter, joinPaths, rowsOf, type Split, type Splitter } from '../splits/index.ts';

/** Values of tests put together. */
export interface TestPath {
  /** Rows of the data, rising. */
  readonly rows: Int32Array;
  /** A value a row. */
  readonly values: Float64Array;
}

/**
 * Values of the test rows of all splits as paths: those of a combinatorial splitter; one path where no row is tested twice; otherwise one
 * a split.
 *
 * @param values for each split a value for each of its test rows, in the order of its ranges.
 */
export function joinTests(splitter: Splitter, splits: readonly Split[], values: readonly Float64Array[]): readonly TestPath[] {
  if (isCombinatorial(splitter)) {
    const joined = joinPaths(splitter, splits as readonly CombinatorialSplit[], values);
    return joined.map((column) => ({ rows: Int32Array.from(column, (_, row) => row), values: column }));
  }
  const each = splits.map(({ test }, k) => ordered(rowsOf(test), values[k]));
  const all = ordered(
    Int32Array.from(each.flatMap(({ rows }) => Array.from(rows))),
    Float64Array.from(each.flatMap((path) => Array.from(path.values))),
  );
  const isOnce = all.rows.every((row, i) => i === 0 || row > all.rows[i - 1]);
  return isOnce ? [all] : each;
}

function isCombinatorial(splitter: Splitter): splitter is CombinatorialSplitter {
  return typeof (splitter as Partial<CombinatorialSplitter>).paths === 'function';
}

/** Values in the order of their rows. */
function ordered(rows: Int32Array, values: Float64Array): TestPath {
  const order = Array.from(rows.keys()).sort((a, b) => rows[a] - rows[b]);
  return { rows: Int32Array.from(order, (k) => rows[k]), values: Float64Array.from(order, (k) => values[k]) };
}
