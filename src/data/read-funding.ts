import { DataError, show } from '../core/index.ts';
import { readBytes } from './file-bytes.ts';

/** Funding rates as columns: settlement times in ms, rising, and what long positions pay short ones. */
export interface FundingColumns {
  readonly time: Float64Array;
  readonly rate: Float64Array;
}

/**
 * Reads funding rates from CSV with the columns `timestamp` (or `time`, ms since the epoch) and `funding_rate` (or `rate`).
 *
 * @throws DataError where a column is missing, a number is none or times do not rise.
 * @example
 * ```ts
 * import { parseFunding } from 'barwright/data';
 * parseFunding('timestamp,funding_rate\n1750550400000,0.0001\n').rate[0]; // 0.0001
 * ```
 */
export function parseFunding(text: string): FundingColumns {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(',').map((name) => name.trim().toLowerCase());
  const at = (...known: readonly string[]): number => {
    const column = names.findIndex((name) => known.includes(name));
    if (column < 0) throw new DataError(`Expected a column \`${known.join('` or `')}\`, found ${names.join(', ')}.`, { field: known[0] });
    return column;
  };
  const [timeAt, rateAt] = [at('timestamp', 'time'), at('funding_rate', 'fundingrate', 'rate')];
  const cells = lines.map((line) => line.split(','));
  const column = (place: number, field: string): Float64Array =>
    Float64Array.from(cells, (row, i) => {
      const number = row[place]?.trim() ? Number(row[place]) : Number.NaN;
      if (Number.isFinite(number)) return number;
      throw new DataError(`Expected \`${field}\` of row ${i} to be a number, was \`${show(row[place])}\`.`, { row: i, field });
    });
  const time = column(timeAt, 'timestamp');
  const row = time.findIndex((each, i) => i > 0 && each <= time[i - 1]);
  if (row >= 0) throw new DataError(`Expected times to rise, row ${row} is not later than the one before.`, { row, field: 'timestamp' });
  return { time, rate: column(rateAt, 'funding_rate') };
}

/**
 * {@link parseFunding} of a file, plain, gzip or a ZIP of one file.
 *
 * @throws SourceError where the file cannot be read.
 */
export async function readFunding(path: string): Promise<FundingColumns> {
  return parseFunding(Buffer.from(await readBytes(path)).toString());
}
