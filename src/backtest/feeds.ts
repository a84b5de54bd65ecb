import { ArgumentError, checkKeys, formatInterval, type Interval, parseInterval, show } from '../core/index.ts';
import type { VenuePreset } from '../exchange/index.ts';
import { Bars, BookUpdates, type Instrument, type InstrumentOptions, instrument, Quotes, Trades } from '../market/index.ts';
import { venueFields } from './venue-terms.ts';

/** Data that come whole, or piece by piece in the order of time. */
export type Streamed<Ticks> = Ticks | AsyncIterable<Ticks> | Iterable<Ticks>;

/**
 * The ticks of one instrument: its trades, its best quotes, its order book, in any combination but none. Pieces are read as they are
 * needed, so that a run takes no more memory than one of them.
 */
export interface Feed {
  readonly trades?: Streamed<Trades>;
  readonly quotes?: Streamed<Quotes>;
  readonly book?: Streamed<BookUpdates>;
  /** Bars for `onBar`, indicators and the axis of the result; put together from the ticks where they are left out. */
  readonly bars?: Bars;
  /** Steps, minimums and multiplier. @default those of the ticks, or of the venue */
  readonly instrument?: Omit<InstrumentOptions, 'symbol'>;
}

/** One kind of ticks of an instrument. */
export type Ticks = Trades | Quotes | BookUpdates;

/** A feed, checked. */
export interface CheckedFeed {
  readonly instrument: Instrument;
  readonly trades: Streamed<Trades> | undefined;
  readonly quotes: Streamed<Quotes> | undefined;
  readonly book: Streamed<BookUpdates> | undefined;
  readonly bars: Bars | undefined;
}

/** The class of each kind of ticks. */
export const tickKinds: { readonly trades: typeof Trades; readonly quotes: typeof Quotes; readonly book: typeof BookUpdates } = {
  trades: Trades,
  quotes: Quotes,
  book: BookUpdates,
};

/** Whether data are feeds by symbol: at least one entry has ticks. */
export function areFeeds(data: unknown): data is Readonly<Record<string, Feed>> {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || data instanceof Bars) return false;
  const entries = Object.values(data);
  return entries.some((entry) => typeof entry === 'object' && entry !== null && Object.keys(tickKinds).some((kind) => kind in entry));
}

/**
 * Checked feeds.
 *
 * @param venue what it says of instruments goes before what their ticks say.
 * @throws ArgumentError where an entry has no ticks, or something in it is none.
 */
export function checkFeeds(data: Readonly<Record<string, Feed>>, venue: VenuePreset | undefined): readonly CheckedFeed[] {
  return Object.entries(data).map(([symbol, feed]) => {
    const name = `data.${symbol}`;
    checkKeys(name, feed, ['trades', 'quotes', 'book', 'bars', 'instrument']);
    const given = Object.keys(tickKinds).filter((kind) => feed[kind as keyof typeof tickKinds] !== undefined);
    if (given.length === 0)
      throw new ArgumentError(`Expected \`${name}\` to have \`trades\`, \`quotes\` or \`book\` as the others have, was \`${show(feed)}\`.`);
    for (const kind of given as (keyof typeof tickKinds)[]) {
      const ticks = feed[kind];
      if (!(ticks instanceof tickKinds[kind]) && !isStream(ticks))
        throw new ArgumentError(`Expected \`${name}.${kind}\` to be ${tickKinds[kind].name}, or pieces of them, was \`${show(ticks)}\`.`);
    }
    if (feed.bars !== undefined && !(feed.bars instanceof Bars))
      throw new ArgumentError(`Expected \`${name}.bars\` to be Bars, was \`${show(feed.bars)}\`.`);
    const whole = [feed.bars, feed.book, feed.quotes, feed.trades].find((part) => part !== undefined && 'instrument' in part);
    const own = (whole as { readonly instrument: Instrument } | undefined)?.instrument;
    const made = instrument({ ...own, ...venueFields(venue, { symbol, kind: own?.kind ?? 'spot' }), ...feed.instrument, symbol });
    return { instrument: made, trades: feed.trades, quotes: feed.quotes, book: feed.book, bars: feed.bars };
  });
}

/** Length of the bars of a run, ms. */
export function barIntervalOf(feeds: readonly CheckedFeed[], asked: Interval | undefined): number {
  const given = feeds.map(({ bars }) => bars).filter((bars) => bars !== undefined);
  const own = given[0]?.intervalMs;
  const intervalMs = asked === undefined ? (own ?? 60_000) : parseInterval(asked, 'barInterval');
  for (const bars of given) {
    if (bars.intervalMs !== intervalMs)
      throw new ArgumentError(
        `Expected \`bars\` of ${bars.symbol} to have the interval ${formatInterval(intervalMs)} of the run, was ${formatInterval(bars.intervalMs)}. Resample them.`,
      );
    const row = bars.time.findIndex((time) => time % intervalMs !== 0);
    if (row >= 0)
      throw new ArgumentError(
        `Expected \`bars\` of ${bars.symbol} to begin at multiples of ${formatInterval(intervalMs)}, row ${row} does not.`,
      );
  }
  return intervalMs;
}

/** Whether ticks come piece by piece. */
export function isStream(ticks: unknown): ticks is AsyncIterable<Ticks> | Iterable<Ticks> {
  if (typeof ticks !== 'object' || ticks === null) return false;
  if ([Trades, Quotes, BookUpdates, Bars].some((whole) => ticks instanceof whole)) return false;
  return Symbol.asyncIterator in ticks || Symbol.iterator in ticks;
}
