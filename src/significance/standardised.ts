import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import { isConstant } from './returns.ts';

const moments = new Float64Array(centralMomentsLength);

/** What moves a column to mean 0 and scales it to length 1; undefined for one that does not vary. */
export function standardOf(column: Float64Array): { readonly mean: number; readonly scale: number } | undefined {
  if (isConstant(column)) return undefined;
  centralMomentsInto(moments, column, 0, column.length);
  return { mean: moments[0], scale: 1 / Math.sqrt(moments[1]) };
}

/** The columns moved to mean 0 and scaled to length 1, so that dot products are correlations; zeros for one that does not vary. */
export function standardised(columns: readonly Float64Array[]): readonly Float64Array[] {
  return columns.map((column) => {
    const standard = standardOf(column);
    if (standard === undefined) return new Float64Array(column.length);
    const { mean, scale } = standard;
    return column.map((value) => (value - mean) * scale);
  });
}
