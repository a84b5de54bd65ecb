import type {
  BarMoment,
  Fill,
  Liquidity,
  Order,
  OrderReason,
  OrderStatus,
  OrderType,
  RejectCode,
  Side,
  Table,
} from '../../market/index.ts';
import { table } from '../../market/index.ts';

const reasons: readonly OrderReason[] = [
  'entry',
  'exit',
  'reverse',
  'rebalance',
  'stopLoss',
  'takeProfit',
  'trailingStop',
  'timeStop',
  'liquidation',
];
const moments: readonly BarMoment[] = ['open', 'intrabar', 'close'];
const statuses: readonly OrderStatus[] = ['open', 'filled', 'canceled', 'expired', 'rejected'];
const types: readonly OrderType[] = ['market', 'limit', 'stop'];
const rejects: readonly RejectCode[] = [
  'QUANTITY_ROUNDS_TO_ZERO',
  'QUANTITY_BELOW_MINIMUM',
  'QUANTITY_ABOVE_MAXIMUM',
  'NOTIONAL_BELOW_MINIMUM',
  'INSUFFICIENT_FUNDS',
  'INVALID_SIZE',
  'INVALID_PRICE',
  'SHORT_NOT_ALLOWED',
];

/** Rows of numbers in one growing block of memory. */
class Rows {
  readonly #width: number;
  #values: Float64Array;
  #length = 0;

