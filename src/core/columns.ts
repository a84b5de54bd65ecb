import { show } from './check.ts';
import { ArgumentError } from './errors.ts';

/** A column of numbers as a user may give it. */
export type NumberColumn = Float64Array | readonly number[];

/** A column of yes and no: non-zero and `true` are yes. */
export type FlagColumn = Uint8Array | readonly boolean[];

/** A number for all bars, or one number a bar. */
export type ScalarOrColumn = number | Float64Array;

/** A `Float64Array` of zeros, on shared memory where asked. */
export function allocate(length: number, options: { readonly shared?: boolean } = {}): Float64Array {
  return options.shared ? new Float64Array(new SharedArrayBuffer(length * 8)) : new Float64Array(length);
}

/** The column itself where it is a `Float64Array`, otherwise a copy as one. */
export function toFloat64(name: string, column: ArrayLike<number>): Float64Array {
  if (column instanceof Float64Array) return column;
  if (ArrayBuffer.isView(column) && !(column instanceof DataView)) return Float64Array.from(column as ArrayLike<number>, Number);
  if (!Array.isArray(column))
    throw new ArgumentError(`Expected \`${name}\` to be a Float64Array or an array of numbers, was \`${show(column)}\`.`);
  const out = new Float64Array(column.length);
  for (let i = 0; i < out.length; i++) {
    const value: unknown = column[i];
    if (typeof value !== 'number') throw new ArgumentError(`Expected \`${name}[${i}]\` to be a number, was \`${show(value)}\`.`);
    out[i] = value;
  }
  return out;
}

/** The column itself where it is a `Uint8Array`, otherwise a copy as one with 1 for yes. */
export function toFlags(name: string, column: FlagColumn): Uint8Array {
  if (column instanceof Uint8Array) return column;
  if (!Array.isArray(column))
    throw new ArgumentError(`Expected \`${name}\` to be a Uint8Array or an array of booleans, was \`${show(column)}\`.`);
  const out = new Uint8Array(column.length);
  for (let i = 0; i < out.length; i++) out[i] = column[i] ? 1 : 0;
  return out;
}

/** The same numbers on shared memory, so that workers read them without a copy. */
export function toShared(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const out = allocate(column.length, { shared: true });
  out.set(column);
  return out;
}

/** Index of the first element of a rising column that is >= `value` (`length` where there is none). */
export function lowerBound(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
