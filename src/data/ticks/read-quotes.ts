import { checkKeys, checkOneOf, type Interval, parseInterval } from '../../core/index.ts';
import { commonStep, Quotes } from '../../market/index.ts';
import { looksNumeric, normalName } from '../csv-layout.ts';
import { readBytes, unpack } from '../file-bytes.ts';
import { GrowingColumn } from './growing-column.ts';
import { SymbolChoice } from './symbol-choice.ts';
import { exchangeTimes, findTickLayout, localTimes, needFields, type TickColumnNames, type TickLayoutRequest } from './tick-layout.ts';
import { checkTickOptions, type ReadTicksOptions, ticksOf } from './tick-options.ts';
import { isDescending, settleTimes } from './tick-order.ts';
import { TickRows } from './tick-rows.ts';
import { listOfContents, listOfPaths, type TickContent } from './tick-sources.ts';

/** How a CSV file of quotes is read. */
export interface ReadQuotesOptions extends ReadTicksOptions {
  /** Columns by header, or by position from 0, where the names are unusual. @default found by name */
  readonly columns?: TickColumnNames<'time' | 'bid' | 'ask' | 'bidSize' | 'askSize'>;
  /**
   * Length of bars stamped with their open whose last bid and ask are read: they are known when the bar is over, so that the time of
   * a quote is the time of its row plus this. @default the commonest step of columns `bid_close` and `ask_close`; none for others
   */
  readonly interval?: Interval;
  /** Order of the rows of each file; with `auto` one whose times mostly fall is turned round. @default 'auto' */
  readonly order?: 'auto' | 'ascending' | 'descending';
}

type QuoteField = 'time' | 'bid' | 'ask' | 'bidSize' | 'askSize' | 'symbol';

const names: Readonly<Record<Exclude<QuoteField, 'time'>, readonly string[]>> = {
  bid: ['bid', 'bidprice', 'bestbid', 'bestbidprice', 'bidpx', 'bidclose'],
  ask: ['ask', 'askprice', 'bestask', 'bestaskprice', 'askpx', 'askclose'],
  bidSize: ['bidsize', 'bidqty', 'bidquantity', 'bidamount', 'bidvolume', 'bestbidqty', 'bestbidsize', 'bestbidquantity', 'bestbidamount'],
  askSize: ['asksize', 'askqty', 'askquantity', 'askamount', 'askvolume', 'bestaskqty', 'bestasksize', 'bestaskquantity', 'bestaskamount'],
  symbol: ['symbol'],
};

/**
 * Quotes from CSV files (plain, gzip or a ZIP of one file). Several files are read one after the other.
 *
 * The header is found by itself: of Tardis, of Binance's archive (`bookTicker`, with and without a header), of minute bars of
 * QuantConnect, and any with columns such as `timestamp, bid, ask, bid_size, ask_size`; sizes may be missing. Bars (`bid_close`,
 * `ask_close`) are known at their end only, so their quotes are stamped with it. A row where a bid or an ask is empty is left out.
 * Times may be in s, ms, us or ns, with parts of a millisecond, or dates; one that lies a little before the row above is raised to it
 * (`jitterMs`).
 *
 * @throws SourceError where a file is missing or cut off; DataError that names the line and the column where the content breaks a
 * rule, or the columns that were found where one is missing.
 */
export async function readQuotes(path: string | readonly string[], options: ReadQuotesOptions = {}): Promise<Quotes> {
  checkOptions(options);
  const quotes = new QuoteRows(options);
  for (const each of listOfPaths(path)) quotes.read(await readBytes(each), ` of \`${each}\``);
  return quotes.done();
}

/**
 * Quotes from the text or the bytes of CSV files; see {@link readQuotes}.
 *
 * @example
 * ```ts
 * import { parseQuotes } from 'barwright/data';
 * const text = 'timestamp,bid_close,bid_size,ask_close,ask_size\n1704153600000,99,5,101,4\n';
 * parseQuotes(text, { interval: '1m' }).time[0]; // 1704153660000, the end of the minute
 * ```
 */
export function parseQuotes(content: TickContent | readonly TickContent[], options: ReadQuotesOptions = {}): Quotes {
  checkOptions(options);
  const quotes = new QuoteRows(options);
  for (const each of listOfContents(content)) quotes.read(unpack(each, ''), '');
  return quotes.done();
}