  constructor(width: number) {
    this.#width = width;
    this.#values = new Float64Array(width * 256);
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room for a row and returns where it starts in {@link values}. */
  add(): number {
    const start = this.#length * this.#width;
    if (start + this.#width > this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#length++;
    return start;
  }

  get values(): Float64Array {
    return this.#values;
  }

  column(field: number): Float64Array {
    const out = new Float64Array(this.#length);
    for (let i = 0, at = field; i < out.length; i++, at += this.#width) out[i] = this.#values[at];
    return out;
  }
}

/** What happened to each order, in the order of their decisions. */
export class OrderJournal {
  readonly #rows = new Rows(8);

  get length(): number {
    return this.#rows.length;
  }

  /** Notes an order and returns its id. */
  add(instrument: number, type: OrderType, sign: number, reason: OrderReason, price: number, index: number): number {
    const id = this.#rows.length;
    const at = this.#rows.add();
    const { values } = this.#rows;
    values[at] = instrument;
    values[at + 1] = types.indexOf(type);
    values[at + 2] = sign;
    values[at + 3] = reasons.indexOf(reason);
    values[at + 4] = Number.NaN;
    values[at + 5] = price;
    values[at + 6] = index;
    values[at + 7] = 0;
    return id;
  }

  /** Notes where an order ended; the quantity is that of the fill. */
  end(id: number, status: OrderStatus, quantity: number, reject?: RejectCode): void {
    const at = id * 8;
    const { values } = this.#rows;
    values[at + 4] = quantity;
    values[at + 7] = statuses.indexOf(status) + (reject === undefined ? 0 : 8 * (rejects.indexOf(reject) + 1));
  }

  /** Orders that were refused, by code. */
  rejections(): ReadonlyMap<RejectCode, number> {
    const counts = new Map<RejectCode, number>();
    for (const packed of this.#rows.column(7)) {
      if (packed < 8) continue;
      const code = rejects[(packed >> 3) - 1];
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return counts;
  }

  table(symbols: readonly string[], timeOf: (instrument: number, index: number) => number): Table<Order> {
    const rows = this.#rows;
    const instruments = rows.column(0);
    const index = rows.column(6);
    const packed = rows.column(7);
    return table<Order>(rows.length, {
      id: () => Float64Array.from(packed, (_, i) => i),
      symbol: () => Array.from(instruments, (k) => symbols[k]),
      type: () => Array.from(rows.column(1), (code) => types[code]),
      side: () => Array.from(rows.column(2), (sign): Side => (sign > 0 ? 'buy' : 'sell')),
      reason: () => Array.from(rows.column(3), (code) => reasons[code]),
      quantity: () => rows.column(4),
      price: () => rows.column(5),
      index: () => index,
      time: () => index.map((i, row) => timeOf(instruments[row], i)),
      status: () => Array.from(packed, (code) => statuses[code & 7]),
      reject: () => Array.from(packed, (code) => (code < 8 ? undefined : rejects[(code >> 3) - 1])),
    });
  }
}

/** Every fill, in the order in which they happened. */
export class FillJournal {
  readonly #rows = new Rows(10);

  get length(): number {
    return this.#rows.length;
  }

  add(
    orderId: number,
    instrument: number,
    quantity: number,
    price: number,
    fee: number,
    slippage: number,
    liquidity: Liquidity,
    reason: OrderReason,
    index: number,
    moment: BarMoment,
  ): void {
    const at = this.#rows.add();
    const { values } = this.#rows;
    values[at] = orderId;
    values[at + 1] = instrument;
    values[at + 2] = quantity;
    values[at + 3] = price;
    values[at + 4] = fee;
    values[at + 5] = slippage;
    values[at + 6] = liquidity === 'maker' ? 1 : 0;
    values[at + 7] = reasons.indexOf(reason);
    values[at + 8] = index;
    values[at + 9] = moments.indexOf(moment);
  }

  /** The columns as numbers: signed quantities, codes of reasons and moments. */
  columns(): FillColumns {
    const rows = this.#rows;
    return {
      length: rows.length,
      orderId: rows.column(0),
      instrument: rows.column(1),
      quantity: rows.column(2),
      price: rows.column(3),
      fee: rows.column(4),
      slippage: rows.column(5),
      maker: rows.column(6),
      reason: Array.from(rows.column(7), (code) => reasons[code]),
      index: rows.column(8),
      moment: Array.from(rows.column(9), (code) => moments[code]),
    };
  }
}

/** The fills in the order of `rank`, stable. */
export function sortFills(fills: FillColumns, rank: (row: number) => number): FillColumns {
  const order = Array.from({ length: fills.length }, (_, row) => row).sort((a, b) => rank(a) - rank(b) || a - b);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(order, (row) => column[row]);
  return {
    length: fills.length,
    orderId: pick(fills.orderId),
    instrument: pick(fills.instrument),
    quantity: pick(fills.quantity),
    price: pick(fills.price),
    fee: pick(fills.fee),
    slippage: pick(fills.slippage),
    maker: pick(fills.maker),
    reason: order.map((row) => fills.reason[row]),
    index: pick(fills.index),
    moment: order.map((row) => fills.moment[row]),
  };
}

/** Fills as columns; `quantity` is signed, buys above zero. */
export interface FillColumns {
  readonly length: number;
  readonly orderId: Float64Array;
  /** Position of the instrument among the symbols. */
  readonly instrument: Float64Array;
  readonly quantity: Float64Array;
  readonly price: Float64Array;
  readonly fee: Float64Array;
  readonly slippage: Float64Array;
  /** 1 where the fill gave liquidity. */
  readonly maker: Float64Array;
  readonly reason: readonly OrderReason[];
  readonly index: Float64Array;
  readonly moment: readonly BarMoment[];
}

/** The public table of fills. */
export function fillTable(
  fills: FillColumns,
  symbols: readonly string[],
  timeOf: (instrument: number, index: number) => number,
): Table<Fill> {
  return table<Fill>(fills.length, {
    id: () => Float64Array.from(fills.index, (_, i) => i),
    orderId: () => fills.orderId,
    symbol: () => Array.from(fills.instrument, (k) => symbols[k]),
    side: () => Array.from(fills.quantity, (quantity): Side => (quantity > 0 ? 'buy' : 'sell')),
    reason: () => fills.reason,
    quantity: () => fills.quantity.map(Math.abs),
    price: () => fills.price,
    fee: () => fills.fee,
    slippage: () => fills.slippage,
    liquidity: () => Array.from(fills.maker, (maker): Liquidity => (maker === 1 ? 'maker' : 'taker')),
    index: () => fills.index,
    time: () => fills.index.map((i, row) => timeOf(fills.instrument[row], i)),
    moment: () => fills.moment,
  });
}
