import type { FlagColumn, Interval, NumberColumn } from '../core/index.ts';
import type { Level, Size } from '../risk/index.ts';

/** How long something lasts: a number of bars or a length of time. */
export type Duration = { readonly bars: number } | Interval;

/** How orders are sized and protected; in signals it overrides the options of the run. */
export interface OrderSettings {
  /** How much an entry deals. @default { equity: 1 } (shared evenly among instruments on one account) */
  readonly size?: Size;
  /** Stop order that closes the position at a loss. @default none */
  readonly stopLoss?: Level;
  /** Limit order that closes the position at a profit. @default none */
  readonly takeProfit?: Level;
  /** Stop order that follows the best price since the entry. @default none */
  readonly trailingStop?: Level;
  /** Closes the position at the open of the first bar at which it is this old. @default none */
  readonly timeStop?: Duration;
  /** Life of a limit or stop entry, from the bar after its decision. @default until it is filled, replaced by a new entry, or cancelled by an exit of its side */
  readonly expiry?: Duration;
}

/**
 * What a signals strategy answers: columns with one value a bar, read at the close of that bar.
 *
 * Either entries and exits, or `exposure`.
 */
export interface Signals extends OrderSettings {
  /** Bars at whose close to go long. */
  readonly entries?: FlagColumn;
  /** Bars at whose close to leave a long position. */
  readonly exits?: FlagColumn;
  /** Bars at whose close to go short. */
  readonly shortEntries?: FlagColumn;
  /** Bars at whose close to leave a short position. */
  readonly shortExits?: FlagColumn;
  /** Target position as a share of equity, below zero for short; an order is made where it changes. NaN keeps what is there. */
  readonly exposure?: NumberColumn;
  /** Limit price of an entry; NaN for a market order. */
  readonly limit?: Float64Array;
  /** Trigger price of a stop entry; NaN for a market order. */
  readonly stop?: Float64Array;
}

/** The fields of {@link Signals}. */
export const signalFields: readonly (keyof Signals)[] = [
  'entries',
  'exits',
  'shortEntries',
  'shortExits',
  'exposure',
  'limit',
  'stop',
  'size',
  'stopLoss',
  'takeProfit',
  'trailingStop',
  'timeStop',
  'expiry',
];
