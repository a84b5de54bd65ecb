/**
 * Frames of danfojs in and out. The user brings the package (`danfojs-node` or `danfojs`); nothing of it is imported here.
 *
 * @module danfo
 */
import { ArgumentError, DataError, show } from '../../core/index.ts';
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

/**
 * A danfo frame of bars (`time open high low close volume`, time in ms), or of a table of results such as
 * `result.trades`. Values are copied: danfo keeps plain arrays.
 *
 * @param dfd the package: `import * as dfd from 'danfojs-node'`.
 * @throws ArgumentError where `dfd` is not the package or the data are neither bars nor a table.
 */
export function toDanfo<Frame extends DanfoFrame, Row extends object>(dfd: DanfoModule<Frame>, data: Bars | Table<Row>): Frame {
  if (typeof dfd?.DataFrame !== 'function') {
    throw new ArgumentError(
      `Expected \`dfd\` to be the danfo package, was \`${show(dfd)}\`. Install danfojs-node and pass it: toDanfo(await import('danfojs-node'), bars).`,
    );
  }
  if (data instanceof Bars) return new dfd.DataFrame(Object.fromEntries(barFields.map((field) => [field, Array.from(data[field])])));
  if (typeof data !== 'object' || data === null || !('columns' in data)) {
    throw new ArgumentError(`Expected \`data\` to be Bars or a table, was \`${show(data)}\`.`);
  }
  const { columns } = data as { readonly columns: readonly string[] };
  const column = data.column as (name: string) => ArrayLike<unknown>;
  return new dfd.DataFrame(Object.fromEntries(columns.map((name) => [name, Array.from(column(name))])));
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
