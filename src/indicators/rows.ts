import type { OutputColumns } from './compute.ts';
import { StreamingIndicator } from './streaming.ts';

/**
 * An indicator whose output is not one reading a bar but rows that bars finish: none, one or several. A bar with a value that is
 * not finite finishes none and is passed over.
 */
export abstract class RowIndicator<Input, Row> extends StreamingIndicator<Input, readonly Row[]> {
  /** Bars taken. */
  protected count: number = 0;

  /** No rows. */
  protected get none(): readonly Row[] {
    return noRows;
  }
}

const noRows: readonly never[] = Object.freeze([]);

/** The rows of all bars as one column an output. */
export function collectRows<Name extends string>(
  outputs: readonly Name[],
  length: number,
  rowsAt: (i: number) => readonly { readonly [name in Name]: number }[],
): OutputColumns<Name> {
  const rows: { readonly [name in Name]: number }[] = [];
  for (let i = 0; i < length; i++) for (const row of rowsAt(i)) rows.push(row);
  return columnsOfRows(outputs, rows);
}

/** Rows as one column an output. */
export function columnsOfRows<Name extends string>(
  outputs: readonly Name[],
  rows: readonly { readonly [name in Name]: number }[],
): OutputColumns<Name> {
  return Object.fromEntries(outputs.map((name) => [name, Float64Array.from(rows, (row) => row[name])])) as OutputColumns<Name>;
}
