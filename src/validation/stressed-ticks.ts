import type { Feed, Streamed } from '../backtest/index.ts';
import { ArgumentError, show } from '../core/index.ts';
import { BookUpdates, Quotes, Trades } from '../market/index.ts';
import type { StressScenario } from './stress-scenario.ts';

/** Feeds by symbol. */
export type Feeds = Readonly<Record<string, Feed>>;

type Ticks = Trades | Quotes | BookUpdates;

const kinds = ['trades', 'quotes', 'book'] as const;

/**
 * The feeds of the data; undefined where they are no ticks.
 *
 * @throws ArgumentError where ticks can be read only once.
 */
export function feedsIn(data: unknown): Feeds | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const feeds = Object.entries(data as Feeds);
  const isFeed = (feed: unknown): boolean => typeof feed === 'object' && feed !== null && kinds.some((kind) => kind in feed);
  if (!feeds.some(([, feed]) => isFeed(feed))) return undefined;
  for (const [symbol, feed] of feeds) {
    for (const kind of kinds) {
      const ticks: unknown = feed?.[kind];
      if (ticks === undefined || Array.isArray(ticks) || isWhole(ticks)) continue;
      throw new ArgumentError(
        `Expected \`data.${symbol}.${kind}\` to be whole, or an array of pieces, was \`${show(ticks)}\`: every run reads it again, and a stream is read once.`,
      );
    }
  }
  return data as Feeds;
}

function isWhole(ticks: unknown): boolean {
  return ticks instanceof Trades || ticks instanceof Quotes || ticks instanceof BookUpdates;
}

/**
 * Refuses what a scenario cannot do to ticks.
 *
 * @throws ArgumentError with the reason.
 */
export function checkTickScenario({ noise = 0, missing = 0, shock }: StressScenario): void {
  if (noise > 0)
    throw new ArgumentError(
      'It moves the prices of bars. Levels of a book are told by their price: moved ones would cross, or never be taken back.',
    );
  if (missing > 0)
    throw new ArgumentError(
      'It takes bars away. Messages of a book build on each other: without one of them the book is wrong from there on.',
    );
  if (shock !== undefined)
    throw new ArgumentError('It lays a shock on bars. There is no book or trade of what it would have been in ticks.');
}

/** Feeds in which only a share of each quantity is there to trade with; bars that were given stay. */
export function thinnedFeeds(feeds: Feeds, depth: number): Feeds {
  return Object.fromEntries(
    Object.entries(feeds).map(([symbol, feed]) => [
      symbol,
      {
        ...feed,
        ...(feed.trades !== undefined && { trades: inPieces(feed.trades, (of) => thinnedTrades(of, depth)) }),
        ...(feed.quotes !== undefined && { quotes: inPieces(feed.quotes, (of) => thinnedQuotes(of, depth)) }),
        ...(feed.book !== undefined && { book: inPieces(feed.book, (of) => thinnedBook(of, depth)) }),
      },
    ]),
  );
}

/** Ticks altered, whole or piece by piece. */
function inPieces<T extends Ticks>(ticks: Streamed<T>, alter: (of: T) => T): T | readonly T[] {
  return Array.isArray(ticks) ? (ticks as readonly T[]).map(alter) : alter(ticks as T);
}

function thinned(column: Float64Array, depth: number): Float64Array {
  return column.map((quantity) => quantity * depth);
}

function thinnedTrades({ time, price, quantity, side, instrument }: Trades, depth: number): Trades {
  return Trades.fromColumns({ time, price, quantity: thinned(quantity, depth), side }, { instrument });
}

function thinnedQuotes({ time, bid, bidSize, ask, askSize, instrument }: Quotes, depth: number): Quotes {
  return Quotes.fromColumns({ time, bid, bidSize: thinned(bidSize, depth), ask, askSize: thinned(askSize, depth) }, { instrument });
}

function thinnedBook({ time, side, price, quantity, snapshot, last, instrument }: BookUpdates, depth: number): BookUpdates {
  return BookUpdates.fromColumns({ time, side, price, quantity: thinned(quantity, depth), snapshot, last }, { instrument });
}
