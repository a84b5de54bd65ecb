import { DataError } from '../../core/index.ts';
import type { BookRows } from './book-rows.ts';
import { type BookGap, DepthSequence, type OnGap } from './depth-sequence.ts';
import { numberOf, visitJsonLines } from './json-lines.ts';
import type { SymbolChoice } from './symbol-choice.ts';
import { epochMs } from './tick-rows.ts';

interface Levels {
  readonly b: unknown;
  readonly a: unknown;
}

/**
 * Reads books from JSON lines of Bybit: messages of `orderbook` with a snapshot and its changes, whose `u` counts up by one, or lines
 * that are each a snapshot. Other messages are passed over. The time is that of the matching engine (`cts`, else `ts`).
 */
export class BybitBook {
  readonly #rows: BookRows;
  readonly #symbols: SymbolChoice;
  readonly #clock: 'exchange' | 'local';
  readonly #sequence: DepthSequence<Levels>;
  #topic: unknown;

  constructor(rows: BookRows, symbols: SymbolChoice, clock: 'exchange' | 'local', onGap: OnGap) {
    this.#rows = rows;
    this.#symbols = symbols;
    this.#clock = clock;
    const write = (levels: Levels, time: number, isSnapshot: boolean, place: string): void => {
      rows.begin(time, isSnapshot);
      rows.levels(1, levels.b, place);
      rows.levels(-1, levels.a, place);
      rows.end();
    };
    this.#sequence = new DepthSequence(
      {
        write: ({ levels, line, where }, time, isSnapshot) => write(levels, time, isSnapshot, `in line ${line}${where}`),
        empty: (time) => rows.empty(time),
      },
      onGap,
      'in stream',
    );
  }

  read(bytes: Uint8Array, where: string): void {
    const before = this.#rows.length;
    visitJsonLines(bytes, where, (message, received, line) => this.visit(message, received, line, where));
    this.finish();
    if (this.#rows.length === before)
      throw (
        this.#symbols.none(where) ??
        new DataError(`Expected messages of an order book${where}, found none. Read streams of Binance with \`readMarketStream\`.`)
      );
  }

  /** Places where messages are missing. */
  get gaps(): readonly BookGap[] {
    return this.#sequence.gaps;
  }

  /** What is to be said after the last message. */
  finish(): void {
    this.#sequence.finish();
  }

  /** One message, received at a time in any unit; NaN where nobody knows. */
  visit(message: Readonly<Record<string, unknown>>, received: number, line: number, where: string): void {
    const { topic, type, ts } = message;
    const isBook = topic === undefined ? 'b' in message && 'a' in message : typeof topic === 'string' && topic.startsWith('orderbook.');
    if (!isBook) return;
    const levels = (topic === undefined ? message : message.data) as (Readonly<Record<string, unknown>> & Levels) | null | undefined;
    if (!this.#symbols.admits(levels?.s, line, where) || !levels) return;
    this.#topic ??= topic;
    if (topic !== this.#topic) return;
    const time = this.#clock === 'local' ? epochMs(numberOf(message.recv ?? received)) : numberOf(message.cts ?? ts);
    if (Number.isNaN(time)) {
      const [field, kind] = this.#clock === 'local' ? ['recv', 'when it was received'] : ['ts', 'a time in ms'];
      throw new DataError(`Expected \`${field}\` in line ${line}${where} to be ${kind}, was \`${message[field]}\`.`, {
        field,
        row: line - 1,
      });
    }
    const id = numberOf(levels.u);
    if (type === 'delta') this.#sequence.change({ first: id, final: id, previous: undefined, time, line, where, levels });
    else this.#sequence.snapshot({ id, time, line, where, levels });
  }
}
