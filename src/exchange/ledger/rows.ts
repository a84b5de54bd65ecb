const chunkBits = 11;
const chunkRows = 1 << chunkBits;

/** Rows in two blocks of memory, row after row. */
export interface PackedRows {
  readonly doubles: Float64Array;
  readonly integers: Int32Array;
}

/**
 * Rows of doubles and integers in chunks of memory, which never move and are small enough for the allocator to hand
 * them from run to run.
 */
export class Rows {
  readonly #doubleWidth: number;
  readonly #integerWidth: number;
  readonly #doubles: Float64Array[] = [];
  readonly #integers: Int32Array[] = [];
  #length = 0;

  /** @param doubles fields of a row that are doubles. @param integers fields that are integers. */
  constructor(doubles: number, integers: number) {
    this.#doubleWidth = doubles;
    this.#integerWidth = integers;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a row and returns its number; what its fields hold is undefined until they are set. */
  add(): number {
    if (this.#length >> chunkBits === this.#doubles.length) {
      this.#doubles.push(new Float64Array(chunkRows * this.#doubleWidth));
      this.#integers.push(new Int32Array(chunkRows * this.#integerWidth));
    }
    return this.#length++;
  }

  /** Forgets all rows but keeps their memory. */
  clear(): void {
    this.#length = 0;
  }

  /** The chunk of doubles that holds a row, from {@link Rows.double} on. */
  doubles(row: number): Float64Array {
    return this.#doubles[row >> chunkBits];
  }

  /** Where the doubles of a row start in their chunk. */
  double(row: number): number {
    return (row & (chunkRows - 1)) * this.#doubleWidth;
  }

  /** The chunk of integers that holds a row, from {@link Rows.integer} on. */
  integers(row: number): Int32Array {
    return this.#integers[row >> chunkBits];
  }

  /** Where the integers of a row start in their chunk. */
  integer(row: number): number {
    return (row & (chunkRows - 1)) * this.#integerWidth;
  }

  /** All rows as two blocks of memory. */
  pack(): PackedRows {
    const doubles = new Float64Array(this.#length * this.#doubleWidth);
    const integers = new Int32Array(this.#length * this.#integerWidth);
    for (let start = 0; start < this.#length; start += chunkRows) {
      const rows = Math.min(chunkRows, this.#length - start);
      doubles.set(this.doubles(start).subarray(0, rows * this.#doubleWidth), start * this.#doubleWidth);
      integers.set(this.integers(start).subarray(0, rows * this.#integerWidth), start * this.#integerWidth);
    }
    return { doubles, integers };
  }

  /** Adds the rows that {@link Rows.pack} gave. */
  unpack({ doubles, integers }: PackedRows): void {
    for (let start = 0; start * this.#integerWidth < integers.length; start++) {
      const row = this.add();
      this.doubles(row).set(doubles.subarray(start * this.#doubleWidth, (start + 1) * this.#doubleWidth), this.double(row));
      this.integers(row).set(integers.subarray(start * this.#integerWidth, (start + 1) * this.#integerWidth), this.integer(row));
    }
  }

  /** A field of doubles of every row. */
  doubleColumn(field: number): Float64Array {
    const out = new Float64Array(this.#length);
    gather(this.#doubles, this.#doubleWidth, field, out);
    return out;
  }

  /** A field of integers of every row. */
  integerColumn(field: number): Int32Array {
    const out = new Int32Array(this.#length);
    gather(this.#integers, this.#integerWidth, field, out);
    return out;
  }
}

function gather(chunks: readonly (Float64Array | Int32Array)[], width: number, field: number, out: Float64Array | Int32Array): void {
  for (let start = 0; start < out.length; start += chunkRows) {
    const chunk = chunks[start >> chunkBits];
    const end = Math.min(out.length, start + chunkRows);
    for (let row = start, at = field; row < end; row++, at += width) out[row] = chunk[at];
  }
}
