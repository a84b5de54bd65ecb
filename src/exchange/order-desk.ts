import { Rng } from '../core/index.ts';
import { type Bars, contractProfit, type Liquidity, type RejectCode } from '../market/index.ts';
import type { VenueJournals } from './account.ts';
import { impactAt, takerPrice } from './costs/price-impact.ts';
import type { RejectModel } from './costs/rejects.ts';
import type { SlippageModel, TakerFill } from './costs/slippage.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { recentVolatility } from './costs/volatility.ts';
import { momentCodes, reasonCodes, typeCodes } from './ledger/journal.ts';
import { MarginVenue } from './margin-venue.ts';
import type { Protection } from './matching/protection.ts';
import { OrderGroups } from './orders/order-groups.ts';
import type { OrderGuard } from './orders/order-guard.ts';
import { invalidity, isLimit, steppedLimit, steppedTrigger } from './orders/order-levels.ts';
import { type FillNotice, noticeOf, type OrderNotice, type OrderRules } from './orders/order-rules.ts';
import { type OrderTicket, WorkingOrder } from './orders/working-order.ts';
import { settingAt } from './setting.ts';
import { floorToStep } from './steps.ts';

/** What may be changed of a living order: price, trigger, quantity (the new whole) or end. */
export interface OrderAmendment {
  readonly price?: number;
  readonly trigger?: number;
  readonly quantity?: number;
  readonly expires?: number;
}

/**
 * The desk of a venue, where orders live on their own: taken or refused, linked, amended and cancelled, dealt in parts. When and at what
 * price they are dealt is for the venues that build on it, from bars ({@link OrderVenue}) and from ticks ({@link TickVenue}).
 */
export abstract class OrderDesk extends MarginVenue {
  /** Working orders of each instrument, the oldest first. */
  readonly working: readonly WorkingOrder[][];
  readonly orderRules: OrderRules;
  /** The trader's own limits. */
  guard: OrderGuard | undefined = undefined;
  /** Whether fills and changes of orders are noted for someone to hear of. */
  tellsFills = true;
  tellsOrders = true;
  /** Fills and changes of orders since they were last taken away, in the order of their happening. */
  readonly notices: (FillNotice | OrderNotice)[] = [];

  readonly #clientIds: Map<string, WorkingOrder> = new Map();
  readonly #groups: OrderGroups = new OrderGroups();
  readonly #slippage: SlippageModel | undefined;
  readonly #rejects: RejectModel | undefined;
  readonly #rng: Rng;

  constructor(
    markets: readonly Bars[],
    rules: OrderRules,
    costs: VenueCosts,
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: VenueJournals,
  ) {
    super(markets, rules, costs, cash, finer, journals);
    this.orderRules = rules;
    this.#slippage = costs.slippage;
    this.#rejects = costs.rejects;
    this.#rng = costs.rng ?? new Rng(1);
    this.working = markets.map(() => []);
  }

  /** Whether nothing can be traded any more after bar `index`. */
  protected abstract isOver(instrument: number, index: number): boolean;

  /** The price of a fill: with a slippage model also by its quantity and the market that it meets. */
  override fillPrice(instrument: number, index: number, side: number, reference: number, slips: boolean, quantity: number = 0): number {
    const model = this.#slippage;
    if (!slips || model === undefined) return super.fillPrice(instrument, index, side, reference, slips);
    const { tickSize } = this.markets[instrument].instrument;
    const conditions = this.conditionsAt(instrument, index, reference);
    const slippage = model.slippage({ side: side > 0 ? 1 : -1, quantity, price: reference, tickSize, index, ...conditions });
    return takerPrice(reference, side, impactAt(this.impact, index) + slippage / reference, tickSize);
  }

  /** Volume, volatility and spread that a fill meets; NaN where nobody knows. */
  protected conditionsAt(instrument: number, index: number, price: number): Pick<TakerFill, 'volume' | 'volatility' | 'spread'> {
    const bars = this.markets[instrument];
    const spread = settingAt(this.impact.spread, index) * price;
    return { volume: bars.volume[index], volatility: recentVolatility(bars, index), spread: spread > 0 ? spread : Number.NaN };
  }

  /** Units that may still be dealt for an instrument at bar `index`. */
  protected abstract room(instrument: number, index: number): number;

