import { DataError, detectEpochUnit, type EpochUnit, epochIn, show } from '../core/index.ts';

/** The part of an Arrow `Vector` that is read here. */
export interface ArrowVector {
  readonly length: number;
  readonly nullCount: number;
  readonly data: readonly { readonly values: unknown }[];
  readonly type: unknown;
  toArray(): unknown;
  get(index: number): unknown;
}

/** The part of an `apache-arrow` `Table` that is read here; any copy or version of the package fits. */
export interface ArrowTable {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): ArrowVector | null;
}

const timeNames: readonly string[] = ['time', 'timestamp', 'date', 'datetime'];

/** Columns of bars in an Arrow table, found by name whatever the case; shares memory where it can. */
export function arrowToColumns(table: ArrowTable): {
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
} {
  const byName = new Map(table.schema.fields.map((field) => [field.name.toLowerCase(), field.name]));
  const find = (names: readonly string[]): ArrowVector | null => {
    for (const name of names) {
      const actual = byName.get(name);
      if (actual !== undefined) return table.getChild(actual);
    }
    return null;
  };
  const number = (name: string): Float64Array => {
    const vector = find([name]);
    if (vector !== null) return toNumbers(vector, name);
    if (name === 'volume') return new Float64Array(table.numRows);
    throw new DataError(`Expected a column \`${name}\` in the Arrow table, found ${[...byName.values()].join(', ')}.`, { field: name });
  };
  const time = find(timeNames);
  if (time === null)
    throw new DataError(`Expected a column \`time\` in the Arrow table, found ${[...byName.values()].join(', ')}.`, { field: 'time' });
  return {
    time: toMs(time),
    open: number('open'),
    high: number('high'),
    low: number('low'),
    close: number('close'),
    volume: number('volume'),
  };
}

function toNumbers(vector: ArrowVector, field: string): Float64Array {
  refuseNulls(vector, field);
  const values = vector.toArray();
  if (values instanceof Float64Array) return values;
  if (ArrayBuffer.isView(values)) return Float64Array.from(values as unknown as ArrayLike<number>, Number);
  const first = vector.length === 0 ? undefined : vector.get(0);
  throw new DataError(`Expected column \`${field}\` to hold numbers, row 0 is \`${show(first)}\`.`, { row: 0, field });
}

function refuseNulls(vector: ArrowVector, field: string): void {
  if (vector.nullCount === 0) return;
  for (let row = 0; row < vector.length; row++) {
    if (vector.get(row) !== null) continue;
    throw new DataError(`Expected \`${field}\` of row ${row} to be a number, was null. Remove or fill the row.`, { row, field });
  }
}

/** Times in ms: Arrow's own timestamps and dates through their unit, plain numbers by their size. */
function toMs(vector: ArrowVector): Float64Array {
  const stamp = vector.type as { readonly unit?: number; readonly typeId?: number };
  const timestampTypeId = 10;
  const dateTypeId = 8;
  if (stamp.typeId === dateTypeId) {
    refuseNulls(vector, 'time');
    return Float64Array.from({ length: vector.length }, (_, row) => Number(vector.get(row)));
  }
  const values = toNumbers(vector, 'time');
  if (values.length === 0) return values;
  if (stamp.typeId === timestampTypeId) return inMs(values, epochUnits[stamp.unit ?? 1]);
  return inMs(values, detectEpochUnit(values[values.length - 1]));
}

/** Units of an Arrow timestamp by their number. */
const epochUnits: readonly EpochUnit[] = ['s', 'ms', 'us', 'ns'];

function inMs(values: Float64Array, unit: EpochUnit): Float64Array {
  return unit === 'ms' ? values : values.map((value) => epochIn(value, unit));
}

/** An Arrow table of columns: numbers over the given memory, words as text. */
export async function columnsToArrow(columns: Readonly<Record<string, Float64Array | readonly (string | null)[]>>): Promise<ArrowTable> {
  const { makeData, Float64, Table, Utf8, Vector, vectorFromArray } = await import('apache-arrow');
  const vectors = Object.entries(columns).map(([name, values]) => {
    if (!(values instanceof Float64Array)) return [name, vectorFromArray(values, new Utf8())] as const;
    const data = makeData({ type: new Float64(), length: values.length, nullCount: 0, data: values as Float64Array<ArrayBuffer> });
    return [name, new Vector([data])] as const;
  });
  return new Table(Object.fromEntries(vectors)) as unknown as ArrowTable;
}
