import type { OrderState, RejectCode } from '../../market/index.ts';
import type { MarginRules } from '../margin-venue.ts';
import type { WorkingOrder } from './working-order.ts';

/** A fill as the venue tells of it. */
export interface FillNotice {
  readonly orderId: number;
  readonly instrument: number;
  /** Signed: above 0 bought. */
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  /** What slippage and spread cost, quote units. */
  readonly slippage: number;
  readonly reason: number;
  readonly index: number;
  /** When it happened, ms; of fills from bars the open of their bar. */
  readonly time: number;
  readonly moment: number;
  readonly isMaker: boolean;
}

/** An order as it stood when it went on in its life. */
export interface OrderNotice {
  readonly order: WorkingOrder;
  readonly state: OrderState;
  readonly filled: number;
  readonly remaining: number;
  readonly price: number;
  readonly trigger: number;
  readonly reject: RejectCode | undefined;
}

/** An order as it stands. */
export function noticeOf(order: WorkingOrder): OrderNotice {
  const { state, filled, remaining, price, trigger, reject } = order;
  return { order, state, filled, remaining, price, trigger, reject };
}

/** Rules of a venue that keeps orders with lives of their own. */
export interface OrderRules extends MarginRules {
  /** When market orders fill: at the open or the close of the bar after their decision, or at the close of the decision's bar. */
  readonly fillAt: 'nextOpen' | 'nextClose' | 'close';
  /** Largest share of a bar's volume that all fills of the bar may take; Infinity for any. */
  readonly participation: number;
  /** Bars of an instrument by which the next order comes late, because it travels longer than a hundredth of a bar. */
  readonly delay: (instrument: number) => number;
  /** Whether more than what is held may be sold. */
  readonly shorts: boolean;
  /** Orders that may work at once for one instrument. */
  readonly maxOrders: number;
}
