import { ArgumentError, checkLength, DataError, NotEnoughDataError, type NumberColumn, show, toFloat64 } from '../core/index.ts';
import { finiteCheck } from '../kernels/index.ts';

/** Deviations up to this share of the largest value are rounding noise. */
export const noise = 1e-14;

/** Values below this have fourth powers that vanish. */
const smallest = 1e-70;

/** A column of finite numbers, at least `least` of them. */
export function checkReturns(name: string, column: NumberColumn, least: number): Float64Array {
  const values = toFloat64(name, column);
  if (values.length < least)
    throw new NotEnoughDataError(
      `Expected \`${name}\` to have at least ${least} ${least === 1 ? 'value' : 'values'}, had ${values.length}.`,
    );
  if (Number.isNaN(finiteCheck(values, 0, values.length))) {
    const row = values.findIndex((value) => !Number.isFinite(value));
    throw new DataError(`Expected \`${name}[${row}]\` to be finite, was \`${values[row]}\`.`, { row, field: name });
  }
  return values;
}

/** A column of finite numbers that are not all the same. */
export function checkVaried(name: string, column: NumberColumn, least: number): Float64Array {
  const values = checkReturns(name, column, least);
  if (isConstant(values))
    throw new DataError(`Expected \`${name}\` to vary, all ${values.length} values are \`${values[0]}\`.`, { field: name });
  return values;
}

/** Whether all values are the same up to rounding, or too small to tell their squares from 0. */
export function isConstant(values: Float64Array): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  return high - low <= noise * size || size < smallest;
}

/** Columns of one length, one a trial, of finite numbers. */
export function checkTrials(
  name: string,
  columns: readonly NumberColumn[],
  { trials, rows }: { readonly trials: number; readonly rows: number },
): readonly Float64Array[] {
  if (!Array.isArray(columns))
    throw new ArgumentError(`Expected \`${name}\` to be an array of columns, one a trial, was \`${show(columns)}\`.`);
  if (columns.length < trials) {
    throw new NotEnoughDataError(
      `Expected \`${name}\` to have at least ${trials} ${trials === 1 ? 'column' : 'columns'}, had ${columns.length}.`,
    );
  }
  const checked = columns.map((column, i) => checkReturns(`${name}[${i}]`, column, rows));
  checked.forEach((column, i) => {
    checkLength(`${name}[${i}]`, column, checked[0].length, `\`${name}[0]\``);
  });
  return checked;
}
