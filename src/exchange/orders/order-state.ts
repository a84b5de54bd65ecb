import { BarwrightError } from '../../core/index.ts';
import type { OrderState } from '../../market/index.ts';

const ends = ['filled', 'canceled', 'expired', 'rejected'] as const;

/** The states that each state may be followed by; none after the last four. */
export const orderTransitions: Readonly<Record<OrderState, readonly OrderState[]>> = {
  submitted: ['untriggered', 'working', 'partiallyFilled', ...ends],
  untriggered: ['working', 'partiallyFilled', ...ends],
  working: ['partiallyFilled', ...ends],
  partiallyFilled: ['partiallyFilled', 'filled', 'canceled', 'expired'],
  filled: [],
  canceled: [],
  expired: [],
  rejected: [],
};

/** Whether an order in this state will never do anything again. */
export function isDone(state: OrderState): boolean {
  return orderTransitions[state].length === 0;
}

/**
 * The state that an order goes to.
 *
 * @throws BarwrightError where the life of an order has no such step, which is a mistake of the venue, not of its user.
 */
export function nextState(from: OrderState, to: OrderState): OrderState {
  if (orderTransitions[from].includes(to)) return to;
  throw new BarwrightError('INTERNAL', `An order cannot go from ${from} to ${to}.`);
}
