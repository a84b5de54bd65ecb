/** Rows `from` to `to`, the first included and the last not, as `slice` takes them. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The row numbers of ranges, one after another, to pick rows out of columns.
 *
 * @param ranges rows from `from` up to but not including `to`.
 * @returns as many numbers as the ranges have rows, in the order of the ranges.
 * @example
 * ```ts
 * import { rowsOf } from 'barwright/splits';
 * rowsOf([{ from: 0, to: 3 }, { from: 7, to: 9 }]); // 0 1 2 7 8
 * ```
 */
export function rowsOf(ranges: readonly RowRange[]): Int32Array {
  const rows = new Int32Array(countRows(ranges));
  let at = 0;
  for (const { from, to } of ranges) for (let row = from; row < to; row++) rows[at++] = row;
  return rows;
}

/** Number of rows of ranges. */
export function countRows(ranges: readonly RowRange[]): number {
  let count = 0;
  for (const { from, to } of ranges) count += to - from;
  return count;
}

/** Ranges of the rows that have a role. */
export function rangesWith(role: number, roles: Uint8Array): readonly RowRange[] {
  const ranges: RowRange[] = [];
  for (let from = roles.indexOf(role); from >= 0; ) {
    let to = from + 1;
    while (to < roles.length && roles[to] === role) to++;
    ranges.push({ from, to });
    from = roles.indexOf(role, to);
  }
  return ranges;
}

/** Gives the rows of ranges a role. */
export function assign(roles: Uint8Array, ranges: readonly RowRange[], role: number): void {
  for (const { from, to } of ranges) roles.fill(role, from, to);
}
