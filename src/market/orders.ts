/** Side of an order or a fill. */
export type Side = 'buy' | 'sell';

/** Side of a position or a round trip. */
export type Direction = 'long' | 'short';

/** Whether a fill took liquidity or gave it. */
export type Liquidity = 'maker' | 'taker';

/**
 * Kinds of orders: `stop` and `trailingStop` become market orders where the price goes against their side's favour,
 * `marketIfTouched` where it comes to meet them; `stopLimit` and `limitIfTouched` become limit orders.
 */
export type OrderType = 'market' | 'limit' | 'stop' | 'stopLimit' | 'trailingStop' | 'marketIfTouched' | 'limitIfTouched';

/** How long an order works: until cancelled, at once or not, wholly at once or not, until a time, until the end of the day (UTC). */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTD' | 'DAY';

/** Why an order was made. */
export type OrderReason =
  | 'entry'
  | 'exit'
  | 'reverse'
  | 'rebalance'
  | 'stopLoss'
  | 'takeProfit'
  | 'trailingStop'
  | 'timeStop'
  | 'liquidation'
  | 'settlement';

/** Where an order ended. */
export type OrderStatus = 'open' | 'filled' | 'canceled' | 'expired' | 'rejected';

/**
 * Where an order is in its life. It is `submitted` while it travels, then `untriggered` or `working`, may be `partiallyFilled`, and
 * ends `filled`, `canceled`, `expired` or `rejected`.
 */
export type OrderState = 'submitted' | 'untriggered' | 'working' | 'partiallyFilled' | 'filled' | 'canceled' | 'expired' | 'rejected';

/** Why a venue refuses an order; those that begin with `RISK` are the trader's own limits. */
export type RejectCode =
  | 'QUANTITY_ROUNDS_TO_ZERO'
  | 'QUANTITY_BELOW_MINIMUM'
  | 'QUANTITY_ABOVE_MAXIMUM'
  | 'NOTIONAL_BELOW_MINIMUM'
  | 'INSUFFICIENT_FUNDS'
  | 'INVALID_SIZE'
  | 'INVALID_PRICE'
  | 'POST_ONLY_WOULD_TAKE'
  | 'REDUCE_ONLY_WOULD_INCREASE'
  | 'FILL_OR_KILL_UNFILLED'
  | 'DUPLICATE_CLIENT_ID'
  | 'TOO_MANY_ORDERS'
  | 'INSTRUMENT_NOT_TRADING'
  | 'ACCOUNT_LIQUIDATED'
  | 'REJECTED_BY_VENUE'
  | 'SHORT_NOT_ALLOWED'
  | 'PRICE_OUT_OF_BAND'
  | 'POSITION_ABOVE_MAXIMUM'
  | 'RISK_MAX_POSITION'
  | 'RISK_MAX_OPEN_ORDERS'
  | 'RISK_MAX_DAILY_LOSS'
  | 'RISK_MAX_DRAWDOWN'
  | 'RISK_PRICE_COLLAR'
  | 'RISK_COOLDOWN'
  | 'RISK_STOP_LOSS_GUARD';

/** The moment inside a bar at which something happened; `tick` where ticks tell the time. */
export type BarMoment = 'open' | 'intrabar' | 'close' | 'tick';

/** One row of the table of orders. */
export interface Order {
  readonly id: number;
  readonly symbol: string;
  readonly type: OrderType;
  readonly side: Side;
  readonly reason: OrderReason;
  /** Quantity asked for, base units or contracts, after rounding; NaN where it was never sized. */
  readonly quantity: number;
  /** Limit or trigger price; NaN for a market order. */
  readonly price: number;
  /** Bar at whose close the order was decided; for a protective order, the bar in which it filled. */
  readonly index: number;
  /** Open time of that bar, ms. */
  readonly time: number;
  readonly status: OrderStatus;
  /** Why it was refused, where it was. */
  readonly reject: RejectCode | undefined;
}

/** One row of the table of fills. */
export interface Fill {
  readonly id: number;
  readonly orderId: number;
  readonly symbol: string;
  readonly side: Side;
  readonly reason: OrderReason;
  /** Always positive, base units or contracts. */
  readonly quantity: number;
  /** Price paid or received, slippage included. */
  readonly price: number;
  /** Fee paid, quote units; negative is a rebate. */
  readonly fee: number;
  /** What slippage and spread cost against the price before them, quote units. */
  readonly slippage: number;
  readonly liquidity: Liquidity;
  /** Bar in which it filled. */
  readonly index: number;
  /** Open time of that bar, ms; from ticks the time of the fill. */
  readonly time: number;
  readonly moment: BarMoment;
}

/** One row of the table of round trips: an exit fill against the average entry. */
export interface Trade {
  readonly id: number;
  readonly symbol: string;
  readonly direction: Direction;
  readonly quantity: number;
  readonly entryIndex: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitIndex: number;
  readonly exitTime: number;
  readonly exitPrice: number;
  readonly exitReason: OrderReason | 'open';
  /** Fees of the entry (pro rata) and of the exit, quote units. */
  readonly fees: number;
  /** Profit after fees, quote units. */
  readonly pnl: number;
  /** `pnl` as a fraction of the entry value. */
  readonly returns: number;
  /** Bars from the entry's bar to the exit's. */
  readonly bars: number;
  /** Maximum adverse excursion: the worst price move against the entry while held, a fraction <= 0. */
  readonly mae: number;
  /** Maximum favourable excursion: the best price move while held, a fraction >= 0. */
  readonly mfe: number;
  readonly status: 'closed' | 'open';
}

/** One row of the table of positions: from flat to flat. */
export interface Position {
  readonly id: number;
  readonly symbol: string;
  readonly direction: Direction;
  /** Largest quantity held. */
  readonly quantity: number;
  readonly entryIndex: number;
  readonly entryTime: number;
  /** Average price of all entries. */
  readonly entryPrice: number;
  readonly exitIndex: number;
  readonly exitTime: number;
  /** Average price of all exits. */
  readonly exitPrice: number;
  readonly fees: number;
  readonly pnl: number;
  readonly returns: number;
  readonly fills: number;
  readonly status: 'closed' | 'open';
}
