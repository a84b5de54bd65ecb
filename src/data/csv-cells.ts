import { DataError, detectEpochUnit, parseTimeText } from '../core/index.ts';

const powers = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);
const quote = 34;
const minus = 45;
const point = 46;
const zero = 48;
const colon = 58;
const letters = 65;
const lowerCase = 32;
const letterE = 101;
const space = 32;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Reads the cells of one file. A cell ends at the delimiter or at the end of its line; `at` is where the last cell that
 * was read ended. The bytes end with a line feed, so that no read needs to look at their length.
 */
export class CsvCells {
  readonly #bytes: Uint8Array;
  readonly #buffer: Buffer;
  readonly #delimiter: number;
  at = 0;

  constructor(bytes: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#delimiter = delimiter;
  }

  #ends(byte: number): boolean {
    return byte === this.#delimiter || byte === lineFeed || byte === carriageReturn;
  }

  /** Passes over the cell at `from`. */
  skip(from: number): void {
    const bytes = this.#bytes;
    let i = from;
    if (bytes[i] === quote) {
      i++;
      while (bytes[i] !== quote && bytes[i] !== lineFeed) i++;
    }
    while (!this.#ends(bytes[i])) i++;
    this.at = i;
  }

  /**
   * The number in the cell at `from`, the same bits as `Number` gives its text; NaN where it is none.
   *
   * Up to 15 digits and 22 decimal places the digits and the power of ten are exact, so that one division rounds
   * correctly (Clinger 1990); everything else goes through `Number`.
   */
  number(from: number): number {
    const bytes = this.#bytes;
    const isNegative = bytes[from] === minus;
    const first = isNegative ? from + 1 : from;
    let i = first;
    let mantissa = 0;
    let digit = bytes[i] - zero;
    while (digit >>> 0 < 10) {
      mantissa = (Math.imul(mantissa, 10) + digit) | 0;
      digit = bytes[++i] - zero;
    }
    const whole = i - first;
    if (whole > 9) return this.#long(from);
    let value = mantissa;
    if (digit === point - zero) {
      let fraction = 0;
      const start = ++i;
      digit = bytes[i] - zero;
      while (digit >>> 0 < 10) {
        fraction = (Math.imul(fraction, 10) + digit) | 0;
        digit = bytes[++i] - zero;
      }
      const places = i - start;
      if (places > 9 || whole + places > 15 || whole + places === 0) return this.#slow(from);
      value = (mantissa * powers[places] + fraction) / powers[places];
    } else if (whole === 0) return this.#slow(from);
    if (!this.#ends(bytes[i])) return this.#slow(from);
    this.at = i;
    return isNegative ? -value : value;
  }

  /** A whole number of 10 to 15 digits, such as a timestamp, in two halves; what is longer or no such number goes on. */
  #long(from: number): number {
    const bytes = this.#bytes;
    let i = from;
    let high = 0;
    let low = 0;
    for (; i < from + 7; i++) {
      const digit = bytes[i] - zero;
      if (digit >>> 0 >= 10) return this.#slow(from);
      high = high * 10 + digit;
    }
    const middle = i;
    let digit = bytes[i] - zero;
    while (digit >>> 0 < 10) {
      low = (Math.imul(low, 10) + digit) | 0;
      digit = bytes[++i] - zero;
    }
    if (i - middle > 8 || !this.#ends(bytes[i])) return this.#slow(from);
    this.at = i;
    return high * powers[i - middle] + low;
  }

  /** Any other number: in decimal, so not `0x1f`, and not the word `Infinity`. */
  #slow(from: number): number {
    const text = this.text(from);
    const value = text === '' ? Number.NaN : Number(text);
    const isDecimal =
      text.length < 2 || text.charCodeAt(0) !== zero || text.charCodeAt(1) < letters || (text.charCodeAt(1) | lowerCase) === letterE;
    return isDecimal && Number.isFinite(value) ? value : Number.NaN;
  }

  /** The text of the cell at `from`, trimmed, quotes taken off. */
  text(from: number): string {
    const bytes = this.#bytes;
    this.skip(from);
    let start = from;
    let end = this.at;
    while (start < end && (bytes[start] === space || bytes[start] === quote)) start++;
    while (end > start && (bytes[end - 1] === space || bytes[end - 1] === quote)) end--;
    return this.#buffer.toString('utf8', start, end);
  }

  /** Milliseconds of the cell at `from`: an epoch number in any unit or a date; NaN where it is neither. */
  time(from: number): number {
    const bytes = this.#bytes;
    const first = bytes[from + 4];
    if (first === bytes[from + 7] && first !== point && first < zero && first !== this.#delimiter) return this.#date(from);
    const value = this.number(from);
    const length = this.at - from;
    if (Number.isNaN(value) || length === 8 || length > 15 || bytes[from] === quote) return this.#timeText(from);
    return detectEpochUnit(value) === 's' ? Math.round(value * 1_000) : value;
  }

  #timeText(from: number): number {
    const text = this.text(from);
    if (/^\d{16,19}$/.test(text)) return Number(text.slice(0, text.length > 16 ? -6 : -3));
    return parseTimeText(text);
  }

  /** `YYYY-MM-DD`, with `hh:mm:ss` behind it or not; days are counted as in Howard Hinnant's days_from_civil. */
  #date(from: number): number {
    const bytes = this.#bytes;
    const isSecond = bytes[from + 13] === colon && bytes[from + 16] === colon;
    const end = isSecond ? from + 19 : from + 10;
    const month = this.#two(from + 5);
    const day = this.#two(from + 8);
    const hour = isSecond ? this.#two(from + 11) : 0;
    const minute = isSecond ? this.#two(from + 14) : 0;
    const second = isSecond ? this.#two(from + 17) : 0;
    const isPlain = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60;
    if (!isPlain || !this.#ends(bytes[end])) return this.#timeText(from);
    this.at = end;
    const year = this.#two(from) * 100 + this.#two(from + 2) - (month <= 2 ? 1 : 0);
    const era = Math.floor(year / 400);
    const yearOfEra = year - era * 400;
    const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
    return (era * 146_097 + dayOfEra - 719_468) * 86_400_000 + (hour * 3_600 + minute * 60 + second) * 1_000;
  }

  /** Two digits; NaN-free but out of range where they are none. */
  #two(at: number): number {
    const tens = this.#bytes[at] - zero;
    const ones = this.#bytes[at + 1] - zero;
    return tens >>> 0 < 10 && ones >>> 0 < 10 ? tens * 10 + ones : 1_000;
  }

  /** Milliseconds of a time of day such as `09:30` or `09:30:00`. */
  clock(from: number): number {
    const match = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(this.text(from));
    return match === null ? Number.NaN : (Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1_000;
  }

  /** The error for a cell that is no number or no time. */
  error(from: number, field: string, line: number): DataError {
    const text = this.text(from);
    const was = text === '' ? 'empty' : `\`${text.slice(0, 40)}\``;
    return new DataError(
      `Expected \`${field}\` in line ${line} to be ${field === 'time' ? 'a time' : 'a number'}, was ${was}. Mend or remove the line.`,
      { field },
    );
  }
}
