import { ArgumentError, checkKeys, checkNumber, checkOneOf, type Interval, parseInterval, show, suggestion } from '../core/index.ts';
import {
  levelKinds,
  levelPrice,
  noticeOf,
  type OrderDesk,
  type OrderNotice,
  type OrderTicket,
  type Protection,
  type TickMarket,
  type WorkingOrder,
} from '../exchange/index.ts';
import { type Bars, type BookView, contractProfit, type OrderType, type Quote, type TimeInForce } from '../market/index.ts';
import { isRisk, type Level, type Size, type SizeRule, sizeQuantity, toLevelRule, toSizeRule } from '../risk/index.ts';
import type { Context, OrderChange, OrderLevel, OrderRequest, OrderView, PositionView } from '../strategy/index.ts';

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
}

const requestKeys: readonly (keyof OrderRequest)[] = [
  'size',
  'type',
  'limit',
  'trigger',
  'trail',
  'timeInForce',
  'expires',
  'postOnly',
  'reduceOnly',
  'stopLoss',
  'takeProfit',
  'trailingStop',
  'tag',
  'clientId',
  'group',
  'next',
];
const types: readonly OrderType[] = ['market', 'limit', 'stop', 'stopLimit', 'trailingStop', 'marketIfTouched', 'limitIfTouched'];
const historyFields = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const dayMs = 86_400_000;

/** The bars of an instrument, of which strategies see those that have closed. */
type History = Pick<Bars, 'symbol' | 'instrument' | (typeof historyFields)[number]>;

