import { ArgumentError, checkKeys, checkOneOf, formatInterval, formatTime, lowerBound, show, suggestion } from '../core/index.ts';
import { type Bar, Bars } from './bars.ts';

/** How the time axis of a panel is made. */
export interface PanelOptions {
  /** All times of any instrument, or only those that all have. @default 'union' */
  readonly join?: 'union' | 'intersection';
}

const brand: unique symbol = Symbol.for('barwright.panel') as never;

/** All instruments at one time. */
export interface PanelRow {
  readonly time: number;
  /** One bar an instrument, in the order of the symbols; `undefined` where it has none. */
  readonly bars: readonly (Bar | undefined)[];
}

/**
 * Several instruments on one time axis: what each has at a time, and where it has nothing.
 *
 * @example
 * ```ts
 * import { Panel, syntheticBars } from 'barwright';
 * const panel = Panel.of([
 *   syntheticBars({ seed: 1, length: 100, symbol: 'AAA' }),
 *   syntheticBars({ seed: 2, length: 80, symbol: 'BBB' }),
 * ]);
 * panel.column('BBB', 'close')[99]; // NaN: it has no bar there
 * ```
 */
export class Panel implements Iterable<PanelRow> {
  readonly symbols: readonly string[];
  readonly bars: readonly Bars[];
  /** Open times, ms, rising. */
  readonly time: Float64Array;
  readonly length: number;
  readonly #rows: readonly Int32Array[];

  private constructor(bars: readonly Bars[], time: Float64Array) {
    Object.defineProperty(this, brand, { value: true });
    this.bars = bars;
    this.symbols = bars.map((of) => of.symbol);
    this.time = time;
    this.length = time.length;
    this.#rows = bars.map((of) => rowsAt(of, time));
    Object.freeze(this);
  }

  /** Recognises panels of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * A panel of bars, in the order given; a record names them.
   *
   * @throws ArgumentError where there is no instrument, two have one symbol, or the intervals differ.
   */
  static of(bars: readonly Bars[] | Readonly<Record<string, Bars>>, options: PanelOptions = {}): Panel {
    checkKeys('options', options, ['join']);
    const join = checkOneOf('join', options.join ?? 'union', ['union', 'intersection']);
    const list = Array.isArray(bars) ? (bars as readonly Bars[]) : named(bars as Readonly<Record<string, Bars>>);
    if (list.length === 0) throw new ArgumentError('Expected at least one instrument, found none.');
    const seen = new Set<string>();
    for (const of of list) {
      if (!(of instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to hold Bars, found \`${show(of)}\`.`);
      if (of.intervalMs !== list[0].intervalMs) {
        throw new ArgumentError(
          `Expected all instruments to have one interval, ${of.symbol} has ${formatInterval(of.intervalMs)} and ${list[0].symbol} ${formatInterval(list[0].intervalMs)}. Resample one.`,
        );
      }
      if (seen.has(of.symbol)) {
        throw new ArgumentError(
          `Expected each instrument to have a symbol of its own, '${of.symbol}' stands twice. Give them by name, or \`symbol\` when they are read.`,
        );
      }
      seen.add(of.symbol);
    }
    return new Panel(list, join === 'union' ? unionTimes(list) : intersection(list));
  }

  /** Row of the bars of `symbol` at each time; -1 where it has none. */
  rows(symbol: string): Int32Array {
    const at = this.symbols.indexOf(symbol);
    if (at >= 0) return this.#rows[at];
    throw new ArgumentError(`Unknown symbol '${symbol}'.${suggestion(symbol, this.symbols)} The panel has ${this.symbols.join(', ')}.`);
  }

  /** A column of one instrument on the panel's times; NaN where it has no bar. */
  column(symbol: string, field: 'open' | 'high' | 'low' | 'close' | 'volume'): Float64Array {
    const rows = this.rows(symbol);
    const values = this.bars[this.symbols.indexOf(symbol)][checkOneOf('field', field, ['open', 'high', 'low', 'close', 'volume'])];
    return Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : values[row]));
  }

  /** Times `[start, end)`; negative indices count from the end. The bars are views of the same memory. */
  slice(start = 0, end: number = this.length): Panel {
    const time = this.time.slice(start, end);
    const from = time.length === 0 ? 0 : time[0];
    const to = time.length === 0 ? 0 : time[time.length - 1];
    const bars = this.bars.map((of) => of.slice(lowerBound(of.time, from), time.length === 0 ? 0 : lowerBound(of.time, to + 1)));
    return new Panel(bars, time);
  }

  /** All instruments at one time; negative indices count from the end. `undefined` outside. */
  at(index: number): PanelRow | undefined {
    const t = index < 0 ? this.length + index : index;
    if (!(t >= 0 && t < this.length)) return undefined;
    return {
      time: this.time[t],
      bars: this.bars.map((of, k) => (this.#rows[k][t] < 0 ? undefined : of.at(this.#rows[k][t]))),
    };
  }

  *[Symbol.iterator](): IterableIterator<PanelRow> {
    for (let t = 0; t < this.length; t++) yield this.at(t) as PanelRow;
  }

  /** A small, stable summary; the data themselves are not in it. */
  toJSON(): object {
    const { symbols, length, time } = this;
    const at = (index: number): string | null => (length === 0 ? null : formatTime(time[index]));
    return { symbols, interval: this.bars[0].interval, length, from: at(0), to: at(length - 1) };
  }
}

function named(bars: Readonly<Record<string, Bars>>): readonly Bars[] {
  if (typeof bars !== 'object' || bars === null) {
    throw new ArgumentError(`Expected \`bars\` to be a list or a record of Bars, was \`${show(bars)}\`.`);
  }
  return Object.entries(bars).map(([symbol, of]) => (of instanceof Bars && of.symbol !== symbol ? of.withInstrument({ symbol }) : of));
}

/** All open times of several bars, rising, each once. */
export function unionTimes(list: readonly Bars[]): Float64Array {
  return list.reduce((times: Float64Array, { time }) => merged(times, time), new Float64Array(0)).slice();
}

/** The times of two rising columns, each once; the first itself where the second adds none. */
function merged(one: Float64Array, other: Float64Array): Float64Array {
  const out = new Float64Array(one.length + other.length);
  let [i, j, length] = [0, 0, 0];
  while (i < one.length || j < other.length) {
    const next = j === other.length || one[i] <= other[j] ? one[i] : other[j];
    if (one[i] === next) i++;
    if (other[j] === next) j++;
    out[length++] = next;
  }
  return length === one.length ? one : out.subarray(0, length);
}

function intersection(list: readonly Bars[]): Float64Array {
  const rest = list.slice(1).map((bars) => new Set(bars.time));
  return list[0].time.filter((time) => rest.every((times) => times.has(time)));
}

function rowsAt(bars: Bars, time: Float64Array): Int32Array {
  const rows = new Int32Array(time.length);
  let at = 0;
  for (let t = 0; t < rows.length; t++) {
    while (at < bars.length && bars.time[at] < time[t]) at++;
    rows[t] = bars.time[at] === time[t] ? at : -1;
  }
  return rows;
}
