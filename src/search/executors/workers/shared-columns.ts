import { toShared } from '../../../core/index.ts';
import type { ColumnArray, PackedColumns } from '../pack-values.ts';

const shared: WeakMap<ColumnArray, ColumnArray> = new WeakMap();

/** The same columns on shared memory; those that lie there are themselves, and one that was copied before is not copied again. */
export function sharedColumns(columns: PackedColumns): PackedColumns {
  return new Map([...columns].map(([hash, column]) => [hash, sharedColumn(column)]));
}

function sharedColumn(column: ColumnArray): ColumnArray {
  let copy = shared.get(column);
  if (copy === undefined) {
    copy = column instanceof Float64Array ? toShared(column) : sharedBytes(column);
    shared.set(column, copy);
  }
  return copy;
}

function sharedBytes(column: Exclude<ColumnArray, Float64Array>): ColumnArray {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const memory = new SharedArrayBuffer(column.byteLength);
  const copy = column instanceof Uint8Array ? new Uint8Array(memory) : new Int32Array(memory);
  copy.set(column);
  return copy;
}
