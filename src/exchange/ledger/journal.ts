import {
  type BarMoment,
  type Fill,
  type Liquidity,
  type Order,
  type OrderReason,
  type OrderStatus,
  type OrderType,
  type RejectCode,
  type Side,
  type Table,
  table,
} from '../../market/index.ts';
import { type PackedRows, Rows } from './rows.ts';

/** Reasons as journals keep them. */
export const reasonCodes: { readonly [word in OrderReason]: number } = {
  entry: 0,
  exit: 1,
  reverse: 2,
  rebalance: 3,
  stopLoss: 4,
  takeProfit: 5,
  trailingStop: 6,
  timeStop: 7,
  liquidation: 8,
  settlement: 9,
};
/** Moments of a bar as journals keep them. */
export const momentCodes: { readonly [word in BarMoment]: number } = { open: 0, intrabar: 1, close: 2, tick: 3 };
const statusCodes: Readonly<Record<OrderStatus, number>> = { open: 0, filled: 1, canceled: 2, expired: 3, rejected: 4 };
/** Types of orders as journals keep them. */
export const typeCodes: { readonly [word in OrderType]: number } = {
  market: 0,
  limit: 1,
  stop: 2,
  stopLimit: 3,
  trailingStop: 4,
  marketIfTouched: 5,
  limitIfTouched: 6,
};
const rejectCodes: Readonly<Record<RejectCode, number>> = {
  QUANTITY_ROUNDS_TO_ZERO: 1,
  QUANTITY_BELOW_MINIMUM: 2,
  QUANTITY_ABOVE_MAXIMUM: 3,
  NOTIONAL_BELOW_MINIMUM: 4,
  INSUFFICIENT_FUNDS: 5,
  INVALID_SIZE: 6,
  INVALID_PRICE: 7,
  POST_ONLY_WOULD_TAKE: 8,
  REDUCE_ONLY_WOULD_INCREASE: 9,
  FILL_OR_KILL_UNFILLED: 10,
  DUPLICATE_CLIENT_ID: 11,
  TOO_MANY_ORDERS: 12,
  INSTRUMENT_NOT_TRADING: 13,
  ACCOUNT_LIQUIDATED: 14,
  RISK_MAX_POSITION: 15,
  RISK_MAX_OPEN_ORDERS: 16,
  RISK_MAX_DAILY_LOSS: 17,
  RISK_MAX_DRAWDOWN: 18,
  RISK_PRICE_COLLAR: 19,
  RISK_COOLDOWN: 20,
  RISK_STOP_LOSS_GUARD: 21,
  REJECTED_BY_VENUE: 22,
  SHORT_NOT_ALLOWED: 23,
  PRICE_OUT_OF_BAND: 24,
  POSITION_ABOVE_MAXIMUM: 25,
};

/** Reasons and moments by their numbers. */
export const orderReasons: readonly OrderReason[] = Object.keys(reasonCodes) as OrderReason[];
export const barMoments: readonly BarMoment[] = Object.keys(momentCodes) as BarMoment[];
const statuses = Object.keys(statusCodes) as OrderStatus[];
const types = Object.keys(typeCodes) as OrderType[];
const rejects: (RejectCode | undefined)[] = [];
for (const [code, number] of Object.entries(rejectCodes)) rejects[number] = code as RejectCode;

/** Open time of bar `index` of an instrument. */
export type TimeOf = (instrument: number, index: number) => number;

/**
 * What happened to each order, in the order of their decisions. Doubles: quantity, price. Integers: bar, instrument,
 * and reject, reason, status, type and side in 8, 5, 3, 3 and 1 bits.
 */
export class OrderJournal {
  readonly #rows: Rows = new Rows(2, 3);

  get length(): number {
    return this.#rows.length;
  }

  /** Forgets all orders but keeps their memory. */
  clear(): void {
    this.#rows.clear();
  }

  /** All orders as two blocks of memory. */
  pack(): PackedRows {
    return this.#rows.pack();
  }

  /** The journal that {@link OrderJournal.pack} gave. */
  static of(packed: PackedRows): OrderJournal {
    const journal = new OrderJournal();
    journal.#rows.unpack(packed);
    return journal;
  }

