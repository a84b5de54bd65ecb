/**
 * The rules of orders over bars as the guide tells them, once more and as simply as can be: one instrument, plain objects, loops.
 * Nothing of the library is used here, so that what both say is not one mistake made twice.
 */

export interface ReferenceBar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface ReferenceRules {
  readonly path: 'ohlc' | 'olhc';
  /** Whether a limit order fills where its price is only touched. */
  readonly touch: boolean;
  readonly fillAt: 'nextOpen' | 'nextClose' | 'close';
  /** Share of a bar's volume that may be dealt; Infinity for any. */
  readonly share: number;
  /** Bars by which orders come late. */
  readonly delay: number;
  readonly leverage: number;
  readonly tick: number;
  readonly maker: number;
  readonly taker: number;
  readonly maxOrders: number;
}

type Kind = 'market' | 'limit' | 'stop' | 'stopLimit' | 'trailingStop' | 'marketIfTouched' | 'limitIfTouched';
type State = 'submitted' | 'untriggered' | 'working' | 'partiallyFilled' | 'filled' | 'canceled' | 'expired' | 'rejected';

/** A level of protection: a price, or how far from the average price. */
export type ReferenceLevel = { readonly price: number } | { readonly distance: number } | { readonly fraction: number };

export interface ReferenceProtection {
  readonly stop: ReferenceLevel | undefined;
  readonly target: ReferenceLevel | undefined;
  /** Distance of a stop that follows the best price. */
  readonly trail: Exclude<ReferenceLevel, { readonly price: number }> | undefined;
}

/** Levels of a position, and the best price that its trail has seen. */
interface Guard {
  readonly stop: number;
  readonly target: number;
  readonly trail: ReferenceProtection['trail'];
  best: number;
}

const unguarded = (): Guard => ({ stop: Number.NaN, target: Number.NaN, trail: undefined, best: Number.NaN });

/** What is asked for. */
export interface ReferenceRequest {
  readonly side: 1 | -1;
  readonly kind: Kind;
  /** Whole units; undefined to close the position, whatever it is. */
  readonly quantity: number | undefined;
  readonly limit: number;
  readonly trigger: number;
  readonly trail: { readonly distance: number } | { readonly fraction: number } | undefined;
  readonly force: 'GTC' | 'IOC' | 'FOK' | 'GTD';
  readonly expires: number;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly group: string;
  readonly clientId: string;
  readonly protect: ReferenceProtection | undefined;
  readonly next: readonly ReferenceRequest[];
}

export interface ReferenceOrder {
  readonly asked: ReferenceRequest;
  /** First bar in which it can do anything. */
  readonly firstBar: number;
  state: State;
  reject: string;
  filled: number;
  /** Undefined until it is known, for one that closes the position. */
  remaining: number | undefined;
  limit: number;
  trigger: number;
  expires: number;
  /** Whether it has come to the venue, and whether its trigger has set it off. */
  hasArrived: boolean;
  isSetOff: boolean;
  /** Whether its limit price has not met the market yet: it is new, or was amended. */
  isFresh: boolean;
  /** Best price that a trailing stop has seen. */
  best: number;
}

export interface ReferenceFill {
  /** Number of the order; -1 for one that protected the position. */
  readonly order: number;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly isMaker: boolean;
}

export class ReferenceVenue {
  readonly rules: ReferenceRules;
  readonly bars: readonly ReferenceBar[];
  readonly orders: ReferenceOrder[] = [];
  readonly fills: ReferenceFill[] = [];
  cash: number;
  position = 0;
  average: number = Number.NaN;
  mark: number = Number.NaN;
  guard: Guard = unguarded();
  /** What protects the position from the end of the bar on, because an order added to it inside the bar. */
  later: Guard | undefined = undefined;
  isInside = false;
  /** Whether the position changed inside the bar: what the price did before is not known to its trail. */
  isChanged = false;
  /** The bar that is over. */
  at = 0;
  room = 0;

