import type { BookRows } from './book-rows.ts';
import { DepthSequence, type OnGap } from './depth-sequence.ts';
import { GrowingColumn } from './growing-column.ts';
import type { TickRows } from './tick-rows.ts';

/** Rows of one message, from `from` up to, not including, `to`. */
interface Levels {
  from: number;
  to: number;
}

interface Message extends Levels {
  readonly isSnapshot: boolean;
  readonly time: number;
  readonly first: number;
  readonly final: number;
  readonly previous: number | undefined;
  readonly line: number;
  readonly where: string;
}

/** Puts Binance's files of snapshots and of updates of a book (`T_DEPTH`) together by their identifiers. */
export class BinanceDepthFiles {
  readonly #side = new GrowingColumn();
  readonly #price = new GrowingColumn();
  readonly #quantity = new GrowingColumn();
  readonly #messages: Message[] = [];

  /** Takes rows of time, side, price, quantity, first, final and previous identifier, and whether they are of a snapshot. */
  read(rows: TickRows, where: string): void {
    const { values } = rows;
    let message: Message | undefined;
    while (rows.next()) {
      const [time, side, price, quantity, first, final, previous, snapshot] = values;
      const isSnapshot = snapshot === 1;
      if (!(price > 0)) throw rows.error(2, 'to be a price above 0');
      if (quantity < 0) throw rows.error(3, 'to be at least 0');
      if (message?.final !== final || message.isSnapshot !== isSnapshot) {
        const ids = { first, final, previous: Number.isNaN(previous) ? undefined : previous };
        message = { ...ids, isSnapshot, time, line: rows.line, where, from: this.#price.length, to: 0 };
        this.#messages.push(message);
      }
      this.#side.push(side);
      this.#price.push(price);
      this.#quantity.push(quantity);
      message.to = this.#price.length;
    }
    rows.finish('a book');
  }

  /** Writes the messages in their order: each snapshot behind the updates that it holds. */
  done(book: BookRows, onGap: OnGap): void {
    const sequence = new DepthSequence<Levels>(
      {
        write: ({ levels: { from, to } }, time, isSnapshot) => {
          book.begin(time, isSnapshot);
          for (let i = from; i < to; i++) book.level(this.#side.values[i], this.#price.values[i], this.#quantity.values[i]);
          book.end();
        },
        empty: (time) => book.empty(time),
      },
      onGap,
      'beside',
    );
    this.#messages.sort((a, b) => a.final - b.final || Number(a.isSnapshot) - Number(b.isSnapshot));
    for (const message of this.#messages) {
      if (message.isSnapshot) sequence.snapshot({ ...message, id: message.final, levels: message });
      else sequence.change({ ...message, levels: message });
    }
    sequence.finish();
  }
}
