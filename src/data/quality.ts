import { ArgumentError, checkKeys, checkNumber, checkOneOf, formatTime, type Interval, parseInterval, show } from '../core/index.ts';
import {
  type BarColumns,
  Bars,
  barFields,
  type Calendar,
  calendarNames,
  commonStep,
  missingBars,
  type Table,
  table,
} from '../market/index.ts';

/** What can be wrong with bars; the first six are refused by `Bars`. */
export type QualityKind =
  | 'notFinite'
  | 'unsorted'
  | 'duplicate'
  | 'outsideRange'
  | 'notPositive'
  | 'negativeVolume'
  | 'gap'
  | 'outlier'
  | 'spike'
  | 'zeroVolume'
  | 'stuck';

const kinds: readonly QualityKind[] = [
  'notFinite',
  'unsorted',
  'duplicate',
  'outsideRange',
  'notPositive',
  'negativeVolume',
  'gap',
  'outlier',
  'spike',
  'zeroVolume',
  'stuck',
];

/** One finding. */
export interface QualityRow {
  readonly kind: QualityKind;
  /** First row that it concerns. */
  readonly index: number;
  /** Open time of that row, ms. */
  readonly time: number;
  /** Rows that it concerns; for a gap, bars that are missing. */
  readonly count: number;
  readonly detail: string;
}

/** How strict the report is. */
export interface QualityOptions {
  /** A log return is an outlier beyond this many robust deviations (1.4826 x the median distance from the median) around it. @default 12 */
  readonly outlierDeviations?: number;
  /** Share of an outlier that must be taken back by the next bar to make it a spike. @default 0.8 */
  readonly spikeReversal?: number;
  /** Bars in a row with four equal prices, the same from bar to bar, that count as stuck. @default 5 */
  readonly stuckBars?: number;
  /** Length of a bar of columns; the commonest step where it is left out. Bars have their own. */
  readonly interval?: Interval;
  /** Calendar of columns, by which gaps are judged; `'24x7'` where it is left out. Bars have their own. */
  readonly calendar?: Calendar;
}

/** Defaults of {@link QualityOptions}. */
export const qualityDefaults: { readonly outlierDeviations: 12; readonly spikeReversal: 0.8; readonly stuckBars: 5 } = {
  outlierDeviations: 12,
  spikeReversal: 0.8,
  stuckBars: 5,
};

/** What {@link qualityReport} found. */
export interface QualityReport {
  readonly length: number;
  /** Findings of each kind. */
  readonly counts: Readonly<Record<QualityKind, number>>;
  /** Every finding, in the order of kinds and rows. */
  readonly rows: Table<QualityRow>;
  /** Whether `Bars` would take the data. */
  readonly isValid: boolean;
  /** The counts and the first findings as text. */
  summary(): string;
  /** The counts; small and stable. */
  toJSON(): object;
}

/**
 * Looks for what is wrong with bars, or with columns that `Bars` would refuse: values that are no numbers, times out of
 * order or repeated, prices outside their bar, gaps (by the instrument's calendar), outliers and spikes, bars without
 * volume, prices that do not move.
 *
 * It reads and never mends.
 *
 * Source of the outlier rule: Rousseeuw and Croux (1993), median absolute deviation.
 *
 * @throws ArgumentError where a column is missing or an option is out of range.
 * @example
 * ```ts
 * import { qualityReport, syntheticBars } from 'barwright';
 * console.log(qualityReport(syntheticBars({ seed: 1, length: 1_000 })).summary());
 * ```
 */
export function qualityReport(bars: Bars | BarColumns, options: QualityOptions = {}): QualityReport {
  checkKeys('options', options, [...Object.keys(qualityDefaults), 'interval', 'calendar']);
  const { outlierDeviations, spikeReversal, stuckBars } = { ...qualityDefaults, ...options };
  checkNumber('outlierDeviations', outlierDeviations, { above: 0 });
  checkNumber('spikeReversal', spikeReversal, { above: 0, max: 1 });
  checkNumber('stuckBars', stuckBars, { min: 2 });
  const columns = columnsOf(bars);
  const of = bars instanceof Bars ? bars : undefined;
  const intervalMs = of?.intervalMs ?? (options.interval === undefined ? commonStep(columns.time) : parseInterval(options.interval));
  const calendar = of?.instrument.calendar ?? checkOneOf('calendar', options.calendar ?? '24x7', calendarNames);
  const found: QualityRow[] = [
    ...invalid(columns),
    ...gaps(columns, intervalMs, calendar),
    ...outliers(columns, outlierDeviations, spikeReversal),
    ...runs(columns, 'zeroVolume', 1, (i) => columns.volume[i] === 0, 'no volume'),
    ...runs(
      columns,
      'stuck',
      stuckBars,
      (i) => isFlat(columns, i) && (i === 0 || columns.close[i] === columns.close[i - 1]),
      'price does not move',
    ),
  ];
  return report(columns.time.length, found);
}

type Columns = { readonly [field in (typeof barFields)[number]]: ArrayLike<number> };

function columnsOf(given: Bars | BarColumns): Columns {
  if (typeof given !== 'object' || given === null)
    throw new ArgumentError(`Expected \`bars\` to be Bars or columns, was \`${show(given)}\`.`);
  for (const field of barFields) {
    if (given[field] === undefined && field !== 'volume') throw new ArgumentError(`Expected a column \`${field}\`, found none.`);
  }
  const { time, open, high, low, close } = given;
  return { time, open, high, low, close, volume: given.volume ?? new Float64Array(time.length).fill(1) };
}

