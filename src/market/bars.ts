import {
  ArgumentError,
  checkKeys,
  checkNumber,
  DataError,
  detectEpochUnit,
  formatInterval,
  formatTime,
  type Interval,
  lowerBound,
  parseInterval,
  parseTime,
  show,
  toFloat64,
  toShared,
  unitsPerMs,
} from '../core/index.ts';
import { type ArrowTable, arrowToColumns, columnsToArrow } from './arrow.ts';
import { periodsPerYear } from './calendar.ts';
import { commonStep } from './common-step.ts';
import { type Instrument, type InstrumentOptions, instrument } from './instrument.ts';

/** One bar. `time` is its open in ms since the epoch, UTC; the bar is known at `time + interval`. */
export interface Bar {
  readonly symbol: string;
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A bar as users have it: the time may be a `Date`, ISO text or an epoch in any unit; the volume may be missing. */
export interface BarRow {
  readonly time: number | string | Date;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume?: number;
}

/** Columns of one length; `volume` may be missing (zeros). */
export interface BarColumns {
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  readonly volume?: ArrayLike<number>;
}

/** What bars are of. */
export interface BarsOptions {
  /** @default '' */
  readonly symbol?: string;
  /** Length of a bar; the commonest step between bars where it is left out. */
  readonly interval?: Interval;
  /** Steps, minimums and the calendar; only the symbol where it is left out. */
  readonly instrument?: Omit<InstrumentOptions, 'symbol'> & { readonly symbol?: string };
}

/** A place where bars are missing. */
export interface Gap {
  /** Index of the last bar before the gap. */
  readonly index: number;
  /** Open time of the last bar before the gap, ms. */
  readonly from: number;
  /** Open time of the first bar after it, ms. */
  readonly to: number;
  /** Bars that are missing, by the interval alone. */
  readonly missing: number;
}

/** The numeric columns of bars, in their usual order. */
export const barFields: readonly ['time', 'open', 'high', 'low', 'close', 'volume'] = ['time', 'open', 'high', 'low', 'close', 'volume'];

const brand: unique symbol = Symbol.for('barwright.bars') as never;

/**
 * Price bars of one instrument: columns of one length, checked and immutable. Slices are views of the same memory.
 * Gaps are allowed and listed in {@link Bars.gaps}, never filled.
 *
 * @example
 * ```ts
 * import { Bars } from 'barwright';
 * const bars = Bars.fromRows([
 *   { time: '2024-01-01', open: 1, high: 2, low: 1, close: 2, volume: 10 },
 *   { time: '2024-01-02', open: 2, high: 3, low: 2, close: 3, volume: 12 },
 * ], { symbol: 'ABC' });
 * bars.close; // Float64Array [2, 3]
 * bars.slice(1).length; // 1
 * ```
 */
export class Bars implements Iterable<Bar> {
  readonly instrument: Instrument;
  readonly intervalMs: number;
  readonly length: number;
  /** Open time of each bar, ms since the epoch, UTC. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;

  private constructor(columns: Checked, of: Instrument, intervalMs: number) {
    this.instrument = of;
    this.intervalMs = intervalMs;
    this.length = columns.time.length;
    this.time = columns.time;
    this.open = columns.open;
    this.high = columns.high;
    this.low = columns.low;
    this.close = columns.close;
    this.volume = columns.volume;
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /** Recognises bars of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Bars over columns. A `Float64Array` is taken as it is, without a copy.
   *
   * @throws DataError naming the row and field where lengths differ, time does not rise, a price is NaN or not above
   * zero-width (`low <= open, close <= high`), or a volume is negative.
   */
  static fromColumns(columns: BarColumns, options: BarsOptions = {}): Bars {
    checkKeys('columns', columns, barFields);
    checkKeys('options', options, ['symbol', 'interval', 'instrument']);
    const checked = checkColumns(columns);
    const symbol = options.symbol ?? options.instrument?.symbol ?? '';
    const intervalMs = options.interval === undefined ? commonStep(checked.time) : parseInterval(options.interval);
    return new Bars(checked, instrument({ ...options.instrument, symbol }), intervalMs);
  }

  /** Bars from row objects. */
  static fromRows(rows: readonly BarRow[], options: BarsOptions = {}): Bars {
    if (!Array.isArray(rows)) throw new ArgumentError(`Expected \`rows\` to be an array of bars, was \`${show(rows)}\`.`);
    const columns = {} as Record<(typeof barFields)[number], Float64Array>;
    for (const field of barFields) columns[field] = new Float64Array(rows.length);
    rows.forEach((row: BarRow, i) => {
      if (typeof row !== 'object' || row === null) throw new DataError(`Expected row ${i} to be a bar, was \`${show(row)}\`.`, { row: i });
      columns.time[i] = rowTime(row.time, i);
      for (const field of ['open', 'high', 'low', 'close', 'volume'] as const) {
        const value = field === 'volume' ? (row.volume ?? 0) : row[field];
        if (typeof value !== 'number')
          throw new DataError(`Expected \`${field}\` of row ${i} to be a number, was \`${show(value)}\`.`, { row: i, field });
        columns[field][i] = value;
      }
    });
    return Bars.fromColumns(columns, options);
  }

