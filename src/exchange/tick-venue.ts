import type { Bars, RejectCode } from '../market/index.ts';
import type { VenueJournals } from './account.ts';
import type { TakerFill } from './costs/slippage.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { momentCodes, reasonCodes, typeCodes } from './ledger/journal.ts';
import { BarWalk, type ProtectiveReason } from './matching/bar-walk.ts';
import { frontAfter, type QueueModel } from './matching/queue.ts';
import type { TickMarket } from './matching/tick-market.ts';
import { type OrderAmendment, OrderDesk } from './order-desk.ts';
import { isLimit, isStop, levelOf } from './orders/order-levels.ts';
import type { OrderRules } from './orders/order-rules.ts';
import { plainTicket } from './orders/plain-ticket.ts';
import { TravellingCommands } from './orders/travelling-commands.ts';
import { type OrderTicket, QueuePlace, type WorkingOrder } from './orders/working-order.ts';
import { floorToStep } from './steps.ts';

/** Rules of a venue that works from ticks. */
export interface TickRules extends OrderRules {
  readonly queue: QueueModel;
  /** How long the next command of the trader travels, ms. */
  readonly travelMs: () => number;
}

/**
 * The simulated venue over trades, quotes and order books, with the desk, the ledger and the costs of the one over bars.
 *
 * Orders that take liquidity walk the book, take what is quoted, or with trades alone take the trades that come; what they find no
 * liquidity for waits. What the account took of a level is gone until the level is told anew. A limit order that rests keeps its place
 * in the queue of its price: trades at the price are for those before it first, and the queue model says who cancels. A trade
 * through its price fills it, and so does what the other side offers at its price or better. Conditional orders and protection are set off by the
 * last trade, or without trades by what their side would pay. A command arrives after all ticks of its time of arrival.
 */
export class TickVenue extends OrderDesk {
  readonly ticks: readonly TickMarket[];
  readonly tickRules: TickRules;
  /** Now, ms since the epoch. */
  time = 0;
  /** Bar of each instrument that is under way. */
  readonly rows: Int32Array;

  readonly #walk: BarWalk = new BarWalk();
  readonly #commands: TravellingCommands = new TravellingCommands();
  readonly #shortSince: Float64Array;
  /** Units that the order at hand finds at the price at hand. */
  #room = Number.POSITIVE_INFINITY;
  /** Price of the level that it takes them from; NaN for none. */
  #level = Number.NaN;
  /** Last price that the market of each instrument told; NaN before the first. */
  readonly #marks: Float64Array;

  constructor(
    markets: readonly Bars[],
    ticks: readonly TickMarket[],
    rules: TickRules,
    costs: VenueCosts,
    cash: number,
    journals?: VenueJournals,
  ) {
    const none = markets.map(() => undefined);
    super(markets, rules, costs, cash, none, journals);
    this.ticks = ticks;
    this.tickRules = rules;
    this.rows = new Int32Array(markets.length);
    this.#shortSince = new Float64Array(markets.length).fill(Number.POSITIVE_INFINITY);
    this.#marks = new Float64Array(markets.length).fill(Number.NaN);
  }

  protected override isOver(instrument: number): boolean {
    return this.time >= this.markets[instrument].instrument.expiry;
  }

  protected override room(): number {
    return this.#room;
  }

  protected override conditionsAt(instrument: number): Pick<TakerFill, 'volume' | 'volatility' | 'spread'> {
    const { bid, ask } = this.ticks[instrument];
    return { volume: Number.NaN, volatility: Number.NaN, spread: ask - bid };
  }

  protected override timeOf(): number {
    return this.time;
  }

  override submit(ticket: OrderTicket, index: number): WorkingOrder {
    const order = super.submit(ticket, index);
    order.queue = new QueuePlace();
    if (!order.isDone) this.#send(() => this.#arrive(order));
    return order;
  }

  protected override sendChild(ticket: OrderTicket, index: number): void {
    const order = super.submit(ticket, index);
    order.queue = new QueuePlace();
    if (!order.isDone) this.#arrive(order);
  }

  override cancel(order: WorkingOrder): boolean {
    if (order.isDone) return false;
    this.#send(() => super.cancel(order));
    return true;
  }

  override amend(order: WorkingOrder, change: OrderAmendment): boolean {
    if (order.isDone) return false;
    this.#send(() => this.#amend(order, change));
    return true;
  }

