/** Most bytes of indicator columns that stay, the first that are made. */
const mostLasting = 256 * 2 ** 20;
/** Values of the longest block, but for a column that is longer: 32 MiB of them. */
const longestBlock = 2 ** 22;

/** Columns of zeros that are cut from a few growing blocks of memory: the garbage collector hears of the blocks alone. */
export class ColumnSlabs {
  /** Values that may still be taken. */
  #left: number;
  #taken = 0;
  #free: Float64Array = new Float64Array(0);
  readonly #blocks: WeakSet<ArrayBufferLike> = new WeakSet();

  /** @param bytes the most that all blocks may take. */
  constructor(bytes: number) {
    this.#left = Math.floor(bytes / 8);
  }

  /** A column; undefined where no more may be taken. */
  take(length: number): Float64Array | undefined {
    if (this.#free.length < length) {
      const block = Math.min(this.#left, Math.max(length, Math.min(this.#taken, longestBlock)));
      if (block < length) return undefined;
      this.#free = new Float64Array(block);
      this.#blocks.add(this.#free.buffer);
      this.#left -= block;
      this.#taken += block;
    }
    const column = this.#free.subarray(0, length);
    this.#free = this.#free.subarray(length);
    return column;
  }

  /** Whether a column was cut from the blocks. */
  has(column: ArrayBufferView): boolean {
    return this.#blocks.has(column.buffer);
  }
}

/** What the lasting columns of a thread are cut from, or a share of them from 0 to 1. */
export function lastingColumns(share = 1): ColumnSlabs {
  return new ColumnSlabs(mostLasting * share);
}