  constructor(rules: ReferenceRules, bars: readonly ReferenceBar[], cash: number) {
    this.rules = rules;
    this.bars = bars;
    this.cash = cash;
    this.mark = bars[0].close;
    this.room = this.roomOf(bars[0]);
  }

  equity(): number {
    return this.cash + this.position * this.mark;
  }

  living(): ReferenceOrder[] {
    return this.orders.filter((order) => !isOver(order));
  }

  submit(asked: ReferenceRequest): ReferenceOrder {
    const { tick } = this.rules;
    const { side, kind } = asked;
    const order: ReferenceOrder = {
      asked,
      firstBar: this.at + 1 + this.rules.delay,
      state: 'submitted',
      reject: '',
      filled: 0,
      remaining: asked.quantity,
      limit: side > 0 ? down(asked.limit, tick) : up(asked.limit, tick),
      trigger: rises(side, kind) ? up(asked.trigger, tick) : down(asked.trigger, tick),
      expires: asked.expires,
      hasArrived: false,
      isSetOff: false,
      isFresh: true,
      best: Number.NaN,
    };
    const alive = this.living();
    this.orders.push(order);
    const needsLimit = kind === 'limit' || kind === 'stopLimit' || kind === 'limitIfTouched';
    const needsTrigger = kind === 'stop' || kind === 'stopLimit' || kind === 'marketIfTouched' || kind === 'limitIfTouched';
    if (this.at === this.bars.length - 1 && this.rules.fillAt !== 'close') this.refuse(order, 'INSTRUMENT_NOT_TRADING');
    else if (asked.clientId !== '' && alive.some((other) => other.asked.clientId === asked.clientId))
      this.refuse(order, 'DUPLICATE_CLIENT_ID');
    else if (alive.length >= this.rules.maxOrders) this.refuse(order, 'TOO_MANY_ORDERS');
    else if (asked.quantity !== undefined && !(asked.quantity > 0)) this.refuse(order, 'INVALID_SIZE');
    else if ((needsLimit && !(asked.limit > 0)) || (needsTrigger && !(asked.trigger > 0))) this.refuse(order, 'INVALID_PRICE');
    else if (Object.values(asked.protect ?? {}).some((level) => level !== undefined && !(numberOf(level) > 0)))
      this.refuse(order, 'INVALID_PRICE');
    return order;
  }

  cancel(order: ReferenceOrder): boolean {
    if (isOver(order)) return false;
    order.state = 'canceled';
    return true;
  }

  amend(order: ReferenceOrder, change: { limit?: number; trigger?: number; quantity?: number; expires?: number }): boolean {
    if (isOver(order)) return false;
    const { tick } = this.rules;
    const { side, kind } = order.asked;
    if (change.limit !== undefined) {
      order.limit = side > 0 ? down(change.limit, tick) : up(change.limit, tick);
      order.isFresh = true;
    }
    if (change.trigger !== undefined) order.trigger = rises(side, kind) ? up(change.trigger, tick) : down(change.trigger, tick);
    if (change.expires !== undefined) order.expires = change.expires;
    if (change.quantity !== undefined) {
      order.remaining = change.quantity - order.filled;
      if (order.remaining <= 0) order.state = 'canceled';
    }
    return true;
  }

  /** The bar at hand closes where its orders fill at that close, and the next one goes by. */
  nextBar(): void {
    const { fillAt, path } = this.rules;
    if (fillAt === 'close') this.dealAtClose();
    this.at++;
    const bar = this.bars[this.at];
    const { open, high, low, close } = bar;
    this.room = this.roomOf(bar);
    this.mark = open;
    for (const order of this.living()) if (!isOver(order) && order.firstBar <= this.at) this.arrive(order, bar);
    this.isInside = true;
    this.isChanged = false;
    this.follow(open, path === 'ohlc' ? [high, low, close] : [low, high, close]);
    this.isInside = false;
    if (this.later !== undefined) this.guard = this.later;
    this.later = undefined;
    const [best, worst] = this.isChanged ? [close, close] : [high, low];
    const { guard } = this;
    if (this.position !== 0) guard.best = this.position > 0 ? Math.max(guard.best, best) : Math.min(guard.best, worst);
    for (const order of this.living()) if (order.hasArrived) order.isFresh = false;
    for (const order of this.living()) {
      if (order.asked.kind !== 'trailingStop' || !isWaiting(order) || !order.hasArrived) continue;
      order.best = order.asked.side > 0 ? Math.min(order.best, low) : Math.max(order.best, high);
    }
    if (fillAt === 'nextClose') this.dealAtClose();
    this.mark = close;
  }

