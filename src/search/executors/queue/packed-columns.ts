import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** A value without its long columns, and those by the hash of their bytes. */
export interface Unloaded {
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`: hangs on the columns too, which are named in them. */
  readonly hash: string;
  readonly columns: ReadonlyMap<string, Uint8Array>;
}

const shortest = 1_024;
const mark = 'barwright:column';

/** What stands for a column. */
interface ColumnName {
  readonly [mark]: string;
  readonly bytes: number;
}

/** The SHA-256 of bytes, hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Takes the long columns out of a plain value, so that each travels once whatever it belongs to. */
export function unload(value: unknown): Unloaded {
  const columns = new Map<string, Uint8Array>();
  const known = new Map<Float64Array, ColumnName>();
  const named = (column: Float64Array): ColumnName => {
    let name = known.get(column);
    if (name === undefined) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      name = { [mark]: sha256(bytes), bytes: bytes.byteLength };
      known.set(column, name);
      columns.set(name[mark], bytes);
    }
    return name;
  };
  const bytes = serialize(mapped(value, (one) => (one instanceof Float64Array && one.length >= shortest ? named(one) : undefined)));
  return { bytes, hash: sha256(bytes), columns };
}

/** The value of {@link unload}; `load` gives the bytes of a column. */
export async function reload(bytes: Uint8Array, load: (hash: string, bytes: number) => Promise<Float64Array>): Promise<unknown> {
  const value: unknown = deserialize(bytes);
  const wanted = new Map<string, number>();
  mapped(value, (one) => {
    if (isColumnName(one)) wanted.set(one[mark], one.bytes);
    return undefined;
  });
  const columns = new Map<string, Float64Array>();
  for (const [hash, length] of wanted) columns.set(hash, await load(hash, length));
  return mapped(value, (one) => (isColumnName(one) ? columns.get(one[mark]) : undefined));
}

function isColumnName(value: unknown): value is ColumnName {
  return typeof value === 'object' && value !== null && mark in value;
}

/** A copy of a plain value in which `replace` has had its say on each part; undefined leaves a part as it is. */
function mapped(value: unknown, replace: (value: unknown) => unknown): unknown {
  const other = replace(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((one) => mapped(one, replace));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, mapped(one, replace)]));
  if (typeof value !== 'object' || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, replace)]));
}
