import { deflateRawSync } from 'node:zlib';
import type { ColumnEntry, ColumnType } from './client/payload.ts';

/** Columns that travel in a page: gathered one by one, then packed together. */
export class PackedColumns {
  readonly entries: Record<string, ColumnEntry> = {};
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** Adds a column in the precision a picture needs. */
  add(name: string, type: ColumnType, values: ArrayLike<number>): void {
    const column = kinds[type].from(values);
    this.entries[name] = { type, offset: this.#size, length: column.length };
    const bytes = byPlanes(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), column.BYTES_PER_ELEMENT);
    this.#parts.push(bytes);
    this.#size += bytes.length;
  }

  /** Adds rising values as the differences between them, which pack smaller. */
  addRising(name: string, values: ArrayLike<number>): void {
    this.add(
      name,
      'f64',
      Float64Array.from({ length: values.length }, (_, i) => (i === 0 ? values[0] : values[i] - values[i - 1])),
    );
  }

  /** All columns, deflated, as base64. */
  toText(): string {
    return deflateRawSync(Buffer.concat(this.#parts), { level: 5 }).toString('base64');
  }
}

const kinds = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;

/** The first byte of every value, then the second of every value, and so on: like bytes side by side deflate better. */
function byPlanes(bytes: Uint8Array, width: number): Uint8Array {
  const length = bytes.length / width;
  const out = new Uint8Array(bytes.length);
  for (let plane = 0; plane < width; plane++) for (let i = 0; i < length; i++) out[plane * length + i] = bytes[i * width + plane];
  return out;
}
