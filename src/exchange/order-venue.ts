import type { Bars } from '../market/index.ts';
import type { VenueJournals } from './account.ts';
import { impactAt } from './costs/price-impact.ts';
import type { VenueCosts } from './costs/venue-costs.ts';
import { momentCodes } from './ledger/journal.ts';
import { BarWalk, type ProtectiveReason } from './matching/bar-walk.ts';
import { noProtection, type Protection } from './matching/protection.ts';
import { OrderDesk } from './order-desk.ts';
import { isLimit, isStop, levelOf, nearestOrder, trail } from './orders/order-levels.ts';
import type { OrderRules } from './orders/order-rules.ts';
import { VolumeTaken } from './orders/volume-taken.ts';
import type { OrderTicket, WorkingOrder } from './orders/working-order.ts';
import type { EntrySizer, FinerBars } from './venue-rules.ts';

const noSizer: EntrySizer = () => 0;
const unprotected: Protection = noProtection();

/**
 * The simulated venue with orders that live on their own: conditional, linked, amended and cancelled, filled in part. Positions,
 * protection, costs, funds and the path inside a bar are those of {@link MarginVenue}; instruments without working orders go its way.
 *
 * Inside a bar the price visits the points of the intrabar rule. On each leg the nearest level fills first, protective ones before
 * orders at the same price, older orders before younger ones. After a protective exit nothing else of the instrument fills in the bar.
 */
export class OrderVenue extends OrderDesk {
  readonly #walk: BarWalk = new BarWalk();
  /** Walks a bar by other rules, to see whether they end elsewhere. */
  readonly #doubt: BarWalk = new BarWalk();
  readonly #volume: VolumeTaken;
  /** Best price that the trail at hand has surely seen. */
  #knownPeak = Number.NaN;
  #isInside = false;
  /** Fills so far. */
  #deals = 0;
  /** Whether the stretch at hand begins with the open of the bar, and whether the price is still at its first point. */
  #isBarOpen = true;
  #isAtOpen = false;
  /** Whether a fill after that point set new protection in the stretch at hand. */
  #isProtectedInside = false;
  /** Protection of what was added inside the bar at hand. */
  #later: { readonly protection: Protection; readonly base: number; readonly moment: number } | undefined = undefined;
  readonly #lastBar: Int32Array;

  constructor(
    markets: readonly Bars[],
    rules: OrderRules,
    costs: VenueCosts,
    cash: number,
    finer: readonly (Bars | undefined)[],
    journals?: VenueJournals,
  ) {
    super(markets, rules, costs, cash, finer, journals);
    this.#volume = new VolumeTaken(markets, rules.participation);
    this.#lastBar = Int32Array.from(markets, (bars) => bars.length - 1);
  }

