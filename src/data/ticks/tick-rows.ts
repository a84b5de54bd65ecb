import { DataError, detectEpochUnit, parseTimeText, unitsPerMs } from '../../core/index.ts';
import { CsvCells } from '../csv-cells.ts';
import { endWithLineFeed } from '../file-bytes.ts';
import type { SymbolChoice } from './symbol-choice.ts';
import type { TickLayout } from './tick-layout.ts';

/** Words that stand for numbers, lower case, and how an error describes them. */
export interface Words {
  readonly expected: string;
  readonly numbers: ReadonlyMap<string, number>;
}

/** A column to read: a number, a number or nothing (NaN), a time, or words. */
export interface TickColumn {
  /** Name in errors where the file has no header. */
  readonly field: string;
  /** Position among the cells; -1 for a column of NaN. */
  readonly at: number;
  readonly kind: 'number' | 'optional' | 'time' | Words;
}

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const skip = -1;
const symbolSlot = -2;

/**
 * Milliseconds of an epoch number in s, ms, us or ns, found by its size, with the parts of a millisecond that it has (a double keeps
 * about 0.25 us).
 */
export function epochMs(value: number): number {
  const unit = detectEpochUnit(value);
  if (unit === 's') return Math.round(value * 1e6) / 1e3;
  return unit === 'ms' ? value : value / unitsPerMs(unit);
}

/** Walks through the rows of a CSV file of ticks; `values` holds the columns of the row at hand. */
export class TickRows {
  readonly values: Float64Array;
  /** Row at hand, from 0, and its line in the file, from 1. */
  row = -1;
  line: number;
  readonly #bytes: Uint8Array;
  readonly #cells: CsvCells;
  readonly #columns: readonly TickColumn[];
  /** What each cell is: a place in `values`, the symbol, or nothing. */
  readonly #slots: Int16Array;
  readonly #layout: Pick<TickLayout<never>, 'delimiter' | 'names'>;
  readonly #where: string;
  readonly #symbols: SymbolChoice;
  #at: number;

  constructor(
    bytes: Uint8Array,
    layout: Pick<TickLayout<never>, 'delimiter' | 'start' | 'line' | 'names'>,
    columns: readonly TickColumn[],
    { where, symbolAt, symbols }: { readonly where: string; readonly symbolAt: number; readonly symbols: SymbolChoice },
  ) {
    this.#bytes = endWithLineFeed(bytes);
    this.#cells = new CsvCells(this.#bytes, layout.delimiter);
    this.#columns = columns;
    this.#layout = layout;
    this.#where = where;
    this.#symbols = symbols;
    this.#at = layout.start;
    this.line = layout.line - 1;
    this.values = new Float64Array(columns.length).fill(Number.NaN);
    this.#slots = new Int16Array(Math.max(symbolAt, ...columns.map(({ at }) => at)) + 1).fill(skip);
    for (const [slot, { at }] of columns.entries()) if (at >= 0) this.#slots[at] = slot;
    if (symbolAt >= 0) this.#slots[symbolAt] = symbolSlot;
  }

  /** Reads the next row of the symbol; false where there is none. */
  next(): boolean {
    const bytes = this.#bytes;
    while (this.#at < bytes.length) {
      this.line++;
      while (bytes[this.#at] === space || bytes[this.#at] === carriageReturn) this.#at++;
      if (bytes[this.#at] === lineFeed) this.#at++;
      else if (this.#readRow()) {
        this.row++;
        return true;
      }
    }
    return false;
  }

  /**
   * What is to be said after the last row.
   *
   * @throws DataError where there was no row.
   */
  finish(what: string): void {
    if (this.row >= 0) return;
    throw this.#symbols.none(this.#where) ?? new DataError(`Expected rows of ${what}, the file${this.#where} has a header only.`);
  }

  /** The error for a value of the row at hand that breaks a rule; `slot` is its place in `values`. */
  error(slot: number, expected: string): DataError {
    return this.#error(slot, `${expected}, was ${this.values[slot]}`);
  }

  #readRow(): boolean {
    const bytes = this.#bytes;
    const cells = this.#cells;
    const slots = this.#slots;
    const last = slots.length - 1;
    let at = this.#at;
    let isWanted = true;
    for (let cell = 0; isWanted; cell++) {
      while (bytes[at] === space) at++;
      const slot = slots[cell];
      if (slot >= 0) this.values[slot] = this.#read(at, slot);
      else if (slot === symbolSlot) isWanted = this.#symbols.admits(cells.text(at), this.line, this.#where);
      else cells.skip(at);
      at = cells.at;
      if (cell === last) break;
      if (bytes[at] !== this.#layout.delimiter) {
        const found = `found ${cell + 1}. Mend or remove the line.`;
        throw new DataError(`Expected at least ${last + 1} cells in line ${this.line}${this.#where}, ${found}`, { row: this.row + 1 });
      }
      at++;
    }
    this.#at = bytes.indexOf(lineFeed, at) + 1;
    return isWanted;
  }

  #read(at: number, slot: number): number {
    const { kind } = this.#columns[slot];
    const cells = this.#cells;
    if (typeof kind === 'object') {
      const text = cells.text(at);
      const value = kind.numbers.get(text) ?? kind.numbers.get(text.toLowerCase());
      if (value === undefined) throw this.#wrong(at, slot, kind.expected);
      return value;
    }
    const value = cells.number(at);
    if (kind === 'time') {
      const time = Number.isNaN(value) ? parseTimeText(cells.text(at)) : epochMs(value);
      if (Number.isNaN(time)) throw this.#wrong(at, slot, 'to be a time');
      return time;
    }
    if (Number.isNaN(value) && (kind === 'number' || cells.text(at) !== '')) throw this.#wrong(at, slot, 'to be a number');
    return value;
  }

  #wrong(at: number, slot: number, expected: string): DataError {
    const text = this.#cells.text(at);
    this.row++;
    return this.#error(slot, `${expected}, was ${text === '' ? 'empty' : `\`${text.slice(0, 40)}\``}`);
  }

  #error(slot: number, rest: string): DataError {
    const { field, at } = this.#columns[slot];
    const name = this.#layout.names[at] ?? field;
    const place = `in line ${this.line}${this.#where}`;
    return new DataError(`Expected \`${name}\` ${place} ${rest}. Mend or remove the line.`, { row: this.row, field });
  }
}
