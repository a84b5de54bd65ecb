import { type BorrowPayment, type FundingRates, momentCodes, type TickVenue } from '../exchange/index.ts';
import { type Bars, type BookUpdates, type Quotes, quoteAt, type Trades, tradeAt } from '../market/index.ts';
import type { FundingPayment, IndicatorHandle, Strategy } from '../strategy/index.ts';
import { CurrentBar } from './current-bar.ts';
import { EventContext } from './event-context.ts';
import type { CheckedFeed } from './feeds.ts';
import type { GrowingBars } from './growing-bars.ts';
import { markAt } from './mark-at.ts';
import type { Ruin } from './signals-engine.ts';
import { StrategyCalls } from './strategy-calls.ts';
import { TickCursor } from './tick-cursor.ts';

/** What the driver of ticks runs on. */
export interface TicksInput {
  readonly venue: TickVenue;
  readonly strategy: Strategy<object>;
  readonly name: string;
  readonly feeds: readonly CheckedFeed[];
  readonly bars: readonly GrowingBars[];
  readonly intervalMs: number;
  /** Time from which the strategy is called, ms. */
  readonly from: number;
  readonly funding: readonly (FundingRates | undefined)[];
  /** Mark prices of each instrument, which funding is paid on. */
  readonly marks: readonly (Bars | undefined)[];
  /** Price that each instrument is settled by at its expiry; NaN for its last. */
  readonly settlements: readonly number[];
}

/**
 * The driver of ticks: it goes once through trades, books and quotes in the order of time, and tells the strategy what happens.
 *
 * Of things at one time the order is: the bar that ends (indicators are updated, then `onBar`, instruments in the order of the data),
 * contracts that expire, funding, timers, then bars that begin, trades, books and quotes, each in the order of the data, and last the commands that arrive. A book
 * message is one event, however many levels it changes.
 */
export class TicksEngine {
  readonly context: EventContext;
  readonly payments: FundingPayment[] = [];
  ruin: Ruin | undefined = undefined;
  /** Axis of the run: open times of its bars, the account at the close of each, and the bar of each instrument or -1. */
  readonly time: number[] = [];
  readonly equity: number[] = [];
  readonly rows: number[][];

  readonly #input: TicksInput;
  readonly #venue: TickVenue;
  readonly #calls: StrategyCalls;
  readonly #handles: readonly IndicatorHandle[];
  readonly #cursors: readonly TickCursor[];
  readonly #current: readonly CurrentBar[];
  readonly #bars: readonly GrowingBars[];
  /** Last bar of each instrument that has closed. */
  readonly #last: Int32Array;
  /** 1 for instruments that have a bar in the stretch at hand. */
  readonly #present: Uint8Array;
  readonly #funded: Int32Array;
  readonly #isSnapshot: Uint8Array;
  readonly #hasMargin: boolean;
  #start = 0;
  /** End of the stretch at hand; Infinity where none is open. */
  #end = Number.POSITIVE_INFINITY;
  #nextFunding = Number.POSITIVE_INFINITY;
  #nextExpiry: number;
  /** Until when borrowing is paid for, ms. */
  #charged = Number.NEGATIVE_INFINITY;
  #isStarted = false;
  #isOver = false;

