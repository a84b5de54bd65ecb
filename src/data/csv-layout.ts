import { ArgumentError, DataError, suggestion } from '../core/index.ts';

/** What a column of a CSV file of bars can hold. */
export type CsvField = 'time' | 'clock' | 'open' | 'high' | 'low' | 'close' | 'volume';

/** Where everything stands in a file. */
export interface CsvLayout {
  readonly delimiter: number;
  /** Byte at which the first row of data starts. */
  readonly start: number;
  /** Number of its line, from 1. */
  readonly line: number;
  /** Position of each field among the cells of a row; -1 for none. */
  readonly position: { readonly [field in CsvField]: number };
}

/** Names of each field as files have them, lower case without brackets, spaces and underscores, the best first. */
const aliases: { readonly [field in CsvField]: readonly string[] } = {
  time: [
    'timestamp',
    'opentime',
    'starttime',
    'startat',
    'start',
    'unix',
    'unixtimestamp',
    'datetime',
    'gmttime',
    'localtime',
    'time',
    'date',
    'ts',
    't',
  ],
  clock: [],
  open: ['open', 'openprice', 'o'],
  high: ['high', 'highprice', 'h'],
  low: ['low', 'lowprice', 'l'],
  close: ['close', 'closeprice', 'last', 'c'],
  volume: ['volume', 'tickvol', 'tickvolume', 'basevolume', 'vol', 'v'],
};

const delimiters = [',', ';', '\t', '|', ' '];

/** Cells of a line, quotes taken off. */
export function splitLine(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line[i];
    if (char === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** A name without case, brackets, quotes, spaces and underscores. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[<>"_\s]/g, '');
}

/** Whether a cell holds a number. */
export const looksNumeric: (cell: string) => boolean = (cell) => cell !== '' && Number.isFinite(Number(cell));
const looksDate = (cell: string): boolean => /^\d{4}[-/.]?\d{2}[-/.]?\d{2}/.test(cell);

/** Columns that the user names: by header or by position from 0. */
export type CsvColumns = { readonly [field in Exclude<CsvField, 'clock'>]?: string | number };

/**
 * Finds delimiter, header and columns from the first lines of a file. Lines before the header (an address, a comment)
 * are passed over.
 *
 * @throws DataError where there is no row of data or a column cannot be found.
 */
export function findLayout(head: string, givenDelimiter: string | undefined, columns: CsvColumns): CsvLayout {
  let start = 0;
  let line = 0;
  for (const text of head.split('\n')) {
    line++;
    const content = text.replace(/\r$/, '');
    const next = start + Buffer.byteLength(text) + 1;
    const delimiter = givenDelimiter ?? bestDelimiter(content);
    const cells = splitLine(content, delimiter);
    if (cells.length >= 5 && cells.slice(1, 5).every(looksNumeric) && (looksNumeric(cells[0]) || looksDate(cells[0]))) {
      return { delimiter: delimiter.charCodeAt(0), start, line, position: headerless(cells, columns) };
    }
    if (cells.length >= 6 && looksDate(cells[0]) && /^\d{1,2}:\d{2}/.test(cells[1]) && cells.slice(2, 6).every(looksNumeric)) {
      const position = { time: 0, clock: 1, open: 2, high: 3, low: 4, close: 5, volume: cells.length > 6 ? 6 : -1 };
      return { delimiter: delimiter.charCodeAt(0), start, line, position };
    }
    if (isHeader(cells, columns))
      return { delimiter: delimiter.charCodeAt(0), start: next, line: line + 1, position: named(cells, columns) };
    start = next;
  }
  throw new DataError('Expected a CSV file with a header or rows of time, open, high, low, close, found neither.', { row: 0 });
}

function bestDelimiter(line: string): string {
  const counts = delimiters.map((delimiter) => line.split(delimiter).length - 1);
  const most = Math.max(...counts.slice(0, 4));
  return most >= 3 ? delimiters[counts.indexOf(most)] : delimiters[counts.indexOf(Math.max(...counts))];
}

/** A line is the header when it names at least two of the fields, or a column that the user asked for. */
function isHeader(cells: readonly string[], columns: CsvColumns): boolean {
  const known = new Set(Object.values(aliases).flat());
  const asked = Object.values(columns).filter((name) => typeof name === 'string');
  if (cells.some((cell) => asked.includes(cell))) return true;
  return cells.length >= 2 && cells.filter((cell) => known.has(normalName(cell)) || normalName(cell).startsWith('volume')).length >= 2;
}

function headerless(cells: readonly string[], columns: CsvColumns): CsvLayout['position'] {
  const position = { time: 0, clock: -1, open: 1, high: 2, low: 3, close: 4, volume: cells.length > 5 ? 5 : -1 };
  for (const [field, at] of Object.entries(columns)) {
    if (typeof at !== 'number')
      throw new ArgumentError(`Expected \`columns.${field}\` to be a position from 0, as the file has no header, was '${at}'.`);
    position[field as CsvField] = at;
  }
  return position;
}

function named(cells: readonly string[], columns: CsvColumns): CsvLayout['position'] {
  const names = cells.map(normalName);
  const find = (field: Exclude<CsvField, 'clock'>): number => {
    const asked = columns[field];
    if (typeof asked === 'number') return asked;
    if (asked !== undefined) {
      const at = cells.indexOf(asked);
      if (at >= 0) return at;
      throw new DataError(`Expected a column \`${asked}\` for \`${field}\`, found ${cells.join(', ')}.${suggestion(asked, cells)}`, {
        field,
      });
    }
    for (const alias of aliases[field]) {
      const at = names.indexOf(alias);
      if (at >= 0) return at;
    }
    if (field === 'volume') return names.findIndex((name) => name.startsWith('volume'));
    throw new DataError(`Expected a column \`${field}\`, found ${cells.join(', ')}. Name it: \`columns: { ${field}: '...' }\`.`, { field });
  };
  const date = names.indexOf('date');
  const clock = names.indexOf('time');
  const split = columns.time === undefined && date >= 0 && clock >= 0 && !names.includes('timestamp') && !names.includes('unix');
  const time = split ? date : find('time');
  return {
    time,
    clock: split ? clock : -1,
    open: find('open'),
    high: find('high'),
    low: find('low'),
    close: find('close'),
    volume: find('volume'),
  };
}
