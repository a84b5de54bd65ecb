import { DataError, type IndicatorCall, type IndicatorScope } from '../../core/index.ts';
import { ColumnMemory, crossingsInto } from '../../kernels/index.ts';
import { type ColumnSlabs, lastingColumns } from './column-slabs.ts';
import { FlagPool } from './flag-pool.ts';

/** Most bytes of what lasting columns that are compared with vectors take beside them. */
const mostCompared = 144 * 2 ** 20;
/** Most bytes of the other columns; the ones used longest ago go first. */
const mostBytes = 256 * 2 ** 20;

type Parameters = Readonly<Record<string, number | string>>;

interface Known {
  readonly output: object;
  readonly columns: readonly ArrayBufferView[];
  /** Some values of the columns as they were. */
  readonly sample: Float64Array;
  /** Bytes of the columns that do not last. */
  readonly bytes: number;
}

/** Values of a column that are looked at again before it is handed out again. */
const sampled = 16;

/**
 * Remembers indicators of the columns of the data, and indicators of those: each is computed once, whoever asks. Columns that a
 * strategy made itself are not trusted to stay as they are, so what is computed of them is not kept.
 */
export class IndicatorMemo implements IndicatorScope {
  readonly #ids: WeakMap<Float64Array, number> = new WeakMap();
  /** Columns that were trusted from the first. */
  readonly #given: WeakSet<Float64Array> = new WeakSet();
  /** Indicators whose columns last, and the others in the order in which they were used. */
  readonly #lastingKnown: Map<string, Known> = new Map();
  readonly #known: Map<string, Known> = new Map();
  readonly #flags: FlagPool = new FlagPool();
  readonly #lasting: ColumnSlabs;
  /** Memories of columns that are compared, by the length of the columns. */
  readonly #compared: Map<number, ColumnMemory | undefined> = new Map();
  /** The other side of the crossing that was asked for last. */
  #other: { readonly a: Float64Array; readonly b: Float64Array; readonly side: 'above' | 'below'; readonly flags: Uint8Array } | undefined;
  readonly #share: number;
  #nextId = 0;
  #bytes = 0;

  /**
   * @param share of the most bytes that is kept, from 0 to 1.
   * @param lasting what lasting columns are cut from; views of them, as of a beginning, last too.
   */
  constructor(share = 1, lasting: ColumnSlabs = lastingColumns(share)) {
    this.#share = share;
    this.#lasting = lasting;
  }

  /** Takes a column whose values never change. */
  trust(column: Float64Array): void {
    this.#given.add(column);
    this.#identify(column);
  }

  find(name: string, inputs: readonly Float64Array[], parameters: Parameters): unknown {
    const key = this.#keyOf(name, inputs, parameters);
    if (key === undefined) return undefined;
    const lasting = this.#lastingKnown.get(key);
    const found = lasting ?? this.#known.get(key);
    if (found === undefined) return undefined;
    if (lasting === undefined && this.#bytes > (mostBytes * this.#share) / 2) {
      this.#known.delete(key);
      this.#known.set(key, found);
    }
    checkUnchanged(name, found);
    return found.output;
  }