  /** Notes an order, its type and reason as codes, and returns its id. */
  add(instrument: number, type: number, side: number, reason: number, price: number, index: number): number {
    const rows = this.#rows;
    const id = rows.add();
    const doubles = rows.doubles(id);
    const integers = rows.integers(id);
    const double = rows.double(id);
    const integer = rows.integer(id);
    doubles[double] = Number.NaN;
    doubles[double + 1] = price;
    integers[integer] = index;
    integers[integer + 1] = instrument;
    integers[integer + 2] = (reason << 7) | (type << 1) | (side > 0 ? 1 : 0);
    return id;
  }

  /** Notes where an order ended; the quantity is that of the fill, or what was wanted of a refused one. */
  end(id: number, status: OrderStatus, quantity: number, reject?: RejectCode): void {
    const rows = this.#rows;
    rows.doubles(id)[rows.double(id)] = quantity;
    const integers = rows.integers(id);
    const at = rows.integer(id) + 2;
    integers[at] =
      (integers[at] & 0b111110001111) |
      ((status === 'filled' ? statusCodes.filled : statusCodes[status]) << 4) |
      ((reject === undefined ? 0 : rejectCodes[reject]) << 12);
  }

  /** Sets the side of an order that brings a position to its target, which is known when it fills. */
  turn(id: number, side: number): void {
    const integers = this.#rows.integers(id);
    const at = this.#rows.integer(id) + 2;
    integers[at] = side > 0 ? integers[at] | 1 : integers[at] & ~1;
  }

