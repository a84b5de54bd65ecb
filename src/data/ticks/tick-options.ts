import { ArgumentError, checkKeys, checkNumber, checkOneOf, DataError, formatTime, show } from '../../core/index.ts';
import type { TickOptions } from '../../market/index.ts';

/** How a file of ticks is read. */
export interface ReadTicksOptions extends TickOptions {
  /** Rows of this symbol only, where a file names symbols; needed where it holds several. @default the one of the file */
  readonly symbol?: string;
  /** Whose clock the times are of: that of the venue, or that of the computer that recorded them. @default 'exchange' */
  readonly clock?: 'exchange' | 'local';
  /** By how much a time may lie before one above it, ms: it is raised to that one; more is an error. @default 1000 */
  readonly jitterMs?: number;
}

const jitterMs = 1_000;

/** Refuses options that are unknown or wrong. */
export function checkTickOptions(options: ReadTicksOptions, more: readonly string[]): void {
  checkKeys('options', options, ['symbol', 'instrument', 'clock', 'jitterMs', ...more]);
  checkOneOf('clock', options.clock ?? 'exchange', ['exchange', 'local']);
  checkNumber('jitterMs', options.jitterMs ?? jitterMs, { min: 0 });
}

/** What the ticks are of: as asked for, or else as the file names it. */
export function ticksOf({ symbol, instrument }: TickOptions, found: string | undefined): TickOptions {
  const name = symbol ?? (instrument?.symbol === undefined ? found : undefined);
  return { ...(name === undefined ? {} : { symbol: name }), ...(instrument === undefined ? {} : { instrument }) };
}

/** Raises each time that lies before one above it to that one, in place. */
export function settleTimes(time: Float64Array, options: ReadTicksOptions, what: string): Float64Array {
  const most = options.jitterMs ?? jitterMs;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < time.length; row++) {
    if (time[row] >= latest) latest = time[row];
    else if (latest - time[row] <= most) time[row] = latest;
    else {
      const [at, before] = [formatTime(time[row]), formatTime(latest)];
      throw new DataError(
        `Expected times of ${what} to fall by at most ${most} ms, row ${row} (${at}) comes after ${before}. Sort the rows, or raise \`jitterMs\`.`,
        { row, field: 'time' },
      );
    }
  }
  return time;
}

/** Files as a list. */
export function listOfPaths(path: string | readonly string[]): readonly string[] {
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  if (paths.length > 0 && paths.every((each) => typeof each === 'string')) return paths as readonly string[];
  throw new ArgumentError(`Expected \`path\` to be the path of a file or a list of paths, was \`${show(path)}\`.`);
}

/** Contents of files, as bytes, as a list. */
export function listOfContents(content: TickContent | readonly TickContent[]): readonly Uint8Array[] {
  const contents: readonly unknown[] = Array.isArray(content) ? content : [content];
  return contents.map((each) => {
    if (typeof each === 'string') return Buffer.from(each);
    if (each instanceof Uint8Array) return each;
    throw new ArgumentError(`Expected \`content\` to be text or bytes, was \`${show(each)}\`.`);
  });
}

/** Text or bytes of a file. */
export type TickContent = string | Uint8Array;
