import type { Bars, Liquidity, RejectCode } from '../market/index.ts';
import type { FeeModel } from './costs/fees.ts';
import type { PriceImpact } from './costs/price-impact.ts';
import { momentCodes, reasonCodes, typeCodes } from './ledger/journal.ts';
import { MarginVenue } from './margin-venue.ts';
import { BarWalk, type ProtectiveReason } from './matching/bar-walk.ts';
import type { Protection } from './matching/protection.ts';
import { OrderGroups } from './orders/order-groups.ts';
import type { OrderGuard } from './orders/order-guard.ts';
import { invalidity, isLimit, isStop, levelOf, nearestOrder, steppedLimit, steppedTrigger, trail } from './orders/order-levels.ts';
import { type FillNotice, noticeOf, type OrderNotice, type OrderRules } from './orders/order-rules.ts';
import { VolumeTaken } from './orders/volume-taken.ts';
import { type OrderTicket, WorkingOrder } from './orders/working-order.ts';
import type { EntrySizer } from './venue-rules.ts';

const noSizer: EntrySizer = () => 0;

/**
 * The simulated venue with orders that live on their own: conditional, linked, amended and cancelled, filled in part. Positions,
 * protection, costs, funds and the path inside a bar are those of {@link MarginVenue}; instruments without working orders go its way.
 *
 * Inside a bar the price visits the points of the intrabar rule. On each leg the nearest level fills first, protective ones before
 * orders at the same price, older orders before younger ones. After a protective exit nothing else of the instrument fills in the bar.
 */
export class OrderVenue extends MarginVenue {
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

  readonly #walk: BarWalk = new BarWalk();
  readonly #clientIds: Map<string, WorkingOrder> = new Map();
  readonly #groups: OrderGroups = new OrderGroups();
  readonly #volume: VolumeTaken;
  /** Best price that the trail at hand has surely seen. */
  #knownPeak = Number.NaN;
  #isInside = false;
  /** Protection of what was added inside the bar at hand. */
  #later: { readonly protection: Protection; readonly base: number; readonly moment: number } | undefined = undefined;
  readonly #lastBar: Int32Array;

  constructor(
    markets: readonly Bars[],
    rules: OrderRules,
    costs: { readonly fees: FeeModel; readonly impact: PriceImpact },
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: ConstructorParameters<typeof MarginVenue>[5],
  ) {
    super(markets, rules, costs, cash, finer, journals);
    this.orderRules = rules;
    this.working = markets.map(() => []);
    this.#volume = new VolumeTaken(markets, rules.participation);
    this.#lastBar = Int32Array.from(markets, (bars) => bars.length - 1);
  }

  /** Takes an order that was decided at the close of bar `index`. What is refused at once comes back rejected. */
  submit(ticket: OrderTicket, index: number): WorkingOrder {
    const { instrument, side, type, reduceOnly, clientId } = ticket;
    const tick = this.markets[instrument].instrument.tickSize;
    const price = steppedLimit(side, ticket.price, tick);
    const trigger = steppedTrigger(type, side, ticket.trigger, tick);
    const reason = ticket.reason >= 0 ? ticket.reason : reduceOnly ? reasonCodes.exit : reasonCodes.entry;
    const id = this.addOrder(instrument, typeCodes[type], side, reason, Number.isNaN(trigger) ? price : trigger, index);
    const order = new WorkingOrder(id, ticket, index, index + 1 + this.orderRules.delay);
    order.price = price;
    order.trigger = trigger;
    const refused = this.#refusal(order, index);
    if (refused !== undefined) {
      this.#refuse(order, refused, ticket.quantity);
      return order;
    }
    if (clientId !== '') this.#clientIds.set(clientId, order);
    this.#groups.add(order);
    this.working[instrument].push(order);
    this.#tell(order);
    return order;
  }

  /** Changes price, trigger, quantity (the new whole) or end of a living order; false where it is no longer alive. */
  amend(
    order: WorkingOrder,
    change: { readonly price?: number; readonly trigger?: number; readonly quantity?: number; readonly expires?: number },
  ): boolean {
    if (order.isDone) return false;
    const { side, type, instrument } = order.ticket;
    const tick = this.markets[instrument].instrument.tickSize;
    if (change.price !== undefined) order.price = steppedLimit(side, change.price, tick);
    if (change.trigger !== undefined) order.trigger = steppedTrigger(type, side, change.trigger, tick);
    if (change.quantity !== undefined) {
      order.remaining = change.quantity - order.filled;
      if (!(order.remaining > 0)) this.cancel(order);
    }
    return true;
  }

