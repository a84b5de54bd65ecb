import { ArgumentError, dayMs, formatTime } from '../core/index.ts';
import { type CheckedFeed, isStream } from './feeds.ts';
import type { TickCursor } from './tick-cursor.ts';

/** From when to when a source has ticks, ms. */
interface Span {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/**
 * Throws where the sources of one instrument are of different times: more than a day lies between them.
 *
 * @throws ArgumentError that names the two. Sources that come in pieces are judged at the end of the run.
 */
export function checkClocks(feeds: readonly CheckedFeed[]): void {
  for (const { trades, quotes, book, bars, instrument } of feeds) {
    const spans = Object.entries({ trades, quotes, book, bars }).flatMap(([kind, ticks]) => {
      if (ticks === undefined || isStream(ticks) || ticks.length === 0) return [];
      return [{ name: `\`${kind}\``, first: ticks.time[0], last: ticks.time[ticks.length - 1] }];
    });
    for (const text of apart(spans))
      throw new ArgumentError(`Expected the ticks of \`data.${instrument.symbol}\` to be of one time, ${text}`);
  }
}

/** What is to be said of sources that are of different times. */
export function clockNotes(cursors: readonly TickCursor[], symbols: readonly string[]): readonly string[] {
  const named = cursors
    .filter(({ first }) => first !== Number.POSITIVE_INFINITY)
    .map(({ kind, instrument, first, last }) => ({ name: `the ${kind} of ${symbols[instrument]}`, first, last }));
  return apart(named).map((text) => `The ticks are not of one time: ${text}`);
}

/** Where more than a day without any source lies between two of them. */
function apart(spans: readonly Span[]): readonly string[] {
  const [begin, ...others] = [...spans].sort((a, b) => a.first - b.first);
  let latest = begin;
  return others.flatMap((span) => {
    const [before, gap] = [latest, span.first - latest.last];
    if (span.last > latest.last) latest = span;
    if (!(gap > dayMs)) return [];
    return `${before.name} end at ${formatTime(before.last)} and ${span.name} begin at ${formatTime(span.first)}. Are both clocks in ms since the epoch, UTC?`;
  });
}
