import { readFile } from 'node:fs/promises';
import { ArgumentError, checkKeys, DataError, parseTimeText, SourceError, show } from '../core/index.ts';
import { Bars, type BarsOptions, barFields } from '../market/index.ts';
import { atomicWrite } from './atomic-write.ts';

/** Names that the time has in Parquet files, lower case. */
const timeNames: readonly string[] = ['time', 'timestamp', 'date', 'datetime', 'open_time'];

/**
 * Bars from a Parquet file with columns `time open high low close` and perhaps `volume` (any case; `timestamp`, `date`,
 * `datetime` and `open_time` are taken for `time`).
 *
 * @throws SourceError where the file is missing or no Parquet file; DataError where the columns are no bars.
 */
export async function readParquet(path: string, options: BarsOptions = {}): Promise<Bars> {
  checkKeys('options', options, ['symbol', 'interval', 'instrument']);
  const [{ parquetMetadata, parquetRead }, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  let file: ArrayBuffer;
  let metadata: ReturnType<typeof parquetMetadata>;
  try {
    const bytes = await readFile(path);
    file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    metadata = parquetMetadata(file);
  } catch (error) {
    throw new SourceError(`Could not read \`${path}\` as Parquet: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const names = metadata.schema.slice(1).map((element) => element.name);
  const source = columnNames(names);
  const length = Number(metadata.num_rows);
  const columns = Object.fromEntries(barFields.map((field) => [field, new Float64Array(length)])) as Record<
    (typeof barFields)[number],
    Float64Array
  >;
  const fieldOf = new Map(Object.entries(source).map(([field, name]) => [name, field as (typeof barFields)[number]]));
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [...fieldOf.keys()],
    onChunk: ({ columnName, columnData, rowStart }) => {
      const field = fieldOf.get(columnName);
      if (field !== undefined) copyChunk(columns[field], columnData as ArrayLike<unknown>, rowStart, field);
    },
  });
  return Bars.fromColumns(columns, options);
}

function columnNames(names: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const field of barFields) {
    const name = names.find((candidate) => (field === 'time' ? timeNames : [field]).includes(candidate.toLowerCase()));
    if (name !== undefined) found[field] = name;
    else if (field !== 'volume') throw new DataError(`Expected a column \`${field}\`, found ${names.join(', ')}.`, { field });
  }
  return found;
}

function copyChunk(out: Float64Array, data: ArrayLike<unknown>, start: number, field: string): void {
  if (data instanceof Float64Array && field !== 'time') {
    out.set(data, start);
    return;
  }
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    const number = toNumber(value);
    if (Number.isNaN(number))
      throw new DataError(`Expected \`${field}\` of row ${start + i} to be a number, was \`${show(value)}\`.`, { row: start + i, field });
    out[start + i] = number;
  }
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? parseTimeText(value) : Number.NaN;
}

/** Writes bars as a Parquet file of six required columns of doubles, time in ms; whole or not at all. */
export async function writeParquet(bars: Bars, path: string): Promise<void> {
  if (!(bars instanceof Bars)) throw new ArgumentError(`Expected \`bars\` to be Bars, was \`${show(bars)}\`.`);
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({ columnData: barFields.map((name) => ({ name, data: bars[name], type: 'DOUBLE', nullable: false })) });
  await atomicWrite(path, new Uint8Array(buffer));
}