  /** When the next command arrives, ms; Infinity for none. */
  get nextArrival(): number {
    return this.#commands.nextArrival;
  }

  /** Lets the next command arrive. */
  arriveNext(): void {
    const { at, run } = this.#commands.take();
    this.time = Math.max(this.time, at);
    run();
    for (let k = 0; k < this.ticks.length; k++) this.#markOf(k);
  }

  /** Closes at their marks all positions of an account that can no longer carry them. */
  liquidateAll(): void {
    this.ledger.quantity.forEach((held, k) => {
      if (held === 0) return;
      const price = this.ledger.mark[k];
      const orderId = this.addOrder(k, typeCodes.market, held > 0 ? -1 : 1, reasonCodes.liquidation, Number.NaN, this.rows[k]);
      this.deal(orderId, k, this.rows[k], -held, price, price, false, reasonCodes.liquidation, momentCodes.tick);
    });
    this.isLiquidated = true;
  }

  /** A trade of the market. `side` is 1 where a buyer took, -1 where a seller did, 0 where nobody knows. */
  trade(k: number, price: number, quantity: number, side: number): void {
    const market = this.ticks[k];
    this.#expireOrders(k);
    market.last = price;
    if (market.detail === 'trades') this.#meetTrade(k, price, quantity);
    else {
      this.#traded(k, price, quantity, side);
      this.#settle(k);
    }
  }

  /** The best bid and ask. */
  quote(k: number, bid: number, bidSize: number, ask: number, askSize: number): void {
    const market = this.ticks[k];
    if (market.detail !== 'quotes') return;
    this.#expireOrders(k);
    const [hadBid, hadBids, hadAsk, hadAsks] = [market.bid, market.bidSize, market.ask, market.askSize];
    market.bid = bid;
    market.bidSize = bidSize;
    market.ask = ask;
    market.askSize = askSize;
    if (bid !== hadBid || bidSize !== hadBids) market.told(1, hadBid);
    if (ask !== hadAsk || askSize !== hadAsks) market.told(-1, hadAsk);
    for (const order of this.working[k]) if (!Number.isNaN(order.price)) this.#requote(order, hadBid, hadBids, hadAsk, hadAsks);
    this.#settle(k);
  }

  /** One level of the book; {@link TickVenue.bookDone} tells that the message is whole. */
  level(k: number, side: number, price: number, quantity: number): void {
    const market = this.ticks[k];
    const before = market.book.update(side, price, quantity);
    market.told(side, price);
    const orders = this.working[k];
    for (let i = 0; i < orders.length; i++) {
      const order = orders[i];
      if (order.price !== price || order.ticket.side !== side) continue;
      order.queue.front = frontAfter(this.tickRules.queue, order.queue.front, before, quantity, order.queue.traded);
      order.queue.traded = 0;
    }
  }

  /** The book is told anew from here on. */
  clearBook(k: number): void {
    const market = this.ticks[k];
    market.book.clear();
    market.forget();
  }

  /** All levels of a message are there. `isSnapshot` where it began with an empty book. */
  bookDone(k: number, isSnapshot: boolean): void {
    const market = this.ticks[k];
    this.#expireOrders(k);
    market.readBook();
    if (isSnapshot) {
      for (const order of this.working[k]) {
        order.queue.front = Math.min(order.queue.front, market.standing(order.ticket.side, order.price));
        order.queue.traded = 0;
      }
    }
    if (this.working[k].length > 0 || this.ledger.quantity[k] !== 0) this.#settle(k);
    else this.#markOf(k);
  }