  /**
   * Bars over an Arrow table (of `apache-arrow`) with columns `time open high low close` and perhaps `volume`
   * (`timestamp`, `date` and `datetime` are taken for `time`). Float64 columns of one chunk without nulls share the
   * table's memory.
   */
  static fromArrow(arrow: ArrowTable, options: BarsOptions = {}): Bars {
    return Bars.fromColumns(arrowToColumns(arrow), options);
  }

  /** An Arrow table over the same memory. Arrow is loaded when this is first called. */
  async toArrow(): Promise<ArrowTable> {
    return columnsToArrow({ time: this.time, open: this.open, high: this.high, low: this.low, close: this.close, volume: this.volume });
  }

  get symbol(): string {
    return this.instrument.symbol;
  }

  /** The length of a bar as text, such as `1h`. */
  get interval(): Interval {
    return formatInterval(this.intervalMs);
  }

  /** Bars in one year of the instrument's calendar. */
  get periodsPerYear(): number {
    return periodsPerYear(this.intervalMs, this.instrument.calendar);
  }

  /** Where the step between two bars is longer than the interval. On a calendar with nights and weekends these are listed too. */
  get gaps(): readonly Gap[] {
    const known = gapsOf.get(this);
    if (known !== undefined) return known;
    const gaps: Gap[] = [];
    for (let i = 1; i < this.length; i++) {
      const step = this.time[i] - this.time[i - 1];
      if (step <= this.intervalMs) continue;
      const missing = Math.max(1, Math.round(step / this.intervalMs) - 1);
      gaps.push({ index: i - 1, from: this.time[i - 1], to: this.time[i], missing });
    }
    gapsOf.set(this, gaps);
    return gaps;
  }

  /** Bars `[start, end)` as a view; negative indices count from the end. */
  slice(start = 0, end: number = this.length): Bars {
    const columns = {} as Record<(typeof barFields)[number], Float64Array>;
    const from = Math.max(0, start < 0 ? this.length + start : start);
    const to = Math.max(from, end < 0 ? this.length + end : end);
    for (const field of barFields) columns[field] = this[field].subarray(from, to);
    return new Bars(columns, this.instrument, this.intervalMs);
  }

  /**
   * Bars whose open time is in `[from, to)`, as a view. Numbers may be in s, ms, us or ns; where the bars themselves are
   * of 1970, in ms.
   */
  between(from: number | string | Date, to: number | string | Date = Number.MAX_SAFE_INTEGER): Bars {
    const start = lowerBound(this.time, boundOf(this.time, from, 'from'));
    const end = to === Number.MAX_SAFE_INTEGER ? this.length : lowerBound(this.time, boundOf(this.time, to, 'to'));
    return this.slice(start, Math.max(start, end));
  }

  /** The same bars as another instrument: a symbol, steps, minimums, a calendar. */
  withInstrument(options: Partial<InstrumentOptions>): Bars {
    return new Bars(this, instrument({ ...this.instrument, ...options }), this.intervalMs);
  }

  /** The same bars on shared memory, which workers read without a copy. */
  toShared(): Bars {
    const columns = {} as Record<(typeof barFields)[number], Float64Array>;
    for (const field of barFields) columns[field] = toShared(this[field]);
    return new Bars(columns, this.instrument, this.intervalMs);
  }

  /** One bar; negative indices count from the end. `undefined` outside. */
  at(index: number): Bar | undefined {
    const whole = Math.trunc(index);
    const i = whole < 0 ? this.length + whole : whole;
    if (!(i >= 0 && i < this.length)) return undefined;
    return {
      symbol: this.instrument.symbol,
      time: this.time[i],
      open: this.open[i],
      high: this.high[i],
      low: this.low[i],
      close: this.close[i],
      volume: this.volume[i],
    };
  }

  /** All bars as objects. */
  toRows(): Bar[] {
    return Array.from(this);
  }

  *[Symbol.iterator](): IterableIterator<Bar> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as Bar;
  }

  /** A small, stable summary; the data themselves are not in it. */
  toJSON(): object {
    const { symbol, interval, length } = this;
    return {
      symbol,
      interval,
      length,
      from: length === 0 ? null : formatTime(this.time[0]),
      to: length === 0 ? null : formatTime(this.time[length - 1]),
    };
  }
}