const noOrders: readonly OrderTicket[] = [];
const timesInForce: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK', 'GTD', 'DAY'];

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
  readonly #sizes: Map<string, SizeRule> = new Map();
  #even: SizeRule | undefined = undefined;

  /** @param ticks where the run is one of ticks. @param rows the last bar of each instrument that has closed, kept by the driver; -1 before the first. */
  constructor(venue: OrderDesk, markets: readonly History[], rows: Int32Array, ticks?: readonly TickMarket[]) {
    this.#ticks = ticks;
    this.#venue = venue;
    this.#markets = markets;
    this.#rows = rows;
    this.symbols = markets.map(({ symbol }) => symbol);
  }

  get cash(): number {
    return this.#venue.ledger.cash;
  }

  get equity(): number {
    return this.#venue.ledger.equity();
  }

  position(symbol: string): PositionView {
    const k = this.#instrument(symbol);
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
    const k = this.#instrument(symbol);
    return this.#venue.ledger.quantity[k] === 0 && this.#venue.working[k].length === 0;
  }

  orders(symbol?: string): readonly OrderView[] {
    const lists = symbol === undefined ? this.#venue.working : [this.#venue.working[this.#instrument(symbol)]];
    return lists.flatMap((orders) => orders.map((order) => this.view(noticeOf(order))));
  }

  order(id: number): OrderView | undefined {
    const order = this.#find(id);
    return order === undefined ? undefined : this.view(noticeOf(order));
  }

  buy(symbol: string, request: OrderRequest = {}): OrderView {
    return this.#send(symbol, 1, request);
  }

  sell(symbol: string, request: OrderRequest = {}): OrderView {
    return this.#send(symbol, -1, request);
  }

  close(symbol: string, tag = ''): OrderView | undefined {
    const k = this.#instrument(symbol);
    if (this.#venue.working[k].length > 0) this.cancelAll(symbol);
    const held = this.#venue.ledger.quantity[k];
    if (held === 0) return undefined;
    return this.#send(symbol, held > 0 ? -1 : 1, { size: { units: Math.abs(held) }, reduceOnly: true, tag });
  }

  protect(symbol: string, levels: { readonly stopLoss?: number | null; readonly takeProfit?: number | null }): void {
    checkKeys('levels', levels, ['stopLoss', 'takeProfit']);
    const k = this.#instrument(symbol);
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
    const lists = symbol === undefined ? this.#venue.working : [this.#venue.working[this.#instrument(symbol)]];
    return lists.flatMap((orders) => [...orders]).filter((order) => this.#venue.cancel(order)).length;
  }

  history(symbol: string, count: number, field: (typeof historyFields)[number] = 'close'): Float64Array {
    const k = this.#instrument(symbol);
    const end = this.#rows[k] + 1;
    return this.#markets[k][checkOneOf('field', field, historyFields)].subarray(
      Math.max(0, end - checkNumber('count', count, { min: 0 })),
      end,
    );
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

  at(name: string, time: number): void {
    this.timers.push({ name, next: checkNumber('time', time), every: 0 });
  }

  every(name: string, interval: Interval): void {
    const every = parseInterval(interval);
    this.timers.push({ name, next: Math.floor(this.time / every + 1) * every, every });
  }

  log(message: string, data?: unknown): void {
    this.lines.push({ time: this.time, message, data });
  }

  /** An order as strategies see it. */
  view({ order, state, filled, remaining, price, trigger, reject }: OrderNotice): OrderView {
    const { ticket, id } = order;
    return {
      id,
      clientId: ticket.clientId,
      tag: ticket.tag,
      symbol: this.symbols[ticket.instrument],
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
    const order = this.#venue.submit(this.#ticket(k, side, request), Math.max(0, this.#rows[k]));
    return this.view(noticeOf(order));
  }

  #ticket(k: number, side: 1 | -1, request: OrderRequest): OrderTicket {
    checkKeys('order', request, requestKeys);
    const { limit = Number.NaN, trigger = Number.NaN, expires, group = '' } = request;
    const trail = request.trail === undefined ? undefined : toLevelRule('trail', request.trail);
    const type = checkOneOf('type', request.type ?? impliedType(request), types);
    checkPrices(type, request);
    const protection = this.#protection(request);
    const size = this.#sizeOf(request.size);
    if (size !== undefined && isRisk(size.kind) && size.stop === undefined && request.stopLoss === undefined)
      throw new ArgumentError(`Expected \`size.${size.kind}\` to come with a stop: give \`stopLoss\`, or \`size.stop\`.`);
    const timeInForce = checkOneOf('timeInForce', request.timeInForce ?? (expires === undefined ? 'GTC' : 'GTD'), timesInForce);
    const dayEnd = Math.floor(this.time / dayMs + 1) * dayMs;
    const units = size?.kind === 'units' && size.value.step === 0 ? size.value.values[0] : Number.NaN;
    return {
      instrument: k,
      side,
      type,
      quantity: units,
      sizer: size !== undefined && Number.isNaN(units) ? this.#sizer(size, protection) : undefined,
      price: limit,
      trigger,
      trailKind: trail?.kind ?? 0,
      trailValue: trail === undefined ? Number.NaN : trail.value.values[0] * trail.multiple,
      timeInForce,
      expires: timeInForce === 'DAY' ? dayEnd : (expires ?? Number.POSITIVE_INFINITY),
      postOnly: request.postOnly ?? false,
      reduceOnly: request.reduceOnly ?? false,
      beyond: size !== undefined && size.kind !== 'units' && size.kind !== 'notional',
      protection,
      base: Number.NaN,
      reason: -1,
      tag: request.tag ?? '',
      clientId: request.clientId ?? '',
      group,
      children:
        request.next === undefined
          ? noOrders
          : request.next.map(({ side: way, ...child }) => this.#ticket(k, way === 'buy' ? 1 : -1, child)),
    };
  }

  /** The rule of a size; undefined where its number is none, which the venue refuses. Rules of the same numbers are kept. */
  #sizeOf(size: Size | undefined): SizeRule | undefined {
    if (size === undefined) return (this.#even ??= toSizeRule('size', { equity: 1 / this.symbols.length }));
    const [kind] = typeof size === 'object' && size !== null ? Object.keys(size) : [];
    const number = kind === undefined ? undefined : (size as Readonly<Record<string, unknown>>)[kind];
    if (typeof number !== 'number' || 'stop' in size) return toSizeRule('size', size);
    if (!(number > 0 && number < Number.POSITIVE_INFINITY)) return undefined;
    const known = this.#sizes.get(kind as string);
    if (known !== undefined && known.value.values[0] === number) return known;
    const rule = toSizeRule('size', size);
    this.#sizes.set(kind as string, rule);
    return rule;
  }

  /** Units of an order at its fill: units and values as they are, shares beyond what closes an opposite position. */
  #sizer(size: SizeRule, protection: Protection | undefined): NonNullable<OrderTicket['sizer']> {
    return (order, index, price, liquidity, closing) => {
      const { instrument, side } = order.ticket;
      const stop = protection === undefined ? Number.NaN : levelPrice(protection.stopKind, protection.stopValue, price, -side, 0);
      const context = { venue: this.#venue, instrument, decided: order.decided, index, side, price, liquidity, closing, stop };
      return sizeQuantity(size, context);
    };
  }

  #protection({ stopLoss, takeProfit, trailingStop }: OrderRequest): Protection | undefined {
    if (stopLoss === undefined && takeProfit === undefined && trailingStop === undefined) return undefined;
    const stop = level('stopLoss', stopLoss);
    const target = level('takeProfit', takeProfit);
    const trail = level('trailingStop', trailingStop);
    return {
      stopKind: stop.kind,
      stopValue: stop.value,
      targetKind: target.kind,
      targetValue: target.value,
      trailKind: trail.kind,
      trailValue: trail.value,
    };
  }
}

function level(name: string, given: OrderLevel | undefined): { readonly kind: Protection['stopKind']; readonly value: number } {
  if (given === undefined) return { kind: levelKinds.none, value: Number.NaN };
  if (typeof given === 'number') return { kind: levelKinds.price, value: given };
  const rule = toLevelRule(name, given as Level);
  return { kind: rule.kind, value: rule.value.values[0] * rule.multiple };
}

function impliedType({ limit, trigger, trail }: OrderRequest): OrderType {
  if (trail !== undefined) return 'trailingStop';
  if (trigger !== undefined) return limit === undefined ? 'stop' : 'stopLimit';
  return limit === undefined ? 'market' : 'limit';
}

const needed: Readonly<Record<OrderType, readonly ('limit' | 'trigger' | 'trail')[]>> = {
  market: [],
  limit: ['limit'],
  stop: ['trigger'],
  stopLimit: ['limit', 'trigger'],
  trailingStop: ['trail'],
  marketIfTouched: ['trigger'],
  limitIfTouched: ['limit', 'trigger'],
};

/** Throws where an order lacks a price of its type, or has one that its type does not know. */
function checkPrices(type: OrderType, request: OrderRequest): void {
  for (const field of ['limit', 'trigger', 'trail'] as const) {
    const needs = needed[type].includes(field);
    if (needs === (request[field] !== undefined)) continue;
    throw new ArgumentError(
      `Expected a ${type} order ${needs ? `to have \`${field}\`` : `without \`${field}\``}, was \`${show(request)}\`.`,
    );
  }
}
