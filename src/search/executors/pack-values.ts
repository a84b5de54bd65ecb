import { ArgumentError, hashColumns, recipeOf, show } from '../../core/index.ts';
import * as exchange from '../../exchange/index.ts';
import { Bars, BookUpdates, barFields, Panel, Quotes, Trades } from '../../market/index.ts';

/** Columns by a hash of what is in them. */
export type PackedColumns = ReadonlyMap<string, ColumnArray>;

/** A column of numbers or flags. */
export type ColumnArray = Float64Array | Uint8Array | Int32Array;

/** JSON in which columns are named by their hash. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [name: string]: PlainValue };

/** What packs the values of one job. */
export interface Packer {
  /** Columns that were met so far. */
  readonly columns: Map<string, ColumnArray>;
  /** Values that the other side knows by name. */
  readonly known: ReadonlyMap<unknown, string>;
  /** How to mend a value that cannot travel. */
  readonly mend: string;
}

/** The key that marks what JSON has no word for. */
const mark = '$barwright';

/** What columns are made of, as their hashes name it. */
export const columnKinds: {
  readonly f64: Float64ArrayConstructor;
  readonly u8: Uint8ArrayConstructor;
  readonly i32: Int32ArrayConstructor;
} = {
  f64: Float64Array,
  u8: Uint8Array,
  i32: Int32Array,
};

const tickFields = {
  trades: ['time', 'price', 'quantity', 'side'],
  quotes: ['time', 'bid', 'bidSize', 'ask', 'askSize'],
  book: ['time', 'side', 'price', 'quantity', 'snapshot', 'last'],
} as const;

/**
 * A value as JSON and columns: numbers of any kind, text, dates, lists, plain objects, columns, bars, panels, ticks, models of the
 * library, and what the packer knows by name.
 *
 * @throws ArgumentError that names the first part that cannot travel.
 */
export function packValue(name: string, value: unknown, packer: Packer): PlainValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return { [mark]: 'undefined' };
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { [mark]: 'number', is: Object.is(value, -0) ? '-0' : String(value) };
  }
  const named = packer.known.get(value);
  if (named !== undefined) return { [mark]: 'static', name: named };
  if (typeof value !== 'object') throw stuck(name, value, packer);
  if (ArrayBuffer.isView(value)) return packColumn(name, value, packer);
  if (value instanceof Date) return { [mark]: 'date', ms: value.getTime() };
  const inner = (part: string, of: unknown): PlainValue => packValue(`${name}.${part}`, of, packer);
  const fieldsOf = (fields: readonly string[]): PlainValue =>
    Object.fromEntries(fields.map((field) => [field, inner(field, (value as Readonly<Record<string, unknown>>)[field])]));
  if (value instanceof Bars) {
    const { instrument } = value;
    return { [mark]: 'bars', columns: fieldsOf(barFields), instrument: inner('instrument', instrument), interval: value.interval };
  }
  if (value instanceof Panel) return { [mark]: 'panel', bars: inner('bars', value.bars) };
  for (const [kind, of] of Object.entries({ trades: Trades, quotes: Quotes, book: BookUpdates }) as [keyof typeof tickFields, never][]) {
    if (!((value as object) instanceof (of as typeof Trades))) continue;
    const { instrument } = value as unknown as Trades;
    return { [mark]: kind, columns: fieldsOf(tickFields[kind]), instrument: inner('instrument', instrument) };
  }
  const recipe = recipeOf(value);
  if (recipe !== undefined) return { [mark]: 'model', by: recipe.by, from: inner(recipe.by, recipe.from) };
  if (Array.isArray(value)) return value.map((item, k) => packValue(`${name}[${k}]`, item, packer));
  const proto: unknown = Object.getPrototypeOf(value);
  if ((proto !== Object.prototype && proto !== null) || Symbol.iterator in value || Symbol.asyncIterator in value || mark in value)
    throw stuck(name, value, packer);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([field, part]) => [field, inner(field, part)]));
}

function packColumn(name: string, view: ArrayBufferView, packer: Packer): PlainValue {
  const kind = (Object.keys(columnKinds) as (keyof typeof columnKinds)[]).find((of) => view instanceof columnKinds[of]);
  if (kind === undefined) throw stuck(name, view, packer);
  const column = view as ColumnArray;
  const hash = `${kind}-${column.length}-${hashOf(column)}`;
  if (!packer.columns.has(hash)) packer.columns.set(hash, column);
  return { [mark]: 'column', hash };
}

const hashes: WeakMap<ColumnArray, string> = new WeakMap();

/** The hash of the values of a column, computed once. */
export function hashOf(column: ColumnArray): string {
  let hash = hashes.get(column);
  if (hash === undefined) {
    hash = hashColumns([column instanceof Float64Array ? column : Float64Array.from(column)]);
    hashes.set(column, hash);
  }
  return hash;
}

function stuck(name: string, value: unknown, { mend }: Packer): ArgumentError {
  const what = typeof value === 'function' ? 'a function' : `\`${show(value)}\``;
  return new ArgumentError(`Expected \`${name}\` to be data that can travel to a worker, was ${what}. ${mend}`);
}

/** The value again; `statics` are those that the packer knew by name. */
export function unpackValue(packed: PlainValue, columns: PackedColumns, statics: Readonly<Record<string, unknown>>): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  const inner = (part: PlainValue): unknown => unpackValue(part, columns, statics);
  if (Array.isArray(packed)) return packed.map(inner);
  const fields = packed as Readonly<Record<string, PlainValue>>;
  const part = (name: string): never => inner(fields[name]) as never;
  switch (fields[mark]) {
    case undefined:
      return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, inner(field)]));
    case 'undefined':
      return undefined;
    case 'number':
      return Number(fields.is);
    case 'date':
      return new Date(fields.ms as number);
    case 'static':
      return statics[fields.name as string];
    case 'column':
      return columnOf(fields.hash as string, columns);
    case 'bars':
      return Bars.fromColumns(part('columns'), { instrument: part('instrument'), interval: part('interval') });
    case 'panel':
      return Panel.of(part('bars'));
    case 'trades':
      return Trades.fromColumns(part('columns'), { instrument: part('instrument') });
    case 'quotes':
      return Quotes.fromColumns(part('columns'), { instrument: part('instrument') });
    case 'book':
      return BookUpdates.fromColumns(part('columns'), { instrument: part('instrument') });
    default: {
      const factory = (exchange as unknown as Readonly<Record<string, (...from: unknown[]) => unknown>>)[fields.by as string];
      return factory(...(inner(fields.from) as unknown[]));
    }
  }
}

function columnOf(hash: string, columns: PackedColumns): ColumnArray {
  const column = columns.get(hash);
  if (column === undefined) throw new ArgumentError(`Expected a column \`${hash}\` to have come with the job, there is none.`);
  return column;
}