  /** The price goes through the bar, until a protective order closes the position: then nothing else fills in it. */
  private follow(open: number, points: readonly number[]): void {
    if (this.protects(open)) return;
    for (const order of this.living()) {
      if (isOver(order) || order.firstBar > this.at || dealsAtAnyPrice(order)) continue;
      if (isWaiting(order)) {
        if (this.setsOff(order, open)) this.setOff(order, open);
      } else if (this.meets(order, open)) this.deal(order, open, !order.isFresh);
      if (this.protects(open)) return;
    }
    let price = open;
    for (const point of points) {
      if (this.travel(price, point)) return;
      price = point;
    }
  }

  /** Whether a price has passed the stop or the target, so that it closes the position. */
  private protects(price: number): boolean {
    const side = Math.sign(this.position);
    if (side === 0) return false;
    if (side * (price - this.stopLevel()) <= 0) return this.exit(price, false);
    const beyond = side * (price - this.guard.target);
    return (this.rules.touch ? beyond >= 0 : beyond > 0) && this.exit(price, true);
  }

  /** The stop of the position or its trail, whichever the price meets first. */
  private stopLevel(): number {
    const { stop, trail, best } = this.guard;
    if (trail === undefined) return stop;
    const side = Math.sign(this.position);
    const level = this.rounded(best - side * ('distance' in trail ? trail.distance : trail.fraction * best));
    return Number.isNaN(stop) ? level : side * Math.max(side * stop, side * level);
  }

  private rounded(price: number): number {
    const { tick } = this.rules;
    return tick === 0 ? price : Math.round(price / tick) * tick;
  }

  private exit(price: number, isMaker: boolean): true {
    const quantity = -this.position;
    const fee = Math.abs(quantity) * price * (isMaker ? this.rules.maker : this.rules.taker);
    this.book(quantity, price, fee);
    this.room = Math.max(0, this.room - Math.abs(quantity));
    this.fills.push({ order: -1, quantity, price, fee, isMaker });
    return true;
  }

  private dealAtClose(): void {
    const { close } = this.bars[this.at];
    const first = this.rules.fillAt === 'close' ? 1 : 0;
    for (const order of this.living()) {
      if (isOver(order) || order.asked.kind !== 'market' || order.firstBar - first > this.at) continue;
      this.dealOrEnd(order, close);
    }
  }

  private arrive(order: ReferenceOrder, bar: ReferenceBar): void {
    const { kind, force, postOnly } = order.asked;
    if (bar.time >= order.expires) {
      order.state = 'expired';
    } else if (dealsAtAnyPrice(order)) {
      const waitsForClose = kind === 'market' && this.rules.fillAt !== 'nextOpen' && order.state !== 'partiallyFilled';
      if (!waitsForClose) this.dealOrEnd(order, bar.open);
    } else if (isWaiting(order)) {
      if (!order.hasArrived) order.best = bar.open;
      order.state = 'untriggered';
    } else if (order.isFresh && postOnly && this.meets(order, bar.open)) {
      this.refuse(order, 'POST_ONLY_WOULD_TAKE');
    } else if (force === 'IOC' || force === 'FOK') {
      this.dealOrEnd(order, bar.open);
    } else if (order.state === 'submitted') order.state = 'working';
    order.hasArrived = true;
  }