function checkOptions(options: ReadQuotesOptions): void {
  checkTickOptions(options, ['columns', 'interval', 'order']);
  checkKeys('columns', options.columns ?? {}, ['time', 'bid', 'ask', 'bidSize', 'askSize']);
  checkOneOf('order', options.order ?? 'auto', ['auto', 'ascending', 'descending']);
  if (options.interval !== undefined) parseInterval(options.interval);
}

class QuoteRows {
  readonly #options: ReadQuotesOptions;
  readonly #symbols: SymbolChoice;
  readonly #time = new GrowingColumn();
  readonly #bid = new GrowingColumn();
  readonly #bidSize = new GrowingColumn();
  readonly #ask = new GrowingColumn();
  readonly #askSize = new GrowingColumn();

  constructor(options: ReadQuotesOptions) {
    this.#options = options;
    this.#symbols = new SymbolChoice(options.symbol);
  }

  read(bytes: Uint8Array, where: string): void {
    const { columns = {}, clock, order = 'auto', interval } = this.#options;
    const fields = { ...names, time: clock === 'local' ? localTimes : exchangeTimes };
    const request: TickLayoutRequest<QuoteField> = { what: 'quotes', where, fields, columns, headerless: binanceCells };
    const layout = findTickLayout(bytes, request);
    needFields(layout, ['time', 'bid', 'ask'], request);
    const { position } = layout;
    const rows = new TickRows(
      bytes,
      layout,
      [
        { field: 'time', at: position.time, kind: 'time' },
        { field: 'bid', at: position.bid, kind: 'optional' },
        { field: 'ask', at: position.ask, kind: 'optional' },
        { field: 'bidSize', at: position.bidSize, kind: 'number' },
        { field: 'askSize', at: position.askSize, kind: 'number' },
      ],
      { where, symbolAt: position.symbol, symbols: this.#symbols },
    );
    const from = this.#time.length;
    while (rows.next()) this.#add(rows, position);
    rows.finish('quotes');
    const times = this.#time.values.subarray(from, this.#time.length);
    if (order === 'descending' || (order === 'auto' && isDescending(times)))
      for (const column of [this.#time, this.#bid, this.#bidSize, this.#ask, this.#askSize])
        column.values.subarray(from, column.length).reverse();
    const isBars = normalName(layout.names[position.bid] ?? '') === 'bidclose';
    const step = interval === undefined ? (isBars ? commonStep(times) : 0) : parseInterval(interval);
    for (let i = 0; i < times.length; i++) times[i] += step;
  }

  #add(rows: TickRows, { bidSize, askSize }: Readonly<Record<QuoteField, number>>): void {
    const { values } = rows;
    if (Number.isNaN(values[1]) || Number.isNaN(values[2])) return;
    if (values[1] <= 0) throw rows.error(1, 'to be a price above 0');
    if (values[1] > values[2]) throw rows.error(1, `to be at most the ask, ${values[2]}`);
    if (values[3] < 0) throw rows.error(3, 'to be at least 0');
    if (values[4] < 0) throw rows.error(4, 'to be at least 0');
    this.#time.push(values[0]);
    this.#bid.push(values[1]);
    this.#ask.push(values[2]);
    this.#bidSize.push(bidSize < 0 ? Number.POSITIVE_INFINITY : values[3]);
    this.#askSize.push(askSize < 0 ? Number.POSITIVE_INFINITY : values[4]);
  }

  done(): Quotes {
    const sizes = { bidSize: this.#bidSize.done(), askSize: this.#askSize.done() };
    const time = settleTimes(this.#time.done(), this.#options, 'quotes');
    return Quotes.fromColumns(
      { time, bid: this.#bid.done(), ask: this.#ask.done(), ...sizes },
      ticksOf(this.#options, this.#symbols.found),
    );
  }
}

/** Binance's `bookTicker` without a header: identifier, bid, its size, ask, its size, two times in ms. */
function binanceCells(cells: readonly string[]): Partial<Record<QuoteField, number>> {
  const isBookTicker = cells.length === 7 && cells.every(looksNumeric) && cells[5].length >= 13 && cells[6].length >= 13;
  return isBookTicker ? { bid: 1, bidSize: 2, ask: 3, askSize: 4, time: 5 } : {};
}
