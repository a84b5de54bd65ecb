import { ArgumentError, checkKeys, checkOneOf, DataError, show } from '../core/index.ts';
import { Bars, type BarsOptions } from '../market/index.ts';
import { CsvCells } from './csv-cells.ts';
import { type CsvColumns, type CsvLayout, findLayout } from './csv-layout.ts';
import { cellRoles, readPlainRows } from './csv-plain-rows.ts';
import { endWithLineFeed, readBytes, unpack } from './file-bytes.ts';

/** How a CSV file of bars is read. */
export interface ReadCsvOptions extends BarsOptions {
  /** Character between cells. @default found among , ; tab | space */
  readonly delimiter?: string;
  /** Columns by header or by position from 0, where the names are unusual. @default found by name */
  readonly columns?: CsvColumns;
  /** Order of the rows; with `auto` a file that starts with its newest row is turned round. @default 'auto' */
  readonly order?: 'auto' | 'ascending' | 'descending';
}

/**
 * Bars from a CSV file, plain, gzip or a ZIP of one file.
 *
 * Delimiter, header (of Binance, Bybit, Yahoo, TradingView, MetaTrader, CryptoDataDownload, or none) and the form of
 * the time (epoch in s, ms, us or ns; ISO and similar dates, UTC where no zone is given) are found by themselves. Every
 * number has the bits that `Number` gives its text.
 *
 * @throws SourceError where the file is missing or cut off; DataError that names the line and the field where the
 * content breaks a rule.
 */
export async function readCsv(path: string, options: ReadCsvOptions = {}): Promise<Bars> {
  checkOptions(options);
  return parse(await readBytes(path), options, ` of \`${path}\``);
}

/**
 * Bars from the bytes or the text of a CSV file; see {@link readCsv}.
 *
 * @example
 * ```ts
 * import { parseCsv } from 'barwright/data';
 * const bars = parseCsv('time,open,high,low,close\n2024-01-01,1,2,1,2\n2024-01-02,2,3,2,3\n', { symbol: 'ABC' });
 * bars.length; // 2
 * ```
 */
export function parseCsv(content: Uint8Array | string, options: ReadCsvOptions = {}): Bars {
  checkOptions(options);
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    throw new ArgumentError(`Expected \`content\` to be text or bytes, was \`${show(content)}\`.`);
  }
  return parse(typeof content === 'string' ? Buffer.from(content) : unpack(content, ''), options, '');
}

function checkOptions(options: ReadCsvOptions): void {
  checkKeys('options', options, ['symbol', 'interval', 'instrument', 'delimiter', 'columns', 'order']);
  if (options.delimiter !== undefined && options.delimiter.length !== 1) {
    throw new ArgumentError(`Expected \`delimiter\` to be one character, was \`${show(options.delimiter)}\`.`);
  }
  checkKeys('columns', options.columns ?? {}, ['time', 'open', 'high', 'low', 'close', 'volume']);
  checkOneOf('order', options.order ?? 'auto', ['auto', 'ascending', 'descending']);
}

function parse(bytes: Uint8Array, options: ReadCsvOptions, where: string): Bars {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (bytes.length === bom) throw new DataError(`Expected rows of bars, the file${where} is empty.`);
  const head = new TextDecoder().decode(bytes.subarray(bom, bom + 65_536));
  const layout = findLayout(head, options.delimiter, options.columns ?? {});
  const rows = readRows(bytes, { ...layout, start: layout.start + bom });
  if (rows.length === 0) throw new DataError(`Expected rows of bars, the file${where} has a header only.`);
  const isDescending =
    options.order === 'descending' ||
    (options.order !== 'ascending' && rows.length > 1 && rows.columns.time[0] > rows.columns.time[rows.length - 1]);
  if (isDescending) for (const column of Object.values(rows.columns)) column.reverse();
  const { symbol, interval, instrument } = options;
  const of = {
    ...(symbol === undefined ? {} : { symbol }),
    ...(interval === undefined ? {} : { interval }),
    ...(instrument === undefined ? {} : { instrument }),
  };
  try {
    return Bars.fromColumns(rows.columns, of);
  } catch (error) {
    if (!(error instanceof DataError) || error.row === undefined) throw error;
    const line = rows.lineOf(isDescending ? rows.length - 1 - error.row : error.row);
    throw new DataError(`Line ${line}${where}: ${error.message}`, {
      cause: error,
      row: error.row,
      ...(error.field === undefined ? {} : { field: error.field }),
    });
  }
}