  /** Follows the price one way: what is nearest comes first, protection before orders, of equals the oldest. True after an exit. */
  private travel(from: number, to: number): boolean {
    const way = to > from ? 1 : -1;
    let price = from;
    for (;;) {
      let next: ReferenceOrder | undefined;
      for (const order of this.living()) {
        if (order.firstBar > this.at || dealsAtAnyPrice(order)) continue;
        const waits = isWaiting(order);
        if (!waits && this.room === 0) continue;
        const isUp = waits ? rises(order.asked.side, order.asked.kind) : order.asked.side < 0;
        if (isUp !== way > 0) continue;
        const level = this.levelOf(order);
        const isAhead = way > 0 ? level >= price && level <= to : level <= price && level >= to;
        if (!isAhead || (!waits && !this.rules.touch && level === to)) continue;
        if (next === undefined || Math.abs(level - price) < Math.abs(this.levelOf(next) - price)) next = order;
      }
      const side = Math.sign(this.position);
      const exit = side === 0 ? Number.NaN : side === way ? this.guard.target : this.stopLevel();
      const isStop = side !== way;
      const isReached = way > 0 ? exit <= to : exit >= to;
      const isFirst = next === undefined || way * (exit - this.levelOf(next)) <= 0;
      if (isReached && isFirst && (isStop || this.rules.touch || exit !== to)) return this.exit(exit, !isStop);
      if (next === undefined) return false;
      price = this.levelOf(next);
      if (isWaiting(next)) this.setOff(next, price);
      else this.deal(next, price, true);
      if (this.protects(price)) return true;
    }
  }

  private levelOf({ asked: { side, kind, trail }, trigger, limit, best, isSetOff }: ReferenceOrder): number {
    if (kind === 'limit' || isSetOff) return limit;
    if (kind !== 'trailingStop' || trail === undefined) return trigger;
    const level = best + side * ('distance' in trail ? trail.distance : trail.fraction * best);
    return this.rounded(level);
  }

  private setsOff(order: ReferenceOrder, price: number): boolean {
    const level = this.levelOf(order);
    return rises(order.asked.side, order.asked.kind) ? price >= level : price <= level;
  }

  private setOff(order: ReferenceOrder, price: number): void {
    const { kind, force } = order.asked;
    order.isSetOff = true;
    order.state = 'working';
    const isLimited = kind === 'stopLimit' || kind === 'limitIfTouched';
    if (!isLimited || force === 'IOC' || force === 'FOK') this.dealOrEnd(order, price);
    else if (this.meets(order, price)) this.deal(order, price, false);
  }

  /** Whether a limit order fills at this price of the market. */
  private meets({ asked: { side }, limit }: ReferenceOrder, price: number): boolean {
    if (price === limit) return this.rules.touch;
    return side > 0 ? price < limit : price > limit;
  }

  /** Deals at once; what an order with no patience leaves is taken away. */
  private dealOrEnd(order: ReferenceOrder, price: number): void {
    const { force, kind } = order.asked;
    const isLimited = kind === 'limit' || kind === 'stopLimit' || kind === 'limitIfTouched';
    const meets = !isLimited || this.meets(order, price);
    if (force === 'FOK' && (!meets || (order.remaining ?? 0) > this.room)) {
      this.refuse(order, 'FILL_OR_KILL_UNFILLED');
      return;
    }
    if (meets) this.deal(order, price, false);
    if (!isOver(order) && (force === 'IOC' || force === 'FOK')) order.state = 'canceled';
  }