function invalid(columns: Columns): readonly QualityRow[] {
  const { time, open, high, low, close, volume } = columns;
  const rows: QualityRow[] = [];
  for (let i = 0; i < time.length; i++) {
    const add = (kind: QualityKind, detail: string): void => {
      rows.push({ kind, index: i, time: time[i], count: 1, detail });
    };
    const lost = barFields.find((field) => !Number.isFinite(columns[field][i]));
    if (lost !== undefined) add('notFinite', `${lost} is ${columns[lost][i]}`);
    else if (!isTime(time[i])) add('notFinite', `time is ${time[i]}, which is not in ms`);
    if (i > 0 && time[i] < time[i - 1]) add('unsorted', `before row ${i - 1}`);
    if (i > 0 && time[i] === time[i - 1]) add('duplicate', `same time as row ${i - 1}`);
    if (high[i] < low[i] || open[i] > high[i] || close[i] > high[i] || open[i] < low[i] || close[i] < low[i]) {
      add('outsideRange', `open ${open[i]}, high ${high[i]}, low ${low[i]}, close ${close[i]}`);
    }
    if (low[i] <= 0) add('notPositive', `low is ${low[i]}`);
    if (volume[i] < 0) add('negativeVolume', `volume is ${volume[i]}`);
  }
  return rows;
}

function gaps({ time }: Columns, intervalMs: number, calendar: Calendar): readonly QualityRow[] {
  const rows: QualityRow[] = [];
  for (let i = 1; i < time.length; i++) {
    const [from, to] = [time[i - 1], time[i]];
    if (!(to - from > intervalMs) || !isTime(from) || !isTime(to)) continue;
    const missing =
      calendar === '24x7' ? Math.max(1, Math.round((to - from) / intervalMs) - 1) : missingBars(calendar, intervalMs, from, to);
    if (missing === 0) continue;
    rows.push({ kind: 'gap', index: i - 1, time: from, count: missing, detail: `to ${formatTime(to)}, ${missing} bars missing` });
  }
  return rows;
}

/** Whether a number can be a time in ms at all. */
function isTime(value: number): boolean {
  return Math.abs(value) < 1e15;
}

function outliers({ time, close }: Columns, deviations: number, reversal: number): readonly QualityRow[] {
  const returns = Float64Array.from({ length: Math.max(0, close.length - 1) }, (_, i) => Math.log(close[i + 1] / close[i]));
  const moved = returns.filter((value) => Number.isFinite(value) && value !== 0);
  if (moved.length < 10) return [];
  const centre = median(moved);
  const limit = deviations * 1.4826 * median(moved.map((value) => Math.abs(value - centre)));
  const rows: QualityRow[] = [];
  for (let i = 0; i < returns.length; i++) {
    if (!(Math.abs(returns[i] - centre) > limit)) continue;
    const back =
      i + 1 < returns.length &&
      Math.sign(returns[i + 1]) !== Math.sign(returns[i]) &&
      Math.abs(returns[i + 1]) >= reversal * Math.abs(returns[i]);
    const detail = `close ${close[i]} to ${close[i + 1]}, ${(100 * (close[i + 1] / close[i] - 1)).toFixed(2)}%${back ? ', and back' : ''}`;
    rows.push({ kind: back ? 'spike' : 'outlier', index: i + 1, time: time[i + 1], count: 1, detail });
    if (back) i++;
  }
  return rows;
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function isFlat({ open, high, low, close }: Columns, i: number): boolean {
  return high[i] === low[i] && open[i] === close[i];
}

/** Unbroken runs of at least `least` rows that `holds`. */
function runs({ time }: Columns, kind: QualityKind, least: number, holds: (i: number) => boolean, detail: string): readonly QualityRow[] {
  const rows: QualityRow[] = [];
  let start = -1;
  for (let i = 0; i <= time.length; i++) {
    if (i < time.length && holds(i)) {
      if (start < 0) start = i;
      continue;
    }
    if (start >= 0 && i - start >= least) rows.push({ kind, index: start, time: time[start], count: i - start, detail });
    start = -1;
  }
  return rows;
}

function report(length: number, found: readonly QualityRow[]): QualityReport {
  const rows = [...found].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.index - b.index);
  const counts = Object.fromEntries(kinds.map((kind) => [kind, rows.filter((row) => row.kind === kind).length])) as Record<
    QualityKind,
    number
  >;
  const isValid = rows.every((row) => kinds.indexOf(row.kind) > kinds.indexOf('negativeVolume') || row.kind === 'notPositive');
  return {
    length,
    counts,
    isValid,
    rows: table<QualityRow>(rows.length, {
      kind: () => rows.map((row) => row.kind),
      index: () => Float64Array.from(rows, (row) => row.index),
      time: () => Float64Array.from(rows, (row) => row.time),
      count: () => Float64Array.from(rows, (row) => row.count),
      detail: () => rows.map((row) => row.detail),
    }),
    summary: () => summaryOf(length, rows),
    toJSON: () => ({ length, isValid, counts }),
  };
}

const shown = 5;

function summaryOf(length: number, rows: readonly QualityRow[]): string {
  if (rows.length === 0) return `${length.toLocaleString('en-US')} bars, nothing found.`;
  const lines = [`${length.toLocaleString('en-US')} bars, ${rows.length.toLocaleString('en-US')} findings`];
  for (const kind of kinds) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) continue;
    lines.push(`${kind.padEnd(15)}${own.length.toLocaleString('en-US').padStart(8)}`);
    for (const row of own.slice(0, shown)) {
      lines.push(
        `  row ${row.index}, ${formatTime(row.time)}${row.count > 1 && kind !== 'gap' ? `, ${row.count} rows` : ''}: ${row.detail}`,
      );
    }
    if (own.length > shown) lines.push(`  and ${(own.length - shown).toLocaleString('en-US')} more`);
  }
  return lines.join('\n');
}
