import { checkOneOf, DataError } from '../../core/index.ts';
import type { BookUpdates, Quotes, Trades } from '../../market/index.ts';
import { readBytes, unpack } from '../file-bytes.ts';
import { BinanceMessages } from './binance-messages.ts';
import { BookRows } from './book-rows.ts';
import { BybitBook } from './bybit-book.ts';
import type { BookGap, OnGap } from './depth-sequence.ts';
import { numberOf, visitJsonLines } from './json-lines.ts';
import { StreamRows } from './stream-rows.ts';
import { SymbolChoice } from './symbol-choice.ts';
import { checkTickOptions, type ReadTicksOptions } from './tick-options.ts';
import { epochMs } from './tick-rows.ts';
import { listOfContents, listOfPaths, type TickContent } from './tick-sources.ts';

/** How recorded messages of a venue are read. */
export interface ReadMarketStreamOptions extends ReadTicksOptions {
  /**
   * What happens where messages of the book are missing, by their identifiers: an error, or the book is left empty until the next
   * snapshot, and the place is listed in `gaps`.
   *
   * @default 'error'
   */
  readonly onGap?: OnGap;
}

/** What was recorded of one instrument; what was not is empty. */
export interface MarketStream {
  readonly book: BookUpdates;
  readonly quotes: Quotes;
  readonly trades: Trades;
  /** Places where messages of the book are missing. */
  readonly gaps: readonly BookGap[];
}

/**
 * Book, quotes and trades from recorded messages of Binance or Bybit: JSON lines (plain, gzip or a ZIP of one file), each perhaps
 * behind the time of its receipt and a space. Several files are read one after the other.
 *
 * - Times: by the clock of the venue that of the matching engine where a message has one (`T`, `cts`), else that of the message
 *   (`E`, `ts`). Best bids and asks of Binance's spot market have none: theirs is that of their receipt, less the way that the message
 *   before them took, or the latest time before them where no line has its receipt; those before the first time are left out. A
 *   snapshot without a time takes that of the next message. Each stream keeps its order: a time that lies a little before one above it
 *   is raised to it (`jitterMs`).
 * - Book of Binance: changes (`depth`) wait for the snapshot, those that it holds are dropped, the others are applied behind it, and
 *   each must follow the one before (`pu`, on the spot market `U`). Of several streams of changes the first is read.
 * - Trades: those of other kinds than `MARKET` (liquidations and the insurance fund) are left out; where there are both trades and
 *   aggregate trades, the kind that comes first is read.
 * - Other messages are passed over.
 *
 * @throws SourceError where a file is missing or cut off; DataError that names the line which breaks a rule, or the two identifiers
 * between which messages are missing.
 */
export async function readMarketStream(path: string | readonly string[], options: ReadMarketStreamOptions = {}): Promise<MarketStream> {
  checkOptions(options);
  const stream = new StreamReader(options);
  for (const each of listOfPaths(path)) stream.read(await readBytes(each), ` of \`${each}\``);
  return stream.done();
}

/**
 * Book, quotes and trades from the text or the bytes of recorded messages; see {@link readMarketStream}.
 *
 * @example
 * ```ts
 * import { parseMarketStream } from 'barwright/data';
 * const lines = [
 *   '{"stream":"abc@trade","data":{"e":"trade","E":1704153600005,"T":1704153600004,"s":"ABC","p":"100.5","q":"2","m":true}}',
 *   '{"stream":"abc@bookTicker","data":{"u":7,"s":"ABC","b":"100","B":"3","a":"100.5","A":"1"}}',
 * ];
 * const { trades, quotes } = parseMarketStream(lines.join('\n'));
 * trades.side[0]; // -1, a seller took liquidity
 * quotes.time[0]; // 1704153600004, the latest time before it
 * ```
 */
export function parseMarketStream(content: TickContent | readonly TickContent[], options: ReadMarketStreamOptions = {}): MarketStream {
  checkOptions(options);
  const stream = new StreamReader(options);
  for (const each of listOfContents(content)) stream.read(unpack(each, ''), '');
  return stream.done();
}

function checkOptions(options: ReadMarketStreamOptions): void {
  checkTickOptions(options, ['onGap']);
  checkOneOf('onGap', options.onGap ?? 'error', ['error', 'skip']);
}

class StreamReader {
  readonly #options: ReadMarketStreamOptions;
  readonly #symbols: SymbolChoice;
  readonly #rows = new StreamRows();
  readonly #book = new BookRows();
  readonly #binance: BinanceMessages;
  readonly #bybit: BybitBook;

  constructor(options: ReadMarketStreamOptions) {
    const { clock = 'exchange', onGap = 'error', symbol } = options;
    this.#options = options;
    this.#symbols = new SymbolChoice(symbol);
    this.#binance = new BinanceMessages(this.#rows, this.#book, this.#symbols, clock, onGap);
    this.#bybit = new BybitBook(this.#book, this.#symbols, clock, onGap);
  }

  read(bytes: Uint8Array, where: string): void {
    if (bytes.length === 0) throw new DataError(`Expected messages of a market, the file${where} is empty.`);
    visitJsonLines(bytes, where, (message, received, line) => {
      if (typeof message.topic !== 'string') this.#binance.visit(message, received, line, where);
      else if (message.topic.startsWith('publicTrade.')) this.#bybitTrades(message, received, line, where);
      else this.#bybit.visit(message, received, line, where);
    });
  }

  done(): MarketStream {
    this.#binance.finish();
    this.#bybit.finish();
    if (this.#rows.length + this.#book.length === 0 && this.#options.onGap !== 'skip')
      throw this.#symbols.none('') ?? new DataError('Expected messages of Binance or Bybit, found none of book, quotes or trades.');
    const book = this.#book.done(this.#options, this.#symbols.found);
    return { book, ...this.#rows.done(this.#options, this.#symbols.found), gaps: [...this.#binance.gaps, ...this.#bybit.gaps] };
  }

  #bybitTrades({ data }: Readonly<Record<string, unknown>>, received: number, line: number, where: string): void {
    if (!Array.isArray(data)) throw new DataError(`Expected \`data\` in line ${line}${where} to be a list of trades.`, { row: line - 1 });
    for (const trade of data) {
      const { s, T, S, p, v } = trade ?? {};
      if (!this.#symbols.admits(s, line, where)) continue;
      const time = this.#options.clock === 'local' ? epochMs(received) : numberOf(T);
      if (Number.isNaN(time)) throw new DataError(`Expected a time in line ${line}${where}, found none.`, { row: line - 1, field: 'time' });
      this.#rows.trade(time, p, v, S === 'Buy' ? 1 : S === 'Sell' ? -1 : 0, line, where);
    }
  }
}
