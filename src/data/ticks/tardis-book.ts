import type { BookRows } from './book-rows.ts';
import type { TickColumn, TickRows } from './tick-rows.ts';

/**
 * Reads changes row by row: time, side, price, quantity, whether the row is of a snapshot (NaN: it is not), and a number that is the
 * same for the rows of one message (NaN: the time is).
 *
 * Source: Tardis, "How can I reconstruct the order book": rows of one `local_timestamp` are one message; the book is made anew where
 * `is_snapshot` turns true.
 */
export function readChanges(rows: TickRows, book: BookRows): void {
  const { values } = rows;
  let [message, wasSnapshot] = [Number.NaN, false];
  while (rows.next()) {
    const [time, side, price, quantity, snapshot, group] = values;
    if (!(price > 0)) throw rows.error(2, 'to be a price above 0');
    if (quantity < 0) throw rows.error(3, 'to be at least 0');
    const isSnapshot = snapshot === 1;
    const of = Number.isNaN(group) ? time : group;
    if (of !== message || isSnapshot !== wasSnapshot) {
      book.end();
      book.begin(time, isSnapshot && !wasSnapshot);
    }
    [message, wasSnapshot] = [of, isSnapshot];
    book.level(side, price, quantity);
  }
  book.end();
  rows.finish('a book');
}

/** Columns of the levels of a row that is a whole book: `asks[0].price`, `asks[0].amount`, `bids[0].price` ...; none where it is none. */
export function levelColumns(names: readonly string[]): readonly TickColumn[] {
  const columns: TickColumn[] = [];
  for (const [at, name] of names.entries()) {
    const match = /^(asks|bids)\[\d+\]\.price$/.exec(name);
    const size = match === null ? -1 : names.indexOf(name.replace(/price$/, 'amount'));
    if (size < 0) continue;
    columns.push({ field: name, at, kind: 'optional' }, { field: names[size], at: size, kind: 'optional' });
  }
  return columns;
}

/** Reads rows that are each a whole book: time, then pairs of price and quantity, which are empty where the book ends. */
export function readWholeBooks(rows: TickRows, levels: readonly TickColumn[], book: BookRows): void {
  const { values } = rows;
  const sides = levels.map(({ field }) => (field.startsWith('bids') ? 1 : -1));
  while (rows.next()) {
    book.begin(values[0], true);
    for (let i = 0; i < sides.length; i += 2) {
      const [price, quantity] = [values[1 + i], values[2 + i]];
      if (Number.isNaN(price)) continue;
      if (!(price > 0)) throw rows.error(1 + i, 'to be a price above 0');
      if (!(quantity >= 0)) throw rows.error(2 + i, 'to be at least 0');
      book.level(sides[i], price, quantity);
    }
    book.end();
  }
  rows.finish('a book');
}
