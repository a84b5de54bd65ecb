import type { OrderType, RejectCode } from '../../market/index.ts';
import { levelPrice, type Protection } from '../matching/protection.ts';
import { ceilToStep, floorToStep } from '../steps.ts';
import type { OrderTicket, WorkingOrder } from './working-order.ts';

/** Whether the price moves against the favour of the side to set the order off: up for a buy. */
export function isStop(type: OrderType): boolean {
  return type === 'stop' || type === 'stopLimit' || type === 'trailingStop';
}

/** Whether it never fills at a worse price than its own. */
export function isLimit(type: OrderType): boolean {
  return type === 'limit' || type === 'stopLimit' || type === 'limitIfTouched';
}

/** Whether it waits for a price of its own to set it off. */
function isTriggered(type: OrderType): boolean {
  return type !== 'market' && type !== 'limit' && type !== 'trailingStop';
}

/** Whether all levels of a protection are numbers that a price can reach. */
function hasLevels({ stopKind, stopValue, targetKind, targetValue, trailKind, trailValue }: Protection): boolean {
  return (stopKind === 0 || isValid(stopValue)) && (targetKind === 0 || isValid(targetValue)) && (trailKind === 0 || isValid(trailValue));
}

function isValid(number: number): boolean {
  return number > 0 && number < Number.POSITIVE_INFINITY;
}

/** The price that an order waits for. */
export function levelOf(order: WorkingOrder, tickSize: number): number {
  const { type, side, trailKind, trailValue } = order.ticket;
  if (!order.isConditional) return order.price;
  return type === 'trailingStop' ? levelPrice(trailKind, trailValue, order.peak, side, tickSize) : order.trigger;
}

/** A trailing stop order follows the best price of a bar. */
export function trail(order: WorkingOrder, high: number, low: number): void {
  order.peak = order.ticket.side > 0 ? Math.min(order.peak, low) : Math.max(order.peak, high);
}

/** A limit price on the venue's steps, no worse than asked for. */
export function steppedLimit(side: number, price: number, tickSize: number): number {
  return side > 0 ? floorToStep(price, tickSize) : ceilToStep(price, tickSize);
}

/** A trigger on the venue's steps, no sooner than asked for. */
export function steppedTrigger(type: OrderType, side: number, trigger: number, tickSize: number): number {
  return side > 0 === isStop(type) ? ceilToStep(trigger, tickSize) : floorToStep(trigger, tickSize);
}

/** What is wrong with the numbers of an order, whatever the account. */
export function invalidity({ type, quantity, sizer, price, trigger, protection }: OrderTicket): RejectCode | undefined {
  if (sizer === undefined && !isValid(quantity)) return 'INVALID_SIZE';
  const isPriced = (!isLimit(type) || isValid(price)) && (!isTriggered(type) || isValid(trigger));
  return isPriced && (protection === undefined || hasLevels(protection)) ? undefined : 'INVALID_PRICE';
}

/**
 * The order that a price on its way from `from` to `to` reaches first; of several at one level the oldest. With `isFull` the volume of
 * the bar is taken, so that only conditional orders go on.
 */
export function nearestOrder(
  orders: readonly WorkingOrder[],
  index: number,
  direction: number,
  from: number,
  to: number,
  tickSize: number,
  touch: boolean,
  isFull: boolean,
): WorkingOrder | undefined {
  let best: WorkingOrder | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const order of orders) {
    const { side, type } = order.ticket;
    if (order.activeFrom > index || order.isMarket || order.state === 'submitted') continue;
    const rises = order.isConditional && isStop(type) ? side > 0 : side < 0;
    if (rises !== direction > 0 || (isFull && !order.isConditional)) continue;
    const level = levelOf(order, tickSize);
    const distance = direction * (level - from);
    const reach = direction * (to - level);
    if (!(order.isConditional || touch ? reach >= 0 : reach > 0) || distance < 0 || distance >= nearest) continue;
    best = order;
    nearest = distance;
  }
  return best;
}
