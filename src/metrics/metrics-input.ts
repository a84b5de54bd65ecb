import { ArgumentError, checkInteger, checkKeys, checkLength, checkNumber, show } from '../core/index.ts';
import type { Fill, Position, Table, Trade } from '../market/index.ts';

/** What a run leaves behind, from which all metrics are computed. */
export interface MetricsInput {
  /** Account value at each bar's close. */
  readonly equity: Float64Array;
  /** Open time of each bar, ms. */
  readonly time: Float64Array;
  /** Capital before the first bar. */
  readonly startingCash: number;
  /** Length of a bar, ms. */
  readonly intervalMs: number;
  /** Bars a year, from the interval and the calendar. */
  readonly periodsPerYear: number;
  /**
   * Annual risk-free return, simple.
   *
   * @default 0
   */
  readonly riskFree?: number;
  /**
   * First bar that counts; the capital before it is `equity[from - 1]`, or `startingCash` for 0.
   *
   * @default 0
   */
  readonly from?: number;
  /** Round trips in the order of their exits; without them the metrics of trades are those of a run that made none. */
  readonly trades?: Table<Trade> | undefined;
  readonly positions?: Table<Position> | undefined;
  readonly fills?: Table<Fill> | undefined;
  /** Net position value over equity at each close, signed; or what makes it when it is first needed. */
  readonly exposure?: Float64Array | (() => Float64Array) | undefined;
  /** Equity of the benchmark on the same bars; or what makes it when it is first needed. */
  readonly benchmark?: Float64Array | (() => Float64Array) | undefined;
}

const keys: readonly (keyof MetricsInput)[] = [
  'equity',
  'time',
  'startingCash',
  'intervalMs',
  'periodsPerYear',
  'riskFree',
  'from',
  'trades',
  'positions',
  'fills',
  'exposure',
  'benchmark',
];

/** Throws an ArgumentError for the first field that is missing or out of range. */
export function checkMetricsInput(input: MetricsInput): void {
  checkKeys('input', input, keys);
  checkColumn('equity', input.equity);
  checkColumn('time', input.time, input.equity.length);
  if (input.exposure !== undefined && typeof input.exposure !== 'function') checkColumn('exposure', input.exposure, input.equity.length);
  if (input.benchmark !== undefined && typeof input.benchmark !== 'function')
    checkColumn('benchmark', input.benchmark, input.equity.length);
  checkNumber('startingCash', input.startingCash, { above: 0 });
  checkNumber('intervalMs', input.intervalMs, { above: 0 });
  checkNumber('periodsPerYear', input.periodsPerYear, { above: 0 });
  checkNumber('riskFree', input.riskFree ?? 0, { above: -1 });
  checkInteger('from', input.from ?? 0, { min: 0, max: input.equity.length });
}

/** Throws an ArgumentError unless `column` is a Float64Array, of the given length where there is one. */
export function checkColumn(name: string, column: unknown, length?: number): void {
  if (!(column instanceof Float64Array)) throw new ArgumentError(`Expected \`${name}\` to be a Float64Array, was \`${show(column)}\`.`);
  if (length !== undefined) checkLength(name, column, length, 'the equity');
}
