import { type FundingRates, momentCodes, type OrderVenue, reasonCodes, typeCodes } from '../exchange/index.ts';
import type { Bars } from '../market/index.ts';
import type { FundingPayment, IndicatorHandle, Strategy } from '../strategy/index.ts';
import type { BarAxis } from './bar-axis.ts';
import { CurrentBar } from './current-bar.ts';
import { EventContext } from './event-context.ts';
import { lateMs, markAt } from './mark-at.ts';
import type { SignalsDriver } from './signals-driver.ts';
import type { Ruin } from './signals-engine.ts';
import { StrategyCalls } from './strategy-calls.ts';

/** What the driver of events runs on. */
export interface EventsInput {
  readonly venue: OrderVenue;
  /** A strategy of events; undefined where a driver stands in. */
  readonly strategy: Strategy<object>;
  readonly name: string;
  /** The times, and the bars that open and close at each. */
  readonly axis: BarAxis;
  readonly equity: Float64Array;
  /** First bar at which the strategy is called. */
  readonly from: number;
  readonly funding: readonly (FundingRates | undefined)[];
  /** Memory for columns that are computed ahead. */
  readonly column: (rows: number) => Float64Array;
  /** Mark prices of each instrument. */
  readonly marks: readonly (Bars | undefined)[];
  /** Instruments that the strategy knows; in hedge mode their short legs come after. */
  readonly count: number;
  readonly fillAt: 'nextOpen' | 'nextClose' | 'close';
  /** Price that each instrument is settled by at its expiry; NaN for its last. */
  readonly settlements: readonly number[];
  /** Turns signals into orders in place of `onBar`; undefined for a strategy of events. */
  readonly driver: SignalsDriver | undefined;
}

/**
 * The events driver: it goes through time once and tells the strategy what happens.
 *
 * At each time, for all instruments with a bar there: funding; orders arrive and market orders fill at the open, those that make
 * positions smaller first; orders work inside the bar; market orders that wait for a close fill; then, at the close, indicators are
 * updated and the strategy hears of orders and fills, timers and bars, instruments in the order of the data.
 */
export class EventsEngine {
  readonly context: EventContext;
  readonly payments: FundingPayment[] = [];
  ruin: Ruin | undefined = undefined;

  readonly #input: EventsInput;
  readonly #markets: readonly Bars[];
  readonly #calls: StrategyCalls;
  readonly #handles: readonly IndicatorHandle[];
  /** Those of them that are fed bar by bar. */
  readonly #streamed: readonly IndicatorHandle[];
  /** Whether there is a maintenance margin that the driver looks after. */
  readonly #hasMargin: boolean;
  /** Whether every open matters: funding or borrowing is paid, or a driver waits for it. */
  readonly #isCrossed: boolean;
  readonly #bars: readonly CurrentBar[];
  readonly #last: Int32Array;
  readonly #funded: Int32Array;
  /** 1 for instruments whose waiting orders free money, so that they go first. */
  readonly #first: Uint8Array;
  /** When the next contract expires, ms. */
  #nextExpiry: number;
  #at = 0;
  #next = 0;