  private deal(order: ReferenceOrder, price: number, isMaker: boolean): void {
    const { side, reduceOnly, group, kind, protect } = order.asked;
    const against = Math.max(0, -side * this.position);
    const reduces = reduceOnly || order.asked.quantity === undefined;
    if (reduces && against === 0) {
      this.refuse(order, 'REDUCE_ONLY_WOULD_INCREASE');
      return;
    }
    if (this.room === 0) return;
    const left = order.remaining ?? against;
    const wanted = reduces ? Math.min(left, against) : left;
    const part = Math.min(wanted, this.room);
    const rate = isMaker && kind !== 'market' ? this.rules.maker : this.rules.taker;
    // The whole order has to be paid for at its first part, and later each part.
    const asked = order.filled === 0 ? wanted : part;
    if (asked > against) {
      const equity = this.cash + this.position * price - asked * price * rate;
      if (Math.abs(this.position + side * asked) * price > this.rules.leverage * equity * (1 + 1e-9)) {
        this.refuse(order, 'INSUFFICIENT_FUNDS');
        return;
      }
    }
    const isAdded = side * this.position > 0;
    this.book(side * part, price, part * price * rate);
    if (protect !== undefined && side * this.position > 0) {
      const [stop, target] = [this.protection(protect.stop, -side), this.protection(protect.target, side)];
      const guard: Guard = { stop, target, trail: protect.trail, best: this.average };
      if (isAdded && this.isInside) this.later = guard;
      else this.guard = guard;
    }
    this.fills.push({ order: this.orders.indexOf(order), quantity: side * part, price, fee: part * price * rate, isMaker });
    this.room -= part;
    order.filled += part;
    order.remaining = wanted - part;
    order.state = order.remaining === 0 ? 'filled' : 'partiallyFilled';
    if (group !== '') for (const other of this.living()) if (other !== order && other.asked.group === group) other.state = 'canceled';
    if (order.state === 'filled') for (const child of order.asked.next) this.submit(child);
  }

  private book(quantity: number, price: number, fee: number): void {
    const after = this.position + quantity;
    if (after === 0) this.average = Number.NaN;
    else if (this.position === 0 || Math.sign(after) !== Math.sign(this.position)) this.average = price;
    else if (Math.abs(after) > Math.abs(this.position)) this.average = (this.average * this.position + price * quantity) / after;
    if (after === 0 || (this.position !== 0 && Math.sign(after) !== Math.sign(this.position))) {
      this.guard = unguarded();
      this.later = undefined;
    }
    if (this.isInside) this.isChanged = true;
    this.position = after;
    this.cash -= quantity * price + fee;
  }

  private protection(level: ReferenceLevel | undefined, sign: number): number {
    if (level === undefined) return Number.NaN;
    const base = this.average;
    return this.rounded('price' in level ? level.price : base + sign * ('distance' in level ? level.distance : level.fraction * base));
  }

  private refuse(order: ReferenceOrder, code: string): void {
    order.reject = code;
    order.state = order.filled > 0 ? 'canceled' : 'rejected';
  }

  private roomOf({ volume }: ReferenceBar): number {
    return this.rules.share === Number.POSITIVE_INFINITY ? this.rules.share : Math.floor(this.rules.share * volume + 1e-9);
  }
}

function numberOf(level: ReferenceLevel): number {
  return 'price' in level ? level.price : 'distance' in level ? level.distance : level.fraction;
}

function isOver({ state }: ReferenceOrder): boolean {
  return state === 'filled' || state === 'canceled' || state === 'expired' || state === 'rejected';
}

/** Whether it waits for a price to set it off. */
function isWaiting({ asked: { kind }, isSetOff }: ReferenceOrder): boolean {
  return kind !== 'market' && kind !== 'limit' && !isSetOff;
}

function dealsAtAnyPrice({ asked: { kind }, isSetOff }: ReferenceOrder): boolean {
  return kind === 'market' || (isSetOff && (kind === 'stop' || kind === 'trailingStop' || kind === 'marketIfTouched'));
}

/** Whether a rising price sets the order off: stops of buyers, and touches of sellers. */
function rises(side: number, kind: Kind): boolean {
  const isStop = kind === 'stop' || kind === 'stopLimit' || kind === 'trailingStop';
  return isStop ? side > 0 : side < 0;
}

function down(price: number, tick: number): number {
  return tick === 0 ? price : Math.floor(price / tick + 1e-9) * tick;
}

function up(price: number, tick: number): number {
  return tick === 0 ? price : Math.ceil(price / tick - 1e-9) * tick;
}
