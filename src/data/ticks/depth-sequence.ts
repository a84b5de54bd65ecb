import { DataError } from '../../core/index.ts';

/** What happens where messages of a book are missing. */
export type OnGap = 'error' | 'skip';

/** A place where messages of a book are missing. */
export interface BookGap {
  /** Line of the file, from 1, of the first message after it. */
  readonly line: number;
  /** When that message was, ms. */
  readonly time: number;
  /** Last identifier before it. */
  readonly before: number;
  /** First identifier after it, or the one that the message says it follows. */
  readonly after: number;
}

/** A message with changes of a book. */
export interface DepthMessage<Levels> {
  /** Identifiers of its first and its last change. */
  readonly first: number;
  readonly final: number;
  /** Last identifier of the message before it, where the venue gives it. */
  readonly previous: number | undefined;
  readonly time: number;
  readonly line: number;
  /** Its file, for errors. */
  readonly where: string;
  readonly levels: Levels;
}

/** A message with the whole book. */
export interface DepthSnapshot<Levels> extends Pick<DepthMessage<Levels>, 'time' | 'line' | 'where' | 'levels'> {
  /** Identifier of the last change in it. */
  readonly id: number;
}

/** Where whole messages go. */
export interface DepthSink<Levels> {
  write(message: Pick<DepthMessage<Levels>, 'levels' | 'line' | 'where'>, time: number, isSnapshot: boolean): void;
  /** Nobody knows the book from now on. */
  empty(time: number): void;
}

/**
 * Puts snapshots and changes of a book together by their identifiers: changes before the first snapshot wait for it; those that it
 * already holds are dropped; each later one must follow the one before.
 *
 * Source: Binance, "How to manage a local order book correctly" (spot: `U` is the `u` before + 1; futures: `pu` is the `u` before).
 */
export class DepthSequence<Levels> {
  readonly gaps: BookGap[] = [];
  readonly #sink: DepthSink<Levels>;
  readonly #onGap: OnGap;
  readonly #isBeside: boolean;
  #isWhole = false;
  #afterSnapshot = false;
  #hadSnapshot = false;
  #id = Number.NaN;
  #waiting: DepthMessage<Levels>[] = [];

  /**
   * @param snapshots where they come from: in the stream of changes, where each makes the book anew and changes before it are dropped;
   * or asked for beside it, where changes wait for one and one that is older than the book is passed over.
   */
  constructor(sink: DepthSink<Levels>, onGap: OnGap, snapshots: 'in stream' | 'beside') {
    this.#sink = sink;
    this.#onGap = onGap;
    this.#isBeside = snapshots === 'beside';
  }

  /** A message with changes. */
  change(message: DepthMessage<Levels>): void {
    checkIds([message.first, message.final, message.previous ?? 0], message);
    if (!this.#isWhole) {
      this.#wait(message);
      return;
    }
    if (message.final <= this.#id) return;
    if (this.#follows(message, this.#id, this.#afterSnapshot)) {
      this.#write(message, message.time);
      return;
    }
    this.#gap(message, this.#id);
    this.#sink.empty(message.time);
    this.#isWhole = false;
    this.#waiting = [message];
  }

  /** A message with the whole book. */
  snapshot(message: DepthSnapshot<Levels>): void {
    const { id, time } = message;
    if (this.#isBeside) checkIds([id], message);
    if (this.#isBeside && this.#isWhole && id < this.#id) return;
    const newer = this.#isBeside ? this.#waiting.filter(({ final }) => final > id) : [];
    if (newer.length > 0 && !this.#follows(newer[0], id, true)) {
      this.#gap(newer[0], id);
      return;
    }
    this.#sink.write(message, time, true);
    this.#isWhole = true;
    this.#hadSnapshot = true;
    this.#afterSnapshot = true;
    this.#id = id;
    this.#waiting = [];
    for (const message of newer) this.#write(message, Math.max(message.time, time));
  }

  /**
   * What is to be said after the last message.
   *
   * @throws DataError where changes wait for a first snapshot.
   */
  finish(): void {
    if (this.#hadSnapshot || this.#waiting.length === 0 || this.#onGap === 'skip') return;
    const { line, where } = this.#waiting[0];
    throw new DataError(
      `Expected a snapshot among the changes of the book${where}, found none after line ${line}. Give it, or leave the book empty: \`onGap: 'skip'\`.`,
    );
  }

  #write(message: DepthMessage<Levels>, time: number): void {
    this.#sink.write(message, time, false);
    this.#id = message.final;
    this.#afterSnapshot = false;
  }

  #wait(message: DepthMessage<Levels>): void {
    if (!this.#isBeside && this.#waiting.length > 0) return;
    const before = this.#waiting.at(-1)?.final;
    if (before !== undefined && message.final <= before) return;
    // A snapshot from before a gap cannot be followed; one from behind it needs only what comes after.
    if (before !== undefined && !this.#follows(message, before, false)) this.#waiting = [];
    this.#waiting.push(message);
  }

  #follows({ first, previous }: DepthMessage<Levels>, id: number, isSnapshot: boolean): boolean {
    if (previous !== undefined) return isSnapshot ? previous <= id : previous === id;
    return isSnapshot ? first <= id + 1 : first === id + 1;
  }

  #gap({ first, previous, time, line, where }: DepthMessage<Levels>, before: number): void {
    const after = previous ?? first;
    this.gaps.push({ line, time, before, after });
    if (this.#onGap === 'skip') return;
    const [name, next] = previous === undefined ? ['first identifier', before + 1] : ['identifier before it (`pu`)', before];
    throw new DataError(
      `Expected the ${name} of the changes in line ${line}${where} to be ${next}, was ${after}: messages are missing. Fetch them, or wait for the next snapshot: \`onGap: 'skip'\`.`,
      { field: 'book' },
    );
  }
}

function checkIds(ids: readonly number[], { line, where }: { readonly line: number; readonly where: string }): void {
  if (ids.every(Number.isFinite)) return;
  throw new DataError(`Expected identifiers of the book in line ${line}${where} to be numbers, was \`${ids.join(', ')}\`.`, {
    row: line - 1,
    field: 'book',
  });
}