  /** Takes a living order away; false where it is no longer alive. */
  cancel(order: WorkingOrder): boolean {
    if (order.isDone) return false;
    this.#end(order, 'canceled');
    return true;
  }

  /** Whether market orders that wait for instrument k make its position smaller, so that they free money. */
  reduces(instrument: number): boolean {
    const held = this.ledger.quantity[instrument];
    return this.working[instrument].some(({ ticket }) => ticket.type === 'market' && !ticket.beyond && held * ticket.side < 0);
  }

  /** Orders arrive, and market orders fill at the open. */
  openBar(instrument: number, index: number): void {
    const orders = this.working[instrument];
    if (orders.length === 0) return;
    const bars = this.markets[instrument];
    const open = bars.open[index];
    for (const order of [...orders]) {
      if (order.isDone || order.activeFrom > index) continue;
      if (bars.time[index] >= order.expires) {
        this.#end(order, 'expired');
        continue;
      }
      if (!order.isMarket) this.#arrive(order, index, open);
      else if (this.orderRules.fillAt === 'nextOpen' || order.state === 'partiallyFilled')
        this.#fill(order, index, open, momentCodes.open, false);
    }
  }

  /** Deals a market order at the open of bar `index`, to which it need not travel. */
  dealAtOpen(ticket: OrderTicket, index: number): void {
    const order = this.submit(ticket, index - 1);
    if (!order.isDone) this.#fill(order, index, this.markets[ticket.instrument].open[index], momentCodes.open, false);
  }

  /** Market orders that fill at a close. */
  closeBar(instrument: number, index: number): void {
    const { fillAt, delay } = this.orderRules;
    if (fillAt === 'nextOpen') return;
    const close = this.markets[instrument].close[index];
    for (const order of [...this.working[instrument]]) {
      const active = fillAt === 'close' ? order.decided + delay : order.activeFrom;
      if (order.ticket.type === 'market' && !order.isDone && active <= index) this.#fill(order, index, close, momentCodes.close, false);
    }
  }

  /** Works protective and working orders inside bar `index`. True when the account was liquidated. */
  override crossBar(instrument: number, index: number, sizer: EntrySizer = noSizer): boolean {
    const orders = this.working[instrument];
    if (orders.length === 0 || !orders.some((order) => order.activeFrom <= index && !order.isMarket))
      return super.crossBar(instrument, index, sizer);
    const bars = this.markets[instrument];
    const [open, high, low, close] = [bars.open[index], bars.high[index], bars.low[index], bars.close[index]];
    const heldBefore = this.ledger.quantity[instrument];
    this.#knownPeak = this.peak[instrument];
    this.#isInside = true;
    const liquidated = this.#follow(instrument, index, open, high, low, close);
    this.#isInside = false;
    if (liquidated) return true;
    if (this.#later !== undefined && this.ledger.quantity[instrument] !== 0) {
      this.protect(instrument, index, this.#later.protection, this.#later.base, this.#later.moment);
    }
    // Of a position that changed inside the bar nobody knows which of its extremes came after.
    if (this.ledger.quantity[instrument] !== heldBefore) this.peak[instrument] = this.#knownPeak;
    this.ratchet(instrument, heldBefore, high, low, close);
    for (const order of orders) if (order.ticket.type === 'trailingStop' && order.state === 'untriggered') trail(order, high, low);
    return false;
  }

  /** The time in force and the end of the data end orders; called when the bars of an instrument are over. */
  endTrading(instrument: number): void {
    for (const order of [...this.working[instrument]]) if (!order.isDone) this.#end(order, 'expired');
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
  ): void {
    const { cash, quantity: held, averagePrice } = this.ledger;
    const [before, average] = [held[instrument], averagePrice[instrument]];
    super.deal(orderId, instrument, index, quantity, reference, price, isMaker, reason, moment);
    const fee = cash - this.ledger.cash - quantity * this.unitValue(instrument, price);
    if (this.tellsFills) {
      const slippage = Math.abs(price - reference) * this.ledger.multiplier[instrument] * Math.abs(quantity);
      this.notices.push({ orderId, instrument, quantity, price, fee, slippage, reason, index, moment, isMaker });
    }
    if (this.guard !== undefined && before * quantity < 0) {
      const profit = Math.sign(before) * Math.min(Math.abs(before), Math.abs(quantity)) * (price - average);
      this.guard.closed(instrument, profit, reason, index);
    }
    this.#volume.add(instrument, index, Math.abs(quantity));
  }

  #refusal(order: WorkingOrder, index: number): RejectCode | undefined {
    const { instrument, clientId } = order.ticket;
    if (this.isLiquidated) return 'ACCOUNT_LIQUIDATED';
    if (index >= this.#lastBar[instrument] && this.orderRules.fillAt !== 'close') return 'INSTRUMENT_NOT_TRADING';
    if (clientId !== '' && this.#clientIds.has(clientId)) return 'DUPLICATE_CLIENT_ID';
    if (this.working[instrument].length >= this.orderRules.maxOrders) return 'TOO_MANY_ORDERS';
    return invalidity(order.ticket) ?? this.guard?.refuse(order.ticket, this, index);
  }

  /** The venue refuses an order, or what is left of one that has filled in part. */
  #refuse(order: WorkingOrder, code: RejectCode, quantity: number): void {
    order.reject = code;
    const status = order.filled > 0 ? 'canceled' : 'rejected';
    this.orders.end(order.id, status, order.filled > 0 ? order.filled : quantity, code);
    order.become(status);
    this.#drop(order);
  }

  #end(order: WorkingOrder, status: 'canceled' | 'expired'): void {
    this.orders.end(order.id, status, order.filled > 0 ? order.filled : Number.NaN);
    order.become(status);
    this.#drop(order);
  }

