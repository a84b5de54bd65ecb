import { ArgumentError, checkKeys, DataError, formatTime, show, toFloat64 } from '../../core/index.ts';
import { type Instrument, type InstrumentOptions, instrument } from '../instrument.ts';

/** What ticks are of. */
export interface TickOptions {
  /** @default '' */
  readonly symbol?: string;
  /** Steps, minimums and the calendar; only the symbol where it is left out. */
  readonly instrument?: Omit<InstrumentOptions, 'symbol'> & { readonly symbol?: string };
}

/** What the numbers of a column must be. */
export type TickRule = 'price' | 'above 0' | 'at least 0' | '-1, 0 or 1' | '-1 or 1' | 'true or false';

const holds: Readonly<Record<TickRule, (value: number) => boolean>> = {
  price: (value) => value > 0 && value < Number.POSITIVE_INFINITY,
  'above 0': (value) => value > 0 && value < Number.POSITIVE_INFINITY,
  'at least 0': (value) => value >= 0,
  '-1, 0 or 1': (value) => value === 0 || value === 1 || value === -1,
  '-1 or 1': (value) => value === 1 || value === -1,
  'true or false': (value) => value === 0 || value === 1,
};

const words: Readonly<Record<TickRule, string>> = {
  price: 'to be a price above 0',
  'above 0': 'to be above 0',
  'at least 0': 'to be at least 0',
  '-1, 0 or 1': 'to be 1 (buy), -1 (sell) or 0 (unknown)',
  '-1 or 1': 'to be 1 (bid) or -1 (ask)',
  'true or false': 'to be 0 or 1',
};

/** The instrument of ticks. */
export function instrumentOfTicks(options: TickOptions): Instrument {
  checkKeys('options', options, ['symbol', 'instrument']);
  return instrument({ ...options.instrument, symbol: options.symbol ?? options.instrument?.symbol ?? '' });
}

/**
 * Columns of one length as numbers: times that do not fall (equal ones keep their order), and others by their rules.
 *
 * @throws DataError that names the row and the field.
 */
export function checkTicks<Field extends string>(
  name: string,
  columns: Readonly<Record<'time' | NoInfer<Field>, ArrayLike<number>>>,
  rules: Readonly<Record<Field, TickRule>>,
): Readonly<Record<'time' | Field, Float64Array>> {
  const fields = Object.keys(rules) as Field[];
  checkKeys(name, columns, ['time', ...fields]);
  const time = column(name, 'time', columns.time);
  for (let row = 0; row < time.length; row++) {
    if (!Number.isFinite(time[row])) throw wrong(name, 'time', row, 'to be ms since the epoch', time);
    if (row > 0 && time[row] < time[row - 1]) throw wrong(name, 'time', row, `not to fall below ${time[row - 1]}`, time);
  }
  const checked = { time } as Record<'time' | Field, Float64Array>;
  for (const field of fields) {
    const values = column(name, field, columns[field]);
    if (values.length !== time.length)
      throw new ArgumentError(`Expected \`${name}.${field}\` to have ${time.length} rows as \`time\` has, was ${values.length}.`);
    const isRight = holds[rules[field]];
    for (let row = 0; row < values.length; row++)
      if (!isRight(values[row])) throw wrong(name, field, row, words[rules[field]], values, time);
    checked[field] = values;
  }
  return checked;
}

function column(name: string, field: string, given: ArrayLike<number> | undefined): Float64Array {
  if (given === undefined || given === null || typeof given !== 'object')
    throw new ArgumentError(`Expected \`${name}.${field}\` to be a column of numbers, was \`${show(given)}\`.`);
  return toFloat64(`${name}.${field}`, given);
}

function wrong(name: string, field: string, row: number, expected: string, values: Float64Array, time?: Float64Array): DataError {
  const at = time === undefined ? '' : ` (${formatTime(time[row])})`;
  return new DataError(`Expected \`${name}.${field}\` ${expected}, row ${row}${at} was ${values[row]}. Mend or remove the row.`, {
    row,
    field,
  });
}