  /** Takes an order that was decided at the close of bar `index`. What is refused at once comes back rejected. */
  submit(ticket: OrderTicket, index: number): WorkingOrder {
    const order = this.#note(ticket, index);
    const refused = this.#refusal(order, index);
    if (refused === undefined) return this.#register(order);
    this.refuse(order, refused, ticket.quantity);
    return order;
  }

  /** Takes an order of the venue's own, which nobody refuses. */
  protected place(ticket: OrderTicket, index: number): WorkingOrder {
    return this.#register(this.#note(ticket, index));
  }

  /** Sends an order that was to follow one that has filled. */
  protected sendChild(ticket: OrderTicket, index: number): void {
    this.submit(ticket, index);
  }

  #note(ticket: OrderTicket, index: number): WorkingOrder {
    const { instrument, side, type, reduceOnly } = ticket;
    const tick = this.markets[instrument].instrument.tickSize;
    const price = steppedLimit(side, ticket.price, tick);
    const trigger = steppedTrigger(type, side, ticket.trigger, tick);
    const reason = ticket.reason >= 0 ? ticket.reason : reduceOnly ? reasonCodes.exit : reasonCodes.entry;
    const id = this.addOrder(instrument, typeCodes[type], side, reason, Number.isNaN(trigger) ? price : trigger, index);
    const order = new WorkingOrder(id, ticket, index, index + 1 + this.orderRules.delay(instrument));
    order.price = price;
    order.trigger = trigger;
    return order;
  }

  #register(order: WorkingOrder): WorkingOrder {
    const { clientId, instrument } = order.ticket;
    if (clientId !== '') this.#clientIds.set(clientId, order);
    this.#groups.add(order);
    this.working[instrument].push(order);
    this.tell(order);
    return order;
  }

  /** Changes price, trigger, quantity (the new whole) or end of a living order; false where it is no longer alive. */
  amend(order: WorkingOrder, change: OrderAmendment): boolean {
    if (order.isDone) return false;
    const { side, type, instrument } = order.ticket;
    const tick = this.markets[instrument].instrument.tickSize;
    if (change.price !== undefined) {
      order.price = steppedLimit(side, change.price, tick);
      order.isRepriced = true;
    }
    if (change.trigger !== undefined) order.trigger = steppedTrigger(type, side, change.trigger, tick);
    if (change.expires !== undefined) order.expires = change.expires;
    if (change.quantity !== undefined) {
      order.remaining = change.quantity - order.filled;
      if (!(order.remaining > 0)) this.end(order, 'canceled');
    }
    return true;
  }

  /** Takes a living order away; false where it is no longer alive. */
  cancel(order: WorkingOrder): boolean {
    if (order.isDone) return false;
    this.end(order, 'canceled');
    return true;
  }

  /** Whether market orders that wait for instrument k make its position smaller, so that they free money. */
  reduces(instrument: number): boolean {
    const held = this.ledger.quantity[instrument];
    return this.working[instrument].some(({ ticket }) => {
      if (ticket.type !== 'market') return false;
      if (Number.isNaN(ticket.exposure)) return !ticket.beyond && held * ticket.side < 0;
      const value = Math.abs(held * this.unitValue(instrument, this.ledger.mark[instrument]));
      return Math.abs(ticket.exposure * this.ledger.equity()) < value;
    });
  }

  /** The time in force and the end of the data end orders; called when the bars of an instrument are over. */
  endTrading(instrument: number): void {
    for (const order of [...this.working[instrument]]) if (!order.isDone) this.end(order, 'expired');
  }

  override deal(
    orderId: number,
    instrument: number,
    index: number,
    quantity: number,
    reference: number,
    price: number,
    isMaker: boolean,
    reason: number,
    moment: number,
  ): number {
    const { quantity: held, averagePrice } = this.ledger;
    const [before, average] = [held[instrument], averagePrice[instrument]];
    const fee = super.deal(orderId, instrument, index, quantity, reference, price, isMaker, reason, moment);
    // What an order turns is another position, which the old levels do not protect.
    if (before * this.ledger.quantity[instrument] < 0) this.unprotect(instrument);
    if (this.tellsFills) {
      const slippage = this.slippageOf(instrument, reference, price, Math.abs(quantity));
      const time = this.timeOf(instrument, index);
      this.notices.push({ orderId, instrument, quantity, price, fee, slippage, reason, index, time, moment, isMaker });
    }
    if (this.guard !== undefined && before * quantity < 0) {
      const closed = Math.min(Math.abs(before), Math.abs(quantity));
      const profit = contractProfit(this.markets[instrument].instrument, Math.sign(before), average, price, closed);
      this.guard.closed(instrument, profit, reason, index);
    }
    this.dealt(instrument, index, quantity);
    return fee;
  }

  /** A fill of so many units, above 0 bought, has been booked. */
  protected dealt(_instrument: number, _index: number, _quantity: number): void {}

  #refusal(order: WorkingOrder, index: number): RejectCode | undefined {
    const { instrument, clientId } = order.ticket;
    if (this.isLiquidated) return 'ACCOUNT_LIQUIDATED';
    if (this.#rejects?.rejects(this.#rng)) return 'REJECTED_BY_VENUE';
    if (this.isOver(instrument, index)) return 'INSTRUMENT_NOT_TRADING';
    if (clientId !== '' && this.#clientIds.has(clientId)) return 'DUPLICATE_CLIENT_ID';
    if (this.working[instrument].length >= this.orderRules.maxOrders) return 'TOO_MANY_ORDERS';
    const { priceBand } = this.markets[instrument].instrument;
    const last = this.ledger.mark[instrument];
    if (Math.abs(order.price - last) > priceBand * last) return 'PRICE_OUT_OF_BAND';
    return invalidity(order.ticket) ?? this.guard?.refuse(order.ticket, this, index);
  }

  /** The venue refuses an order, or what is left of one that has filled in part. */
  protected refuse(order: WorkingOrder, code: RejectCode, quantity: number): void {
    order.reject = code;
    const status = order.filled > 0 ? 'canceled' : 'rejected';
    this.orders.end(order.id, status, order.filled > 0 ? order.filled : quantity, code);
    order.become(status);
    this.#drop(order);
  }

  protected end(order: WorkingOrder, status: 'canceled' | 'expired'): void {
    this.orders.end(order.id, status, order.filled > 0 ? order.filled : Number.NaN);
    order.become(status);
    this.#drop(order);
  }

  protected tell(order: WorkingOrder): void {
    if (this.tellsOrders) this.notices.push(noticeOf(order));
  }

  /** Takes an order that is done from the book, and tells of it. */
  #drop(order: WorkingOrder): void {
    const orders = this.working[order.ticket.instrument];
    const at = orders.indexOf(order);
    if (at >= 0) orders.splice(at, 1);
    const { clientId } = order.ticket;
    if (clientId !== '' && this.#clientIds.get(clientId) === order) this.#clientIds.delete(clientId);
    this.tell(order);
  }

  /** Deals what is left of an order at `reference`, as far as the volume of the bar and the account let it. */
  protected fill(order: WorkingOrder, index: number, reference: number, moment: number, rested: boolean): void {
    const { ticket } = order;
    const { instrument, side } = ticket;
    if (!Number.isNaN(ticket.exposure)) {
      this.#rebalance(order, index, reference, moment);
      return;
    }
    const isMaker = isLimit(ticket.type) && rested;
    const liquidity: Liquidity = isMaker ? 'maker' : 'taker';
    const slips = !isLimit(ticket.type);
    const held = this.ledger.quantity[instrument];
    const opposite = held * side < 0 ? Math.abs(held) : 0;
    if (ticket.reduceOnly && opposite === 0) {
      this.refuse(order, 'REDUCE_ONLY_WOULD_INCREASE', order.remaining);
      return;
    }
    const room = this.room(instrument, index);
    if (room === 0) return;
    const isNew = Number.isNaN(order.remaining);
    let price = this.fillPrice(instrument, index, side, reference, slips);
    if (slips && this.#slippage?.needsQuantity) {
      const most = isNew ? opposite + (ticket.sizer?.(order, index, price, liquidity, opposite) ?? 0) : order.remaining;
      price = this.fillPrice(instrument, index, side, reference, slips, Math.min(most, room));
    }
    const sized = isNew ? (ticket.sizer?.(order, index, price, liquidity, opposite) ?? Number.NaN) : order.remaining;
    const netsOnly = !this.orderRules.shorts && side < 0;
    const isBeyond = ticket.beyond && isNew && !netsOnly;
    const isCut = ticket.reduceOnly || (netsOnly && ticket.beyond);
    const wanted = isBeyond ? opposite + sized : isCut ? Math.min(sized, opposite) : sized;
    if (isNew) order.remaining = wanted;
    if (netsOnly && (wanted > opposite || opposite === 0)) {
      this.refuse(order, 'SHORT_NOT_ALLOWED', wanted);
      return;
    }
    if (order.filled === 0 && wanted > opposite && Math.abs(held + side * wanted) > this.markets[instrument].instrument.maxPosition) {
      this.refuse(order, 'POSITION_ABOVE_MAXIMUM', wanted);
      return;
    }
    if (isNew && this.guard?.isTooLarge(instrument, held + side * wanted, this)) {
      this.refuse(order, 'RISK_MAX_POSITION', wanted);
      return;
    }
    // What falls short by the rounding of binary fractions alone is all of it.
    const asked = room < wanted * (1 - 1e-12) ? room : wanted;
    const accepted = this.#acceptPart(order, index, asked, wanted, isBeyond ? sized : Number.NaN, opposite, price, liquidity);
    if (typeof accepted !== 'number') {
      this.refuse(order, accepted, sized);
      if (isBeyond && opposite > 0)
        this.#closeOnly(order, side, index, Math.min(opposite, room), reference, moment, isMaker, reasonCodes.reverse);
      return;
    }
    if (slips && this.#slippage?.needsQuantity) price = this.fillPrice(instrument, index, side, reference, slips, accepted);
    const reduces = !isBeyond && asked <= opposite;
    const plain = opposite === 0 ? reasonCodes.entry : reduces ? reasonCodes.exit : reasonCodes.reverse;
    this.#dealPart(order, index, side * accepted, reference, price, isMaker, ticket.reason < 0 ? plain : ticket.reason, moment);
    const left = wanted === opposite ? wanted - accepted : floorToStep(wanted - accepted, this.markets[instrument].instrument.quantityStep);
    if (asked === wanted || left === 0) this.#complete(order, index);
    else {
      order.remaining = left;
      order.become('partiallyFilled');
      this.orders.end(order.id, 'open', order.filled);
      this.tell(order);
      for (const other of this.#groups.takeOthers(order)) this.end(other, 'canceled');
    }
    this.#protectAfter(order, side, index, held, moment);
  }

  /**
   * The quantity that is dealt of `asked` units, or why it is refused: minimums are those of the whole order, at its first part; funds
   * are asked for each part.
   *
   * @param sized units that an order opens beyond the position that it closes; NaN where it only nets.
   */
  #acceptPart(
    { ticket: { instrument, side }, filled }: WorkingOrder,
    index: number,
    asked: number,
    wanted: number,
    sized: number,
    opposite: number,
    price: number,
    liquidity: Liquidity,
  ): number | RejectCode {
    const whole = filled > 0 ? asked : wanted;
    const reduces = Number.isNaN(sized) && whole <= opposite;
    if (filled > 0) {
      const closing = Math.min(asked, opposite);
      const isFunded = closing === asked || this.isFunded(instrument, index, side, asked - closing, closing, price, liquidity);
      return isFunded ? asked : 'INSUFFICIENT_FUNDS';
    }
    const closing = reduces ? whole : Math.min(whole, opposite);
    const accepted = reduces
      ? this.acceptReduction(instrument, whole, price)
      : this.accept(instrument, index, side, Number.isNaN(sized) ? whole - closing : sized, closing, price, liquidity);
    if (typeof accepted !== 'number') return accepted;
    const most = reduces ? accepted : accepted + closing;
    return asked < wanted ? Math.min(asked, most) : most;
  }

  /** Closes what an order was against, though what it would open is refused. */
  #closeOnly(
    { ticket: { instrument, type } }: WorkingOrder,
    side: number,
    index: number,
    quantity: number,
    reference: number,
    moment: number,
    isMaker: boolean,
    reason: number,
  ): void {
    const price = this.fillPrice(instrument, index, side, reference, !isLimit(type), quantity);
    const id = this.addOrder(instrument, typeCodes.market, side, reason, Number.NaN, index);
    this.deal(id, instrument, index, side * quantity, reference, price, isMaker, reason, moment);
  }

  /** Brings the position to the share of equity that an order asks for. */
  #rebalance(order: WorkingOrder, index: number, reference: number, moment: number): void {
    const { instrument, exposure, reason } = order.ticket;
    const held = this.ledger.quantity[instrument];
    const room = this.room(instrument, index);
    if (room === 0) return;
    const wanted = (exposure * this.ledger.equityAt(instrument, reference)) / this.unitValue(instrument, reference);
    const side = wanted > held ? 1 : -1;
    if (wanted === 0 && held === 0) {
      this.end(order, 'canceled');
      return;
    }
    this.orders.turn(order.id, side);
    const price = this.fillPrice(instrument, index, side, reference, true, Math.abs(wanted - held));
    const reduces = held !== 0 && held * wanted >= 0 && Math.abs(wanted) < Math.abs(held);
    const closing = held * side < 0 ? Math.abs(held) : 0;
    const asked = reduces ? Math.abs(held) - Math.abs(wanted) : this.#opening(order, index, price, closing);
    const accepted = reduces
      ? this.acceptReduction(instrument, asked, price)
      : this.accept(instrument, index, side, asked, closing, price, 'taker');
    if (typeof accepted !== 'number') {
      this.refuse(order, accepted, asked);
      if (!reduces && closing > 0) this.#closeOnly(order, side, index, closing, reference, moment, false, reason);
      return;
    }
    const whole = reduces ? accepted : accepted + closing;
    this.#dealPart(order, index, side * Math.min(room, whole), reference, price, false, reason, moment);
    if (room >= whole) this.#complete(order, index);
    else {
      order.become('partiallyFilled');
      this.orders.end(order.id, 'open', order.filled);
      this.tell(order);
    }
    if (!reduces && held * side <= 0) this.#protectAfter(order, side, index, 0, moment);
  }

  /** Units that an order opens to bring the position to its share of equity, once the opposite position is closed. */
  #opening({ ticket: { instrument, exposure } }: WorkingOrder, index: number, price: number, closing: number): number {
    const unit = this.unitValue(instrument, price);
    const kept = closing > 0 ? 0 : Math.abs(this.ledger.quantity[instrument]);
    const budget = Math.abs(exposure) * this.ledger.equityAt(instrument, price) - kept * unit;
    return Math.max(0, this.fees.affordable(budget, unit, 'taker', index, closing));
  }

  #dealPart(
    order: WorkingOrder,
    index: number,
    quantity: number,
    reference: number,
    price: number,
    isMaker: boolean,
    reason: number,
    moment: number,
  ): void {
    order.filled += Math.abs(quantity);
    this.deal(order.id, order.ticket.instrument, index, quantity, reference, price, isMaker, reason, moment);
    this.orders.end(order.id, 'filled', order.filled);
  }

  #complete(order: WorkingOrder, index: number): void {
    order.remaining = 0;
    order.become('filled');
    this.#drop(order);
    for (const other of this.#groups.takeOthers(order)) this.end(other, 'canceled');
    for (const child of order.ticket.children) this.sendChild(child, index);
  }

  /** Puts the protection of an order around the position that it opened or added to. */
  #protectAfter(
    { ticket: { instrument, protection, base: given, fromClose } }: WorkingOrder,
    side: number,
    index: number,
    held: number,
    moment: number,
  ): void {
    if (protection === undefined || this.ledger.quantity[instrument] * side <= 0) return;
    if (held * side > 0 && this.rules.stopOnAdd === 'keep') return;
    const base = fromClose ? this.markets[instrument].close[index] : Number.isNaN(given) ? this.ledger.averagePrice[instrument] : given;
    this.protectFilled(instrument, index, protection, base, held * side > 0, fromClose ? momentCodes.close : moment);
  }

  /** Puts protection around a position that a fill opened, or with `isAdded` added to. */
  protected protectFilled(
    instrument: number,
    index: number,
    protection: Protection,
    base: number,
    _isAdded: boolean,
    moment: number,
  ): void {
    this.protect(instrument, index, protection, base, moment);
  }
}
