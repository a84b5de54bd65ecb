import { DataError } from '../../core/index.ts';
import type { BookRows } from './book-rows.ts';
import { type BookGap, DepthSequence, type DepthSnapshot, type OnGap } from './depth-sequence.ts';
import { numberOf } from './json-lines.ts';
import type { StreamRows } from './stream-rows.ts';
import type { SymbolChoice } from './symbol-choice.ts';
import { epochMs } from './tick-rows.ts';

type Message = Readonly<Record<string, unknown>>;

interface Levels {
  readonly bids: unknown;
  readonly asks: unknown;
}

const wholeBook = /@depth(5|10|20)(@|$)/;

/** Reads messages of Binance's streams `depth`, `bookTicker`, `trade` and `aggTrade`, and snapshots that were asked for beside them. */
export class BinanceMessages {
  readonly #rows: StreamRows;
  readonly #symbols: SymbolChoice;
  readonly #isLocal: boolean;
  readonly #sequence: DepthSequence<Levels>;
  /** Latest time on the clock of the venue. */
  #latest = Number.NEGATIVE_INFINITY;
  #guessed = Number.NEGATIVE_INFINITY;
  /** Receipt of the latest message with a time less that time, ms; NaN where nobody knows. */
  #lag = Number.NaN;
  /** A snapshot without a time, until there is one. */
  #pending: DepthSnapshot<Levels> | undefined;
  #depthStream: unknown;
  #tradeKind: unknown;

  constructor(rows: StreamRows, book: BookRows, symbols: SymbolChoice, clock: 'exchange' | 'local', onGap: OnGap) {
    this.#rows = rows;
    this.#symbols = symbols;
    this.#isLocal = clock === 'local';
    this.#sequence = new DepthSequence(
      {
        write: ({ levels, line, where }, time, isSnapshot) => {
          const place = `in line ${line}${where}`;
          book.begin(time, isSnapshot);
          book.levels(1, levels.bids, place);
          book.levels(-1, levels.asks, place);
          book.end();
        },
        empty: (time) => book.empty(time),
      },
      onGap,
      'beside',
    );
  }

  /** Places where messages of the book are missing. */
  get gaps(): readonly BookGap[] {
    return this.#sequence.gaps;
  }

  /** What is to be said after the last message. */
  finish(): void {
    this.#sequence.finish();
  }

  /** One message, received at a time in any unit; NaN where nobody knows. */
  visit(message: Message, received: number, line: number, where: string): void {
    if (message.stream === undefined && message.lastUpdateId !== undefined) {
      this.#snapshot(message, received, line, where);
      return;
    }
    const data = (message.stream === undefined ? message : message.data) as Message | null;
    const kind = data?.e ?? (data?.A !== undefined && data.B !== undefined ? 'bookTicker' : undefined);
    const isKnown = kind === 'depthUpdate' || kind === 'bookTicker' || kind === 'trade' || kind === 'aggTrade';
    if (data === null || !isKnown || !this.#symbols.admits(data.s, line, where)) return;
    const time = this.#timeOf(data, received, line, where);
    if (kind === 'depthUpdate') this.#change(data, message.stream, time, line, where);
    else if (kind !== 'bookTicker') this.#trade(data, kind, time, line, where);
    else if (time > Number.NEGATIVE_INFINITY) this.#rows.quote(time, [data.b, data.B], [data.a, data.A], line, where);
  }

  #timeOf(data: Message, received: number, line: number, where: string): number {
    if (this.#isLocal) return this.#receipt(received, line, where);
    const given = data.T ?? data.E;
    if (given === undefined) return this.#guess(received);
    const time = epochMs(numberOf(given));
    if (Number.isNaN(time))
      throw new DataError(`Expected \`T\` in line ${line}${where} to be a time in ms, was \`${given}\`.`, { field: 'T' });
    if (time > this.#latest) this.#latest = time;
    this.#lag = epochMs(received) - (data.E === undefined ? time : epochMs(numberOf(data.E)));
    if (this.#pending !== undefined) {
      this.#sequence.snapshot({ ...this.#pending, time });
      this.#pending = undefined;
    }
    return time;
  }

  /** The time of a message without one: when it was received, less the lag of the message before it; never before a time known already. */
  #guess(received: number): number {
    const time = epochMs(received) - this.#lag;
    this.#guessed = Math.max(this.#guessed, this.#latest, Number.isNaN(time) ? this.#latest : time);
    return this.#guessed;
  }

  #receipt(received: number, line: number, where: string): number {
    if (!Number.isNaN(received)) return epochMs(received);
    throw new DataError(
      `Expected line ${line}${where} to begin with the time of its receipt, found none. Read it by the other clock: \`clock: 'exchange'\`.`,
      { row: line - 1, field: 'time' },
    );
  }

  #snapshot(message: Message, received: number, line: number, where: string): void {
    if (message.symbol !== undefined && !this.#symbols.admits(message.symbol, line, where)) return;
    const levels = { bids: message.bids, asks: message.asks };
    const snapshot = { id: numberOf(message.lastUpdateId), time: Number.NaN, line, where, levels };
    if (this.#isLocal || message.T !== undefined || message.E !== undefined) {
      this.#sequence.snapshot({ ...snapshot, time: this.#timeOf(message, received, line, where) });
    } else this.#pending = snapshot;
  }

  #change(data: Message, stream: unknown, time: number, line: number, where: string): void {
    if (typeof stream === 'string' && wholeBook.test(stream)) return;
    this.#depthStream ??= stream;
    if (stream !== this.#depthStream) return;
    const previous = data.pu === undefined ? undefined : numberOf(data.pu);
    const levels = { bids: data.b, asks: data.a };
    this.#sequence.change({ first: numberOf(data.U), final: numberOf(data.u), previous, time, line, where, levels });
  }

  #trade(data: Message, kind: unknown, time: number, line: number, where: string): void {
    this.#tradeKind ??= kind;
    if (kind !== this.#tradeKind || (data.X !== undefined && data.X !== 'MARKET')) return;
    this.#rows.trade(time, data.p, data.q, data.m === true ? -1 : data.m === false ? 1 : 0, line, where);
  }
}
