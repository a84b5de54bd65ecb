import { DataError, formatTime, lowerBound } from '../../core/index.ts';
import type { Instrument } from '../instrument.ts';
import { checkTicks, instrumentOfTicks, type TickOptions } from './tick-columns.ts';

/** The best bid and ask at a time. */
export interface Quote {
  readonly symbol: string;
  /** From when it stood, ms since the epoch, UTC. */
  readonly time: number;
  readonly bid: number;
  /** Base units or contracts; Infinity where nobody knows. */
  readonly bidSize: number;
  readonly ask: number;
  readonly askSize: number;
}

/** Columns of one length; sizes may be missing (Infinity: any size fills). */
export interface QuoteColumns {
  readonly time: ArrayLike<number>;
  readonly bid: ArrayLike<number>;
  readonly ask: ArrayLike<number>;
  readonly bidSize?: ArrayLike<number>;
  readonly askSize?: ArrayLike<number>;
}

const brand: unique symbol = Symbol.for('barwright.quotes') as never;

/**
 * The best bids and asks of one instrument: columns of one length, checked. Times do not fall; a bid is never above its ask.
 *
 * @example
 * ```ts
 * import { Quotes } from 'barwright';
 * const quotes = Quotes.fromColumns({ time: [1000], bid: [99.5], ask: [100.5], bidSize: [3], askSize: [2] }, { symbol: 'ABC' });
 * quotes.ask[0] - quotes.bid[0]; // 1
 * ```
 */
export class Quotes implements Iterable<Quote> {
  readonly instrument: Instrument;
  readonly length: number;
  /** From when each quote stood, ms since the epoch, UTC. */
  readonly time: Float64Array;
  readonly bid: Float64Array;
  readonly bidSize: Float64Array;
  readonly ask: Float64Array;
  readonly askSize: Float64Array;

  private constructor(columns: Readonly<Record<'time' | 'bid' | 'bidSize' | 'ask' | 'askSize', Float64Array>>, of: Instrument) {
    this.instrument = of;
    this.length = columns.time.length;
    this.time = columns.time;
    this.bid = columns.bid;
    this.bidSize = columns.bidSize;
    this.ask = columns.ask;
    this.askSize = columns.askSize;
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /** Recognises quotes of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Quotes over columns. A `Float64Array` is taken as it is, without a copy.
   *
   * @throws DataError naming the row and field where a time falls, a price is not above 0, or a bid is above its ask.
   */
  static fromColumns(columns: QuoteColumns, options: TickOptions = {}): Quotes {
    const any = new Float64Array(columns.time?.length ?? 0).fill(Number.POSITIVE_INFINITY);
    const rules = { bid: 'price', bidSize: 'at least 0', ask: 'price', askSize: 'at least 0' } as const;
    const { bidSize = any, askSize = any, ...others } = columns;
    const checked = checkTicks('quotes', { ...others, bidSize, askSize }, rules);
    const { bid, ask, time } = checked;
    const row = bid.findIndex((price, i) => price > ask[i]);
    if (row >= 0) {
      const at = formatTime(time[row]);
      throw new DataError(
        `Expected \`quotes.bid\` to be at most the ask, row ${row} (${at}) was ${bid[row]} above ${ask[row]}. Mend or remove the row.`,
        { row, field: 'bid' },
      );
    }
    return new Quotes(checked, instrumentOfTicks(options));
  }

  get symbol(): string {
    return this.instrument.symbol;
  }

  /** Quotes `from` up to, not including, `to`: a view of the same memory. */
  slice(from: number, to: number = this.length): Quotes {
    const { time, bid, bidSize, ask, askSize } = this;
    const bids = { bid: bid.subarray(from, to), bidSize: bidSize.subarray(from, to) };
    const asks = { ask: ask.subarray(from, to), askSize: askSize.subarray(from, to) };
    return new Quotes({ time: time.subarray(from, to), ...bids, ...asks }, this.instrument);
  }

  /** Quotes from time `from` up to, not including, time `to`, ms: a view of the same memory. */
  between(from: number, to: number): Quotes {
    return this.slice(lowerBound(this.time, from), lowerBound(this.time, to));
  }

  *[Symbol.iterator](): Iterator<Quote> {
    for (let i = 0; i < this.length; i++) yield quoteAt(this, i);
  }
}

/** Quote `index` as an object. */
export function quoteAt({ symbol, time, bid, bidSize, ask, askSize }: Quotes, index: number): Quote {
  return { symbol, time: time[index], bid: bid[index], bidSize: bidSize[index], ask: ask[index], askSize: askSize[index] };
}
