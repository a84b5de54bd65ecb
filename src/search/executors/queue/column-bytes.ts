import { type ColumnArray, columnKinds, hashOf } from '../pack-values.ts';

/** The bytes of a column, not copied. */
export function bytesOf(column: ColumnArray): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** How many bytes a column has, by its hash. */
export function bytesOfColumn(hash: string): number {
  const { kind, length } = partsOf(hash);
  return length * columnKinds[kind].BYTES_PER_ELEMENT;
}

/** The column whose bytes these are, not copied. */
export function columnIn(hash: string, bytes: Uint8Array): ColumnArray {
  const { kind, length } = partsOf(hash);
  return new columnKinds[kind](bytes.buffer as ArrayBuffer, bytes.byteOffset, length);
}

/** Whether bytes are those of the column with this hash. */
export function isColumn(hash: string, bytes: Uint8Array): boolean {
  return bytes.byteLength === bytesOfColumn(hash) && hashOf(columnIn(hash, bytes)) === partsOf(hash).digest;
}

function partsOf(hash: string): { readonly kind: keyof typeof columnKinds; readonly length: number; readonly digest: string } {
  const [kind, length, digest] = hash.split('-');
  return { kind: kind as keyof typeof columnKinds, length: Number(length), digest };
}
