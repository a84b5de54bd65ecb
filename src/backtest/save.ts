import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ArgumentError, type Interval, SourceError, show, version } from '../core/index.ts';
import { atomicWrite } from '../data/index.ts';
import { OrderJournal } from '../exchange/index.ts';
import { Bars, barFields, type InstrumentOptions } from '../market/index.ts';
import type { SearchOrigin } from './luck.ts';
import { BacktestResult, type RunRecord } from './result.ts';

type Column = Float64Array | Int32Array | Uint8Array;
const columnTypes = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;

const magic = 'BARWRUN1';
const headerStart = 16;

/** Everything but columns, and where the columns lie. */
interface Header {
  readonly version: string;
  readonly columns: readonly { readonly type: keyof typeof columnTypes; readonly length: number; readonly start: number }[];
  readonly record: unknown;
}

/**
 * Writes a result with its bars, so that {@link loadResult} gives the same result back: tables, metrics, summary,
 * report and manifest. Gzip where the name ends in `.gz`; whole or not at all.
 *
 * @throws SourceError where the file cannot be written.
 */
export async function saveResult(result: BacktestResult, path: string): Promise<void> {
  if (!(result instanceof BacktestResult)) throw new ArgumentError(`Expected \`result\` to be a BacktestResult, was \`${show(result)}\`.`);
  const { recordOf } = result.constructor as typeof BacktestResult;
  const bytes = encode(recordOf(result));
  await atomicWrite(path, path.endsWith('.gz') ? gzipSync(bytes) : bytes);
}

/**
 * Reads a result that {@link saveResult} wrote.
 *
 * @throws SourceError where the file is missing, cut off or no saved result.
 */
export async function loadResult(path: string): Promise<BacktestResult> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch (error) {
    throw new SourceError(`Could not read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) {
    throw new SourceError(`\`${path}\` is no result saved by barwright, or one of a newer version.`);
  }
  try {
    return new BacktestResult(decode(bytes));
  } catch (error) {
    throw new SourceError(`\`${path}\` is cut off or damaged: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

type StoredRecord = Omit<RunRecord, 'fills' | 'benchmark' | 'warnings' | 'search'> & {
  readonly search: SearchOrigin | undefined;
  readonly warnings: readonly string[];
  readonly fills: ReturnType<RunRecord['fills']>;
  readonly benchmark: { readonly name: string; readonly equity: Float64Array } | undefined;
};

function encode(record: RunRecord): Uint8Array {
  const columns: Column[] = [];
  const places = new Map<Column, number>();
  const place = (column: Column): number => {
    const known = places.get(column);
    if (known !== undefined) return known;
    places.set(column, columns.length);
    return columns.push(column) - 1;
  };
  const plain = (value: unknown): unknown => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
    if (value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array) return { $column: place(value) };
    if (value instanceof Bars) {
      const { interval, instrument } = value;
      return { $bars: plain({ interval, instrument, columns: Object.fromEntries(barFields.map((field) => [field, value[field]])) }) };
    }
    if (value instanceof OrderJournal) return { $orders: plain(value.pack()) };
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  const { benchmark } = record;
  const compared = benchmark === undefined ? undefined : { name: benchmark.name, equity: benchmark.equity() };
  const body = plain({ ...record, fills: record.fills(), benchmark: compared, warnings: record.warnings(), search: record.search?.() });
  let start = 0;
  const layout = columns.map((column) => {
    const type = (Object.keys(columnTypes) as (keyof typeof columnTypes)[]).find((name) => column instanceof columnTypes[name]) ?? 'f64';
    const entry = { type, length: column.length, start };
    start += Math.ceil(column.byteLength / 8) * 8;
    return entry;
  });
  const header = new TextEncoder().encode(JSON.stringify({ version, columns: layout, record: body } satisfies Header));
  const data = dataStart(header.length);
  const out = new Uint8Array(data + start);
  out.set(new TextEncoder().encode(magic));
  new DataView(out.buffer).setUint32(8, header.length, true);
  out.set(header, headerStart);
  columns.forEach((column, i) => {
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), data + layout[i].start);
  });
  return out;
}

/** Columns start at a multiple of 8 bytes, so that they are views of the file. */
function dataStart(headerLength: number): number {
  return Math.ceil((headerStart + headerLength) / 8) * 8;
}

function decode(given: Uint8Array): RunRecord {
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(headerStart, headerStart + length))) as Header;
  const columns = header.columns.map(({ type, length: count, start }) => {
    return new columnTypes[type](bytes.buffer as ArrayBuffer, bytes.byteOffset + dataStart(length) + start, count);
  });
  const full = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(full);
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number(value.$number);
    if ('$column' in value) return columns[value.$column as number];
    if ('$orders' in value) return OrderJournal.of(full(value.$orders) as Parameters<typeof OrderJournal.of>[0]);
    if ('$bars' in value) {
      const of = full(value.$bars) as { readonly interval: Interval; readonly instrument: InstrumentOptions; readonly columns: Bars };
      return Bars.fromColumns(of.columns, { interval: of.interval, instrument: of.instrument });
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, full(inner)]));
  };
  const { fills, benchmark, warnings, search, ...record } = full(header.record) as StoredRecord;
  return {
    ...record,
    fills: () => fills,
    warnings: () => warnings,
    search: search === undefined ? undefined : () => search,
    benchmark: benchmark === undefined ? undefined : { name: benchmark.name, equity: () => benchmark.equity },
  };
}
