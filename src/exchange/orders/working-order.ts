import type { OrderState, OrderType, RejectCode, TimeInForce } from '../../market/index.ts';
import type { LevelKind, Protection } from '../matching/protection.ts';
import { isDone, nextState } from './order-state.ts';

/** How many units an order deals where that is reckoned at the fill: all of them, or with `beyond` those that it opens. */
export type OrderSizer = (order: WorkingOrder, index: number, price: number, liquidity: 'maker' | 'taker', closing: number) => number;

/** An order as it is sent to the venue, checked by whoever sends it. */
export interface OrderTicket {
  readonly instrument: number;
  readonly side: 1 | -1;
  readonly type: OrderType;
  /** Base units or contracts; NaN where `sizer` reckons it at the fill. */
  readonly quantity: number;
  readonly sizer: OrderSizer | undefined;
  /** Limit price; NaN for none. */
  readonly price: number;
  /** Price that sets a conditional order off; NaN for none. */
  readonly trigger: number;
  /** Distance of a trailing stop from the best price. */
  readonly trailKind: LevelKind;
  readonly trailValue: number;
  readonly timeInForce: TimeInForce;
  /** Time from which it no longer works, ms. */
  readonly expires: number;
  readonly postOnly: boolean;
  /** Units that others see of it, an iceberg; Infinity for all. */
  readonly display: number;
  readonly reduceOnly: boolean;
  /** Whether it closes an opposite position first, even where the venue refuses what it would open beyond. */
  readonly beyond: boolean;
  /** Stop, target and trail around a position that it opens. */
  readonly protection: Protection | undefined;
  /** Price that the levels of the protection are reckoned from; NaN for the average price. */
  readonly base: number;
  /** Whether the levels are reckoned from the close of the bar of the fill, from whose end on they work. */
  readonly fromClose: boolean;
  /** Share of equity that a market order brings the position to, whatever its side; NaN for none. */
  readonly exposure: number;
  /** Why it is made, as a code of the journals; -1 where that follows from the position at the fill. */
  readonly reason: number;
  readonly tag: string;
  /** Empty for none. */
  readonly clientId: string;
  /** Orders of one group cancel one another when one fills; empty for none. */
  readonly group: string;
  /** Orders that are sent when this one fills. */
  readonly children: readonly OrderTicket[];
}

/** Where an order stands in the queue of its price. */
export class QueuePlace {
  isResting = false;
  /** Units before it, and those of them that trades took since the level was last told. */
  front: number = Number.POSITIVE_INFINITY;
  traded = 0;
  /** Units of an iceberg that stand in the queue. */
  shown: number = Number.POSITIVE_INFINITY;
  /** Whether it has come to the venue and waits for the next trade. */
  isWaiting = false;
}

/** The place of orders that meet bars: they never queue. */
const nowhere = new QueuePlace();

/** An order that lives at the venue. */
export class WorkingOrder {
  readonly id: number;
  readonly ticket: OrderTicket;
  /** Bar at whose close it was decided. */
  readonly decided: number;
  /** First bar in which it can fill. */
  readonly activeFrom: number;
  /** What is still to be dealt; NaN until it is sized. */
  remaining: number;
  /** Units dealt so far. */
  filled = 0;
  /** Limit and trigger price, as amended. */
  price: number;
  trigger: number;
  expires: number;
  /** Best price that a trailing stop has seen. */
  peak: number = Number.NaN;
  reject: RejectCode | undefined = undefined;
  /** Whether its limit was amended, so that it comes to the market anew at the next open. */
  isRepriced = false;
  /** Where it stands at a venue that works from ticks, which sets it. */
  queue: QueuePlace = nowhere;
  #state: OrderState = 'submitted';

  constructor(id: number, ticket: OrderTicket, decided: number, activeFrom: number) {
    this.id = id;
    this.ticket = ticket;
    this.decided = decided;
    this.activeFrom = activeFrom;
    this.remaining = ticket.quantity;
    this.price = ticket.price;
    this.trigger = ticket.trigger;
    this.expires = ticket.expires;
  }

  get state(): OrderState {
    return this.#state;
  }

  get isDone(): boolean {
    return isDone(this.#state);
  }

  /** Whether it waits for its trigger. */
  get isConditional(): boolean {
    const { type } = this.ticket;
    return type !== 'market' && type !== 'limit' && this.#state === 'untriggered';
  }

  /** Whether it deals at any price: a market order, or one that its trigger made one. */
  get isMarket(): boolean {
    const { type } = this.ticket;
    if (type === 'market') return true;
    return type !== 'limit' && type !== 'stopLimit' && type !== 'limitIfTouched' && this.#state !== 'submitted' && !this.isConditional;
  }

  /** Goes on in its life; a step that there is none of is an error. */
  become(state: OrderState): void {
    this.#state = nextState(this.#state, state);
  }
}
