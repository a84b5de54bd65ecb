import { ArgumentError, suggestion } from '../core/index.ts';

/** A column of a table. */
export type TableColumn = Float64Array | Int32Array | Uint8Array | readonly string[];

/** Columns behind rows: what fills, trades, positions and orders are kept in. */
export interface Table<Row> extends Iterable<Row> {
  readonly length: number;
  /** Names of the columns, in order. */
  readonly columns: readonly (keyof Row & string)[];
  /** One column; numbers as a typed array, words as an array. Shared, not to be written. */
  column<Name extends keyof Row & string>(name: Name): Row[Name] extends number ? Float64Array : readonly Row[Name][];
  /**
   * One row as an object; negative indices count from the end.
   *
   * @throws ArgumentError where there is no such row.
   */
  at(index: number): Row;
  /** All rows as objects. */
  toRows(): Row[];
  /** The rows of which the value in a column passes, as a table. */
  where<Name extends keyof Row & string>(name: Name, passes: (value: Row[Name]) => boolean): Table<Row>;
}

/**
 * A table over columns that are made when they are first asked for.
 *
 * @param columns one function a column; each is called at most once.
 */
export function table<Row extends object>(
  length: number,
  columns: { readonly [Name in keyof Row]-?: () => ArrayLike<Row[Name]> },
): Table<Row> {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const made = new Map<keyof Row & string, ArrayLike<unknown>>();
  const column = (name: keyof Row & string): ArrayLike<unknown> => {
    let values = made.get(name);
    if (values === undefined) {
      if (!Object.hasOwn(columns, name))
        throw new ArgumentError(`Unknown column \`${name}\`.${suggestion(name, names)} Columns: ${names.join(', ')}.`);
      values = columns[name]();
      made.set(name, values);
    }
    return values;
  };
  const at = (index: number): Row => {
    const row = {} as Row;
    for (const name of names) row[name] = column(name)[index] as never;
    return row;
  };
  return Object.freeze({
    length,
    columns: names,
    column: column as Table<Row>['column'],
    at: (index: number) => {
      const row = index < 0 ? index + length : index;
      if (!(row >= 0 && row < length)) throw new ArgumentError(`Expected \`index\` to be one of ${length} rows, was ${index}.`);
      return at(row);
    },
    toRows: () => Array.from({ length }, (_, i) => at(i)),
    where: <Name extends keyof Row & string>(name: Name, passes: (value: Row[Name]) => boolean) => {
      const rows = Array.from({ length }, (_, i) => i).filter((i) => passes(column(name)[i] as never));
      const chosen = Object.fromEntries(names.map((of) => [of, () => pick(column(of), rows)]));
      return table<Row>(rows.length, chosen as never);
    },
    *[Symbol.iterator]() {
      for (let i = 0; i < length; i++) yield at(i);
    },
  });
}

function pick(values: ArrayLike<unknown>, rows: readonly number[]): ArrayLike<unknown> {
  return values instanceof Float64Array ? Float64Array.from(rows, (row) => values[row]) : rows.map((row) => values[row]);
}