interface Rows {
  readonly length: number;
  readonly columns: { readonly [field in 'time' | 'open' | 'high' | 'low' | 'close' | 'volume']: Float64Array };
  /** Line of the file, from 1, that a row stands in. */
  readonly lineOf: (row: number) => number;
}

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

function readRows(given: Uint8Array, layout: CsvLayout): Rows {
  const { delimiter, start, line: firstLine, position } = layout;
  const bytes = endWithLineFeed(given);
  const last = Math.max(...Object.values(position));
  const roles = Int8Array.from({ length: last + 1 }, (_, cell) => roleOf(position, cell));
  const blanks: number[] = [];
  const cells = new CsvCells(bytes, delimiter);
  let capacity = expectedRows(bytes, start);
  let block: Float64Array = new Float64Array(capacity * columnCount);
  let row = 0;
  let line = firstLine;
  for (let at = start; at < bytes.length; line++) {
    const plain = readPlainRows({ bytes, cells, delimiter, roles, block, capacity }, at, row);
    at = plain.at;
    line += plain.row - row;
    row = plain.row;
    if (at === bytes.length) break;
    while (bytes[at] === space || bytes[at] === carriageReturn) at++;
    if (bytes[at] === lineFeed) {
      blanks.push(row);
      at++;
      continue;
    }
    if (row === capacity) {
      block = widened(block, capacity, capacity * 2);
      capacity *= 2;
    }
    block[cellRoles.time * capacity + row] = 0;
    for (let cell = 0; ; cell++) {
      if (bytes[at] === space && delimiter !== space) while (bytes[at] === space) at++;
      const role = roles[cell];
      if (role < 0) cells.skip(at);
      else {
        const value = role < cellRoles.time ? cells.number(at) : role === cellRoles.time ? cells.time(at) : cells.clock(at);
        if (Number.isNaN(value)) throw cells.error(at, role < cellRoles.time ? fields[role] : 'time', line);
        if (role < cellRoles.time) block[role * capacity + row] = value;
        else block[cellRoles.time * capacity + row] += value;
      }
      at = cells.at + 1;
      if (cell === last) break;
      if (bytes[at - 1] !== delimiter) {
        throw new DataError(`Expected at least ${last + 1} cells in line ${line}, found ${cell + 1}. Mend or remove the line.`, { row });
      }
    }
    if (bytes[at - 1] !== lineFeed) at = bytes.indexOf(lineFeed, at) + 1;
    row++;
  }
  const column = (role: number): Float64Array => block.subarray(role * capacity, role * capacity + row);
  return {
    length: row,
    columns: { time: column(5), open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) },
    lineOf: (of) => firstLine + of + blanks.filter((blank) => blank <= of).length,
  };
}

const columnCount = 6;

/** A few more rows than the length of the first ones promises. */
function expectedRows(bytes: Uint8Array, start: number): number {
  const sample = bytes.subarray(start, start + 65_536);
  let lines = 1;
  for (const byte of sample) if (byte === lineFeed) lines++;
  return Math.ceil(((bytes.length - start) / sample.length) * lines * 1.05) + 16;
}

/** The same columns with room for more rows. */
function widened(block: Float64Array, from: number, to: number): Float64Array {
  const out = new Float64Array(to * columnCount);
  for (let role = 0; role < columnCount; role++) out.set(block.subarray(role * from, (role + 1) * from), role * to);
  return out;
}

const fields = ['open', 'high', 'low', 'close', 'volume'] as const;

function roleOf(position: CsvLayout['position'], cell: number): number {
  if (cell === position.time) return cellRoles.time;
  return cell === position.clock ? cellRoles.clock : fields.findIndex((field) => position[field] === cell);
}
