import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import { isConstant } from './returns.ts';

/** The columns moved to mean 0 and scaled to length 1, so that dot products are correlations; zeros for one that does not vary. */
export function standardised(columns: readonly Float64Array[]): readonly Float64Array[] {
  const state = new Float64Array(centralMomentsLength);
  return columns.map((column) => {
    if (isConstant(column)) return new Float64Array(column.length);
    centralMomentsInto(state, column, 0, column.length);
    const [mean, squares] = state;
    const scale = 1 / Math.sqrt(squares);
    return column.map((value) => (value - mean) * scale);
  });
}
