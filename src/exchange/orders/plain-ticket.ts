import type { OrderType } from '../../market/index.ts';
import type { OrderTicket } from './working-order.ts';

/** The terms of an order with nothing special to it. */
export const plainTerms: Omit<OrderTicket, 'instrument' | 'side' | 'type'> = {
  quantity: Number.NaN,
  sizer: undefined,
  price: Number.NaN,
  trigger: Number.NaN,
  trailKind: 0,
  trailValue: Number.NaN,
  timeInForce: 'GTC',
  expires: Number.POSITIVE_INFINITY,
  postOnly: false,
  display: Number.POSITIVE_INFINITY,
  reduceOnly: false,
  beyond: false,
  protection: undefined,
  base: Number.NaN,
  fromClose: false,
  exposure: Number.NaN,
  reason: -1,
  tag: '',
  clientId: '',
  group: '',
  children: [],
};

/** A ticket of a known quantity with nothing else to it but what is given. */
export function plainTicket(
  instrument: number,
  side: 1 | -1,
  type: OrderType,
  quantity: number,
  others: Partial<OrderTicket> = {},
): OrderTicket {
  return { ...plainTerms, instrument, side, type, quantity, ...others };
}
