import type { WorkingOrder } from './working-order.ts';

const none: readonly WorkingOrder[] = [];

/** Orders of which one cancels the others when it fills. */
export class OrderGroups {
  readonly #groups: Map<string, WorkingOrder[]> = new Map();

  add(order: WorkingOrder): void {
    const { group } = order.ticket;
    if (group !== '') this.#groups.set(group, [...this.#living(group), order]);
  }

  /** The living others of an order's group, which leave it. */
  takeOthers(order: WorkingOrder): readonly WorkingOrder[] {
    const { group } = order.ticket;
    if (group === '') return none;
    const others = this.#living(group).filter((other) => other !== order);
    if (order.isDone) this.#groups.delete(group);
    else this.#groups.set(group, [order]);
    return others;
  }

  #living(group: string): readonly WorkingOrder[] {
    return (this.#groups.get(group) ?? []).filter((order) => !order.isDone);
  }
}