  #tell(order: WorkingOrder): void {
    if (this.tellsOrders) this.notices.push(noticeOf(order));
  }

  /** Takes an order that is done from the book, and tells of it. */
  #drop(order: WorkingOrder): void {
    const orders = this.working[order.ticket.instrument];
    const at = orders.indexOf(order);
    if (at >= 0) orders.splice(at, 1);
    const { clientId } = order.ticket;
    if (clientId !== '' && this.#clientIds.get(clientId) === order) this.#clientIds.delete(clientId);
    this.#tell(order);
  }

  /** An order comes to the venue, at the open of its first bar. */
  #arrive(order: WorkingOrder, index: number, open: number): void {
    if (order.state !== 'submitted') return;
    const { ticket } = order;
    if (ticket.type !== 'limit') {
      order.become('untriggered');
      if (ticket.type === 'trailingStop') order.peak = open;
      return;
    }
    const takes = ticket.side * (open - order.price) <= 0;
    if (ticket.postOnly && takes) {
      this.#refuse(order, 'POST_ONLY_WOULD_TAKE', ticket.quantity);
      return;
    }
    if (ticket.timeInForce !== 'IOC' && ticket.timeInForce !== 'FOK') {
      order.become('working');
      return;
    }
    if (ticket.timeInForce === 'FOK' && (!takes || order.remaining > this.#volume.room(ticket.instrument, index))) {
      this.#refuse(order, 'FILL_OR_KILL_UNFILLED', ticket.quantity);
      return;
    }
    if (takes) this.#fill(order, index, open, momentCodes.open, false);
    if (!order.isDone) this.#end(order, 'canceled');
  }

  /** Deals what is left of an order at `reference`, as far as the volume of the bar and the account let it. */
  #fill(order: WorkingOrder, index: number, reference: number, moment: number, rested: boolean): void {
    const { ticket } = order;
    const { instrument, side } = ticket;
    const isMaker = isLimit(ticket.type) && rested;
    const liquidity: Liquidity = isMaker ? 'maker' : 'taker';
    const price = this.fillPrice(instrument, index, side, reference, !isLimit(ticket.type));
    const held = this.ledger.quantity[instrument];
    const opposite = held * side < 0 ? Math.abs(held) : 0;
    if (ticket.reduceOnly && opposite === 0) {
      this.#refuse(order, 'REDUCE_ONLY_WOULD_INCREASE', order.remaining);
      return;
    }
    const room = this.#volume.room(instrument, index);
    if (room === 0) return;
    const isNew = Number.isNaN(order.remaining);
    const sized = isNew ? (ticket.sizer?.(order, index, price, liquidity, opposite) ?? Number.NaN) : order.remaining;
    const isBeyond = ticket.beyond && isNew;
    const wanted = isBeyond ? opposite + sized : ticket.reduceOnly ? Math.min(sized, opposite) : sized;
    if (isNew) order.remaining = wanted;
    if (isNew && this.guard?.isTooLarge(instrument, held + side * wanted, this)) {
      this.#refuse(order, 'RISK_MAX_POSITION', wanted);
      return;
    }
    const asked = Math.min(wanted, room);
    const reduces = !isBeyond && asked <= opposite;
    const closing = reduces ? asked : Math.min(asked, opposite);
    const opening = isBeyond && asked === wanted ? sized : asked - closing;
    const accepted = reduces
      ? this.acceptReduction(instrument, asked, price)
      : this.accept(instrument, index, side, opening, closing, price, liquidity);
    if (typeof accepted !== 'number') {
      this.#refuse(order, accepted, sized);
      if (isBeyond && opposite > 0) this.#closeOnly(order, index, opposite, reference, moment, isMaker);
      return;
    }
    const quantity = reduces ? accepted : accepted + closing;
    const plain = closing === 0 ? reasonCodes.entry : reduces ? reasonCodes.exit : reasonCodes.reverse;
    this.#dealPart(order, index, side * quantity, reference, price, isMaker, ticket.reason < 0 ? plain : ticket.reason, moment);
    const isWhole = asked === wanted;
    if (isWhole) this.#complete(order, index);
    else {
      order.remaining -= quantity;
      order.become('partiallyFilled');
      this.orders.end(order.id, 'open', order.filled);
      this.#tell(order);
      for (const other of this.#groups.takeOthers(order)) this.#end(other, 'canceled');
    }
    this.#protectAfter(order, index, held, moment);
  }

  /** Closes what an order was against, though what it would open is refused. */
  #closeOnly(
    { ticket: { instrument, side, type } }: WorkingOrder,
    index: number,
    quantity: number,
    reference: number,
    moment: number,
    isMaker: boolean,
  ): void {
    const price = this.fillPrice(instrument, index, side, reference, !isLimit(type));
    const id = this.addOrder(instrument, typeCodes.market, side, reasonCodes.reverse, Number.NaN, index);
    this.deal(id, instrument, index, side * quantity, reference, price, isMaker, reasonCodes.reverse, moment);
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
    for (const other of this.#groups.takeOthers(order)) this.#end(other, 'canceled');
    for (const child of order.ticket.children) this.submit(child, index);
  }

  /** Puts the protection of an order around the position that it opened or added to. */
  #protectAfter(
    { ticket: { instrument, protection, side, base: given } }: WorkingOrder,
    index: number,
    held: number,
    moment: number,
  ): void {
    if (protection === undefined || this.ledger.quantity[instrument] * side <= 0) return;
    if (held * side > 0 && this.rules.stopOnAdd === 'keep') return;
    const base = Number.isNaN(given) ? this.ledger.averagePrice[instrument] : given;
    this.#knownPeak = base;
    // What an order adds inside a bar is protected anew from the end of the bar on: until then the old levels stand.
    if (held * side > 0 && this.#isInside) this.#later = { protection, base, moment };
    else this.protect(instrument, index, protection, base, moment);
  }

  /** Follows the price through a bar. True when the account was liquidated. */
  #follow(instrument: number, index: number, open: number, high: number, low: number, close: number): boolean {
    this.#later = undefined;
    const exits = this.exitBar[instrument];
    if (this.#atPoint(instrument, index, open)) return this.exitBar[instrument] !== exits && this.isLiquidated;
    const points = this.#pathOf(instrument, index, open, high, low, close);
    if (this.#isAmbiguous(instrument, index, open, high, low)) this.ambiguous.push({ instrument, index });
    let from = open;
    for (const to of [...points]) {
      if (this.#leg(instrument, index, from, to)) return this.isLiquidated;
      from = to;
    }
    return false;
  }

  /** The path of the rule: for the position, or for the oldest order that rests. */
  #pathOf(instrument: number, index: number, open: number, high: number, low: number, close: number): Float64Array {
    const walk = this.#guard(instrument, index);
    const oldest = this.working[instrument].find((order) => order.activeFrom <= index && !order.isMarket);
    walk.entrySide = oldest?.ticket.side ?? 0;
    walk.entryIsLimit = oldest !== undefined && !(oldest.isConditional && isStop(oldest.ticket.type));
    walk.entryPrice = oldest === undefined ? Number.NaN : levelOf(oldest, this.markets[instrument].instrument.tickSize);
    return walk.path(this.rules.intrabar, open, high, low, close);
  }

  #guard(instrument: number, index: number): BarWalk {
    this.loadPosition(this.#walk, instrument, index);
    return this.#walk;
  }

  /** Orders and protection that the first price of a bar has already passed fill at it. True when a protective order closed the position. */
  #atPoint(instrument: number, index: number, open: number): boolean {
    if (this.#protectiveAt(instrument, index, open, true)) return true;
    for (const order of [...this.working[instrument]]) {
      if (order.isDone || order.activeFrom > index || order.isMarket) continue;
      const level = levelOf(order, this.markets[instrument].instrument.tickSize);
      if (!this.#isPassed(order, open, level)) continue;
      this.#reach(order, index, open, momentCodes.open);
      if (this.#protectiveAt(instrument, index, open, true)) return true;
    }
    return false;
  }

  /** Whether a price is at or beyond the level of an order. */
  #isPassed(order: WorkingOrder, price: number, level: number): boolean {
    const gap = order.ticket.side * (price - level);
    if (order.isConditional) return isStop(order.ticket.type) ? gap >= 0 : gap <= 0;
    return this.rules.limitFill === 'touch' ? gap <= 0 : gap < 0;
  }

  /** Closes the position where `price` has reached its protection. */
  #protectiveAt(instrument: number, index: number, price: number, atOpen: boolean): boolean {
    const walk = this.#guard(instrument, index);
    if (walk.side === 0) return false;
    const stop = walk.nearestStop();
    const moment = atOpen ? momentCodes.open : momentCodes.intrabar;
    if (walk.side * (price - stop) <= 0) return this.#exit(instrument, index, walk.reasonOfStop(stop), price, moment);
    const beyond = walk.side * (price - walk.target);
    if (walk.touch ? beyond >= 0 : beyond > 0) return this.#exit(instrument, index, 'takeProfit', price, moment);
    return false;
  }

  #exit(instrument: number, index: number, reason: ProtectiveReason, price: number, moment: number): true {
    this.protectiveExit(instrument, index, reason, price, moment);
    return true;
  }

  /** Follows the price from one point to the next. True when a protective order closed the position. */
  #leg(instrument: number, index: number, from: number, to: number): boolean {
    const direction = to > from ? 1 : -1;
    let at = from;
    for (;;) {
      const walk = this.#guard(instrument, index);
      const exit = walk.side === 0 ? Number.NaN : this.#nextExit(walk, direction, at, to);
      const isFull = this.#volume.room(instrument, index) === 0;
      const next = nearestOrder(this.working[instrument], index, direction, at, to, walk.tickSize, walk.touch, isFull);
      const level = next === undefined ? Number.NaN : levelOf(next, walk.tickSize);
      if (!Number.isNaN(exit) && !(direction * (level - exit) < 0)) {
        const reason = direction === walk.side ? 'takeProfit' : walk.reasonOfStop(exit);
        return this.#exit(instrument, index, reason, exit, momentCodes.intrabar);
      }
      if (next === undefined) break;
      at = direction * (level - at) > 0 ? level : at;
      this.#reach(next, index, at, momentCodes.intrabar);
      if (this.#protectiveAt(instrument, index, at, false)) return true;
    }
    const walk = this.#guard(instrument, index);
    if (walk.trailInside && walk.side === direction) {
      this.peak[instrument] = direction > 0 ? Math.max(this.peak[instrument], to) : Math.min(this.peak[instrument], to);
    }
    return false;
  }

  /** The protective level that a leg reaches, or NaN. */
  #nextExit(walk: BarWalk, direction: number, from: number, to: number): number {
    if (direction === walk.side) {
      const reach = direction * (to - walk.target);
      return (walk.touch ? reach >= 0 : reach > 0) ? walk.target : Number.NaN;
    }
    const stop = walk.nearestStop();
    return direction * (to - stop) >= 0 ? (direction * (stop - from) < 0 ? from : stop) : Number.NaN;
  }

  /** The price is at an order's level: a conditional one is set off, the others fill. */
  #reach(order: WorkingOrder, index: number, price: number, moment: number): void {
    const { type, side } = order.ticket;
    if (!order.isConditional) {
      const rested = !(moment === momentCodes.open && index === order.activeFrom);
      this.#fill(order, index, price, moment, rested);
      return;
    }
    order.become('working');
    this.#tell(order);
    if (!isLimit(type) || side * (price - order.price) <= 0) this.#fill(order, index, price, moment, false);
  }

  /** Whether levels on both sides of the open are reached, so that their order hangs on the rule. */
  #isAmbiguous(instrument: number, index: number, open: number, high: number, low: number): boolean {
    const walk = this.#guard(instrument, index);
    const orders = this.working[instrument].filter((order) => order.activeFrom <= index && !order.isMarket);
    const levels = orders.map((order) => levelOf(order, walk.tickSize));
    if (walk.side !== 0) levels.push(walk.nearestStop(), walk.target);
    return levels.some((level) => level > open && level <= high) && levels.some((level) => level < open && level >= low);
  }
}
