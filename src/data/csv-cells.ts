import { DataError, detectEpochUnit, parseTimeText, show } from '../core/index.ts';

const powers = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);
const quote = 34;
const space = 32;
const carriageReturn = 13;

/** Reads the cells of one file; `at` is where the last cell read ended. */
export class CsvCells {
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  at = 0;

  constructor(bytes: Uint8Array, delimiter: number) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
  }

  /** Passes over a cell and returns its end. */
  skip(from: number, end: number): number {
    const bytes = this.#bytes;
    let i = from;
    if (bytes[i] === quote) {
      i++;
      while (i < end && bytes[i] !== quote) i++;
    }
    while (i < end && bytes[i] !== this.#delimiter) i++;
    return i;
  }

  /**
   * The number in the cell at `from`, the same bits as `Number` gives its text; NaN where it is none.
   *
   * Up to 15 digits and 22 decimal places the digits and the power of ten are exact, so that one division rounds
   * correctly (Clinger 1990); everything else goes through `Number`.
   */
  number(from: number, end: number): number {
    const bytes = this.#bytes;
    const delimiter = this.#delimiter;
    let i = from;
    let negative = false;
    if (bytes[i] === 45) {
      negative = true;
      i++;
    }
    const first = i;
    let high = 0;
    let digit = bytes[i] - 48;
    while (i < end && digit >= 0 && digit <= 9 && i - first < 9) {
      high = (high * 10 + digit) | 0;
      digit = bytes[++i] - 48;
    }
    let value = high;
    let digits = i - first;
    if (i < end && digit >= 0 && digit <= 9) {
      const middle = i;
      let low = 0;
      while (i < end && digit >= 0 && digit <= 9 && i - middle < 6) {
        low = (low * 10 + digit) | 0;
        digit = bytes[++i] - 48;
      }
      value = value * powers[i - middle] + low;
      digits += i - middle;
    }
    if (i < end && bytes[i] === 46) {
      const point = ++i;
      let fraction = 0;
      digit = bytes[i] - 48;
      while (i < end && digit >= 0 && digit <= 9 && i - point < 9) {
        fraction = (fraction * 10 + digit) | 0;
        digit = bytes[++i] - 48;
      }
      const places = i - point;
      digits += places;
      if (digits > 15 || digits === 0) return this.#slow(from, end);
      value = (value * powers[places] + fraction) / powers[places];
    } else if (digits === 0 || digits > 15) return this.#slow(from, end);
    if (i < end && bytes[i] !== delimiter) return this.#slow(from, end);
    this.at = i;
    return negative ? -value : value;
  }

  #slow(from: number, end: number): number {
    const text = this.text(from, end);
    return text === '' || /[a-z_]/i.test(text.replace(/e[+-]?\d+$/i, '')) ? Number.NaN : Number(text);
  }

  /** The text of the cell at `from`, trimmed, quotes taken off. */
  text(from: number, end: number): string {
    const bytes = this.#bytes;
    const stop = this.skip(from, end);
    this.at = stop;
    let a = from;
    let b = stop;
    while (a < b && (bytes[a] === space || bytes[a] === quote)) a++;
    while (b > a && (bytes[b - 1] === space || bytes[b - 1] === quote || bytes[b - 1] === carriageReturn)) b--;
    return new TextDecoder().decode(bytes.subarray(a, b));
  }

  /** Milliseconds of the cell at `from`: an epoch number in any unit or a date; NaN where it is neither. */
  time(from: number, end: number): number {
    const bytes = this.#bytes;
    const stop = this.skip(from, end);
    const length = stop - from;
    if (length >= 10 && bytes[from + 4] === bytes[from + 7] && bytes[from + 4] < 48) return this.#date(from, stop, end);
    if (length >= 16) {
      const text = this.text(from, end);
      if (/^\d{16,19}$/.test(text)) return Number(text.slice(0, text.length > 16 ? -6 : -3));
      return parseTimeText(text);
    }
    if (length === 8 || bytes[from] === quote) return parseTimeText(this.text(from, end));
    const value = this.number(from, end);
    if (Number.isNaN(value)) return parseTimeText(this.text(from, end));
    return detectEpochUnit(value) === 's' ? Math.round(value * 1_000) : value;
  }

  /** `YYYY-MM-DD` with a time of day behind it or not; days are counted as in Howard Hinnant's days_from_civil. */
  #date(from: number, stop: number, end: number): number {
    const bytes = this.#bytes;
    const two = (at: number): number => (bytes[at] - 48) * 10 + bytes[at + 1] - 48;
    const isDay = stop - from === 10;
    const isSecond = stop - from === 19 && bytes[from + 13] === 58 && bytes[from + 16] === 58;
    if (!isDay && !isSecond) return parseTimeText(this.text(from, end));
    const month = two(from + 5);
    const day = two(from + 8);
    const year = two(from) * 100 + two(from + 2);
    const hour = isSecond ? two(from + 11) : 0;
    const minute = isSecond ? two(from + 14) : 0;
    const second = isSecond ? two(from + 17) : 0;
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60)) {
      return parseTimeText(this.text(from, end));
    }
    this.at = stop;
    const shifted = month <= 2 ? year - 1 : year;
    const era = Math.floor(shifted / 400);
    const yearOfEra = shifted - era * 400;
    const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
    return (era * 146_097 + dayOfEra - 719_468) * 86_400_000 + (hour * 3_600 + minute * 60 + second) * 1_000;
  }

  /** Milliseconds of a time of day such as `09:30` or `09:30:00`. */
  clock(from: number, end: number): number {
    const match = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(this.text(from, end));
    return match === null ? Number.NaN : (Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1_000;
  }

  /** The error for a cell that is no number or no time. */
  error(from: number, end: number, field: string, line: number): DataError {
    const text = this.text(from, end);
    const expected = field === 'time' ? 'a time' : 'a number';
    const was = text === '' ? 'empty' : `\`${show(text)}\``;
    return new DataError(`Expected \`${field}\` in line ${line} to be ${expected}, was ${was}. Mend or remove the line.`, { field });
  }
}