  protected override dealt(instrument: number, _index: number, quantity: number): void {
    this.fills.stamp(this.time);
    if (!Number.isNaN(this.#level)) this.ticks[instrument].take(quantity > 0 ? 1 : -1, this.#level, Math.abs(quantity));
    if (this.ledger.quantity[instrument] >= 0) this.#shortSince[instrument] = Number.POSITIVE_INFINITY;
    else if (this.#shortSince[instrument] === Number.POSITIVE_INFINITY) this.#shortSince[instrument] = this.time;
  }

  /** Since when the position of an instrument is short, ms; Infinity where it is not. */
  heldFrom(k: number): number {
    return this.#shortSince[k];
  }

  /** The contract is over: its orders end. */
  expire(instrument: number): void {
    super.endTrading(instrument);
  }

  /** Everything on the way to the venue is forgotten: the data are over. */
  override endTrading(instrument: number): void {
    this.#commands.clear();
    super.endTrading(instrument);
  }

  #send(run: () => void): void {
    this.#commands.send(this.time + this.tickRules.travelMs(), run);
  }

  #arrive(order: WorkingOrder): void {
    const { type, side } = order.ticket;
    const k = order.ticket.instrument;
    const market = this.ticks[k];
    if (order.isDone) return;
    if (order.expires <= this.time) {
      this.end(order, 'expired');
      return;
    }
    // With trades alone, nobody knows who would take an order until the next trade.
    if (market.detail === 'trades' && !order.queue.isWaiting) {
      order.queue.isWaiting = true;
      return;
    }
    order.queue.isWaiting = false;
    if (type === 'market') {
      order.become('working');
      this.#takeAtOnce(order, side * Number.POSITIVE_INFINITY);
    } else if (type === 'limit' || order.state !== 'submitted') this.#rest(order);
    else {
      order.become('untriggered');
      if (type === 'trailingStop') order.peak = market.triggerPrice(side);
      this.#trigger(order);
    }
  }

  /** A limit order takes what is at its price or better; what is left rests. */
  #rest(order: WorkingOrder): void {
    const { side, instrument, postOnly, quantity } = order.ticket;
    const takes = side * (this.ticks[instrument].opposite(side) - order.price) <= 0;
    if (postOnly && takes) {
      this.refuse(order, 'POST_ONLY_WOULD_TAKE', quantity);
      return;
    }
    this.#takeAtOnce(order, order.price);
    if (order.isDone) return;
    if (order.state === 'submitted') order.become('working');
    this.#queue(order);
  }