  /** Orders that were refused, by code. */
  rejections(): ReadonlyMap<RejectCode, number> {
    const counts = new Map<RejectCode, number>();
    for (let id = 0; id < this.length; id++) {
      const code = rejects[this.#rows.integers(id)[this.#rows.integer(id) + 2] >> 12];
      if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return counts;
  }

  table(symbols: readonly string[], timeOf: TimeOf): Table<Order> {
    const rows = this.#rows;
    const packed = (): Int32Array => rows.integerColumn(2);
    return table<Order>(rows.length, {
      id: () => Float64Array.from({ length: rows.length }, (_, i) => i),
      symbol: () => Array.from(rows.integerColumn(1), (k) => symbols[k]),
      type: () => Array.from(packed(), (code) => types[(code >> 1) & 7]),
      side: () => Array.from(packed(), (code): Side => ((code & 1) === 1 ? 'buy' : 'sell')),
      reason: () => Array.from(packed(), (code) => orderReasons[(code >> 7) & 31]),
      quantity: () => rows.doubleColumn(0),
      price: () => rows.doubleColumn(1),
      index: () => Float64Array.from(rows.integerColumn(0)),
      time: () => timesOf(rows.integerColumn(1), rows.integerColumn(0), timeOf),
      status: () => Array.from(packed(), (code) => statuses[(code >> 4) & 7]),
      reject: () => Array.from(packed(), (code) => rejects[code >> 12]),
    });
  }
}

/**
 * Every fill, in the order in which they happened. Doubles: signed quantity, price, fee, slippage. Integers: order, bar,
 * instrument, and reason, moment and maker in 4, 2 and 1 bits.
 */
export class FillJournal {
  readonly #rows: Rows = new Rows(4, 4);
  /** Times of fills from ticks. */
  #times: number[] = [];

  get length(): number {
    return this.#rows.length;
  }

  /** Forgets all fills but keeps their memory. */
  clear(): void {
    this.#rows.clear();
    this.#times = [];
  }

  /** Notes when the last fill happened, of runs that know it better than by its bar; ms. */
  stamp(time: number): void {
    this.#times[this.#rows.length - 1] = time;
  }

  /** Notes a fill of signed `quantity`, its reason and moment as codes. */
  add(
    orderId: number,
    instrument: number,
    quantity: number,
    price: number,
    fee: number,
    slippage: number,
    isMaker: boolean,
    reason: number,
    index: number,
    moment: number,
  ): void {
    const rows = this.#rows;
    const id = rows.add();
    const doubles = rows.doubles(id);
    const integers = rows.integers(id);
    const double = rows.double(id);
    const integer = rows.integer(id);
    doubles[double] = quantity;
    doubles[double + 1] = price;
    doubles[double + 2] = fee;
    doubles[double + 3] = slippage;
    integers[integer] = orderId;
    integers[integer + 1] = index;
    integers[integer + 2] = instrument;
    integers[integer + 3] = (reason << 3) | (moment << 1) | (isMaker ? 1 : 0);
  }

  columns(): FillColumns {
    const rows = this.#rows;
    const packed = rows.integerColumn(3);
    const maker = new Uint8Array(packed.length);
    const reason = new Uint8Array(packed.length);
    const moment = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) {
      maker[i] = packed[i] & 1;
      reason[i] = packed[i] >> 3;
      moment[i] = (packed[i] >> 1) & 3;
    }
    return {
      length: rows.length,
      orderId: rows.integerColumn(0),
      instrument: rows.integerColumn(2),
      quantity: rows.doubleColumn(0),
      price: rows.doubleColumn(1),
      fee: rows.doubleColumn(2),
      slippage: rows.doubleColumn(3),
      maker,
      reason,
      index: rows.integerColumn(1),
      moment,
      ...(this.#times.length > 0 && { time: Float64Array.from(this.#times) }),
    };
  }
}

/** Fills as columns of numbers. */
export interface FillColumns {
  readonly length: number;
  readonly orderId: Int32Array;
  /** Number of the instrument among the symbols. */
  readonly instrument: Int32Array;
  /** Signed, buys above zero. */
  readonly quantity: Float64Array;
  readonly price: Float64Array;
  readonly fee: Float64Array;
  readonly slippage: Float64Array;
  /** 1 where the fill gave liquidity. */
  readonly maker: Uint8Array;
  /** Number in {@link orderReasons}. */
  readonly reason: Uint8Array;
  readonly index: Int32Array;
  /** Number in {@link barMoments}. */
  readonly moment: Uint8Array;
  /** When each fill happened, ms, of runs from ticks. */
  readonly time?: Float64Array;
}

/** The fills in the order of `rank`, stable. */
export function sortFills(fills: FillColumns, rank: (row: number) => number): FillColumns {
  const order = Array.from({ length: fills.length }, (_, row) => row).sort((a, b) => rank(a) - rank(b) || a - b);
  const pick = <Column extends Float64Array | Int32Array | Uint8Array>(column: Column): Column => {
    const out = column.slice() as Column;
    order.forEach((row, at) => {
      out[at] = column[row];
    });
    return out;
  };
  return {
    length: fills.length,
    orderId: pick(fills.orderId),
    instrument: pick(fills.instrument),
    quantity: pick(fills.quantity),
    price: pick(fills.price),
    fee: pick(fills.fee),
    slippage: pick(fills.slippage),
    maker: pick(fills.maker),
    reason: pick(fills.reason),
    index: pick(fills.index),
    moment: pick(fills.moment),
  };
}

/** The public table of fills. */
export function fillTable(fills: FillColumns, symbols: readonly string[], timeOf: TimeOf): Table<Fill> {
  return table<Fill>(fills.length, {
    id: () => Float64Array.from({ length: fills.length }, (_, i) => i),
    orderId: () => Float64Array.from(fills.orderId),
    symbol: () => Array.from(fills.instrument, (k) => symbols[k]),
    side: () => Array.from(fills.quantity, sideOf),
    reason: () => Array.from(fills.reason, (code) => orderReasons[code]),
    quantity: () => fills.quantity.map(Math.abs),
    price: () => fills.price,
    fee: () => fills.fee,
    slippage: () => fills.slippage,
    liquidity: () => Array.from(fills.maker, (maker): Liquidity => (maker === 1 ? 'maker' : 'taker')),
    index: () => Float64Array.from(fills.index),
    time: () => fills.time ?? timesOf(fills.instrument, fills.index, timeOf),
    moment: () => Array.from(fills.moment, (code) => barMoments[code]),
  });
}

function sideOf(signed: number): Side {
  return signed > 0 ? 'buy' : 'sell';
}

function timesOf(instruments: Int32Array, index: Int32Array, timeOf: TimeOf): Float64Array {
  return Float64Array.from(index, (i, row) => timeOf(instruments[row], i));
}
