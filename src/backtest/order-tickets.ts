import { ArgumentError, checkKeys, checkNumber, checkOneOf, dayMs, show } from '../core/index.ts';
import { levelKinds, levelPrice, type OrderDesk, type OrderTicket, type Protection } from '../exchange/index.ts';
import type { OrderType, TimeInForce } from '../market/index.ts';
import { isRisk, type Level, type Size, type SizeRule, sizeQuantity, toLevelRule, toSizeRule } from '../risk/index.ts';
import type { OrderLevel, OrderRequest } from '../strategy/index.ts';

const requestKeys: readonly (keyof OrderRequest)[] = [
  'size',
  'type',
  'positionSide',
  'closeOnTrigger',
  'display',
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
const noOrders: readonly OrderTicket[] = [];
const timesInForce: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK', 'GTD', 'DAY'];

/** Makes tickets of what strategies ask for. */
export class OrderTickets {
  readonly #venue: OrderDesk;
  /** Instruments that share the account. */
  readonly #count: number;
  /** Whether instruments from `#count` on are short legs of those before them. */
  readonly #isHedged: boolean;
  readonly #sizes: Map<string, SizeRule> = new Map();
  #even: SizeRule | undefined = undefined;

  constructor(venue: OrderDesk, count: number) {
    this.#venue = venue;
    this.#count = count;
    this.#isHedged = venue.markets.length > count;
  }

  /**
   * The ticket of a request.
   *
   * @param time now, ms: a day order lives to its midnight.
   * @throws ArgumentError where the request is none.
   */
  ticket(k: number, side: 1 | -1, request: OrderRequest, time: number): OrderTicket {
    checkRequest(request);
    const { limit = Number.NaN, trigger = Number.NaN, expires, group = '' } = request;
    const trail = request.trail === undefined ? undefined : toLevelRule('trail', request.trail);
    const type = checkOneOf('type', request.type ?? impliedType(request), types);
    checkPrices(type, request);
    const protection = this.#protection(request);
    const closes = request.closeOnTrigger ?? false;
    if (closes && (request.size !== undefined || !isConditional(type)))
      throw new ArgumentError(
        `Expected \`closeOnTrigger\` with a trigger or a trail and without \`size\`: it closes the whole position, was \`${show(request)}\`.`,
      );
    const display = request.display === undefined ? Number.POSITIVE_INFINITY : checkNumber('display', request.display, { above: 0 });
    const units = unitsOf(request.size);
    const size = units === undefined ? this.#sizeOf(request.size) : undefined;
    if (size !== undefined && isRisk(size.kind) && size.stop === undefined && request.stopLoss === undefined)
      throw new ArgumentError(`Expected \`size.${size.kind}\` to come with a stop: give \`stopLoss\`, or \`size.stop\`.`);
    const timeInForce = checkOneOf('timeInForce', request.timeInForce ?? (expires === undefined ? 'GTC' : 'GTD'), timesInForce);
    const dayEnd = Math.floor(time / dayMs + 1) * dayMs;
    return {
      instrument: k,
      side,
      type,
      quantity: closes || units === undefined ? Number.NaN : units,
      sizer: closes ? closeAll : size === undefined ? undefined : this.#sizer(size, protection),
      price: limit,
      trigger,
      trailKind: trail?.kind ?? 0,
      trailValue: trail === undefined ? Number.NaN : trail.value.values[0] * trail.multiple,
      timeInForce,
      expires: timeInForce === 'DAY' ? dayEnd : (expires ?? Number.POSITIVE_INFINITY),
      postOnly: request.postOnly ?? false,
      reduceOnly: closes || (request.reduceOnly ?? false) || (this.#isHedged && k < this.#count === side < 0),
      display,
      beyond: !closes && size !== undefined && size.kind !== 'units' && size.kind !== 'notional',
      protection,
      base: Number.NaN,
      fromClose: false,
      exposure: Number.NaN,
      reason: -1,
      tag: request.tag ?? '',
      clientId: request.clientId ?? '',
      group,
      children:
        request.next === undefined
          ? noOrders
          : request.next.map(({ side: way, ...child }) => this.ticket(k, way === 'buy' ? 1 : -1, child, time)),
    };
  }

  /** The rule of a size; undefined where its number is none, which the venue refuses. Rules of the same numbers are kept. */
  #sizeOf(size: Size | undefined): SizeRule | undefined {
    if (size === undefined) return (this.#even ??= toSizeRule('size', { equity: 1 / this.#count }));
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

/** A plain number of units, which needs no rule; undefined for other sizes. */
function unitsOf(size: Size | undefined): number | undefined {
  if (typeof size !== 'object' || size === null || !('units' in size) || typeof size.units !== 'number') return undefined;
  for (const name in size) if (name !== 'units') return undefined;
  return size.units;
}

/** Orders that close a position deal all of it. */
const closeAll: NonNullable<OrderTicket['sizer']> = (_order, _index, _price, _liquidity, closing) => closing;

function isConditional(type: OrderType): boolean {
  return type !== 'market' && type !== 'limit';
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

/** Prices of each type, one bit each: limit, trigger, trail. */
const neededBits: Readonly<Record<OrderType, number>> = {
  market: 0,
  limit: 1,
  stop: 2,
  stopLimit: 3,
  trailingStop: 4,
  marketIfTouched: 2,
  limitIfTouched: 3,
};

const requestNames: ReadonlySet<string> = new Set(requestKeys);

/** Throws where a request has a name that orders do not know; the list of names is read for that alone. */
function checkRequest(request: OrderRequest): void {
  if (typeof request !== 'object' || request === null) checkKeys('order', request, requestKeys);
  for (const name in request) if (!requestNames.has(name)) checkKeys('order', request, requestKeys);
}

/** Throws where an order lacks a price of its type, or has one that its type does not know. */
function checkPrices(type: OrderType, request: OrderRequest): void {
  const { limit, trigger, trail } = request;
  if (((limit === undefined ? 0 : 1) | (trigger === undefined ? 0 : 2) | (trail === undefined ? 0 : 4)) === neededBits[type]) return;
  for (const [bit, field] of (['limit', 'trigger', 'trail'] as const).entries()) {
    const needs = (neededBits[type] & (1 << bit)) !== 0;
    if (needs === (request[field] !== undefined)) continue;
    throw new ArgumentError(
      `Expected a ${type} order ${needs ? `to have \`${field}\`` : `without \`${field}\``}, was \`${show(request)}\`.`,
    );
  }
}
