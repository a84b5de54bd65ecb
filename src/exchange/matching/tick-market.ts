import { OrderBook } from '../../market/index.ts';
import { floorToStep } from '../steps.ts';

/** What the ticks of an instrument tell: how well they know who would take an order. */
export type TickDetail = 'book' | 'quotes' | 'trades';

/** The market of one instrument as its ticks tell it, less what the account has taken of it since. */
export class TickMarket {
  readonly detail: TickDetail;
  readonly hasTrades: boolean;
  readonly book: OrderBook = new OrderBook();
  bid: number = Number.NaN;
  bidSize = 0;
  ask: number = Number.NaN;
  askSize = 0;
  /** Price of the last trade. */
  last: number = Number.NaN;
  /** What the account took at prices that have not been told anew since: of bids at the price, of asks at its negative; of a trade once for both. */
  readonly #taken: Map<number, number> = new Map();
  readonly #quantityStep: number;

  /** @param quantityStep of the instrument: of what stands at a level, whole steps can be dealt. */
  constructor(detail: TickDetail, hasTrades: boolean, quantityStep: number = 0) {
    this.detail = detail;
    this.hasTrades = hasTrades;
    this.#quantityStep = quantityStep;
  }

  /** Middle of bid and ask, or the last trade where there are none. */
  get mark(): number {
    const mid = (this.bid + this.ask) / 2;
    return Number.isNaN(mid) ? this.last : mid;
  }

  /** Price that sets conditional orders of a side off: the last trade, or what the side would pay. */
  triggerPrice(side: number): number {
    return this.hasTrades ? this.last : side > 0 ? this.ask : this.bid;
  }

  /** Best price that an order of this side can take; NaN for none. */
  opposite(side: number): number {
    return side > 0 ? this.ask : this.bid;
  }

  /** Takes bid and ask from the book, whose message is whole. */
  readBook(): void {
    const { bids, asks } = this.book;
    this.bid = bids.best;
    this.bidSize = bids.bestSize;
    this.ask = asks.best;
    this.askSize = asks.bestSize;
  }

  /** A level of bids (1) or asks (-1) was told anew: what was taken of it is in what was told. */
  told(side: number, price: number): void {
    if (this.#taken.size > 0) this.#taken.delete(side * price);
  }

  /** An order of this side took units at a price. */
  take(side: number, price: number, quantity: number): void {
    const level = this.#level(side, price);
    this.#taken.set(level, (this.#taken.get(level) ?? 0) + quantity);
  }

  forget(): void {
    this.#taken.clear();
  }

  /** What an order of this side finds from the best price on: level by level in whole steps, up to the limit; the answer of `deal` is what it took, and fewer than it found ends it. */
  sweep(side: number, limit: number, deal: (price: number, quantity: number) => number): void {
    if (this.detail !== 'book') {
      const price = this.opposite(side);
      if (side * (price - limit) <= 0) this.#offer(side, price, side > 0 ? this.askSize : this.bidSize, deal);
      return;
    }
    const { price, quantity, length } = side > 0 ? this.book.asks : this.book.bids;
    for (let k = length - 1; k >= 0; k--) if (side * (price[k] - limit) > 0 || !this.#offer(side, price[k], quantity[k], deal)) return;
  }

  /** Of the units that an order of this side wants, those that it finds up to a limit, and their average price; NaN for none. */
  find(side: number, limit: number, wanted: number): { readonly quantity: number; readonly price: number } {
    let [found, value] = [0, 0];
    this.sweep(side, limit, (price, quantity) => {
      // What falls short by the rounding of binary fractions alone is there.
      const left = wanted - found;
      const part = quantity < left * (1 - 1e-12) ? quantity : left;
      found = part === left ? wanted : found + part;
      value += part * price;
      return found === wanted ? 0 : quantity;
    });
    return { quantity: found, price: value / found };
  }

  /** Units of others that stand at a price on the side of an order; NaN where the ticks do not tell. */
  standing(side: number, price: number): number {
    if (this.detail === 'book') return (side > 0 ? this.book.bids : this.book.asks).at(price);
    if (this.detail === 'trades') return 0;
    const gap = side > 0 ? this.bid - price : price - this.ask;
    return gap > 0 ? Number.NaN : gap < 0 ? 0 : side > 0 ? this.bidSize : this.askSize;
  }

  #offer(side: number, price: number, quantity: number, deal: (price: number, quantity: number) => number): boolean {
    const left = floorToStep(quantity - (this.#taken.get(this.#level(side, price)) ?? 0), this.#quantityStep);
    return !(left > 0) || deal(price, left) >= left;
  }

  #level(side: number, price: number): number {
    return this.detail === 'trades' ? price : -side * price;
  }
}