  constructor(input: TicksInput) {
    const { venue, strategy, feeds, bars } = input;
    const count = feeds.length;
    this.#input = input;
    this.#venue = venue;
    this.#bars = bars;
    this.rows = feeds.map(() => []);
    this.#last = new Int32Array(count).fill(-1);
    this.#present = new Uint8Array(count);
    this.#funded = new Int32Array(count);
    this.#isSnapshot = new Uint8Array(count);
    this.context = new EventContext(venue, bars, this.#last, { rates: input.funding, counts: this.#funded }, venue.ticks);
    this.#calls = new StrategyCalls(strategy, input.name, this.context, () => ({ index: this.time.length, time: venue.time }));
    this.#handles = this.#calls.handles;
    const intervals = feeds.map(() => input.intervalMs);
    for (const handle of this.#handles) handle.begin(this.context.symbols, intervals);
    this.#current = bars.map(({ symbol }) => new CurrentBar(symbol));
    this.#cursors = (['bars', 'trades', 'book', 'quotes'] as const).flatMap((kind) =>
      feeds.flatMap((feed, k) => {
        const source = feed[kind];
        return source === undefined ? [] : [new TickCursor(kind, k, source)];
      }),
    );
    this.#nextExpiry = this.#expiryAfter(Number.NEGATIVE_INFINITY);
    this.#hasMargin = count > 1 && venue.tiers.some((tiers) => tiers !== undefined);
    venue.tellsFills = strategy.onFill !== undefined;
    venue.tellsOrders = strategy.onOrder !== undefined;
  }

  get borrowed(): readonly BorrowPayment[] {
    return this.#venue.borrowed;
  }

  get handles(): readonly IndicatorHandle[] {
    return this.#handles;
  }

  /** Cursors that wait for another piece. */
  get hungry(): readonly TickCursor[] {
    return this.#cursors.filter((cursor) => cursor.isHungry);
  }

  get cursors(): readonly TickCursor[] {
    return this.#cursors;
  }

  /** Ticks that are done, and those that are known to be there. */
  get progress(): { readonly done: number; readonly total: number } {
    const sum = (of: (cursor: TickCursor) => number): number => this.#cursors.reduce((total, cursor) => total + of(cursor), 0);
    const isKnown = this.#cursors.every(({ isOpen }) => !isOpen);
    return { done: sum(({ passed, at }) => passed + at), total: isKnown ? sum(({ known }) => known) : Number.NaN };
  }

  /**
   * Goes on by up to `events` events, or to where a cursor is hungry; true where that is the end. It begins where the first tick of each
   * cursor is known.
   *
   * @throws StrategyError where a callback throws.
   */
  advance(events: number): boolean {
    if (!this.#isStarted) {
      if (this.hungry.length > 0) return false;
      this.#begin();
      this.#calls.start();
      this.#isStarted = true;
    }
    for (let n = 0; n < events && !this.#isOver; n++) if (!this.#step()) return this.#isOver;
    return this.#isOver;
  }

  /** Tells the strategy of the last things and that it is over. */
  finish(): void {
    const { notices, isLiquidated } = this.#venue;
    if (this.#end !== Number.POSITIVE_INFINITY) this.#note();
    if (isLiquidated) this.#ruined();
    if (notices.length > 0) this.#calls.tell(notices);
    this.#calls.stop();
    for (let k = 0; k < this.#bars.length; k++) this.#venue.endTrading(k);
  }

  /** Closes the stretch at hand where a run stops in the middle of it. */
  stop(): void {
    if (this.#end !== Number.POSITIVE_INFINITY) this.#note();
  }

  #begin(): void {
    const first = this.#cursors.reduce((least, { next }) => Math.min(least, next), Number.POSITIVE_INFINITY);
    if (first !== Number.POSITIVE_INFINITY) {
      this.context.time = this.#venue.time = first;
      this.#venue.guard?.marked(first, this.#venue.ledger.equity());
    }
    this.#input.funding.forEach((rates, k) => {
      if (rates === undefined) return;
      while (this.#funded[k] < rates.time.length && rates.time[this.#funded[k]] < first) this.#funded[k]++;
    });
    this.#readNextFunding();
  }

  /** The next thing that happens; false where there is none, for now or for good. */
  #step(): boolean {
    let cursor: TickCursor | undefined;
    let tick = Number.POSITIVE_INFINITY;
    for (const one of this.#cursors) {
      if (one.next < tick) {
        tick = one.next;
        cursor = one;
      }
      if (one.isHungry) return false;
    }
    if (cursor === undefined) {
      if (this.#end !== Number.POSITIVE_INFINITY) this.#close();
      this.#isOver = true;
      return false;
    }
    const venue = this.#venue;
    const { timers } = this.context;
    let timer = Number.POSITIVE_INFINITY;
    for (let i = 0; i < timers.length; i++) if (timers[i].next < timer) timer = timers[i].next;
    const other = Math.min(this.#end, this.#nextExpiry, this.#nextFunding, timer);
    const command = venue.nextArrival;
    if (other <= tick && other <= command) {
      if (this.#end === other) this.#close();
      else if (this.#nextExpiry === other) this.#expire(other);
      else if (this.#nextFunding === other) this.#settle(other);
      else this.#ring(other);
    } else if (command < tick) this.#arrive(command);
    else this.#tick(cursor, tick);
    return true;
  }

  #tick(cursor: TickCursor, time: number): void {
    const { instrument, ticks, kind } = cursor;
    const venue = this.#venue;
    const { strategy, from } = this.#input;
    venue.time = time;
    this.context.time = time;
    if (this.#end === Number.POSITIVE_INFINITY) this.#open(time);
    const isActive = time >= from;
    if (kind === 'bars') {
      this.#takeBar(instrument, ticks as Bars, cursor.at);
      cursor.skip(1);
      return;
    }
    if (kind === 'trades') {
      const trades = ticks as Trades;
      const { at } = cursor;
      this.#price(instrument, trades.price[at], trades.quantity[at], true);
      venue.trade(instrument, trades.price[at], trades.quantity[at], trades.side[at]);
      cursor.skip(1);
      this.#after(instrument, isActive);
      if (isActive && strategy.onTrade !== undefined)
        this.#calls.trade(instrument, { ...tradeAt(trades, at), symbol: this.context.symbols[instrument] });
    } else if (kind === 'quotes') {
      const quotes = ticks as Quotes;
      const { at } = cursor;
      this.#price(instrument, (quotes.bid[at] + quotes.ask[at]) / 2, 0, this.#input.feeds[instrument].book === undefined);
      venue.quote(instrument, quotes.bid[at], quotes.bidSize[at], quotes.ask[at], quotes.askSize[at]);
      cursor.skip(1);
      this.#after(instrument, isActive);
      if (isActive && strategy.onQuote !== undefined)
        this.#calls.quote(instrument, { ...quoteAt(quotes, at), symbol: this.context.symbols[instrument] });
    } else this.#book(cursor, isActive);
  }

  /** One message of a book. */
  #book(cursor: TickCursor, isActive: boolean): void {
    const venue = this.#venue;
    const { instrument } = cursor;
    const { time, side, price, quantity, snapshot, last, length } = cursor.ticks as BookUpdates;
    let at = cursor.at;
    let isWhole = false;
    while (!isWhole && at < length && time[at] === cursor.next) {
      if (snapshot[at] === 1) {
        venue.clearBook(instrument);
        this.#isSnapshot[instrument] = 1;
      }
      venue.level(instrument, side[at], price[at], quantity[at]);
      isWhole = last[at++] === 1;
    }
    cursor.skip(at - cursor.at);
    if (!isWhole) return;
    const { book } = venue.ticks[instrument];
    this.#price(instrument, book.mid, 0, true);
    if (this.#present[instrument] === 0 && this.#input.feeds[instrument].bars === undefined)
      this.#beginBar(instrument, Number.isNaN(book.bestBid) ? book.bestAsk : book.bestBid);
    venue.bookDone(instrument, this.#isSnapshot[instrument] === 1);
    this.#isSnapshot[instrument] = 0;
    this.#after(instrument, isActive);
    if (isActive && this.#input.strategy.onBook !== undefined) this.#calls.book(instrument, this.context.symbols[instrument], book);
  }

  /** A price of an instrument; those of books and quotes make bars where there are no trades. */
  #price(k: number, price: number, quantity: number, isBest: boolean): void {
    const feed = this.#input.feeds[k];
    if (feed.bars !== undefined) return;
    const { hasTrades, last } = this.#venue.ticks[k];
    const makes = quantity > 0 || (!hasTrades && isBest && !Number.isNaN(price));
    if (this.#present[k] === 0) {
      const told = makes || Number.isNaN(last) ? price : last;
      this.#beginBar(k, Number.isNaN(told) ? this.#known(k) : told);
    }
    if (makes && this.#present[k] === 1) this.#bars[k].move(price, quantity);
  }

  /** What is known of a price where nobody tells one now: the last mark, or the one side that there is. */
  #known(k: number): number {
    const mark = this.#venue.ledger.mark[k];
    const { bid, ask } = this.#venue.ticks[k];
    return Number.isNaN(mark) ? (Number.isNaN(bid) ? ask : bid) : mark;
  }

  #beginBar(k: number, price: number): void {
    if (!(price > 0)) return;
    this.#present[k] = 1;
    this.#bars[k].begin(this.#start, price);
    this.#venue.rows[k] = this.#bars[k].length - 1;
  }

  #takeBar(k: number, { open, high, low, close, volume }: Bars, i: number): void {
    this.#bars[k].add(this.#start, open[i], high[i], low[i], close[i], volume[i]);
    this.#present[k] = 1;
    this.#venue.rows[k] = this.#bars[k].length - 1;
  }

  /** What follows a tick: the limits see the equity, the strategy hears what became of its orders, and the venue looks at the margin. */
  #after(k: number, isActive: boolean): void {
    const { notices, guard } = this.#venue;
    guard?.marked(this.context.time, this.#venue.ledger.equity());
    if (notices.length > 0 && isActive) this.#calls.tell(notices);
    if (this.#venue.isLiquidated) this.#isOver = true;
    else if (this.#hasMargin && this.#venue.ledger.quantity[k] !== 0 && this.#venue.isCalled()) this.#liquidate();
  }

  #arrive(time: number): void {
    if (this.#end === Number.POSITIVE_INFINITY) this.#open(time);
    for (let k = 0; k < this.#bars.length; k++) {
      if (this.#present[k] === 0 && this.#input.feeds[k].bars === undefined) this.#beginBar(k, this.#known(k));
    }
    this.#venue.arriveNext();
    this.context.time = this.#venue.time;
    if (this.#venue.notices.length > 0) this.#calls.tell(this.#venue.notices);
    if (this.#venue.isLiquidated) this.#isOver = true;
  }

  #open(time: number): void {
    const { intervalMs } = this.#input;
    this.#start = Math.floor(time / intervalMs) * intervalMs;
    this.#end = this.#start + intervalMs;
  }

  /** The stretch at hand ends: its bars are shown. */
  #close(): void {
    const venue = this.#venue;
    const { from } = this.#input;
    const isActive = this.#start >= from;
    venue.time = this.#end;
    this.context.time = this.#end;
    for (let k = 0; k < this.#bars.length; k++) {
      if (this.#present[k] === 0) continue;
      this.#last[k] = this.#bars[k].length - 1;
      this.#current[k].take(this.#bars[k], this.#last[k]);
      for (const handle of this.#handles) handle.update(k, this.#current[k]);
    }
    if (venue.lends) for (let k = 0; k < this.#bars.length; k++) venue.payBorrow(k, Math.max(this.#charged, venue.heldFrom(k)), this.#end);
    this.#charged = this.#end;
    venue.guard?.marked(this.#end, venue.ledger.equity());
    if (isActive) {
      if (venue.notices.length > 0) this.#calls.tell(venue.notices);
      for (let k = 0; k < this.#bars.length; k++) if (this.#present[k] === 1) this.#calls.bar(k, this.#current[k]);
    }
    const equity = venue.ledger.equity();
    if (equity <= 0) this.#liquidate();
    this.#note();
  }

  /** Notes the row of the stretch at hand and leaves it; one without any bar has none. */
  #note(): void {
    if (this.#present.includes(1)) {
      this.time.push(this.#start);
      this.equity.push(this.#venue.ledger.equity());
      for (let k = 0; k < this.#bars.length; k++) this.rows[k].push(this.#present[k] === 1 ? this.#bars[k].length - 1 : -1);
      this.#present.fill(0);
    }
    this.#end = Number.POSITIVE_INFINITY;
  }

  #ring(time: number): void {
    this.#venue.time = time;
    this.context.time = time;
    this.#calls.ring();
  }

  /** Settles the contracts that expire now. */
  #expire(time: number): void {
    const venue = this.#venue;
    venue.time = time;
    this.context.time = time;
    this.#input.feeds.forEach(({ instrument: { expiry } }, k) => {
      if (expiry !== time) return;
      venue.expire(k);
      venue.settleExpiry(k, venue.rows[k], this.#input.settlements[k], momentCodes.tick);
    });
    this.#nextExpiry = this.#expiryAfter(time);
  }

  /** The first expiry of a contract after `time`; Infinity where there is none. */
  #expiryAfter(time: number): number {
    return this.#input.feeds.reduce(
      (first, { instrument: { expiry } }) => (expiry > time ? Math.min(first, expiry) : first),
      Number.POSITIVE_INFINITY,
    );
  }

  #settle(time: number): void {
    const venue = this.#venue;
    venue.time = time;
    this.context.time = time;
    for (let k = 0; k < this.#bars.length; k++) {
      const rates = this.#input.funding[k];
      if (rates === undefined) continue;
      for (; this.#funded[k] < rates.time.length && rates.time[this.#funded[k]] <= time; this.#funded[k]++) {
        if (venue.ledger.quantity[k] === 0) continue;
        const rate = rates.rate[this.#funded[k]];
        const amount = venue.settleFunding(k, rate, markAt(this.#input.marks[k], time) ?? venue.ledger.mark[k]);
        const payment = { symbol: this.context.symbols[k], time, rate, amount };
        this.payments.push(payment);
        this.#calls.funding(k, payment);
      }
    }
    this.#readNextFunding();
  }

  #readNextFunding(): void {
    this.#nextFunding = Number.POSITIVE_INFINITY;
    this.#input.funding.forEach((rates, k) => {
      if (rates !== undefined && this.#funded[k] < rates.time.length)
        this.#nextFunding = Math.min(this.#nextFunding, rates.time[this.#funded[k]]);
    });
  }

  #liquidate(): void {
    this.#venue.liquidateAll();
    this.#isOver = true;
  }

  /** The account is worth nothing, or what liquidation left. */
  #ruined(): void {
    const { ledger } = this.#venue;
    const index = this.time.length - 1;
    const shortfall = Math.max(0, -ledger.cash);
    ledger.cash = Math.max(0, ledger.cash);
    this.ruin = { index, time: this.time[index], shortfall };
    this.equity[index] = ledger.cash;
  }
}
