import type { ColumnEntry, ColumnType } from './payload.ts';

type Column = Float64Array | Float32Array | Int32Array | Uint8Array;

const kinds: Readonly<Record<ColumnType, new (length: number) => Column>> = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u8: Uint8Array,
};

/** Reads a column by name; empty where there is none. */
export type ReadColumn = (name: string) => Column;

/** Inflates the packed columns of the page. */
export async function unpackColumns(text: string, entries: Readonly<Record<string, ColumnEntry>>): Promise<ReadColumn> {
  const packed = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const planes = new Uint8Array(await new Response(stream).arrayBuffer());
  return (name) => {
    const entry = entries[name];
    return entry === undefined ? new Float32Array(0) : fromPlanes(planes, entry);
  };
}

/** A column from its bytes: the first of every value, then the second of every value, and so on. */
function fromPlanes(planes: Uint8Array, { type, offset, length }: ColumnEntry): Column {
  const column = new kinds[type](length);
  const bytes = new Uint8Array(column.buffer);
  const width = column.BYTES_PER_ELEMENT;
  for (let plane = 0; plane < width; plane++) {
    for (let i = 0; i < length; i++) bytes[i * width + plane] = planes[offset + plane * length + i];
  }
  return column;
}

/** Running sums: what differences were made of. */
export function running(differences: ArrayLike<number>): Float64Array {
  const out = new Float64Array(differences.length);
  let sum = 0;
  for (let i = 0; i < out.length; i++) out[i] = sum += differences[i];
  return out;
}

/** Index of the last value of a rising column that is <= `value`; 0 where there is none. */
export function indexAt(column: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
