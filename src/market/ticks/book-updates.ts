import { lowerBound } from '../../core/index.ts';
import type { Instrument } from '../instrument.ts';
import { checkTicks, instrumentOfTicks, type TickOptions } from './tick-columns.ts';

/** One level of an order book, as it stands from now on. */
export interface BookUpdate {
  readonly symbol: string;
  /** From when it stood, ms since the epoch, UTC. */
  readonly time: number;
  readonly side: 'bid' | 'ask';
  readonly price: number;
  /** Base units or contracts at the level; 0 where it is gone. */
  readonly quantity: number;
  /** Whether the book is made anew from here: all that was there before is gone. */
  readonly isSnapshot: boolean;
}

/** Columns of one length; `snapshot` and `last` may be missing. */
export interface BookColumns {
  readonly time: ArrayLike<number>;
  /** 1 for bids, -1 for asks. */
  readonly side: ArrayLike<number>;
  readonly price: ArrayLike<number>;
  /** What stands at the level from now on; 0 where it is gone. */
  readonly quantity: ArrayLike<number>;
  /** 1 at the first row of a snapshot: the book is emptied before it. @default none */
  readonly snapshot?: ArrayLike<number>;
  /** 1 at the last row of each message: only then the book is whole. @default the last row of each time */
  readonly last?: ArrayLike<number>;
}

const brand: unique symbol = Symbol.for('barwright.book-updates') as never;

/**
 * The changes of an order book (L2, by price): columns of one length, checked. Rows up to one with `last` are one message.
 *
 * @example
 * ```ts
 * import { BookUpdates } from 'barwright';
 * const updates = BookUpdates.fromColumns(
 *   { time: [1000, 1000, 1200], side: [1, -1, 1], price: [99, 101, 99], quantity: [5, 4, 0], snapshot: [1, 0, 0] },
 *   { symbol: 'ABC' },
 * );
 * updates.messages; // 2
 * ```
 */
export class BookUpdates implements Iterable<BookUpdate> {
  readonly instrument: Instrument;
  readonly length: number;
  /** From when each level stood, ms since the epoch, UTC. */
  readonly time: Float64Array;
  /** 1 for bids, -1 for asks. */
  readonly side: Float64Array;
  readonly price: Float64Array;
  /** Base units or contracts; 0 where the level is gone. */
  readonly quantity: Float64Array;
  /** 1 at the first row of a snapshot. */
  readonly snapshot: Uint8Array;
  /** 1 at the last row of each message. */
  readonly last: Uint8Array;

  private constructor(columns: Pick<BookUpdates, 'time' | 'side' | 'price' | 'quantity' | 'snapshot' | 'last'>, of: Instrument) {
    this.instrument = of;
    this.length = columns.time.length;
    this.time = columns.time;
    this.side = columns.side;
    this.price = columns.price;
    this.quantity = columns.quantity;
    this.snapshot = columns.snapshot;
    this.last = columns.last;
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /** Recognises updates of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Updates over columns. A `Float64Array` is taken as it is, without a copy.
   *
   * @throws DataError naming the row and field where a time falls, a price is not above 0, or a quantity is below 0.
   */
  static fromColumns(columns: BookColumns, options: TickOptions = {}): BookUpdates {
    const length = columns.time?.length ?? 0;
    const rules = { side: '-1 or 1', price: 'price', quantity: 'at least 0', snapshot: 'true or false', last: 'true or false' } as const;
    const { snapshot = new Uint8Array(length), last = lastOfTimes(columns.time ?? []), ...others } = columns;
    const checked = checkTicks('book', { ...others, snapshot, last }, rules);
    const { time, side, price, quantity } = checked;
    const flags = { snapshot: Uint8Array.from(checked.snapshot), last: Uint8Array.from(checked.last) };
    return new BookUpdates({ time, side, price, quantity, ...flags }, instrumentOfTicks(options));
  }

  get symbol(): string {
    return this.instrument.symbol;
  }

  /** How many messages there are. */
  get messages(): number {
    return this.last.reduce((sum, flag) => sum + flag, 0);
  }

  /** Rows `from` up to, not including, `to`: a view of the same memory. */
  slice(from: number, to: number = this.length): BookUpdates {
    const { time, side, price, quantity, snapshot, last } = this;
    const levels = { side: side.subarray(from, to), price: price.subarray(from, to), quantity: quantity.subarray(from, to) };
    const flags = { snapshot: snapshot.subarray(from, to), last: last.subarray(from, to) };
    return new BookUpdates({ time: time.subarray(from, to), ...levels, ...flags }, this.instrument);
  }

  /** Rows from time `from` up to, not including, time `to`, ms: a view of the same memory. */
  between(from: number, to: number): BookUpdates {
    return this.slice(lowerBound(this.time, from), lowerBound(this.time, to));
  }

  *[Symbol.iterator](): Iterator<BookUpdate> {
    const { symbol, time, side, price, quantity, snapshot } = this;
    for (let i = 0; i < this.length; i++) {
      const level = { side: side[i] > 0 ? 'bid' : 'ask', price: price[i], quantity: quantity[i] } as const;
      yield { symbol, time: time[i], ...level, isSnapshot: snapshot[i] === 1 };
    }
  }
}

function lastOfTimes(time: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(time, (_, i) => (i === time.length - 1 || time[i + 1] !== time[i] ? 1 : 0));
}
