import type { RejectCode } from '../../market/index.ts';
import type { OrderDesk } from '../order-desk.ts';
import type { OrderTicket } from './working-order.ts';

/** The trader's own limits, asked before an order goes to the venue and told of what came of it. */
export interface OrderGuard {
  /** Why an order decided at the close of bar `index` must not go out; undefined where it may. */
  refuse(ticket: OrderTicket, venue: OrderDesk, index: number): RejectCode | undefined;
  /** Whether a position of `quantity` units (signed) would be too large; asked again at the fill of orders that are sized there. */
  isTooLarge(instrument: number, quantity: number, venue: OrderDesk): boolean;
  /** A fill closed units of a position with this profit before fees; `reason` is a code of the journals. */
  closed(instrument: number, profit: number, reason: number, index: number): void;
  /** The equity at the close of a bar that ends at `time`, ms. */
  marked(time: number, equity: number): void;
}
