/**
 * Rows of cells as lines of text, in columns two spaces apart. The first row is as long as all others.
 *
 * @param words the columns that stand on the left, by number; those of figures stand on the right. @default [0]
 * @example
 * ```ts
 * import { alignedText } from 'barwright/core';
 * alignedText([['Trial', 'Sharpe'], ['fast 5', '1.25']]); // ['Trial   Sharpe', 'fast 5    1.25']
 * ```
 */
export function alignedText(cells: readonly (readonly string[])[], words: readonly number[] = [0]): readonly string[] {
  const widths = cells[0].map((_, k) => Math.max(...cells.map((row) => row[k].length)));
  return cells.map((row) =>
    row
      .map((cell, k) => (words.includes(k) ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
      .join('  ')
      .trimEnd(),
  );
}
