import { ArgumentError, DataError, formatTime, show } from '../core/index.ts';
import type { Bars, BookUpdates, Quotes, Trades } from '../market/index.ts';
import { isStream, type Streamed, type Ticks, tickKinds } from './feeds.ts';

/** What a cursor reads, in the order of things at one time. */
export type CursorKind = 'bars' | 'trades' | 'book' | 'quotes';

/** Where a run is in one kind of ticks of one instrument. */
export class TickCursor {
  readonly kind: CursorKind;
  readonly instrument: number;
  /** The piece at hand. */
  ticks: Ticks | Bars | undefined;
  at = 0;
  /** Time of the next tick; Infinity where there is none in the piece at hand. */
  next: number = Number.POSITIVE_INFINITY;
  /** Whether another piece may follow. */
  isOpen: boolean;
  /** Ticks of pieces that are done. */
  passed = 0;
  /** Times of the first and the last tick that came so far; infinite before the first. */
  first: number = Number.POSITIVE_INFINITY;
  last: number = Number.NEGATIVE_INFINITY;
  readonly #pieces: Iterator<Ticks> | AsyncIterator<Ticks> | undefined;
  #isAwaited = false;

  constructor(kind: CursorKind, instrument: number, source: Streamed<Trades> | Streamed<Quotes> | Streamed<BookUpdates> | Bars) {
    this.kind = kind;
    this.instrument = instrument;
    this.isOpen = isStream(source);
    this.#pieces = isStream(source)
      ? Symbol.asyncIterator in source
        ? source[Symbol.asyncIterator]()
        : source[Symbol.iterator]()
      : undefined;
    if (!isStream(source)) this.#take(source as Ticks | Bars);
  }

  /** Ticks that are known so far. */
  get known(): number {
    return this.passed + (this.ticks?.length ?? 0);
  }

  /** Goes on by `count` ticks. */
  skip(count: number): void {
    this.at += count;
    const { length, time } = this.ticks as Ticks | Bars;
    this.next = this.at < length ? time[this.at] : Number.POSITIVE_INFINITY;
  }

  /** Whether the piece at hand is over and another is to be fetched. */
  get isHungry(): boolean {
    return this.isOpen && this.next === Number.POSITIVE_INFINITY;
  }

  /** Fetches the next piece; what has to be waited for is a promise. */
  feed(): Promise<void> | undefined {
    const next = this.#pieces?.next();
    if (next === undefined) return undefined;
    if (!('then' in next)) {
      this.#follow(next);
      return undefined;
    }
    this.#isAwaited = true;
    return next.then(
      (piece) => {
        this.#isAwaited = false;
        this.#follow(piece);
      },
      (error: unknown) => {
        this.isOpen = false;
        throw error;
      },
    );
  }

  /** Tells the source that no more of it is wanted; one that still owes a piece is not waited for. */
  close(): Promise<unknown> | undefined {
    if (!this.isOpen) return undefined;
    this.isOpen = false;
    const end = this.#pieces?.return?.();
    if (end === undefined || !('then' in end)) return undefined;
    if (!this.#isAwaited) return end;
    end.then(undefined, () => undefined);
    return undefined;
  }

  #follow({ done, value }: IteratorResult<Ticks>): void {
    if (done === true) {
      this.isOpen = false;
      return;
    }
    const { kind } = this;
    if (kind !== 'bars' && !(value instanceof tickKinds[kind]))
      throw new ArgumentError(`Expected each piece of \`${kind}\` to be ${tickKinds[kind].name}, was \`${show(value)}\`.`);
    if (value.length > 0 && value.time[0] < this.last) {
      throw new DataError(
        `Expected pieces of \`${kind}\` in the order of time, one begins at ${formatTime(value.time[0])} after ${formatTime(this.last)}.`,
        { field: kind },
      );
    }
    this.passed += this.ticks?.length ?? 0;
    this.#take(value);
  }

  #take(ticks: Ticks | Bars): void {
    this.ticks = ticks;
    this.at = 0;
    this.next = ticks.length > 0 ? ticks.time[0] : Number.POSITIVE_INFINITY;
    if (ticks.length === 0) return;
    this.first = Math.min(this.first, ticks.time[0]);
    this.last = ticks.time[ticks.length - 1];
  }
}
