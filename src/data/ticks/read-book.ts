import { checkKeys, checkOneOf } from '../../core/index.ts';
import type { BookUpdates } from '../../market/index.ts';
import { readBytes, unpack } from '../file-bytes.ts';
import { BinanceDepthFiles } from './binance-depth-files.ts';
import { BookRows } from './book-rows.ts';
import { BybitBook } from './bybit-book.ts';
import type { OnGap } from './depth-sequence.ts';
import { isJsonLines } from './json-lines.ts';
import { SymbolChoice } from './symbol-choice.ts';
import { levelColumns, readChanges, readWholeBooks } from './tardis-book.ts';
import {
  exchangeTimes,
  findTickLayout,
  localTimes,
  needFields,
  type TickColumnNames,
  type TickLayout,
  type TickLayoutRequest,
} from './tick-layout.ts';
import { checkTickOptions, type ReadTicksOptions } from './tick-options.ts';
import { type TickColumn, TickRows, type Words } from './tick-rows.ts';
import { listOfContents, listOfPaths, type TickContent } from './tick-sources.ts';

/** How files of an order book are read. */
export interface ReadBookOptions extends ReadTicksOptions {
  /** Columns of a CSV file by header, or by position from 0, where the names are unusual. @default found by name */
  readonly columns?: TickColumnNames<'time' | 'side' | 'price' | 'quantity' | 'snapshot'>;
  /**
   * What happens where messages are missing, by their identifiers: an error, or the book is left empty until the next snapshot.
   *
   * @default 'error'
   */
  readonly onGap?: OnGap;
}

type BookField = 'time' | 'message' | 'side' | 'price' | 'quantity' | 'snapshot' | 'first' | 'final' | 'previous' | 'kind' | 'symbol';

const names: Readonly<Record<Exclude<BookField, 'time'>, readonly string[]>> = {
  message: localTimes,
  side: ['side'],
  price: ['price', 'px'],
  quantity: ['quantity', 'qty', 'amount', 'size', 'volume'],
  snapshot: ['issnapshot', 'snapshot'],
  first: ['firstupdateid'],
  final: ['lastupdateid'],
  previous: ['pu'],
  kind: ['updatetype'],
  symbol: ['symbol'],
};

const sides: Words = {
  expected: 'to be bid or ask',
  numbers: new Map([
    ['bid', 1],
    ['b', 1],
    ['buy', 1],
    ['1', 1],
    ['ask', -1],
    ['a', -1],
    ['sell', -1],
    ['-1', -1],
  ]),
};

const flags: Words = {
  expected: 'to be true or false',
  numbers: new Map([
    ['true', 1],
    ['1', 1],
    ['false', 0],
    ['0', 0],
  ]),
};

const kinds: Words = {
  expected: 'to be snap or set',
  numbers: new Map([
    ['snap', 1],
    ['set', 0],
  ]),
};

/**
 * The changes of an order book from files (plain, gzip or a ZIP of one file) in any of these forms, found by themselves:
 *
 * - Tardis `incremental_book_L2`, and any CSV with columns such as `timestamp, side, price, amount, is_snapshot`: rows of one
 *   `local_timestamp` (of one time where there is none) are one message, and the book is made anew where `is_snapshot` turns true;
 * - Tardis `book_snapshot_5`, `book_snapshot_25`: each row is a snapshot;
 * - Binance `T_DEPTH`: give the files of snapshots and of updates together. Updates that a snapshot already holds are dropped, and
 *   each later one must follow the one before;
 * - Bybit's archive and streams (JSON lines of `orderbook`): times are those of the matching engine (`cts`) where they are given;
 *   other messages are passed over.
 *
 * Several files are read one after the other. Times may be in s, ms, us or ns, with parts of a millisecond; one that lies a little
 * before the row above is raised to it (`jitterMs`).
 *
 * @throws SourceError where a file is missing or cut off; DataError that names the line and the column where the content breaks a
 * rule, the columns that were found where one is missing, or the two identifiers between which messages are missing.
 */
