import { columnModule } from './column-module.ts';
import { tieTolerance } from './crossings.ts';
import { compile, type ModuleMemory, webAssembly } from './simd.ts';

interface Kernels {
  leastGaps(column: number, n: number, out: number): void;
  crossings(a: number, b: number, gaps: number, from: number, n: number, counts: number): number;
}

/** The bars where one column goes above another, and those where it goes below: views that hold until the next crossings or column. */
export interface Crossings {
  readonly above: Int32Array;
  readonly below: Int32Array;
}

const pageBytes = 65_536;
/** Bytes before the lists of crossings: where the lists end, and the side. */
const origin = 64;
/** Values that the kernel looks at together. */
const block = 32;

/**
 * Columns of one length in single precision, in memory of WebAssembly, where crossings of two of them are found with vectors. Where two
 * values are too close for that, those of the columns themselves decide.
 */
export class ColumnMemory {
  readonly #length: number;
  readonly #kernels: Kernels;
  readonly #memory: ModuleMemory;
  readonly #end: number;
  readonly #places: WeakMap<Float64Array, number> = new WeakMap();
  /** Where the lists end, as addresses; the side. */
  #counts: Int32Array;
  #above: Int32Array;
  #below: Int32Array;
  #next: number;

  private constructor(length: number, kernels: Kernels, memory: ModuleMemory, end: number) {
    this.#length = length;
    this.#kernels = kernels;
    this.#memory = memory;
    this.#end = end;
    [this.#counts, this.#above, this.#below] = this.#lists();
    this.#next = aligned(origin + 2 * 4 * length);
  }

  /**
   * Memory for columns of `length` values.
   *
   * @param bytes the most that it may take: at most 4 GiB.
   * @returns undefined where the host has no vectors or too little memory.
   */
  static of(length: number, bytes: number): ColumnMemory | undefined {
    const api = webAssembly();
    const compiled = api === undefined ? undefined : compile(api, columnModule);
    const [initial, most] = [Math.ceil((origin + 2 * 4 * length) / pageBytes), Math.floor(bytes / pageBytes)];
    if (api === undefined || compiled === undefined || initial > most) return undefined;
    try {
      const memory = new api.Memory({ initial });
      const kernels = new api.Instance(compiled, { env: { memory } }).exports as Kernels;
      return new ColumnMemory(length, kernels, memory, most * pageBytes);
    } catch {
      return undefined;
    }
  }

  /** Bytes that are in use. */
  get bytes(): number {
    return this.#next;
  }

  /** Takes a column, whose values do not change from now on; false where there is no room. */
  put(column: Float64Array): boolean {
    if (this.#places.has(column)) return true;
    const place = this.#next;
    const gaps = place + aligned(4 * this.#length);
    const next = gaps + aligned((4 * this.#length) / block);
    if (column.length !== this.#length || next > this.#end || !this.#hasGrown(next)) return false;
    new Float32Array(this.#memory.buffer, place, this.#length).set(column);
    this.#kernels.leastGaps(place, this.#length, gaps);
    this.#places.set(column, place);
    this.#next = next;
    return true;
  }

  /** Where `a` goes above and below `b`, both put here before. */
  crossings(a: Float64Array, b: Float64Array): Crossings {
    const [n, counts, above, below] = [this.#length, this.#counts, this.#above, this.#below];
    const [x, y] = [this.#places.get(a) as number, this.#places.get(b) as number];
    const gaps = y + aligned(4 * n);
    const downs = origin + 4 * n;
    let [ups, down, side] = [0, 0, 0];
    // Bars at once that are decided here: more from time to time where the signs of gaps decide nothing.
    let stride = block;
    for (let i = 0; i < n; ) {
      if (side !== 0) {
        counts[0] = origin + 4 * ups;
        counts[1] = downs + 4 * down;
        counts[2] = side;
        const to = this.#kernels.crossings(x, y, gaps, i, n, 0);
        stride = to === i ? 2 * stride : block;
        i = to;
        ups = (counts[0] - origin) >> 2;
        down = (counts[1] - downs) >> 2;
        side = counts[2];
      }
      for (const end = Math.min(n, i + stride); i < end; i++) {
        const other = b[i];
        const gap = a[i] - other;
        const tie = Math.abs(other) * tieTolerance;
        if (gap > tie) {
          if (side < 0) above[ups++] = i;
          side = 1;
        } else if (gap < -tie) {
          if (side > 0) below[down++] = i;
          side = -1;
        } else if (Number.isNaN(gap)) side = 0;
      }
    }
    return { above: above.subarray(0, ups), below: below.subarray(0, down) };
  }

  #lists(): [Int32Array, Int32Array, Int32Array] {
    const { buffer } = this.#memory;
    const list = (k: number): Int32Array => new Int32Array(buffer, origin + 4 * this.#length * k, this.#length);
    return [new Int32Array(buffer, 0, 3), list(0), list(1)];
  }

  /** Grows by half where it has to, so that it seldom has to. */
  #hasGrown(bytes: number): boolean {
    const here = this.#memory.buffer.byteLength;
    if (bytes <= here) return true;
    const wanted = Math.min(this.#end, Math.max(bytes, 1.5 * here));
    try {
      this.#memory.grow(Math.ceil((wanted - here) / pageBytes));
    } catch {
      return false;
    }
    [this.#counts, this.#above, this.#below] = this.#lists();
    return true;
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
