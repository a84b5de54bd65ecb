/**
 * Frames of danfojs in and out. The user brings the package (`danfojs-node` or `danfojs`); nothing of it is imported here.
 *
 * @module danfo
 */
import { ArgumentError, checkLength, DataError, show } from '../../core/index.ts';
import { type BarRow, Bars, type BarsOptions, barFields, type Table } from '../../market/index.ts';

/** The part of a danfo `DataFrame` that is read here. */
export interface DanfoFrame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  column(name: string): { readonly values: ArrayLike<unknown> };
}

/** The part of the danfo package that is used here. */
export interface DanfoModule<Frame extends DanfoFrame = DanfoFrame> {
  readonly DataFrame: new (data: Record<string, unknown[]>) => Frame;
}

const timeNames: readonly string[] = ['time', 'timestamp', 'date', 'datetime'];

/** Columns of one length by name, such as `{ time: bars.time, rsi: rsi(bars.close, 14) }`. */
export type DanfoColumns = Readonly<Record<string, ArrayLike<unknown>>>;

/**
 * A danfo frame of bars (`time open high low close volume`, time in ms), of a table of results such as `result.trades`,
 * or of columns. Values are copied: danfo keeps plain arrays.
 *
 * @param dfd the package: `import * as dfd from 'danfojs-node'`.
 * @throws ArgumentError where `dfd` is not the package, the data are none of these, or columns differ in length.
 */
export function toDanfo<Frame extends DanfoFrame, Row extends object>(
  dfd: DanfoModule<Frame>,
  data: Bars | Table<Row> | DanfoColumns,
): Frame {
  if (typeof dfd?.DataFrame !== 'function') {
    throw new ArgumentError(
      `Expected \`dfd\` to be the danfo package, was \`${show(dfd)}\`. Install danfojs-node and pass it: toDanfo(await import('danfojs-node'), bars).`,
    );
  }
  if (data instanceof Bars) return new dfd.DataFrame(Object.fromEntries(barFields.map((field) => [field, Array.from(data[field])])));
  return new dfd.DataFrame(isTable(data) ? ofTable(data) : ofColumns(data as DanfoColumns));
}

function isTable(data: unknown): data is Table<object> {
  return typeof data === 'object' && data !== null && typeof (data as Table<object>).column === 'function';
}

function ofTable(data: Table<object>): Record<string, unknown[]> {
  const column = data.column as (name: string) => ArrayLike<unknown>;
  return Object.fromEntries((data.columns as readonly string[]).map((name) => [name, Array.from(column(name))]));
}

function ofColumns(data: DanfoColumns): Record<string, unknown[]> {
  const columns = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  if (columns.length === 0 || columns.some(([, column]) => typeof column?.length !== 'number')) {
    throw new ArgumentError(`Expected \`data\` to be Bars, a table or columns, was \`${show(data)}\`.`);
  }
  const [first, { length }] = columns[0];
  for (const [name, column] of columns) checkLength(name, column, length, `\`${first}\``);
  return Object.fromEntries(columns.map(([name, column]) => [name, Array.from(column)]));
}

/**
 * Bars from a danfo frame with columns `time open high low close` and perhaps `volume`, whatever the case
 * (`timestamp`, `date` and `datetime` are taken for `time`).
 *
 * @throws DataError where a column is missing or a value is no number; the row is named.
 */
export function fromDanfo(frame: DanfoFrame, options: BarsOptions = {}): Bars {
  if (typeof frame?.column !== 'function' || !Array.isArray(frame.columns)) {
    throw new ArgumentError(`Expected \`frame\` to be a danfo DataFrame, was \`${show(frame)}\`.`);
  }
  const read = (field: string, names: readonly string[]): ArrayLike<unknown> | undefined => {
    const name = frame.columns.find((column) => names.includes(column.toLowerCase()));
    if (name !== undefined) return frame.column(name).values;
    if (field === 'volume') return undefined;
    throw new DataError(`Expected a column \`${field}\` in the frame, found ${frame.columns.join(', ')}.`, { field });
  };
  const columns = Object.fromEntries(barFields.map((field) => [field, read(field, field === 'time' ? timeNames : [field])]));
  const rows = Array.from({ length: frame.shape[0] }, (_, i) => {
    const row = Object.fromEntries(barFields.flatMap((field) => (columns[field] === undefined ? [] : [[field, columns[field][i]]])));
    return row as unknown as BarRow;
  });
  return Bars.fromRows(rows, options);
}
