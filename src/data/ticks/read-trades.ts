import { checkKeys, checkOneOf } from '../../core/index.ts';
import { Trades } from '../../market/index.ts';
import { looksNumeric } from '../csv-layout.ts';
import { readBytes, unpack } from '../file-bytes.ts';
import { GrowingColumn } from './growing-column.ts';
import { SymbolChoice } from './symbol-choice.ts';
import { exchangeTimes, findTickLayout, localTimes, needFields, type TickColumnNames, type TickLayoutRequest } from './tick-layout.ts';
import { checkTickOptions, type ReadTicksOptions, ticksOf } from './tick-options.ts';
import { isDescending, settleTimes } from './tick-order.ts';
import { TickRows, type Words } from './tick-rows.ts';
import { listOfContents, listOfPaths, type TickContent } from './tick-sources.ts';

/** How a CSV file of trades is read. */
export interface ReadTradesOptions extends ReadTicksOptions {
  /**
   * Columns by header, or by position from 0, where the names are unusual; `side: false` where the file does not say who took
   * liquidity (the side is then 0). @default found by name
   */
  readonly columns?: TickColumnNames<'time' | 'price' | 'quantity' | 'side'>;
  /** Order of the rows of each file; with `auto` one whose times mostly fall is turned round. @default 'auto' */
  readonly order?: 'auto' | 'ascending' | 'descending';
}

type TradeField = 'time' | 'price' | 'quantity' | 'side' | 'maker' | 'symbol';

const takers: Words = {
  expected: 'to be buy, sell or unknown',
  numbers: new Map([
    ['buy', 1],
    ['b', 1],
    ['1', 1],
    ['sell', -1],
    ['s', -1],
    ['-1', -1],
    ['unknown', 0],
    ['0', 0],
  ]),
};

const makers: Words = {
  expected: 'to be true where the buyer was the maker, or false',
  numbers: new Map([
    ['true', -1],
    ['1', -1],
    ['false', 1],
    ['0', 1],
  ]),
};

const names: Readonly<Record<Exclude<TradeField, 'time'>, readonly string[]>> = {
  price: ['price', 'tradeprice', 'px', 'p'],
  quantity: ['quantity', 'qty', 'size', 'amount', 'volume', 'vol', 'q'],
  side: ['side', 'takerside', 'aggressorside', 'aggressor', 'direction'],
  maker: ['isbuyermaker', 'buyermaker', 'wasthebuyerthemaker', 'm'],
  symbol: ['symbol'],
};

/**
 * Trades from CSV files (plain, gzip or a ZIP of one file). Several files are read one after the other.
 *
 * The header is found by itself: of Binance's archives (trades and aggregate trades, with and without a header), Bybit's public
 * archive (newest row first in older files), Tardis, and any with columns such as `timestamp, price, qty, side` or `is_buyer_maker`.
 * Times may be in s, ms, us or ns, with parts of a millisecond, or dates; one that lies a little before the row above is raised to it
 * (`jitterMs`). A buyer who is the maker means that a seller took liquidity: side -1.
 *
 * @throws SourceError where a file is missing or cut off; DataError that names the line and the column where the content breaks a
 * rule, or the columns that were found where one is missing.
 */
export async function readTrades(path: string | readonly string[], options: ReadTradesOptions = {}): Promise<Trades> {
  checkOptions(options);
  const trades = new TradeRows(options);
  for (const each of listOfPaths(path)) trades.read(await readBytes(each), ` of \`${each}\``);
  return trades.done();
}

/**
 * Trades from the text or the bytes of CSV files; see {@link readTrades}.
 *
 * @example
 * ```ts
 * import { parseTrades } from 'barwright/data';
 * const trades = parseTrades('id,price,qty,quote_qty,time,is_buyer_maker\n7,100.5,2,201,1704153600000,true\n', { symbol: 'ABC' });
 * [...trades][0].side; // 'sell'
 * ```
 */
export function parseTrades(content: TickContent | readonly TickContent[], options: ReadTradesOptions = {}): Trades {
  checkOptions(options);
  const trades = new TradeRows(options);
  for (const each of listOfContents(content)) trades.read(unpack(each, ''), '');
  return trades.done();
}

function checkOptions(options: ReadTradesOptions): void {
  checkTickOptions(options, ['columns', 'order']);
  checkKeys('columns', options.columns ?? {}, ['time', 'price', 'quantity', 'side']);
  checkOneOf('order', options.order ?? 'auto', ['auto', 'ascending', 'descending']);
}

class TradeRows {
  readonly #options: ReadTradesOptions;
  readonly #symbols: SymbolChoice;
  readonly #time = new GrowingColumn();
  readonly #price = new GrowingColumn();
  readonly #quantity = new GrowingColumn();
  readonly #side = new GrowingColumn();

  constructor(options: ReadTradesOptions) {
    this.#options = options;
    this.#symbols = new SymbolChoice(options.symbol);
  }

  read(bytes: Uint8Array, where: string): void {
    const { columns = {}, clock, order = 'auto' } = this.#options;
    const fields = { ...names, time: clock === 'local' ? localTimes : exchangeTimes };
    const request: TickLayoutRequest<TradeField> = { what: 'trades', where, fields, columns, headerless: binanceCells };
    const layout = findTickLayout(bytes, request);
    const { time, price, quantity, side, maker, symbol: symbolAt } = layout.position;
    const isMaker = columns.side === undefined ? side < 0 && maker >= 0 : side >= 0 && side === maker;
    const sideAt = isMaker ? maker : side;
    const needed = { ...layout, position: { ...layout.position, side: sideAt } };
    needFields(needed, columns.side === false ? ['time', 'price', 'quantity'] : ['time', 'price', 'quantity', 'side'], request);
    const rows = new TickRows(
      bytes,
      layout,
      [
        { field: 'time', at: time, kind: 'time' },
        { field: 'price', at: price, kind: 'number' },
        { field: 'quantity', at: quantity, kind: 'number' },
        { field: 'side', at: sideAt, kind: isMaker ? makers : takers },
      ],
      { where, symbolAt, symbols: this.#symbols },
    );
    const from = this.#time.length;
    const { values } = rows;
    while (rows.next()) {
      if (!(values[1] > 0)) throw rows.error(1, 'to be a price above 0');
      if (!(values[2] > 0)) throw rows.error(2, 'to be above 0');
      this.#time.push(values[0]);
      this.#price.push(values[1]);
      this.#quantity.push(values[2]);
      this.#side.push(sideAt < 0 ? 0 : values[3]);
    }
    rows.finish('trades');
    const times = this.#time.values.subarray(from, this.#time.length);
    if (order === 'descending' || (order === 'auto' && isDescending(times)))
      for (const column of [this.#time, this.#price, this.#quantity, this.#side]) column.values.subarray(from, column.length).reverse();
  }

  done(): Trades {
    const columns = { price: this.#price.done(), quantity: this.#quantity.done(), side: this.#side.done() };
    const time = settleTimes(this.#time.done(), this.#options, 'trades');
    return Trades.fromColumns({ time, ...columns }, ticksOf(this.#options, this.#symbols.found));
  }
}

/** Binance's files without a header: the cell that says whether the buyer was the maker tells trades from aggregate trades. */
function binanceCells(cells: readonly string[]): Partial<Record<TradeField, number>> {
  const maker = cells.findIndex((cell) => /^(true|false)$/i.test(cell));
  if (!cells.slice(0, Math.max(maker, 0)).every(looksNumeric)) return {};
  if (maker === 5) return { price: 1, quantity: 2, time: 4, maker };
  return maker === 6 ? { price: 1, quantity: 2, time: 5, maker } : {};
}