  /** An order takes what is there up to a price, and ends where its time in force lets it wait for no more. */
  #takeAtOnce(order: WorkingOrder, limit: number): void {
    const { timeInForce, quantity } = order.ticket;
    const refused = timeInForce === 'FOK' ? this.#lackOf(order, limit) : undefined;
    if (refused !== undefined) {
      this.refuse(order, refused, quantity);
      return;
    }
    this.#take(order, limit);
    if (!order.isDone && (timeInForce === 'IOC' || timeInForce === 'FOK')) this.end(order, 'canceled');
  }

  /** Why an order cannot be dealt whole up to a price: too little is there, or to pay it with. */
  #lackOf(order: WorkingOrder, limit: number): RejectCode | undefined {
    const { instrument: k, side, sizer, beyond, reduceOnly } = order.ticket;
    const [market, index] = [this.ticks[k], this.rows[k]];
    const closing = Math.max(0, -side * this.ledger.quantity[k]);
    const sized = (): number => (sizer?.(order, index, market.opposite(side), 'taker', closing) ?? Number.NaN) + (beyond ? closing : 0);
    const wanted = floorToStep(Number.isNaN(order.remaining) ? sized() : order.remaining, this.markets[k].instrument.quantityStep);
    const { quantity, price } = market.find(side, limit, wanted);
    if (!(wanted <= quantity)) return 'FILL_OR_KILL_UNFILLED';
    if (reduceOnly || wanted <= closing || this.rules.insufficientFunds === 'clip') return undefined;
    return this.isFunded(k, index, side, wanted - closing, closing, price, 'taker') ? undefined : 'INSUFFICIENT_FUNDS';
  }

  /** The order goes to the end of the queue of its price. */
  #queue(order: WorkingOrder): void {
    const standing = this.ticks[order.ticket.instrument].standing(order.ticket.side, order.price);
    order.queue.front = Number.isNaN(standing) ? Number.POSITIVE_INFINITY : standing;
    order.queue.traded = 0;
    order.queue.shown = order.ticket.display;
    order.queue.isResting = true;
  }

  #amend(order: WorkingOrder, change: OrderAmendment): void {
    const [price, remaining] = [order.price, order.remaining];
    if (!super.amend(order, change) || order.isDone) return;
    if (order.queue.isResting && (order.price !== price || order.remaining > remaining)) {
      order.queue.isResting = false;
      if (this.ticks[order.ticket.instrument].detail === 'trades') order.queue.isWaiting = true;
      else this.#rest(order);
    }
  }

  /** Deals an order with what the market offers, up to a limit. */
  #take(order: WorkingOrder, limit: number): void {
    const { side, instrument } = order.ticket;
    this.ticks[instrument].sweep(side, limit, (price, quantity) => {
      const before = order.filled;
      this.#part(order, price, quantity, false, price);
      return order.isDone ? 0 : order.filled - before;
    });
  }

  /** Deals an order that rests, at its own price, with what has come to meet it. */
  #meet(order: WorkingOrder): void {
    const { side, instrument } = order.ticket;
    const market = this.ticks[instrument];
    if (!(side * (market.opposite(side) - order.price) <= 0)) return;
    market.sweep(side, order.price, (price, quantity) => {
      const before = order.filled;
      this.#part(order, order.price, quantity, true, price);
      return order.isDone ? 0 : order.filled - before;
    });
  }

  /** Deals at most `quantity` units of an order at a price; `level` is where they stand, NaN where nobody told of them. */
  #part(order: WorkingOrder, price: number, quantity: number, rested: boolean, level: number): void {
    const k = order.ticket.instrument;
    const [room, outer, mark, fills] = [this.#room, this.#level, this.ledger.mark[k], this.fills.length];
    this.#room = floorToStep(quantity, this.markets[k].instrument.quantityStep);
    this.#level = level;
    this.ledger.mark[k] = price;
    this.fill(order, this.rows[k], price, momentCodes.tick, rested);
    if (this.fills.length === fills) this.ledger.mark[k] = mark;
    this.#room = room;
    this.#level = outer;
  }

  /** With trades alone each trade is what can be taken, once; what waits arrives with it. */
  #meetTrade(k: number, price: number, quantity: number): void {
    const market = this.ticks[k];
    const offered = quantity * Math.min(1, this.orderRules.participation);
    market.forget();
    [market.bid, market.ask, market.bidSize, market.askSize] = [price, price, offered, offered];
    const resting = this.working[k].filter((order) => order.queue.isResting);
    for (const order of [...this.working[k]]) if (order.queue.isWaiting) this.#arrive(order);
    for (const order of resting) {
      const gap = order.ticket.side * (price - order.price);
      if (!order.isDone && (this.rules.limitFill === 'touch' ? gap <= 0 : gap < 0)) this.#meet(order);
    }
    this.#settle(k);
    market.bidSize = 0;
    market.askSize = 0;
  }

  /** Orders that rest at the price of a trade come nearer or fill; those whose price it goes through fill. */
  #traded(k: number, price: number, quantity: number, taker: number): void {
    let dealt = 0;
    for (const order of [...this.working[k]]) {
      const { side } = order.ticket;
      if (!order.queue.isResting || order.isDone || side === taker) continue;
      const gap = side * (price - order.price);
      if (gap < 0) this.#part(order, order.price, Number.POSITIVE_INFINITY, true, Number.NaN);
      else if (gap === 0) {
        order.queue.front -= quantity;
        order.queue.traded += quantity;
        if (!(order.queue.front < 0)) continue;
        const before = order.filled;
        this.#part(order, order.price, Math.min(order.queue.shown, Math.max(0, -order.queue.front - dealt)), true, Number.NaN);
        order.queue.front = 0;
        order.queue.shown -= order.filled - before;
        dealt += order.filled - before;
        // The next part of an iceberg stands behind what is there now.
        if (order.queue.shown <= 0 && !order.isDone) this.#queue(order);
      }
    }
  }

  /** The place of an order in the queue after a change of the best prices. */
  #requote(order: WorkingOrder, hadBid: number, hadBids: number, hadAsk: number, hadAsks: number): void {
    const { side, instrument } = order.ticket;
    if (!order.queue.isResting) return;
    const standing = this.ticks[instrument].standing(side, order.price);
    if (Number.isNaN(standing)) return;
    const had = side > 0 ? hadBid : hadAsk;
    const before = had === order.price ? (side > 0 ? hadBids : hadAsks) : Number.POSITIVE_INFINITY;
    order.queue.front =
      before === Number.POSITIVE_INFINITY
        ? Math.min(order.queue.front, standing)
        : frontAfter(this.tickRules.queue, order.queue.front, before, standing, order.queue.traded);
    order.queue.traded = 0;
  }

  /** Ends the orders that work no longer. */
  #expireOrders(k: number): void {
    const orders = this.working[k];
    for (let i = 0; i < orders.length; ) {
      const order = orders[i];
      if (order.expires <= this.time && order.state !== 'submitted') this.end(order, 'expired');
      else i++;
    }
  }

  /** Marks an instrument at what its market tells; where that tells nothing, at what it told last. */
  #markOf(k: number): void {
    const { mark } = this.ticks[k];
    if (!Number.isNaN(mark)) this.#marks[k] = mark;
    if (!Number.isNaN(this.#marks[k])) this.ledger.mark[k] = this.#marks[k];
  }

  /** What the market as it stands does to orders and to the position of an instrument. */
  #settle(k: number): void {
    const market = this.ticks[k];
    this.#markOf(k);
    if (this.working[k].length > 0) {
      for (const order of [...this.working[k]]) {
        if (order.isDone || order.state === 'submitted') continue;
        if (order.isConditional) this.#trigger(order);
        else if (order.isMarket) this.#take(order, order.ticket.side * Number.POSITIVE_INFINITY);
        else if (order.queue.isResting && market.detail !== 'trades') this.#meet(order);
      }
    }
    this.#markOf(k);
    if (this.ledger.quantity[k] !== 0) this.#protectPosition(k);
    this.#markOf(k);
  }

  /** Sets a conditional order off where its price is reached. */
  #trigger(order: WorkingOrder): void {
    const { side, type, instrument } = order.ticket;
    const price = this.ticks[instrument].triggerPrice(side);
    if (Number.isNaN(price)) return;
    if (type === 'trailingStop')
      order.peak = Number.isNaN(order.peak) ? price : side > 0 ? Math.min(order.peak, price) : Math.max(order.peak, price);
    const gap = side * (price - levelOf(order, this.markets[instrument].instrument.tickSize));
    if (isStop(type) ? gap < 0 : gap > 0) return;
    order.become('working');
    this.tell(order);
    if (isLimit(type)) this.#rest(order);
    else this.#takeAtOnce(order, side * Number.POSITIVE_INFINITY);
  }

  /** Closes a position whose stop, target or trail is reached, or that the account can no longer carry. */
  #protectPosition(k: number): void {
    const held = this.ledger.quantity[k];
    const side = held > 0 ? 1 : -1;
    const market = this.ticks[k];
    const walk = this.#walk;
    this.loadPosition(walk, k, this.rows[k]);
    if (side * (this.ledger.mark[k] - walk.liquidation) <= 0) {
      this.protectiveExit(k, this.rows[k], 'liquidation', walk.liquidation, momentCodes.tick);
      return;
    }
    const price = market.triggerPrice(-side);
    if (Number.isNaN(price)) return;
    if (this.trailKind[k] !== 0) this.peak[k] = side > 0 ? Math.max(this.peak[k], price) : Math.min(this.peak[k], price);
    walk.peak = this.peak[k];
    const stop = walk.nearestStop();
    if (side * (price - stop) <= 0) {
      this.#stopOut(k, side, stop, walk.reasonOfStop(stop));
      return;
    }
    const beyond = side * (market.opposite(-side) - walk.target);
    if (walk.touch || market.detail !== 'trades' ? beyond >= 0 : beyond > 0) this.#takeProfit(k, side, walk.target);
  }

  /** Deals a position at its target with what is offered there or better. */
  #takeProfit(k: number, side: number, target: number): void {
    const market = this.ticks[k];
    market.sweep(-side, target, (price, quantity) => {
      const held = Math.abs(this.ledger.quantity[k]);
      const part = Math.min(quantity, held);
      if (part === 0) return 0;
      const order = this.addOrder(k, typeCodes.limit, -side, reasonCodes.takeProfit, target, this.rows[k]);
      this.deal(order, k, this.rows[k], -side * part, target, target, true, reasonCodes.takeProfit, momentCodes.tick);
      this.exitBar[k] = this.rows[k];
      market.take(-side, price, part);
      return part;
    });
  }

  /** The stop of a position becomes a market order. */
  #stopOut(k: number, side: number, stop: number, reason: ProtectiveReason): void {
    const quantity = Math.abs(this.ledger.quantity[k]);
    this.unprotect(k);
    const ticket = plainTicket(k, side > 0 ? -1 : 1, 'stop', quantity, { trigger: stop, reduceOnly: true, reason: reasonCodes[reason] });
    const order = this.place(ticket, this.rows[k]);
    order.become('untriggered');
    order.become('working');
    this.exitBar[k] = this.rows[k];
    this.#take(order, ticket.side * Number.POSITIVE_INFINITY);
  }
}