  constructor(input: EventsInput) {
    const { venue, strategy } = input;
    this.#input = input;
    this.#markets = venue.markets;
    this.#last = new Int32Array(venue.markets.length).fill(-1);
    this.#funded = new Int32Array(venue.markets.length);
    this.#first = new Uint8Array(venue.markets.length);
    const settled = { rates: input.funding, counts: this.#funded };
    this.context = new EventContext(venue, venue.markets, this.#last, settled, undefined, input.count);
    this.#bars = venue.markets.map(({ symbol }) => new CurrentBar(symbol));
    this.#nextExpiry = expiryAfter(venue.markets, Number.NEGATIVE_INFINITY);
    this.#isCrossed = input.funding.some((rates) => rates !== undefined) || venue.lends || input.driver !== undefined;
    this.#hasMargin = venue.markets.length > 1 && venue.tiers.some((tiers) => tiers !== undefined);
    this.#calls = new StrategyCalls(strategy, input.name, this.context, () => ({ index: this.#at, time: input.axis.time[this.#at] }));
    this.#handles = this.#calls.handles;
    const known = { markets: venue.markets, rows: this.#last, column: input.column };
    const intervals = venue.markets.map((bars) => bars.intervalMs);
    for (const handle of this.#handles) handle.begin(this.context.symbols, intervals, known);
    this.#streamed = this.#handles.filter((handle) => !handle.isAhead);
    venue.tellsFills = strategy.onFill !== undefined;
    venue.tellsOrders = strategy.onOrder !== undefined;
  }

  /**
   * Runs up to time `until`, not included; true where that is the end, or the account is worth nothing.
   *
   * @throws StrategyError where a callback throws, with its bar and time.
   */
  advance(until: number): boolean {
    const { time, rows } = this.#input.axis;
    if (this.#next === 0) {
      this.context.time = time[0];
      this.#calls.start();
    }
    const end = Math.min(until, time.length);
    const isOver = rows === undefined ? this.#runOne(end) : this.#runMany(rows, end);
    this.#next = end;
    return isOver || end === time.length;
  }

  /** Tells the strategy of the last things and that it is over. */
  finish(): void {
    const { venue } = this.#input;
    if (venue.isLiquidated) this.#end();
    if (venue.notices.length > 0) this.#calls.tell(venue.notices);
    this.#calls.stop();
    for (let k = 0; k < this.#markets.length; k++) venue.endTrading(k);
  }

  /** The indicators that the strategy declared. */
  get handles(): readonly IndicatorHandle[] {
    return this.#handles;
  }

  /** Bars of the axis that are done. */
  get done(): number {
    return this.#next;
  }

  #runOne(until: number): boolean {
    const { equity, venue, from, fillAt } = this.#input;
    const { time } = this.#input.axis;
    const { ledger, notices, working } = venue;
    const { quantity } = ledger;
    const { timers } = this.context;
    const bars = this.#markets[0];
    const { intervalMs } = bars;
    for (let t = this.#next; t < until; t++) {
      this.#at = t;
      if (this.#isCrossed || working[0].length > 0 || (quantity[0] !== 0 && !venue.isUnmoved(0))) {
        if (this.#cross(0, t)) return true;
      } else ledger.mark[0] = bars.close[t];
      this.context.time = time[t] + intervalMs;
      if (this.context.time >= this.#nextExpiry) this.#expire();
      this.#take(0, t);
      venue.guard?.marked(this.context.time, ledger.equity());
      if (t >= from) {
        if (notices.length > 0) this.#calls.tell(venue.notices);
        if (timers.length > 0) this.#calls.ring();
        this.#decide(0);
        if (fillAt === 'close') this.#fillAtClose(undefined, t);
      }
      const value = quantity[0] === 0 ? ledger.cash : ledger.equity();
      equity[t] = value;
      if (value <= 0) {
        this.#liquidateAll(undefined, t);
        return true;
      }
    }
    return false;
  }

  #runMany(rows: readonly Int32Array[], until: number): boolean {
    const { equity, venue, from, fillAt } = this.#input;
    const { time, intervalMs } = this.#input.axis;
    const known = this.#input.count;
    for (let t = this.#next; t < until; t++) {
      this.#at = t;
      if (this.#crossAll(rows, t)) return true;
      this.context.time = time[t] + intervalMs;
      if (this.context.time >= this.#nextExpiry) this.#expire();
      for (let k = 0; k < known; k++) if (rows[k][t] >= 0) this.#take(k, rows[k][t]);
      venue.guard?.marked(this.context.time, venue.ledger.equity());
      if (t >= from) {
        if (venue.notices.length > 0) this.#calls.tell(venue.notices);
        if (this.context.timers.length > 0) this.#calls.ring();
        for (let k = 0; k < known; k++) if (rows[k][t] >= 0) this.#decide(k);
        if (fillAt === 'close') this.#fillAtClose(rows, t);
      }
      equity[t] = venue.ledger.equity();
      if (equity[t] <= 0 || (this.#hasMargin && venue.isCalled())) {
        this.#liquidateAll(rows, t);
        return true;
      }
    }
    return false;
  }

  /** One instrument from the open to its close. True when the account was liquidated. */
  #cross(k: number, i: number): boolean {
    const { venue, fillAt } = this.#input;
    const bars = this.#markets[k];
    venue.ledger.mark[k] = bars.open[i];
    if (this.#input.funding[k] !== undefined) this.#settle(k, i);
    if (venue.lends && i > 0) venue.payBorrow(k, bars.time[i - 1], bars.time[i]);
    this.#open(k, i);
    if (this.#inside(k, i)) return true;
    if (fillAt === 'nextClose') this.#close(k, i);
    venue.ledger.mark[k] = bars.close[i];
    return false;
  }

  #crossAll(rows: readonly Int32Array[], t: number): boolean {
    const { venue, fillAt } = this.#input;
    const count = rows.length;
    const opens = this.#input.axis.opens as readonly Int32Array[];
    if (opens !== rows) this.#crossLate(rows, opens, t);
    if (this.#isCrossed || venue.working.some(isFilled)) this.#openAll(opens, t);
    for (let k = 0; k < count; k++) if (rows[k][t] >= opens[k][t] && rows[k][t] >= 0) this.#inside(k, rows[k][t]);
    for (let k = 0; k < count; k++)
      if (rows[k][t] >= opens[k][t] && rows[k][t] >= 0) venue.ledger.mark[k] = this.#markets[k].close[rows[k][t]];
    if (fillAt === 'nextClose') this.#reducingFirst(rows, t, this.#close);
    return venue.isLiquidated;
  }

  /** The open of all bars at time t: funding and borrowing are paid, and orders arrive. */
  #openAll(opens: readonly Int32Array[], t: number): void {
    const { venue } = this.#input;
    const count = opens.length;
    for (let k = 0; k < count; k++) if (opens[k][t] >= 0) venue.ledger.mark[k] = this.#markets[k].open[opens[k][t]];
    for (let k = 0; k < count; k++) if (opens[k][t] >= 0 && this.#input.funding[k] !== undefined) this.#settle(k, opens[k][t]);
    if (venue.lends) {
      for (let k = 0; k < count; k++) {
        const i = opens[k][t];
        if (i > 0) venue.payBorrow(k, this.#markets[k].time[i - 1], this.#markets[k].time[i]);
      }
    }
    this.#reducingFirst(opens, t, this.#open);
  }

  /** Bars of longer intervals whose last step is missing end before the next ones open. */
  #crossLate(rows: readonly Int32Array[], opens: readonly Int32Array[], t: number): void {
    const { venue } = this.#input;
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k][t];
      if (i < 0 || i >= opens[k][t]) continue;
      this.#inside(k, i);
      venue.ledger.mark[k] = this.#markets[k].close[i];
    }
  }

  /** Does the work of each instrument with a bar at time t, those first whose waiting orders free money. */
  #reducingFirst(rows: readonly Int32Array[], t: number, work: (k: number, i: number) => void): void {
    const { venue, driver } = this.#input;
    const first = this.#first;
    let isWaiting = driver !== undefined;
    for (let k = 0; k < rows.length; k++) {
      first[k] = 0;
      if (rows[k][t] < 0 || (venue.working[k].length === 0 && driver === undefined)) continue;
      isWaiting = true;
      if (venue.reduces(k) || driver?.isTooOld(k, rows[k][t])) first[k] = 1;
    }
    if (!isWaiting) return;
    for (let pass = 1; pass >= 0; pass--) {
      for (let k = 0; k < rows.length; k++) if (rows[k][t] >= 0 && first[k] === pass) work(k, rows[k][t]);
    }
  }

  readonly #open = (k: number, i: number): void => {
    const { venue, driver } = this.#input;
    driver?.open(k, i);
    if (venue.working[k].length === 0) return;
    venue.openBar(k, i);
    driver?.filled(k, i);
  };

  /** The bar from its open to its close. True when the account was liquidated. */
  #inside(k: number, i: number): boolean {
    const { venue, driver } = this.#input;
    if (venue.working[k].length === 0 && (venue.ledger.quantity[k] === 0 || (!this.#isCrossed && venue.isUnmoved(k)))) return false;
    const liquidated = venue.crossBar(k, i) || venue.crossMarks(k, i) || venue.isLiquidated;
    driver?.filled(k, i);
    return liquidated;
  }

  readonly #close = (k: number, i: number): void => {
    const { venue, driver } = this.#input;
    if (venue.working[k].length === 0) return;
    venue.closeBar(k, i);
    driver?.filled(k, i);
  };

  /** Market orders that fill at the very close that decided them. */
  #fillAtClose(rows: readonly Int32Array[] | undefined, t: number): void {
    const { venue } = this.#input;
    if (rows === undefined) this.#close(0, t);
    else this.#reducingFirst(rows, t, this.#close);
    for (let k = 0; k < this.#markets.length; k++) {
      const i = rows === undefined ? t : rows[k][t];
      if (i >= 0) venue.ledger.mark[k] = this.#markets[k].close[i];
    }
    if (venue.notices.length > 0) this.#calls.tell(venue.notices);
  }

  /** Pays the funding that is due up to the open of bar i on what is held before it. */
  #settle(k: number, i: number): void {
    const { venue } = this.#input;
    const { time, rate } = this.#input.funding[k] as FundingRates;
    const bars = this.#markets[k];
    const due = bars.time[i] + lateMs;
    for (; this.#funded[k] < time.length && time[this.#funded[k]] <= due; this.#funded[k]++) {
      const at = this.#funded[k];
      if (venue.ledger.quantity[k] === 0 || i === 0) continue;
      const amount = venue.settleFunding(k, rate[at], markAt(this.#input.marks[k], time[at]) ?? venue.ledger.mark[k]);
      const payment = { symbol: bars.symbol, time: time[at], rate: rate[at], amount };
      this.payments.push(payment);
      this.#calls.funding(k, payment);
    }
  }

  /** Shows bar i of an instrument to its indicators. */
  #take(k: number, i: number): void {
    const bars = this.#markets[k];
    const bar = this.#bars[k];
    bar.take(bars, i);
    this.#last[k] = i;
    for (let h = 0; h < this.#streamed.length; h++) this.#streamed[h].update(k, bar);
  }

  #decide(k: number): void {
    const { driver } = this.#input;
    if (driver === undefined) this.#calls.bar(k, this.#bars[k]);
    else driver.decide(k, this.#last[k]);
  }

  /** Settles the contracts whose expiry has come with the bar at hand. */
  #expire(): void {
    const { venue, settlements } = this.#input;
    const now = this.context.time;
    this.#markets.forEach(({ instrument: { expiry } }, k) => {
      if (expiry < this.#nextExpiry || expiry > now) return;
      venue.endTrading(k);
      venue.settleExpiry(k, Math.max(0, this.#rowOf(k)), settlements[k], momentCodes.close);
    });
    this.#nextExpiry = expiryAfter(this.#markets, now);
  }

  /** The bar of an instrument that is at hand, or the last one before. */
  #rowOf(k: number): number {
    const { rows } = this.#input.axis;
    const row = rows === undefined ? this.#at : rows[k][this.#at];
    return row >= 0 ? row : this.#last[k];
  }

  /** Closes at their marks all positions of an account that can no longer carry them. */
  #liquidateAll(rows: readonly Int32Array[] | undefined, t: number): void {
    const { venue } = this.#input;
    for (let k = 0; k < this.#markets.length; k++) {
      const held = venue.ledger.quantity[k];
      if (held === 0) continue;
      const i = rows === undefined ? t : this.#last[k];
      const price = venue.ledger.mark[k];
      const orderId = venue.addOrder(k, typeCodes.market, held > 0 ? -1 : 1, reasonCodes.liquidation, Number.NaN, i);
      venue.deal(orderId, k, i, -held, price, price, false, reasonCodes.liquidation, momentCodes.close);
    }
    venue.isLiquidated = true;
  }

  /** The account is worth nothing, or what liquidation left, from here on. */
  #end(): void {
    const { venue, equity } = this.#input;
    const { time } = this.#input.axis;
    const t = this.#at;
    const shortfall = Math.max(0, -venue.ledger.cash);
    venue.ledger.cash = Math.max(0, venue.ledger.cash);
    this.ruin = { index: t, time: time[t], shortfall };
    equity.fill(venue.ledger.cash, t);
  }
}

function isFilled(list: readonly unknown[]): boolean {
  return list.length > 0;
}

/** The first expiry of a contract after `time`; Infinity where there is none. */
function expiryAfter(markets: readonly Bars[], time: number): number {
  return markets.reduce((first, { instrument: { expiry } }) => (expiry > time ? Math.min(first, expiry) : first), Number.POSITIVE_INFINITY);
}
