import { ArgumentError, checkKeys, checkNumber, checkOneOf, type Interval, parseInterval, show, suggestion } from '../core/index.ts';
import {
  type FundingRates,
  levelKinds,
  levelPrice,
  type OrderDesk,
  type OrderNotice,
  type TickMarket,
  type WorkingOrder,
} from '../exchange/index.ts';
import { type Bars, type BookView, contractProfit, type Direction, type Instrument, type Quote } from '../market/index.ts';
import type { Context, OrderChange, OrderRequest, OrderView, PositionView, ProtectLevels } from '../strategy/index.ts';
import { OrderTickets } from './order-tickets.ts';

/** A line that a strategy noted. */
export interface LogLine {
  readonly time: number;
  readonly message: string;
  readonly data: unknown;
}

/** A timer of a strategy. */
export interface Timer {
  readonly name: string;
  next: number;
  /** 0 for one that is due once. */
  readonly every: number;
  /** How much later than the multiples of the interval it is due, ms. */
  readonly shift: number;
}

/** Funding rates of each instrument, and how many of them have been settled. */
export interface SettledFunding {
  readonly rates: readonly (FundingRates | undefined)[];
  readonly counts: Int32Array;
}

const historyFields = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
/** The bars of an instrument, of which strategies see those that have closed. */
type History = Pick<Bars, 'symbol' | 'instrument' | (typeof historyFields)[number]>;

/** What a strategy sees and does in a backtest. */
export class EventContext implements Context {
  readonly symbols: readonly string[];
  time = 0;
  readonly lines: LogLine[] = [];
  readonly timers: Timer[] = [];
  readonly #venue: OrderDesk;
  readonly #markets: readonly History[];
  readonly #rows: Int32Array;
  readonly #ticks: readonly TickMarket[] | undefined;
  readonly #settled: SettledFunding;
  readonly #rates: readonly Float64Array[];
  readonly #tickets: OrderTickets;
  /** Whether both sides of an instrument are held at once. */
  readonly #isHedged: boolean;

  /**
   * @param rows the last bar of each instrument that has closed, kept by the driver; -1 before the first.
   * @param settled funding rates and how many of each are over, kept by the driver.
   * @param ticks where the run is one of ticks.
   */
  constructor(
    venue: OrderDesk,
    markets: readonly History[],
    rows: Int32Array,
    settled: SettledFunding,
    ticks?: readonly TickMarket[],
    count: number = markets.length,
  ) {
    this.#ticks = ticks;
    this.#settled = settled;
    this.#rates = settled.rates.map((own) => Float64Array.from(own?.rate ?? []));
    this.#venue = venue;
    this.#markets = markets;
    this.#rows = rows;
    this.symbols = markets.slice(0, count).map(({ symbol }) => symbol);
    this.#isHedged = count < markets.length;
    this.#tickets = new OrderTickets(venue, count);
  }

  get cash(): number {
    return this.#venue.ledger.cash;
  }

  get equity(): number {
    return this.#venue.ledger.equity();
  }

