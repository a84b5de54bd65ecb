import type { Interval } from '../core/index.ts';
import type { BookView, Direction, Instrument, OrderState, OrderType, Quote, RejectCode, Side, TimeInForce } from '../market/index.ts';
import type { Level, Size } from '../risk/index.ts';

/** Where a stop or a target of an order lies: a price, or a fraction or distance from the fill. */
export type OrderLevel = number | Level;

/** An order as a strategy asks for it. A market order where no price is given. */
export interface OrderRequest {
  /** How much. Units and values net against a position; shares of equity and risk close an opposite one and open beyond it. @default an equal share of equity for each instrument */
  readonly size?: Size;
  /** @default what the prices say: `limit`, `stop` or `stopLimit`, otherwise `market` */
  readonly type?: OrderType;
  /** Limit price. */
  readonly limit?: number;
  /** Price that sets a stop or if-touched order off. */
  readonly trigger?: number;
  /** Distance of a trailing stop order from the best price: `{ fraction }` or `{ distance }`. */
  readonly trail?: Level;
  /** @default 'GTC', or 'GTD' where `expires` is given */
  readonly timeInForce?: TimeInForce;
  /** Time from which the order no longer works, ms since the epoch. */
  readonly expires?: number;
  /** Refused where it would fill at once. @default false */
  readonly postOnly?: boolean;
  /** Makes a position smaller and never larger. @default false */
  readonly reduceOnly?: boolean;
  /** A conditional order that closes the whole position when it is set off, and opens nothing; without `size`. @default false */
  readonly closeOnTrigger?: boolean;
  /** Units of a limit order that others see, an iceberg: each part goes to the end of the queue. Matters to ticks alone. @default all */
  readonly display?: number;
  /** In hedge mode, the side that the order is for. @default long for buys and short for sells, the other one where they only reduce */
  readonly positionSide?: Direction;
  /** Closes the position at a loss: stands from the fill on. */
  readonly stopLoss?: OrderLevel;
  /** Closes the position at a profit. */
  readonly takeProfit?: OrderLevel;
  /** Stop that follows the best price since the entry. */
  readonly trailingStop?: Level;
  /** A word of yours that comes back with the order. @default '' */
  readonly tag?: string;
  /** An id of yours; one that is alive already is refused. @default none */
  readonly clientId?: string;
  /** Orders of one group cancel one another when one fills. @default none */
  readonly group?: string;
  /** Orders for the same instrument that are sent when this one has filled. */
  readonly next?: readonly (OrderRequest & { readonly side: Side })[];
}

/** What may be changed of an order that is alive. */
export interface OrderChange {
  readonly limit?: number;
  readonly trigger?: number;
  /** The new whole quantity, base units or contracts. */
  readonly units?: number;
  readonly expires?: number;
}

/** An order as it stands. */
export interface OrderView {
  readonly id: number;
  readonly clientId: string;
  readonly tag: string;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly state: OrderState;
  /** Base units or contracts; NaN until it is sized. */
  readonly quantity: number;
  readonly filled: number;
  /** Limit price; NaN for none. */
  readonly limit: number;
  /** NaN for none. */
  readonly trigger: number;
  /** Why it was refused. */
  readonly reject: RejectCode | undefined;
}

/** A position as it stands. */
export interface PositionView {
  readonly symbol: string;
  /** Above 0 long, below 0 short, base units or contracts. */
  readonly quantity: number;
  /** NaN when flat. */
  readonly averagePrice: number;
  /** At the last known price, quote units. */
  readonly unrealizedPnl: number;
  /** Prices of the protective orders; NaN for none. */
  readonly stopLoss: number;
  readonly takeProfit: number;
}

/** Protective levels to set. */
export interface ProtectLevels {
  readonly stopLoss?: number | null;
  readonly takeProfit?: number | null;
  /** In hedge mode. @default 'long' */
  readonly positionSide?: Direction;
}

/** One settlement of funding. */
export interface FundingPayment {
  readonly symbol: string;
  readonly time: number;
  readonly rate: number;
  /** Quote units: above 0 received, below 0 paid. */
  readonly amount: number;
}

/** What a strategy sees and does: the same in a backtest, on paper and live. */
export interface Context {
  /** Now, ms since the epoch: the close of the bar at hand, or the time of the tick. */
  readonly time: number;
  readonly symbols: readonly string[];
  /** Quote units that are not bound in spot positions. */
  readonly cash: number;
  /** Cash and positions at their last known prices, quote units. */
  readonly equity: number;
  /** @param positionSide in hedge mode, `@default 'long'`. */
  position(symbol: string, positionSide?: Direction): PositionView;
  /** No position and no working order. */
  isIdle(symbol: string): boolean;
  /** Orders that are alive, the oldest first; of all instruments where no symbol is given. */
  orders(symbol?: string): readonly OrderView[];
  /** An order that is alive; undefined where it is done. */
  order(id: number): OrderView | undefined;
  /** Sends an order. What the venue refuses at once comes back `rejected`. */
  buy(symbol: string, request?: OrderRequest): OrderView;
  sell(symbol: string, request?: OrderRequest): OrderView;
  /** Cancels the orders of an instrument and closes its position at the market; undefined where there is none. */
  close(symbol: string, tag?: string): OrderView | undefined;
  /** Sets or replaces the protective orders of a position; a level that is left out stays, `null` takes it away. */
  protect(symbol: string, levels: ProtectLevels): void;
  /** False where the order is no longer alive. */
  amend(id: number, change: OrderChange): boolean;
  cancel(id: number): boolean;
  /** How many orders were taken away. */
  cancelAll(symbol?: string): number;
  /** The last closes of an instrument, up to `count`, the newest last: a copy, of which nothing leads to later bars. */
  history(symbol: string, count: number, field?: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'): Float64Array;
  /** Steps, minimums, multiplier and expiry of an instrument. */
  instrument(symbol: string): Instrument;
  /** The order book as it stands, where the data have one; it goes on changing. */
  book(symbol: string): BookView | undefined;
  /** The best bid and ask as they stand, where the data have quotes or a book. */
  quote(symbol: string): Quote | undefined;
  /** The last settled funding rates of an instrument, up to `count`, the newest last, whether or not anything was held: a copy. */
  fundingRates(symbol: string, count: number): Float64Array;
  /** Calls `onTimer(name)` at the first bar that closes at or after `time`, ms. */
  at(name: string, time: number): void;
  /** Calls `onTimer(name)` at each multiple of an interval since the epoch (UTC), `offset` later: `every('open', '1d', '8h')` is each day at 08:00. */
  every(name: string, interval: Interval, offset?: Interval): void;
  /** Notes a line in the log of the result. */
  log(message: string, data?: unknown): void;
}
