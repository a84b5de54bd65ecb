import type { CsvCells } from './csv-cells.ts';

const powers = Float64Array.from({ length: 10 }, (_, k) => 10 ** k);
const zero = 48;
const point = 46 - zero;
const minus = 45 - zero;
const lineFeed = 10;
const carriageReturn = 13;
const longestRun = 9;
const longestNumber = 15;

/** What a cell of a row holds: a field by its number, one of these, or -1 for nothing wanted. */
export const cellRoles: { readonly time: 5; readonly clock: 6 } = { time: 5, clock: 6 };

/** Where plain rows are read from and written to. */
export interface PlainRows {
  readonly bytes: Uint8Array;
  readonly cells: CsvCells;
  readonly delimiter: number;
  /** What each cell up to the last that is wanted holds. */
  readonly roles: Int8Array;
  /** One column a role, each of `capacity` rows. */
  readonly block: Float64Array;
  readonly capacity: number;
}

/** Where plain rows ended. */
export interface PlainEnd {
  readonly at: number;
  readonly row: number;
}

/**
 * Reads rows as long as they are plain and there is room: numbers of at most 15 digits without quotes, spaces or
 * exponents, each closed by the delimiter or the end of the line, and a time of day in no cell of its own. Returns where
 * the first row starts that is not, and the number of rows in the block.
 *
 * It is {@link CsvCells.number} and {@link CsvCells.time} in one loop over local variables: the same digits, the same one
 * division.
 */
export function readPlainRows({ bytes, cells, delimiter, roles, block, capacity }: PlainRows, from: number, firstRow: number): PlainEnd {
  const last = roles.length - 1;
  const { length } = bytes;
  let at = from;
  let row = firstRow;
  while (at < length && row < capacity) {
    let i = at;
    for (let cell = 0; cell <= last; cell++) {
      const role = roles[cell];
      if (role === cellRoles.time) {
        const value = milliseconds(bytes, i, delimiter);
        if (value >= 0) {
          block[cellRoles.time * capacity + row] = value;
          i += millisecondDigits + 1;
          continue;
        }
        const time = cells.time(i);
        i = cells.at;
        if (Number.isNaN(time) || bytes[i] !== (cell === last ? lineFeed : delimiter)) return { at, row };
        block[cellRoles.time * capacity + row] = time;
        i++;
        continue;
      }
      if (role < 0) {
        while (bytes[i] !== delimiter && bytes[i] !== lineFeed) if (bytes[i++] === quote) return { at, row };
        if (bytes[i++] !== delimiter) return { at, row };
        continue;
      }
      let digit = bytes[i] - zero;
      const isNegative = digit === minus;
      if (isNegative) digit = bytes[++i] - zero;
      const start = i;
      let whole = 0;
      while (digit >>> 0 < 10) {
        whole = (Math.imul(whole, 10) + digit) | 0;
        digit = bytes[++i] - zero;
      }
      const digits = i - start;
      let value = whole;
      if (digit === point) {
        let fraction = 0;
        const begin = ++i;
        digit = bytes[i] - zero;
        while (digit >>> 0 < 10) {
          fraction = (Math.imul(fraction, 10) + digit) | 0;
          digit = bytes[++i] - zero;
        }
        const places = i - begin;
        if (places > longestRun || digits + places > longestNumber || digits + places === 0) return { at, row };
        value = (whole * powers[places] + fraction) / powers[places];
      } else if (digits === 0) return { at, row };
      if (digits > longestRun) return { at, row };
      const end = digit + zero;
      if (end !== delimiter) {
        if (cell !== last) return { at, row };
        if (end === carriageReturn && bytes[i + 1] === lineFeed) i++;
        else if (end !== lineFeed) return { at, row };
      }
      i++;
      block[role * capacity + row] = isNegative ? -value : value;
    }
    if (bytes[i - 1] !== lineFeed) i = bytes.indexOf(lineFeed, i) + 1;
    at = i;
    row++;
  }
  return { at, row };
}

const quote = 34;
const millisecondDigits = 13;

/** An epoch time of exactly 13 digits before a delimiter, in two halves; -1 for any other cell. */
function milliseconds(bytes: Uint8Array, at: number, delimiter: number): number {
  if (bytes[at + millisecondDigits] !== delimiter) return -1;
  let high = 0;
  let low = 0;
  let wrong = 0;
  for (let i = at; i < at + 7; i++) {
    const digit = bytes[i] - zero;
    wrong |= digit | (9 - digit);
    high = Math.imul(high, 10) + digit;
  }
  for (let i = at + 7; i < at + millisecondDigits; i++) {
    const digit = bytes[i] - zero;
    wrong |= digit | (9 - digit);
    low = Math.imul(low, 10) + digit;
  }
  return wrong < 0 ? -1 : high * 1e6 + low;
}