  column(inputs: readonly Float64Array[]): Float64Array | undefined {
    return inputs.every((input) => this.#ids.has(input)) ? this.#lasting.take(inputs[0].length) : undefined;
  }

  add({ name, inputs, parameters, output }: IndicatorCall): void {
    const key = this.#keyOf(name, inputs, parameters);
    if (key === undefined || typeof output !== 'object' || output === null) return;
    const columns: readonly ArrayBufferView[] = output instanceof Float64Array ? [output] : Object.values(output);
    let bytes = 0;
    for (const column of columns) {
      if (!ArrayBuffer.isView(column)) return;
      if (column instanceof Float64Array) this.#identify(column);
      if (!this.#lasting.has(column)) bytes += column.byteLength;
    }
    const known = { output, columns, sample: sampleOf(columns), bytes };
    if (bytes === 0) {
      this.#lastingKnown.set(key, known);
      return;
    }
    this.#known.set(key, known);
    this.#bytes += bytes;
    this.#forgetOldest();
  }

  /** One side of the crossings of two trusted columns; the other, found in the same pass, is kept for the next call. */
  crossing(a: Float64Array, b: Float64Array, side: 'above' | 'below'): Uint8Array | undefined {
    const other = this.#other;
    if (other?.a === a && other.b === b && other.side === side) {
      this.#other = undefined;
      return other.flags;
    }
    if (a.length !== b.length || !this.#ids.has(a) || !this.#ids.has(b)) return undefined;
    const flags = this.#crossed(a, b);
    const left = side === 'above' ? 'below' : 'above';
    this.#other = { a, b, side: left, flags: flags[left] };
    return flags[side];
  }

  /** Takes back the flags of a trial that is over: those that its strategy kept are empty from now on. */
  endTrial(): void {
    this.#other = undefined;
    this.#flags.takeBack();
  }

  #crossed(a: Float64Array, b: Float64Array): { readonly above: Uint8Array; readonly below: Uint8Array } {
    const flags = { above: this.#flags.lend(a.length), below: this.#flags.lend(a.length) };
    const compared = this.#comparable(a, b);
    if (compared === undefined) crossingsInto(flags.above, flags.below, a, b, a.length);
    else {
      const { above, below } = compared.crossings(a, b);
      for (let k = 0; k < above.length; k++) flags.above[above[k]] = 1;
      for (let k = 0; k < below.length; k++) flags.below[below[k]] = 1;
    }
    return flags;
  }

  /** The memory in which two columns can be compared; undefined where there is none, or no room. */
  #comparable(a: Float64Array, b: Float64Array): ColumnMemory | undefined {
    if (!this.#compared.has(a.length)) this.#compared.set(a.length, this.#newMemory(a.length));
    const memory = this.#compared.get(a.length);
    return memory !== undefined && this.#isCompared(memory, a) && this.#isCompared(memory, b) ? memory : undefined;
  }

  /** A memory that may take what the others, of columns of other lengths, leave. */
  #newMemory(length: number): ColumnMemory | undefined {
    const taken = [...this.#compared.values()].reduce((sum, memory) => sum + (memory?.bytes ?? 0), 0);
    return ColumnMemory.of(length, Math.max(0, mostCompared * this.#share - taken));
  }

  /** Whether a column lasts and is in the memory. */
  #isCompared(memory: ColumnMemory, column: Float64Array): boolean {
    return (this.#lasting.has(column) || this.#given.has(column)) && memory.put(column);
  }

  #forgetOldest(): void {
    for (const [key, { bytes }] of this.#known) {
      if (this.#bytes <= mostBytes * this.#share || this.#known.size === 1) return;
      this.#known.delete(key);
      this.#bytes -= bytes;
    }
  }

  #identify(column: Float64Array): void {
    if (!this.#ids.has(column)) this.#ids.set(column, this.#nextId++);
  }

  #keyOf(name: string, inputs: readonly Float64Array[], parameters: Parameters): string | undefined {
    let key = name;
    for (const input of inputs) {
      const id = this.#ids.get(input);
      if (id === undefined) return undefined;
      key += ` ${id}`;
    }
    for (const parameter in parameters) key += ` ${parameter}=${parameters[parameter]}`;
    return key;
  }
}

/** Values of columns at even distances, the last one among them. */
function sampleOf(columns: readonly ArrayBufferView[]): Float64Array {
  const sample = new Float64Array(columns.length * sampled);
  columns.forEach((view, k) => {
    const column = view as Float64Array;
    for (let at = 0; at < sampled; at++) sample[k * sampled + at] = column[Math.floor((column.length * (at + 1)) / sampled) - 1];
  });
  return sample;
}

/** Throws where a strategy wrote to a column that trials share. */
function checkUnchanged(name: string, { columns, sample }: Known): void {
  const now = sampleOf(columns);
  for (let at = 0; at < now.length; at++) {
    if (Object.is(now[at], sample[at])) continue;
    throw new DataError(
      `The strategy wrote to the column that \`${name}\` answered, which all trials share: write to a copy of it, such as \`${name}(...).slice()\`.`,
    );
  }
}
