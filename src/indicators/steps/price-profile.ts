import { Window } from './window.ts';

/** One price row of a profile. */
export interface ProfileRow {
  /** Lower edge. */
  readonly low: number;
  /** Upper edge. */
  readonly high: number;
  /** Volume, or bars, of the row. */
  readonly amount: number;
  /** 1 in the value area, otherwise 0. */
  readonly valueArea: number;
}

/** What the last bars traded at each of some price rows between their lowest and their highest price. */
export class PriceProfile {
  readonly highs: Window;
  readonly lows: Window;
  readonly volumes: Window;
  bars: number = 0;
  readonly #period: number;
  readonly #amounts: Float64Array;
  #lowest: number = 0;
  #height: number = 0;
  #first: number = 0;
  #last: number = 0;

  constructor(period: number, rows: number) {
    this.#period = period;
    this.#amounts = new Float64Array(rows);
    this.highs = new Window(period);
    this.lows = new Window(period);
    this.volumes = new Window(period);
  }

  push(high: number, low: number, volume: number): void {
    this.bars = Math.min(this.bars + 1, this.#period);
    this.highs.push(high);
    this.lows.push(low);
    this.volumes.push(volume);
  }

  get isFull(): boolean {
    return this.bars === this.#period;
  }

  /** Lower edge of a row. */
  edge(row: number): number {
    return this.#lowest + row * this.#height;
  }

  /** The row with the most. */
  get pointOfControl(): number {
    let best = 0;
    for (let row = 1; row < this.#amounts.length; row++) if (this.#amounts[row] > this.#amounts[best]) best = row;
    return best;
  }

  /** First and last row of the value area of the profile taken last. */
  get valueArea(): readonly [first: number, last: number] {
    return [this.#first, this.#last];
  }

  /**
   * Counts the window anew: the volume of each bar spread evenly over its range, or with `touches` one for each row that a bar
   * reaches. The value area grows from the point of control to the larger neighbour until it holds `share` of all.
   */
  measure(share: number, touches: boolean): void {
    const amounts = this.#amounts.fill(0);
    const { bars, highs, lows, volumes } = this;
    const from = highs.start + this.#period - bars;
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = from; i < from + bars; i++) {
      highest = Math.max(highest, highs.values[i]);
      lowest = Math.min(lowest, lows.values[i]);
    }
    const height = (highest - lowest) / amounts.length;
    this.#lowest = lowest;
    this.#height = height;
    for (let i = from; i < from + bars; i++) this.#spread(highs.values[i], lows.values[i], touches ? 1 : volumes.values[i], touches);
    this.#enclose(share);
  }

  /** The rows of the profile taken last, from the lowest price on. */
  rows(): readonly ProfileRow[] {
    return Array.from(this.#amounts, (amount, row) => ({
      low: this.edge(row),
      high: this.edge(row + 1),
      amount,
      valueArea: Number(row >= this.#first && row <= this.#last),
    }));
  }

  #spread(high: number, low: number, amount: number, touches: boolean): void {
    const amounts = this.#amounts;
    const height = this.#height;
    const most = amounts.length - 1;
    const bottom = height > 0 ? Math.min(most, Math.floor((low - this.#lowest) / height)) : 0;
    const top = height > 0 ? Math.min(most, Math.floor((high - this.#lowest) / height)) : 0;
    if (bottom === top) {
      amounts[bottom] += amount;
      return;
    }
    for (let row = bottom; row <= top; row++) {
      const share = (Math.min(high, this.edge(row + 1)) - Math.max(low, this.edge(row))) / (high - low);
      amounts[row] += touches ? amount : amount * Math.max(0, share);
    }
  }

  #enclose(share: number): void {
    const amounts = this.#amounts;
    let all = 0;
    for (const amount of amounts) all += amount;
    let first = this.pointOfControl;
    let last = first;
    let held = amounts[first];
    while (held < share * all && (first > 0 || last < amounts.length - 1)) {
      const above = last < amounts.length - 1 ? amounts[last + 1] : -1;
      const below = first > 0 ? amounts[first - 1] : -1;
      if (above >= below) held += amounts[++last];
      else held += amounts[--first];
    }
    this.#first = first;
    this.#last = last;
  }
}
