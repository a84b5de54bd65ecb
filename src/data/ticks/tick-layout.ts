import { ArgumentError, DataError, suggestion } from '../../core/index.ts';
import { looksNumeric, normalName, splitLine } from '../csv-layout.ts';

/** Where everything stands in a CSV file of ticks. */
export interface TickLayout<Field extends string> {
  readonly delimiter: number;
  /** Byte at which the first row of data starts. */
  readonly start: number;
  /** Number of its line, from 1. */
  readonly line: number;
  /** Names of the header, empty where there is none. */
  readonly names: readonly string[];
  /** Position of each field among the cells of a row; -1 for none. */
  readonly position: Readonly<Record<Field, number>>;
}

/** Columns that the user names: by header, or by position from 0; `false` for one that the file does not have. */
export type TickColumnNames<Field extends string> = { readonly [field in Field]?: string | number | false };

/** What a file of ticks is asked for. */
export interface TickLayoutRequest<Field extends string> {
  /** Word for the rows, such as 'trades'. */
  readonly what: string;
  /** Where the file is, for errors. */
  readonly where: string;
  /** Names of each field as files have them, lower case without spaces and underscores, the best first. */
  readonly fields: Readonly<Record<Field, readonly string[]>>;
  readonly columns: TickColumnNames<Field>;
  /** Positions in a file without a header, from the cells of its first row. */
  readonly headerless?: (cells: readonly string[]) => Partial<Record<Field, number>>;
}

const lineFeed = 10;

/** Names of a time on the clock of the venue, the best first. */
export const exchangeTimes: readonly string[] = [
  'timestamp',
  'transacttime',
  'transactiontime',
  'tradetime',
  'exchangetimestamp',
  'exchtime',
  'time',
  'eventtime',
  'datetime',
  'date',
  'ts',
];

/** Names of a time on the clock of the recorder, the best first. */
export const localTimes: readonly string[] = [
  'localtimestamp',
  'recvns',
  'receivetimestamp',
  'receivedat',
  'recvtime',
  'recv',
  'localtime',
  'tscollection',
];

/**
 * Finds delimiter, header and columns from the first line of a file.
 *
 * @throws DataError where the file is empty or a column that was named is not there.
 */
export function findTickLayout<Field extends string>(bytes: Uint8Array, request: TickLayoutRequest<Field>): TickLayout<Field> {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found + 1;
    const text = new TextDecoder().decode(bytes.subarray(start, end)).trim();
    if (text === '') {
      start = end;
      continue;
    }
    const delimiter = [',', ';', '\t', '|'].find((each) => text.includes(each)) ?? ',';
    const cells = splitLine(text, delimiter);
    const hasHeader = !cells.some(looksNumeric);
    const position = hasHeader ? named(cells, request) : placed(cells, request);
    const names = hasHeader ? cells : [];
    const at = hasHeader ? { start: end, line: line + 1 } : { start, line };
    return { delimiter: delimiter.charCodeAt(0), ...at, names, position };
  }
  throw new DataError(`Expected rows of ${request.what}, the file${request.where} is empty.`);
}

function named<Field extends string>(cells: readonly string[], { fields, columns }: TickLayoutRequest<Field>): Record<Field, number> {
  const names = cells.map(normalName);
  const position = {} as Record<Field, number>;
  for (const field of Object.keys(fields) as Field[]) {
    const asked = columns[field];
    if (typeof asked === 'number') position[field] = asked;
    else if (typeof asked === 'string') {
      position[field] = cells.indexOf(asked);
      if (position[field] >= 0) continue;
      const hint = suggestion(asked, cells);
      throw new DataError(`Expected a column \`${asked}\` for \`${field}\`, found ${cells.join(', ')}.${hint}`, { field });
    } else {
      const known = asked === false ? undefined : fields[field].find((name) => names.includes(name));
      position[field] = known === undefined ? -1 : names.indexOf(known);
    }
  }
  return position;
}

function placed<Field extends string>(cells: readonly string[], request: TickLayoutRequest<Field>): Record<Field, number> {
  const found: Partial<Record<Field, number>> = request.headerless?.(cells) ?? {};
  const position = {} as Record<Field, number>;
  for (const field of Object.keys(request.fields) as Field[]) {
    const asked: string | number | false | undefined = request.columns[field];
    if (typeof asked === 'string')
      throw new ArgumentError(`Expected \`columns.${field}\` to be a position from 0, as the file has no header, was '${asked}'.`);
    position[field] = asked === false ? -1 : (asked ?? found[field] ?? -1);
  }
  return position;
}

/**
 * Refuses a layout without the fields that are needed.
 *
 * @throws DataError that names what was found and how to name what was not.
 */
export function needFields<Field extends string>(
  layout: TickLayout<Field>,
  fields: readonly Field[],
  request: TickLayoutRequest<Field>,
): void {
  const missing = fields.filter((field) => layout.position[field] < 0);
  if (missing.length === 0) return;
  const [list, found] = [missing.map((field) => `\`${field}\``).join(', '), layout.names.join(', ') || 'a file without a header'];
  const [example, kind] = layout.names.length === 0 ? ['0', 'position'] : ["'...'", 'name'];
  const mend = `columns: { ${missing.map((field) => `${field}: ${example}`).join(', ')} }`;
  throw new DataError(
    `Expected columns of ${fields.join(', ')}${request.where}, no ${list} among ${found}. Give each ${kind}: \`${mend}\`.`,
    {
      field: missing[0],
    },
  );
}
