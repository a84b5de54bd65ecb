import { checkKeys, checkNumber, checkOneOf } from '../../core/index.ts';
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

/** The most that a time falls, ms. */
export const jitterMs: number = 1_000;

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