type Checked = { readonly [field in (typeof barFields)[number]]: Float64Array };

const gapsOf = new WeakMap<Bars, readonly Gap[]>();

function boundOf(time: Float64Array, value: number | string | Date, name: string): number {
  const isOf1970 = time.length > 0 && detectEpochUnit(time[time.length - 1]) === 's';
  return isOf1970 && typeof value === 'number' ? checkNumber(name, value) : parseTime(value, name);
}

function rowTime(time: BarRow['time'], row: number): number {
  try {
    return parseTime(time);
  } catch {
    throw new DataError(`Expected \`time\` of row ${row} to be a Date, an ISO text or an epoch number, was \`${show(time)}\`.`, {
      row,
      field: 'time',
    });
  }
}

function checkColumns(columns: BarColumns): Checked {
  const { time: givenTime } = columns;
  if (givenTime === undefined || givenTime === null) throw new DataError('Expected a column `time`, found none.', { field: 'time' });
  const length = givenTime.length;
  const checked = {} as Record<(typeof barFields)[number], Float64Array>;
  for (const field of barFields) {
    const column = columns[field];
    if (column === undefined && field !== 'volume') throw new DataError(`Expected a column \`${field}\`, found none.`, { field });
    checked[field] = column === undefined ? new Float64Array(length) : toFloat64(field, column);
    if (checked[field].length !== length) {
      throw new DataError(`Expected column \`${field}\` to have ${length} rows as \`time\`, has ${checked[field].length}.`, { field });
    }
  }
  const row = firstBadRow(checked);
  if (row >= 0) throw violation(checked, row);
  return checked;
}

/** Beyond it a number is no time in ms: 10^15 ms are the year 33658, 10^15 us the year 2001. */
const latestMs = 1e15;

/** The first row that breaks a rule, or -1. One pass, with no data-dependent branch for good rows but the last. */
function firstBadRow({ time, open, high, low, close, volume }: Checked): number {
  let previous = -latestMs;
  for (let i = 0; i < time.length; i++) {
    const t = time[i];
    const h = high[i];
    const l = low[i];
    const good = t > previous && t < latestMs && l <= open[i] && l <= close[i] && open[i] <= h && close[i] <= h;
    if (!(good && l > Number.NEGATIVE_INFINITY && h < Number.POSITIVE_INFINITY && volume[i] >= 0 && volume[i] < Number.POSITIVE_INFINITY))
      return i;
    previous = t;
  }
  return -1;
}

function violation(columns: Checked, row: number): DataError {
  const { time, open, high, low, close } = columns;
  const when = Number.isFinite(time[row]) ? ` (${formatTime(time[row])})` : '';
  for (const field of barFields) {
    const value = columns[field][row];
    if (!Number.isFinite(value))
      return new DataError(`Expected \`${field}\` of row ${row}${when} to be a finite number, was ${value}. Remove or mend the row.`, {
        row,
        field,
      });
  }
  if (Math.abs(time[row]) >= latestMs) {
    const unit = detectEpochUnit(time[row]);
    return new DataError(
      `Expected \`time\` of row ${row} to be in ms, ${time[row]} looks like ${unit}. Divide the column by ${unitsPerMs(unit).toLocaleString('en-US')}.`,
      { row, field: 'time' },
    );
  }
  if (row > 0 && time[row] === time[row - 1]) {
    return new DataError(`Expected \`time\` to rise, row ${row}${when} repeats the time of row ${row - 1}. Remove the duplicate.`, {
      row,
      field: 'time',
    });
  }
  if (row > 0 && time[row] < time[row - 1]) {
    return new DataError(
      `Expected \`time\` to rise, row ${row}${when} is before row ${row - 1} (${formatTime(time[row - 1])}). Sort the rows by time.`,
      { row, field: 'time' },
    );
  }
  if (high[row] < low[row]) {
    return new DataError(
      `Expected \`high\` >= \`low\` in row ${row}${when}, was high ${high[row]} and low ${low[row]}. Mend or remove the row.`,
      { row, field: 'high' },
    );
  }
  for (const [field, value] of [
    ['open', open[row]],
    ['close', close[row]],
  ] as const) {
    if (value < low[row] || value > high[row]) {
      return new DataError(
        `Expected \`${field}\` of row ${row}${when} to lie in [low, high] = [${low[row]}, ${high[row]}], was ${value}. Mend or remove the row.`,
        { row, field },
      );
    }
  }
  return new DataError(`Expected \`volume\` of row ${row}${when} to be >= 0, was ${columns.volume[row]}. Mend or remove the row.`, {
    row,
    field: 'volume',
  });
}
