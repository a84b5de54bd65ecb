import { ArgumentError, type Interval, parseInterval } from '../../core/index.ts';
import { Bars } from '../bars.ts';
import type { BookUpdates } from './book-updates.ts';
import { OrderBook } from './order-book.ts';
import type { Quotes } from './quotes.ts';
import type { Trades } from './trades.ts';

/**
 * Bars of a fixed time from trades, or from the mids of quotes or of a book (volume 0). Bars begin at multiples of the interval since the
 * epoch, UTC; a stretch without ticks has no bar.
 *
 * @param interval length of a bar, such as '1s' or '1m'.
 * @throws ArgumentError where there are no ticks, or the interval is none.
 * @example
 * ```ts
 * import { barsFromTicks, Trades } from 'barwright';
 * const trades = Trades.fromColumns({ time: [1000, 1500, 2100], price: [100, 102, 101], quantity: [2, 1, 4], side: [1, 1, -1] });
 * const bars = barsFromTicks(trades, '1s');
 * [...bars.close]; // [102, 101]
 * ```
 */
export function barsFromTicks(ticks: Trades | Quotes | BookUpdates, interval: Interval): Bars {
  const step = parseInterval(interval);
  const builder = new TickBars(step);
  if ('bid' in ticks) {
    for (let i = 0; i < ticks.length; i++) builder.add(ticks.time[i], (ticks.bid[i] + ticks.ask[i]) / 2, 0);
  } else if ('snapshot' in ticks) {
    addMids(ticks, builder);
  } else {
    for (let i = 0; i < ticks.length; i++) builder.add(ticks.time[i], ticks.price[i], ticks.quantity[i]);
  }
  if (builder.length === 0) throw new ArgumentError('Expected `ticks` to hold at least one price, found none.');
  return Bars.fromColumns(builder.columns(), { instrument: ticks.instrument, interval });
}

function addMids(updates: BookUpdates, builder: TickBars): void {
  const book = new OrderBook();
  const { time, side, price, quantity, snapshot, last } = updates;
  for (let i = 0; i < updates.length; i++) {
    if (snapshot[i] === 1) book.clear();
    book.update(side[i], price[i], quantity[i]);
    if (last[i] === 1 && !Number.isNaN(book.mid)) builder.add(time[i], book.mid, 0);
  }
}

class TickBars {
  readonly #step: number;
  readonly #rows: { time: number; open: number; high: number; low: number; close: number; volume: number }[] = [];

  constructor(step: number) {
    this.#step = step;
  }

  get length(): number {
    return this.#rows.length;
  }

  add(time: number, price: number, quantity: number): void {
    const start = Math.floor(time / this.#step) * this.#step;
    const bar = this.#rows[this.#rows.length - 1];
    if (bar?.time !== start) {
      this.#rows.push({ time: start, open: price, high: price, low: price, close: price, volume: quantity });
      return;
    }
    bar.high = Math.max(bar.high, price);
    bar.low = Math.min(bar.low, price);
    bar.close = price;
    bar.volume += quantity;
  }

  columns(): Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>> {
    const column = (field: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'): Float64Array =>
      Float64Array.from(this.#rows, (row) => row[field]);
    return {
      time: column('time'),
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
      volume: column('volume'),
    };
  }
}
