import { gzipSync } from 'node:zlib';
import { ArgumentError, show } from '../core/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../market/index.ts';
import { atomicWrite } from './atomic-write.ts';

/**
 * A table of a result as CSV: a row of names, then a row a row. What is not a number is empty; text with a comma, a quote or a line
 * break is quoted.
 *
 * @example
 * ```ts
 * import { backtest, defineStrategy, syntheticBars } from 'barwright';
 * import { tableToCsv } from 'barwright/data';
 * const Hold = defineStrategy({ signals: ({ length }) => ({ entries: new Uint8Array(length).fill(1, 0, 1) }) });
 * const text = tableToCsv(backtest(new Hold(), syntheticBars({ seed: 1, length: 50 })).fills);
 * ```
 */
export function tableToCsv<Row>(table: Table<Row>): string {
  const lines = [table.columns.join(',')];
  const columns = table.columns.map((name) => table.column(name) as ArrayLike<unknown>);
  for (let i = 0; i < table.length; i++) lines.push(columns.map((column) => cellOf(column[i])).join(','));
  return `${lines.join('\n')}\n`;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value))) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of a result as JSON lines: one object a row; what is not a number, and what is infinite, is `null`. */
export function tableToJsonLines<Row>(table: Table<Row>): string {
  let text = '';
  for (const row of table) text += `${JSON.stringify(row)}\n`;
  return text;
}

/** A table of a result as an Arrow table: numbers as doubles, words as text. Arrow is loaded on demand. */
export async function tableToArrow<Row>(table: Table<Row>): Promise<ArrowTable> {
  const columns = table.columns.map((name) => {
    const column = table.column(name) as Float64Array | readonly (string | undefined)[];
    return [name, column instanceof Float64Array ? column : Array.from(column, (word) => word ?? null)];
  });
  return columnsToArrow(Object.fromEntries(columns));
}

/**
 * Writes a table of a result: CSV, or JSON lines where the name ends in `.jsonl`; gzip where it ends in `.gz`. Whole or not at all.
 *
 * @throws ArgumentError where the name ends in neither; SourceError where the file cannot be written.
 */
export async function writeTable<Row>(table: Table<Row>, path: string): Promise<void> {
  const kind = /\.(csv|jsonl)(\.gz)?$/.exec(path);
  if (kind === null) throw new ArgumentError(`Expected \`path\` to end in .csv or .jsonl, plain or with .gz, was \`${show(path)}\`.`);
  const text = kind[1] === 'csv' ? tableToCsv(table) : tableToJsonLines(table);
  await atomicWrite(path, kind[2] === undefined ? text : gzipSync(text));
}
