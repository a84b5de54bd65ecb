import type { WorkingOrder } from './working-order.ts';

/** Orders of which one cancels the others when it fills. */
export class OrderGroups {
  readonly #groups: Map<string, WorkingOrder[]> = new Map();

  add(order: WorkingOrder): void {
    const { group } = order.ticket;
    if (group !== '') this.#groups.set(group, [...(this.#groups.get(group) ?? []), order]);
  }

  /** The living others of an order's group, which is forgotten. */
  takeOthers(order: WorkingOrder): readonly WorkingOrder[] {
    const orders = this.#groups.get(order.ticket.group) ?? [];
    this.#groups.delete(order.ticket.group);
    return orders.filter((other) => other !== order && !other.isDone);
  }
}