export async function readBook(path: string | readonly string[], options: ReadBookOptions = {}): Promise<BookUpdates> {
  checkOptions(options);
  const book = new BookReader(options);
  for (const each of listOfPaths(path)) book.read(await readBytes(each), ` of \`${each}\``);
  return book.done();
}

/**
 * The changes of an order book from the text or the bytes of files; see {@link readBook}.
 *
 * @example
 * ```ts
 * import { parseBook } from 'barwright/data';
 * const text = `{"topic":"orderbook.1.ABC","type":"snapshot","ts":1704153600000,"data":{"s":"ABC","b":[["99","5"]],"a":[["101","4"]],"u":7}}
 * {"topic":"orderbook.1.ABC","type":"delta","ts":1704153600010,"data":{"s":"ABC","b":[["99","6"]],"a":[],"u":8}}`;
 * parseBook(text).messages; // 2
 * ```
 */
export function parseBook(content: TickContent | readonly TickContent[], options: ReadBookOptions = {}): BookUpdates {
  checkOptions(options);
  const book = new BookReader(options);
  for (const each of listOfContents(content)) book.read(unpack(each, ''), '');
  return book.done();
}

function checkOptions(options: ReadBookOptions): void {
  checkTickOptions(options, ['columns', 'onGap']);
  checkKeys('columns', options.columns ?? {}, ['time', 'side', 'price', 'quantity', 'snapshot']);
  checkOneOf('onGap', options.onGap ?? 'error', ['error', 'skip']);
}

class BookReader {
  readonly #options: ReadBookOptions;
  readonly #symbols: SymbolChoice;
  readonly #rows = new BookRows();
  readonly #bybit: BybitBook;
  #depth: BinanceDepthFiles | undefined;

  constructor(options: ReadBookOptions) {
    this.#options = options;
    this.#symbols = new SymbolChoice(options.symbol);
    this.#bybit = new BybitBook(this.#rows, this.#symbols, options.clock ?? 'exchange', options.onGap ?? 'error');
  }

  read(bytes: Uint8Array, where: string): void {
    if (isJsonLines(bytes)) this.#bybit.read(bytes, where);
    else this.#readCsv(bytes, where);
  }

  done(): BookUpdates {
    this.#depth?.done(this.#rows, this.#options.onGap ?? 'error');
    return this.#rows.done(this.#options, this.#symbols.found);
  }

  #readCsv(bytes: Uint8Array, where: string): void {
    const { columns = {}, clock } = this.#options;
    const fields = { ...names, time: clock === 'local' ? localTimes : exchangeTimes };
    const request: TickLayoutRequest<BookField> = { what: 'a book', where, fields, columns };
    const layout = findTickLayout(bytes, request);
    const levels = levelColumns(layout.names);
    needFields(layout, levels.length > 0 ? ['time'] : ['time', 'side', 'price', 'quantity'], request);
    const rows = (more: readonly TickColumn[]): TickRows =>
      new TickRows(bytes, layout, [columnOf(layout, 'time', 'time'), ...more], {
        where,
        symbolAt: layout.position.symbol,
        symbols: this.#symbols,
      });
    if (levels.length > 0) {
      readWholeBooks(rows(levels), levels, this.#rows);
      return;
    }
    const level = [columnOf(layout, 'side', sides), columnOf(layout, 'price', 'number'), columnOf(layout, 'quantity', 'number')];
    if (layout.position.kind >= 0 && layout.position.final >= 0) {
      const ids = [columnOf(layout, 'first', 'number'), columnOf(layout, 'final', 'number'), columnOf(layout, 'previous', 'number')];
      this.#depth ??= new BinanceDepthFiles();
      this.#depth.read(rows([...level, ...ids, columnOf(layout, 'kind', kinds)]), where);
      return;
    }
    const { time, message } = layout.position;
    const group = { field: 'message', at: message === time ? -1 : message, kind: 'time' } as const;
    readChanges(rows([...level, columnOf(layout, 'snapshot', flags), group]), this.#rows);
  }
}

function columnOf(layout: TickLayout<BookField>, field: BookField, kind: TickColumn['kind']): TickColumn {
  return { field, at: layout.position[field], kind };
}
