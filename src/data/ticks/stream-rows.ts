import { DataError } from '../../core/index.ts';
import { Quotes, Trades } from '../../market/index.ts';
import { GrowingColumn } from './growing-column.ts';
import { numberOf } from './json-lines.ts';
import { type ReadTicksOptions, ticksOf } from './tick-options.ts';
import { settleTimes } from './tick-order.ts';

/** Collects the trades and the quotes of a stream. */
export class StreamRows {
  readonly #trades = { time: new GrowingColumn(), price: new GrowingColumn(), quantity: new GrowingColumn(), side: new GrowingColumn() };
  readonly #quotes = {
    time: new GrowingColumn(),
    bid: new GrowingColumn(),
    bidSize: new GrowingColumn(),
    ask: new GrowingColumn(),
    askSize: new GrowingColumn(),
  };

  /** A trade; price and quantity are numbers as text. */
  trade(time: number, price: unknown, quantity: unknown, side: number, line: number, where: string): void {
    const trades = this.#trades;
    trades.time.push(time);
    trades.price.push(above0('price', price, line, where));
    trades.quantity.push(above0('quantity', quantity, line, where));
    trades.side.push(side);
  }

  /** A quote; prices and sizes are numbers as text. One without a bid or an ask (price 0) is left out. */
  quote(time: number, bid: readonly [unknown, unknown], ask: readonly [unknown, unknown], line: number, where: string): void {
    if (numberOf(bid[0]) === 0 || numberOf(ask[0]) === 0) return;
    const quotes = this.#quotes;
    const bidPrice = above0('bid', bid[0], line, where);
    const askPrice = above0('ask', ask[0], line, where);
    if (bidPrice > askPrice) throw wrong('bid', `to be at most the ask, ${askPrice}`, bid[0], line, where);
    quotes.time.push(time);
    quotes.bid.push(bidPrice);
    quotes.ask.push(askPrice);
    quotes.bidSize.push(atLeast0('bidSize', bid[1], line, where));
    quotes.askSize.push(atLeast0('askSize', ask[1], line, where));
  }

  get length(): number {
    return this.#trades.time.length + this.#quotes.time.length;
  }

  done(options: ReadTicksOptions, symbol: string | undefined): { readonly quotes: Quotes; readonly trades: Trades } {
    const of = ticksOf(options, symbol);
    const trades = columnsOf(this.#trades);
    const quotes = columnsOf(this.#quotes);
    settleTimes(trades.time, options, 'trades');
    settleTimes(quotes.time, options, 'quotes');
    return { quotes: Quotes.fromColumns(quotes, of), trades: Trades.fromColumns(trades, of) };
  }
}

function columnsOf<Field extends string>(columns: Readonly<Record<Field, GrowingColumn>>): Record<Field, Float64Array> {
  const done = {} as Record<Field, Float64Array>;
  for (const field of Object.keys(columns) as Field[]) done[field] = columns[field].done();
  return done;
}

function above0(field: string, given: unknown, line: number, where: string): number {
  const value = numberOf(given);
  if (value > 0 && value < Number.POSITIVE_INFINITY) return value;
  throw wrong(field, 'to be a number above 0', given, line, where);
}

function atLeast0(field: string, given: unknown, line: number, where: string): number {
  const value = numberOf(given);
  if (value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  throw wrong(field, 'to be a number, at least 0', given, line, where);
}

function wrong(field: string, expected: string, was: unknown, line: number, where: string): DataError {
  return new DataError(`Expected \`${field}\` in line ${line}${where} ${expected}, was \`${was}\`. Mend or remove the line.`, {
    field,
    row: line - 1,
  });
}
