import type { Bars, Liquidity } from '../market/index.ts';
import type { IntrabarRule } from './matching/bar-walk.ts';

/** The rules by which bars fill orders. */
export interface VenueRules {
  readonly intrabar: IntrabarRule;
  /** Whether a limit order needs the price to trade through it, or only to touch it. */
  readonly limitFill: 'through' | 'touch';
  /** From when protective orders work: from the fill on, or from the bar after it. */
  readonly protectFrom: 'fill' | 'nextBar';
  /** Whether stop fills pay slippage and spread. */
  readonly slipStops: boolean;
  /** Whether a trailing stop follows at each bar's close, or inside the bar. */
  readonly trailRatchet: 'bar' | 'intrabar';
  /** Largest sum of position values as a multiple of equity. */
  readonly leverage: number;
  /** What becomes of an order that the account cannot pay. */
  readonly insufficientFunds: 'reject' | 'clip';
  /** What a resting entry that adds to the position does to stop and target: set them anew from the average price, or keep them. */
  readonly stopOnAdd: 'override' | 'keep';
}

/** The finer bars that make up a bar: rows `first` up to, not including, `last`. */
export interface FinerBars {
  readonly bars: Bars;
  readonly first: number;
  readonly last: number;
}

/** A bar whose outcome hung on the intrabar rule. */
export interface AmbiguousBar {
  readonly instrument: number;
  readonly index: number;
}

/** How many units a working entry order opens when it fills at `price`, beside `closing` ones of the opposite position; 0 where it is refused. */
export type EntrySizer = (instrument: number, index: number, side: number, price: number, liquidity: Liquidity, closing: number) => number;
