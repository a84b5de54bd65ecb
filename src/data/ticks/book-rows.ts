import { DataError } from '../../core/index.ts';
import { BookUpdates } from '../../market/index.ts';
import { GrowingColumn } from './growing-column.ts';
import { numberOf } from './json-lines.ts';
import { type ReadTicksOptions, ticksOf } from './tick-options.ts';
import { settleTimes } from './tick-order.ts';

/** Collects the messages of a book, level by level. */
export class BookRows {
  readonly #time = new GrowingColumn();
  readonly #side = new GrowingColumn();
  readonly #price = new GrowingColumn();
  readonly #quantity = new GrowingColumn();
  readonly #snapshot = new GrowingColumn();
  readonly #last = new GrowingColumn();
  #at = Number.NaN;
  /** 1 until the first level of a snapshot is in. */
  #opening = 0;
  #from = 0;

  /** A new message; a snapshot makes the book anew. */
  begin(time: number, isSnapshot: boolean): void {
    this.#at = time;
    this.#opening = isSnapshot ? 1 : 0;
    this.#from = this.#time.length;
  }

  /** What stands at a price from now on; `side` 1 for bids, -1 for asks. */
  level(side: number, price: number, quantity: number): void {
    this.#time.push(this.#at);
    this.#side.push(side);
    this.#price.push(price);
    this.#quantity.push(quantity);
    this.#snapshot.push(this.#opening);
    this.#last.push(0);
    this.#opening = 0;
  }

  /** The levels of one side of a message in JSON: pairs of price and quantity as text. */
  levels(side: number, pairs: unknown, where: string): void {
    if (!Array.isArray(pairs)) throw new DataError(`Expected levels of a book ${where} to be a list of pairs. Mend or remove the line.`);
    for (const pair of pairs) {
      const [price, quantity] = [numberOf(pair?.[0]), numberOf(pair?.[1])];
      if (!(price > 0 && price < Number.POSITIVE_INFINITY && quantity >= 0 && quantity < Number.POSITIVE_INFINITY)) {
        const was = JSON.stringify(pair);
        throw new DataError(`Expected a level ${where} to be a price above 0 and a quantity, was \`${was}\`. Mend or remove the line.`);
      }
      this.level(side, price, quantity);
    }
  }

  /** The end of the message. A snapshot without levels empties the book. */
  end(): void {
    if (this.#opening === 1) this.level(1, this.#price.length > 0 ? this.#price.values[this.#price.length - 1] : 1, 0);
    if (this.#time.length > this.#from) this.#last.values[this.#last.length - 1] = 1;
  }

  /** Marks that nobody knows the book from now on. */
  empty(time: number): void {
    this.begin(time, true);
    this.end();
  }

  get length(): number {
    return this.#time.length;
  }

  done(options: ReadTicksOptions, symbol: string | undefined): BookUpdates {
    const levels = { side: this.#side.done(), price: this.#price.done(), quantity: this.#quantity.done() };
    const time = settleTimes(this.#time.done(), options, 'the book');
    return BookUpdates.fromColumns({ time, ...levels, snapshot: this.#snapshot.done(), last: this.#last.done() }, ticksOf(options, symbol));
  }
}
