import type { RowRange } from './ranges.ts';

/** Rows in order cut into parts whose sizes differ by one at most, the longer ones first, so that no row is left over. */
export function equalParts(rows: number, parts: number): readonly RowRange[] {
  const least = Math.floor(rows / parts);
  const longer = rows % parts;
  return Array.from({ length: parts }, (_, k) => {
    const from = k * least + Math.min(k, longer);
    return { from, to: from + least + (k < longer ? 1 : 0) };
  });
}
