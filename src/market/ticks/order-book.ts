/** One level of a book. */
export interface BookLevel {
  readonly price: number;
  /** Base units or contracts. */
  readonly quantity: number;
}

/** An order book as it stands, to be read. */
export interface BookView {
  /** Highest price that is bid; NaN where nobody bids. */
  readonly bestBid: number;
  readonly bestBidSize: number;
  /** Lowest price that is asked; NaN where nobody asks. */
  readonly bestAsk: number;
  readonly bestAskSize: number;
  /** (best bid + best ask) / 2; NaN where a side is empty. */
  readonly mid: number;
  readonly spread: number;
  /** Mid weighted by the size of the other side. Source: Stoikov, "The micro-price", Quantitative Finance 18 (2018), eq. 1. */
  readonly microprice: number;
  /** Levels of a side. */
  depth(side: 'bid' | 'ask'): number;
  /** The best levels of a side, the best first. */
  levels(side: 'bid' | 'ask', count?: number): readonly BookLevel[];
  /** What stands at a price. */
  quantityAt(side: 'bid' | 'ask', price: number): number;
  /** (bids - asks) / (bids + asks) of the best `levels`, -1 to 1; NaN where both are empty. */
  imbalance(levels?: number): number;
  /** Average price at which a market order of this side and quantity would fill, and how much of it. */
  sweep(side: 'buy' | 'sell', quantity: number): { readonly price: number; readonly quantity: number };
}

/** One side of a book: levels with the best one last, so that changes near it move little. */
export class BookSide {
  price: Float64Array = new Float64Array(256);
  quantity: Float64Array = new Float64Array(256);
  length = 0;
  /** 1 for bids, whose prices rise to the best; -1 for asks. */
  readonly direction: 1 | -1;

  constructor(direction: 1 | -1) {
    this.direction = direction;
  }

  /** Best price; NaN where the side is empty. */
  get best(): number {
    return this.length === 0 ? Number.NaN : this.price[this.length - 1];
  }

  get bestSize(): number {
    return this.length === 0 ? 0 : this.quantity[this.length - 1];
  }

  /** Place of a price: the first level that is not worse. */
  find(price: number): number {
    const { direction, price: prices } = this;
    const wanted = direction * price;
    let low = 0;
    let high = this.length;
    // Most changes are near the best level.
    for (let step = 1; high > 0; step *= 2) {
      const at = high - step;
      if (at < 0) break;
      if (direction * prices[at] < wanted) {
        low = at + 1;
        break;
      }
      high = at;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (direction * prices[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What stands at a price. */
  at(price: number): number {
    const place = this.find(price);
    return place < this.length && this.price[place] === price ? this.quantity[place] : 0;
  }

  /** Sets what stands at a price; 0 takes the level away. Answers what stood there before. */
  set(price: number, quantity: number): number {
    const place = this.find(price);
    if (place < this.length && this.price[place] === price) {
      const before = this.quantity[place];
      if (quantity > 0) this.quantity[place] = quantity;
      else this.#remove(place);
      return before;
    }
    if (quantity > 0) this.#insert(place, price, quantity);
    return 0;
  }

  clear(): void {
    this.length = 0;
  }

  #insert(place: number, price: number, quantity: number): void {
    if (this.length === this.price.length) this.#grow();
    this.price.copyWithin(place + 1, place, this.length);
    this.quantity.copyWithin(place + 1, place, this.length);
    this.price[place] = price;
    this.quantity[place] = quantity;
    this.length++;
  }

  #remove(place: number): void {
    this.price.copyWithin(place, place + 1, this.length);
    this.quantity.copyWithin(place, place + 1, this.length);
    this.length--;
  }

  #grow(): void {
    const [price, quantity] = [new Float64Array(2 * this.price.length), new Float64Array(2 * this.price.length)];
    price.set(this.price);
    quantity.set(this.quantity);
    this.price = price;
    this.quantity = quantity;
  }
}

/**
 * An order book by price (L2) that follows its updates.
 *
 * @example
 * ```ts
 * import { OrderBook } from 'barwright';
 * const book = new OrderBook();
 * book.update(1, 99, 5);
 * book.update(-1, 101, 4);
 * book.update(-1, 102, 6);
 * book.mid; // 100
 * book.sweep('buy', 5); // { price: 101.2, quantity: 5 }
 * ```
 */
export class OrderBook implements BookView {
  readonly bids: BookSide = new BookSide(1);
  readonly asks: BookSide = new BookSide(-1);

  /** Sets what stands at a price: `side` 1 for bids, -1 for asks; 0 takes the level away. Answers what stood there before. */
  update(side: number, price: number, quantity: number): number {
    return side > 0 ? this.bids.set(price, quantity) : this.asks.set(price, quantity);
  }

  clear(): void {
    this.bids.clear();
    this.asks.clear();
  }

  get bestBid(): number {
    return this.bids.best;
  }

  get bestBidSize(): number {
    return this.bids.bestSize;
  }

  get bestAsk(): number {
    return this.asks.best;
  }

  get bestAskSize(): number {
    return this.asks.bestSize;
  }

  get mid(): number {
    return (this.bids.best + this.asks.best) / 2;
  }

  get spread(): number {
    return this.asks.best - this.bids.best;
  }

  get microprice(): number {
    const { best: bid, bestSize: bids } = this.bids;
    const { best: ask, bestSize: asks } = this.asks;
    return (bid * asks + ask * bids) / (bids + asks);
  }

  depth(side: 'bid' | 'ask'): number {
    return this.#side(side).length;
  }

  levels(side: 'bid' | 'ask', count: number = Number.POSITIVE_INFINITY): readonly BookLevel[] {
    const { length, price, quantity } = this.#side(side);
    return Array.from({ length: Math.min(count, length) }, (_, k) => ({
      price: price[length - 1 - k],
      quantity: quantity[length - 1 - k],
    }));
  }

  quantityAt(side: 'bid' | 'ask', price: number): number {
    return this.#side(side).at(price);
  }

  imbalance(levels: number = 1): number {
    const bids = sumOfBest(this.bids, levels);
    const asks = sumOfBest(this.asks, levels);
    return (bids - asks) / (bids + asks);
  }

  sweep(side: 'buy' | 'sell', quantity: number): { readonly price: number; readonly quantity: number } {
    const { length, price, quantity: sizes } = this.#side(side === 'buy' ? 'ask' : 'bid');
    let left = quantity;
    let value = 0;
    for (let k = length - 1; k >= 0 && left > 0; k--) {
      const part = Math.min(left, sizes[k]);
      value += part * price[k];
      left -= part;
    }
    const filled = quantity - left;
    return { price: value / filled, quantity: filled };
  }

  #side(side: 'bid' | 'ask'): BookSide {
    return side === 'bid' ? this.bids : this.asks;
  }
}

function sumOfBest({ length, quantity }: BookSide, levels: number): number {
  let sum = 0;
  for (let k = length - 1; k >= 0 && k >= length - levels; k--) sum += quantity[k];
  return sum;
}
