import { columnModule } from './column-module.ts';
import { compile, type SharedMemory, webAssembly } from './simd.ts';

interface Kernels {
  widestTies(column: number, n: number, out: number): void;
  crossings(a: number, b: number, ties: number, n: number, ups: number, downs: number, counts: number): void;
}

/** The bars where one column goes above another, and those where it goes below: views that hold until the next crossings. */
export interface Crossings {
  readonly above: Int32Array;
  readonly below: Int32Array;
}

const pageBytes = 65_536;
/** Bytes before the lists of crossings: how many there are. */
const origin = 64;

/** Columns of one length in memory of WebAssembly, where crossings of two of them are found with vectors. */
export class ColumnMemory {
  readonly #length: number;
  readonly #kernels: Kernels;
  readonly #memory: SharedMemory;
  readonly #end: number;
  readonly #places: WeakMap<Float64Array, number> = new WeakMap();
  #next: number;

  private constructor(length: number, kernels: Kernels, memory: SharedMemory, maximum: number) {
    this.#length = length;
    this.#kernels = kernels;
    this.#memory = memory;
    this.#end = maximum;
    this.#next = aligned(origin + 2 * 4 * length);
  }

  /**
   * Memory for columns of `length` values.
   *
   * @param bytes the most that it may take: at most 4 GiB.
   * @returns undefined where the host has no vectors or no shared memory, or too little memory.
   */
  static of(length: number, bytes: number): ColumnMemory | undefined {
    const api = webAssembly();
    const compiled = api === undefined ? undefined : compile(api, columnModule);
    if (api === undefined || compiled === undefined) return undefined;
    try {
      const maximum = Math.ceil(bytes / pageBytes);
      const memory = new api.Memory({ initial: 1, maximum, shared: true });
      const kernels = new api.Instance(compiled, { env: { memory } }).exports as Kernels;
      return new ColumnMemory(length, kernels, memory, maximum * pageBytes);
    } catch {
      return undefined;
    }
  }

  /** Bytes that are in use. */
  get bytes(): number {
    return this.#next;
  }

  has(column: Float64Array): boolean {
    return this.#places.has(column);
  }

  /** Copies a column into the memory and answers the copy; undefined where there is no room. */
  put(column: Float64Array): Float64Array | undefined {
    const place = this.#next;
    const ties = place + aligned(8 * this.#length);
    const next = ties + aligned((8 * this.#length) / 16);
    if (column.length !== this.#length || next > this.#end || !this.#hasGrown(next)) return undefined;
    const copy = new Float64Array(this.#memory.buffer, place, this.#length);
    copy.set(column);
    this.#kernels.widestTies(place, this.#length, ties);
    this.#places.set(column, place);
    this.#places.set(copy, place);
    this.#next = next;
    return copy;
  }

  /** Where `a` goes above and below `b`, both put here before. */
  crossings(a: Float64Array, b: Float64Array): Crossings {
    const [x, y] = [this.#places.get(a) as number, this.#places.get(b) as number];
    const downs = origin + 4 * this.#length;
    this.#kernels.crossings(x, y, y + aligned(8 * this.#length), this.#length, origin, downs, 0);
    const { buffer } = this.#memory;
    const [above, below] = new Int32Array(buffer, 0, 2);
    return { above: new Int32Array(buffer, origin, above), below: new Int32Array(buffer, downs, below) };
  }

  #hasGrown(bytes: number): boolean {
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing <= 0) return true;
    try {
      this.#memory.grow(Math.ceil(missing / pageBytes));
      return true;
    } catch {
      return false;
    }
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