  position(symbol: string, positionSide?: Direction): PositionView {
    const k = this.#leg(this.#instrument(symbol), positionSide ?? 'long');
    const { ledger, stop, target } = this.#venue;
    const quantity = ledger.quantity[k];
    return {
      symbol,
      quantity,
      averagePrice: ledger.averagePrice[k],
      unrealizedPnl:
        quantity === 0
          ? 0
          : contractProfit(this.#markets[k].instrument, Math.sign(quantity), ledger.averagePrice[k], ledger.mark[k], Math.abs(quantity)),
      stopLoss: stop[k],
      takeProfit: target[k],
    };
  }

  isIdle(symbol: string): boolean {
    return this.#legs(symbol).every((k) => this.#venue.ledger.quantity[k] === 0 && this.#venue.working[k].length === 0);
  }

  orders(symbol?: string): readonly OrderView[] {
    return this.#living(symbol).map((order) => this.view(order, order));
  }

  order(id: number): OrderView | undefined {
    const order = this.#find(id);
    return order === undefined ? undefined : this.view(order, order);
  }

  buy(symbol: string, request: OrderRequest = {}): OrderView {
    return this.#send(symbol, 1, request);
  }

  sell(symbol: string, request: OrderRequest = {}): OrderView {
    return this.#send(symbol, -1, request);
  }

  close(symbol: string, tag = ''): OrderView | undefined {
    let sent: OrderView | undefined;
    for (const k of this.#legs(symbol)) {
      if (this.#venue.working[k].length > 0) for (const order of [...this.#venue.working[k]]) this.#venue.cancel(order);
      const held = this.#venue.ledger.quantity[k];
      if (held !== 0) sent = this.#deal(k, held > 0 ? -1 : 1, { size: { units: Math.abs(held) }, reduceOnly: true, tag });
    }
    return sent;
  }

  protect(symbol: string, levels: ProtectLevels): void {
    checkKeys('levels', levels, ['stopLoss', 'takeProfit', 'positionSide']);
    const k = this.#leg(this.#instrument(symbol), levels.positionSide ?? 'long');
    if (this.#venue.ledger.quantity[k] === 0) return;
    const tick = this.#markets[k].instrument.tickSize;
    const set = (column: Float64Array, value: number | null | undefined, name: string): void => {
      if (value === undefined) return;
      column[k] = value === null ? Number.NaN : levelPrice(levelKinds.price, checkNumber(name, value, { above: 0 }), 0, 1, tick);
    };
    set(this.#venue.stop, levels.stopLoss, 'stopLoss');
    set(this.#venue.target, levels.takeProfit, 'takeProfit');
    this.#venue.protectedFrom[k] = Math.max(this.#venue.protectedFrom[k], 0);
  }

  amend(id: number, change: OrderChange): boolean {
    checkKeys('change', change, ['limit', 'trigger', 'units', 'expires']);
    for (const [name, value] of Object.entries(change)) if (value !== undefined) checkNumber(name, value, { above: 0 });
    const order = this.#find(id);
    if (order === undefined) return false;
    const { limit, trigger, units, expires } = change;
    return this.#venue.amend(order, {
      ...(limit !== undefined && { price: limit }),
      ...(trigger !== undefined && { trigger }),
      ...(units !== undefined && { quantity: units }),
      ...(expires !== undefined && { expires }),
    });
  }

  cancel(id: number): boolean {
    const order = this.#find(id);
    return order !== undefined && this.#venue.cancel(order);
  }

  cancelAll(symbol?: string): number {
    return this.#living(symbol).filter((order) => this.#venue.cancel(order)).length;
  }

  history(symbol: string, count: number, field: (typeof historyFields)[number] = 'close'): Float64Array {
    const k = this.#instrument(symbol);
    const end = this.#rows[k] + 1;
    return this.#markets[k][checkOneOf('field', field, historyFields)].slice(
      Math.max(0, end - checkNumber('count', count, { min: 0 })),
      end,
    );
  }

  instrument(symbol: string): Instrument {
    return this.#markets[this.#instrument(symbol)].instrument;
  }

  book(symbol: string): BookView | undefined {
    const market = this.#ticks?.[this.#instrument(symbol)];
    return market?.detail === 'book' ? market.book : undefined;
  }

  quote(symbol: string): Quote | undefined {
    const market = this.#ticks?.[this.#instrument(symbol)];
    if (market === undefined || market.detail === 'trades') return undefined;
    const { bid, bidSize, ask, askSize } = market;
    return { symbol, time: this.time, bid, bidSize, ask, askSize };
  }

  fundingRates(symbol: string, count: number): Float64Array {
    const k = this.#instrument(symbol);
    const end = this.#settled.counts[k];
    return this.#rates[k].slice(Math.max(0, end - checkNumber('count', count, { min: 0 })), end);
  }

  at(name: string, time: number): void {
    this.timers.push({ name, next: checkNumber('time', time), every: 0, shift: 0 });
  }

  every(name: string, interval: Interval, offset?: Interval): void {
    const every = parseInterval(interval);
    const shift = offset === undefined ? 0 : parseInterval(offset, 'offset');
    this.timers.push({ name, next: Math.floor((this.time - shift) / every + 1) * every + shift, every, shift });
  }

  log(message: string, data?: unknown): void {
    this.lines.push({ time: this.time, message, data });
  }

  /** An order as strategies see it. */
  view({ ticket, id }: WorkingOrder, stood: Omit<OrderNotice, 'order'>): OrderView {
    const { state, filled, remaining, price, trigger, reject } = stood;
    return {
      id,
      clientId: ticket.clientId,
      tag: ticket.tag,
      symbol: this.symbols[ticket.instrument % this.symbols.length],
      side: ticket.side > 0 ? 'buy' : 'sell',
      type: ticket.type,
      state,
      quantity: Number.isNaN(remaining) ? ticket.quantity : filled + remaining,
      filled,
      limit: price,
      trigger,
      reject,
    };
  }

  /** The order of an id that is alive. */
  #find(id: number): WorkingOrder | undefined {
    for (const orders of this.#venue.working) for (const order of orders) if (order.id === id) return order;
    return undefined;
  }

  #instrument(symbol: string): number {
    const k = this.symbols.indexOf(symbol);
    if (k >= 0) return k;
    throw new ArgumentError(
      `Expected \`symbol\` to be one of ${this.symbols.join(', ')}, was \`${show(symbol)}\`.${suggestion(symbol, this.symbols)}`,
    );
  }

  #send(symbol: string, side: 1 | -1, request: OrderRequest): OrderView {
    const k = this.#instrument(symbol);
    const { positionSide = (request.reduceOnly ?? request.closeOnTrigger) ? (side > 0 ? 'short' : 'long') : side > 0 ? 'long' : 'short' } =
      request;
    return this.#deal(this.#leg(k, positionSide), side, request);
  }

  #deal(k: number, side: 1 | -1, request: OrderRequest): OrderView {
    const ticket = this.#tickets.ticket(k, side, request, this.time);
    const order = this.#venue.submit(ticket, Math.max(0, this.#rows[k % this.symbols.length]));
    return this.view(order, order);
  }

  /** The instrument that holds a side of k: itself, or in hedge mode its short leg. */
  #leg(k: number, positionSide: Direction): number {
    checkOneOf('positionSide', positionSide, ['long', 'short']);
    return this.#isHedged && positionSide === 'short' ? k + this.symbols.length : k;
  }

  /** All that is held of a symbol: one instrument, or in hedge mode two legs. */
  #legs(symbol: string): readonly number[] {
    const k = this.#instrument(symbol);
    return this.#isHedged ? [k, k + this.symbols.length] : [k];
  }

  /** Orders that are alive, of a symbol or of all. */
  #living(symbol: string | undefined): readonly WorkingOrder[] {
    if (symbol === undefined) return this.#venue.working.flat();
    return this.#legs(symbol).flatMap((k) => this.#venue.working[k]);
  }
}