  protected override isOver(instrument: number, index: number): boolean {
    const { time, intervalMs, instrument: of } = this.markets[instrument];
    return (index >= this.#lastBar[instrument] && this.orderRules.fillAt !== 'close') || time[index] + intervalMs >= of.expiry;
  }

  protected override room(instrument: number, index: number): number {
    return this.#volume.room(instrument, index);
  }

  protected override dealt(instrument: number, index: number, quantity: number): void {
    this.#volume.add(instrument, index, Math.abs(quantity));
    this.#deals++;
  }

  // What an order adds inside a bar is protected anew from the end of the bar on: until then the old levels stand.
  protected override protectFilled(
    instrument: number,
    index: number,
    protection: Protection,
    base: number,
    isAdded: boolean,
    moment: number,
  ): void {
    this.#knownPeak = base;
    this.#isProtectedInside = !this.#isAtOpen;
    if (isAdded && this.#isInside) this.#later = { protection, base, moment };
    else this.protect(instrument, index, protection, base, moment);
  }

  override unprotect(instrument: number): void {
    super.unprotect(instrument);
    this.#later = undefined;
  }

  /** Orders arrive, and market orders fill at the open. */
  openBar(instrument: number, index: number): void {
    const orders = this.working[instrument];
    if (orders.length === 0) return;
    const bars = this.markets[instrument];
    const open = bars.open[index];
    for (const order of orders.length === 1 ? orders : [...orders]) {
      if (order.isDone || order.activeFrom > index) continue;
      if (bars.time[index] >= order.expires) {
        this.end(order, 'expired');
        continue;
      }
      if (!order.isMarket) this.#arrive(order, index, open);
      else if (order.ticket.type !== 'market' || this.orderRules.fillAt === 'nextOpen' || order.state === 'partiallyFilled')
        this.#dealAtOnce(order, index, open, momentCodes.open);
    }
  }

  /** Deals a market order at the open of bar `index`, to which it need not travel. */
  dealAtOpen(ticket: OrderTicket, index: number): void {
    const order = this.submit(ticket, index - 1);
    if (!order.isDone) this.fill(order, index, this.markets[ticket.instrument].open[index], momentCodes.open, false);
  }

  /** Market orders that fill at a close. */
  closeBar(instrument: number, index: number): void {
    const { fillAt } = this.orderRules;
    if (fillAt === 'nextOpen') return;
    const close = this.markets[instrument].close[index];
    for (const order of [...this.working[instrument]]) {
      const active = fillAt === 'close' ? order.activeFrom - 1 : order.activeFrom;
      if (order.ticket.type === 'market' && !order.isDone && active <= index) this.#dealAtOnce(order, index, close, momentCodes.close);
    }
  }

  /** Works protective and working orders inside bar `index`. True when the account was liquidated. */
  override crossBar(instrument: number, index: number, sizer: EntrySizer = noSizer): boolean {
    const orders = this.working[instrument];
    if (orders.length === 0 || !orders.some((order) => order.activeFrom <= index && !order.isMarket))
      return super.crossBar(instrument, index, sizer);
    const bars = this.markets[instrument];
    const [open, high, low, close] = [bars.open[index], bars.high[index], bars.low[index], bars.close[index]];
    const finer = this.finerBars(instrument, index);
    if (finer !== undefined) {
      if (this.#followFiner(instrument, index, finer, high, low, close)) return true;
    } else {
      const [held, deals] = [this.ledger.quantity[instrument], this.#deals];
      if (this.#stretch(instrument, index, open, high, low, close, true)) return true;
      this.ratchet(instrument, this.#deals === deals ? held : Number.NaN, high, low, close);
    }
    for (const order of orders) {
      order.isRepriced = false;
      if (isTrailing(order)) trail(order, high, low);
    }
    return false;
  }

  /** Follows the price through the finer bars of a bar. True when the account was liquidated. */
  #followFiner(instrument: number, index: number, { bars, first, last }: FinerBars, high: number, low: number, close: number): boolean {
    const inside = (price: number): number => Math.min(high, Math.max(low, price));
    const follows = this.rules.trailRatchet === 'intrabar';
    const heldAtOpen = this.ledger.quantity[instrument];
    for (let at = first; at < last; at++) {
      const held = this.ledger.quantity[instrument];
      const { exits } = this;
      const [top, bottom, end] = [inside(bars.high[at]), inside(bars.low[at]), inside(bars.close[at])];
      if (this.#stretch(instrument, index, inside(bars.open[at]), top, bottom, end, at === first)) return true;
      if (this.exits > exits) return false;
      if (follows) this.ratchet(instrument, held, top, bottom, end);
      else if (this.ledger.quantity[instrument] !== held && this.#isProtectedInside) this.ratchet(instrument, held, top, bottom, end);
    }
    if (!follows) this.ratchet(instrument, heldAtOpen, high, low, close);
    return false;
  }

  /** Follows the price through a bar, or a finer one. True when the account was liquidated. */
  #stretch(instrument: number, index: number, open: number, high: number, low: number, close: number, isBarOpen: boolean): boolean {
    const deals = this.#deals;
    this.#knownPeak = this.peak[instrument];
    this.#isInside = true;
    this.#isProtectedInside = false;
    this.#isBarOpen = isBarOpen;
    const liquidated = this.#follow(instrument, index, open, high, low, close);
    this.#isInside = false;
    if (liquidated) return true;
    if (this.#later !== undefined && this.ledger.quantity[instrument] !== 0) {
      this.protect(instrument, index, this.#later.protection, this.#later.base, this.#later.moment);
    }
    // Of a position that changed inside the bar nobody knows which of its extremes came after.
    if (this.#deals !== deals) this.peak[instrument] = this.#knownPeak;
    return false;
  }

  /** An order comes to the venue, at the open of its first bar or of the one after its limit was amended. */
  #arrive(order: WorkingOrder, index: number, open: number): void {
    const isNew = order.state === 'submitted';
    if (!isNew && !order.isRepriced) return;
    const { ticket } = order;
    if (ticket.type !== 'limit') {
      if (!isNew) return;
      order.become('untriggered');
      if (ticket.type === 'trailingStop') order.peak = open;
    } else if (ticket.postOnly && this.#isPassed(order, open, order.price)) {
      this.refuse(order, 'POST_ONLY_WOULD_TAKE', ticket.quantity);
    } else if (isImpatient(ticket)) this.#dealAtOnce(order, index, open, momentCodes.open);
    else if (isNew) order.become('working');
  }

  /** An order deals what the price lets it; what its time in force lets wait for no more is taken away. */
  #dealAtOnce(order: WorkingOrder, index: number, price: number, moment: number): void {
    const { ticket } = order;
    const takes = !isLimit(ticket.type) || this.#isPassed(order, price, order.price);
    if (ticket.timeInForce === 'FOK' && (!takes || order.remaining > this.#volume.room(ticket.instrument, index))) {
      this.refuse(order, 'FILL_OR_KILL_UNFILLED', ticket.quantity);
      return;
    }
    if (takes) this.fill(order, index, price, moment, false);
    if (isImpatient(ticket) && !order.isDone) this.end(order, 'canceled');
  }

  /** Follows the price through a bar. True when the account was liquidated. */
  #follow(instrument: number, index: number, open: number, high: number, low: number, close: number): boolean {
    this.#later = undefined;
    const exits = this.exitBar[instrument];
    this.#isAtOpen = true;
    const isClosed = this.#atPoint(instrument, index, open);
    this.#isAtOpen = false;
    if (isClosed) return this.exitBar[instrument] !== exits && this.isLiquidated;
    const held = this.ledger.quantity[instrument];
    const points = [...this.#pathOf(instrument, index, open, high, low, close)];
    const single = this.#active(instrument, index)[0];
    const isAmbiguous = this.#isAmbiguous(instrument, index, open, high, low, close);
    this.#visit(instrument, index, open, points);
    // An order that is refused leaves the bar to the position alone.
    const isRefused = single?.state === 'rejected';
    if (isRefused) this.#doubt.entrySide = 0;
    if (isAmbiguous && (!isRefused || (held !== 0 && this.#doubt.isAmbiguous(open, high, low, close))))
      this.noteAmbiguous(instrument, index);
    return this.isLiquidated;
  }

  /** Goes from point to point of the path, until a protective order has closed the position. */
  #visit(instrument: number, index: number, open: number, points: readonly number[]): void {
    let from = open;
    for (const to of points) {
      if (this.#leg(instrument, index, from, to)) return;
      from = to;
    }
  }

  /** Orders that may fill inside bar `index`. */
  #active(instrument: number, index: number): readonly WorkingOrder[] {
    return this.working[instrument].filter((order) => order.activeFrom <= index && !order.isMarket);
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
      if (this.#isPassed(order, open, level)) this.#reach(order, index, open, this.#isBarOpen ? momentCodes.open : momentCodes.intrabar);
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
    const moment = atOpen && this.#isBarOpen ? momentCodes.open : momentCodes.intrabar;
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
    if (walk.trailInside) {
      for (const order of this.working[instrument]) if (isTrailing(order) && order.activeFrom <= index) trail(order, to, to);
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
    if (!order.isConditional) {
      const comes = index === order.activeFrom || order.isRepriced;
      this.fill(order, index, price, moment, !(comes && moment === momentCodes.open));
      return;
    }
    order.become('working');
    this.tell(order);
    this.#dealAtOnce(order, index, price, moment);
  }

  /** Sets a walk up for the one order that works. */
  #loadOrder(walk: BarWalk, { ticket, price, trigger }: WorkingOrder, index: number): void {
    walk.entrySide = ticket.side;
    walk.entryIsLimit = ticket.type === 'limit';
    walk.entryPrice = walk.entryIsLimit ? price : trigger;
    walk.base = ticket.base;
    walk.impact = walk.entryIsLimit ? 0 : impactAt(this.impact, index);
    walk.protection = this.rules.protectFrom === 'nextBar' || ticket.protection === undefined ? unprotected : ticket.protection;
  }

  #isProtected(instrument: number): boolean {
    return this.trailKind[instrument] !== 0 || !Number.isNaN(this.stop[instrument]) || !Number.isNaN(this.target[instrument]);
  }

  /** Whether the outcome hangs on the rule: by the walk of a single order; of several, where levels on both sides of the open are reached and one hangs on the other. */
  #isAmbiguous(instrument: number, index: number, open: number, high: number, low: number, close: number): boolean {
    const walk = this.#doubt;
    this.loadPosition(walk, instrument, index);
    const orders = this.#active(instrument, index);
    if (orders.length === 0 || (orders.length === 1 && isPlain(orders[0]))) {
      if (orders.length === 1) this.#loadOrder(walk, orders[0], index);
      return walk.isAmbiguous(open, high, low, close);
    }
    if (!(walk.side !== 0 && this.#isProtected(instrument)) && !orders.some(hangsOnOthers)) return false;
    const levels = orders.map((order) => levelOf(order, walk.tickSize));
    if (walk.side !== 0) levels.push(walk.nearestStop(), walk.target);
    return levels.some((level) => level > open && level <= high) && levels.some((level) => level < open && level >= low);
  }
}

/** Whether an order follows the best price, to be set off by its distance from it. */
function isTrailing({ ticket: { type }, state }: WorkingOrder): boolean {
  return type === 'trailingStop' && state === 'untriggered';
}

/** Whether an order is one limit or stop that a bar's walk knows. */
function isPlain({ ticket: { type }, isConditional }: WorkingOrder): boolean {
  return type === 'limit' || (type === 'stop' && isConditional);
}

/** Whether what an order does depends on what else has filled before it. */
function hangsOnOthers({ ticket }: WorkingOrder): boolean {
  const { group, reduceOnly, sizer, protection, children } = ticket;
  return group !== '' || reduceOnly || sizer !== undefined || protection !== undefined || children.length > 0;
}

/** Whether what an order does not deal at once is taken away. */
function isImpatient({ timeInForce }: OrderTicket): boolean {
  return timeInForce === 'IOC' || timeInForce === 'FOK';
}
