import { lowerBound } from '../../core/index.ts';
import type { Instrument } from '../instrument.ts';
import type { Side } from '../orders.ts';
import { checkTicks, instrumentOfTicks, type TickOptions } from './tick-columns.ts';

/** One trade of the market. */
export interface MarketTrade {
  readonly symbol: string;
  /** When it happened, ms since the epoch, UTC. */
  readonly time: number;
  readonly price: number;
  /** Base units or contracts. */
  readonly quantity: number;
  /** Who took liquidity; undefined where the source does not say. */
  readonly side: Side | undefined;
}

/** Columns of one length. */
export interface TradeColumns {
  readonly time: ArrayLike<number>;
  readonly price: ArrayLike<number>;
  readonly quantity: ArrayLike<number>;
  /** 1 where a buyer took liquidity, -1 where a seller did, 0 where nobody knows. */
  readonly side: ArrayLike<number>;
}

const brand: unique symbol = Symbol.for('barwright.trades') as never;

/**
 * The trades of one instrument: columns of one length, checked. Times do not fall; trades of one time keep their order.
 *
 * @example
 * ```ts
 * import { Trades } from 'barwright';
 * const trades = Trades.fromColumns({ time: [1000, 1500], price: [100, 101], quantity: [2, 1], side: [1, -1] }, { symbol: 'ABC' });
 * trades.length; // 2
 * [...trades][1].side; // 'sell'
 * ```
 */
export class Trades implements Iterable<MarketTrade> {
  readonly instrument: Instrument;
  readonly length: number;
  /** When each trade happened, ms since the epoch, UTC. */
  readonly time: Float64Array;
  readonly price: Float64Array;
  /** Base units or contracts. */
  readonly quantity: Float64Array;
  /** 1 where a buyer took liquidity, -1 where a seller did, 0 where nobody knows. */
  readonly side: Float64Array;

  private constructor(columns: Readonly<Record<'time' | 'price' | 'quantity' | 'side', Float64Array>>, of: Instrument) {
    this.instrument = of;
    this.length = columns.time.length;
    this.time = columns.time;
    this.price = columns.price;
    this.quantity = columns.quantity;
    this.side = columns.side;
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /** Recognises trades of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Trades over columns. A `Float64Array` is taken as it is, without a copy.
   *
   * @throws DataError naming the row and field where a time falls, or a price or quantity is not above 0.
   */
  static fromColumns(columns: TradeColumns, options: TickOptions = {}): Trades {
    const rules = { price: 'price', quantity: 'above 0', side: '-1, 0 or 1' } as const;
    return new Trades(checkTicks('trades', columns, rules), instrumentOfTicks(options));
  }

  get symbol(): string {
    return this.instrument.symbol;
  }

  /** Trades `from` up to, not including, `to`: a view of the same memory. */
  slice(from: number, to: number = this.length): Trades {
    const { time, price, quantity, side } = this;
    const view = { time: time.subarray(from, to), price: price.subarray(from, to), quantity: quantity.subarray(from, to) };
    return new Trades({ ...view, side: side.subarray(from, to) }, this.instrument);
  }

  /** Trades from time `from` up to, not including, time `to`, ms: a view of the same memory. */
  between(from: number, to: number): Trades {
    return this.slice(lowerBound(this.time, from), lowerBound(this.time, to));
  }

  *[Symbol.iterator](): Iterator<MarketTrade> {
    for (let i = 0; i < this.length; i++) yield tradeAt(this, i);
  }
}

/** Trade `index` as an object. */
export function tradeAt({ symbol, time, price, quantity, side }: Trades, index: number): MarketTrade {
  const taker = side[index] === 0 ? undefined : side[index] > 0 ? 'buy' : 'sell';
  return { symbol, time: time[index], price: price[index], quantity: quantity[index], side: taker };
}
