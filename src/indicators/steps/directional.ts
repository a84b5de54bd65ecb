/**
 * Wilder's directional movement and true range as smoothed sums: the first `period - 1` changes are added up, every later
 * one comes in for a `period`-th of the sum.
 */
export class DirectionalStep {
  bars: number = 0;
  previousHigh: number = 0;
  previousLow: number = 0;
  previousClose: number = 0;
  plus: number = 0;
  minus: number = 0;
  range: number = 0;
  readonly #period: number;
  readonly #kept: number;

  constructor(period: number) {
    this.#period = period;
    this.#kept = period === 1 ? 0 : 1 - 1 / period;
  }

  /** Takes a bar; whether the sums have gone over `period` changes. */
  push(high: number, low: number, close: number): boolean {
    const { bars, previousHigh, previousLow, previousClose } = this;
    this.previousHigh = high;
    this.previousLow = low;
    this.previousClose = close;
    this.bars = bars + 1;
    if (bars === 0) return false;
    const rise = aboveZero(high - previousHigh);
    const fall = aboveZero(previousLow - low);
    const kept = bars < this.#period ? 1 : this.#kept;
    this.plus = kept * this.plus + rise * Number(rise > fall);
    this.minus = kept * this.minus + fall * Number(fall > rise);
    this.range = kept * this.range + (high - low + aboveZero(previousClose - high) + aboveZero(low - previousClose));
    return bars >= this.#period;
  }

  /** Difference of the two movements as a percentage of their sum; `before` where there is none. */
  index(before: number): number {
    const sum = this.plus + this.minus;
    return this.range > 0 && sum > 0 ? (Math.abs(this.minus - this.plus) / sum) * 100 : before;
  }
}

/** The number, or 0 where it is below: without a branch on its sign, which a market makes a coin toss of. */
function aboveZero(x: number): number {
  return 0.5 * (x + Math.abs(x));
}

/** The average directional movement index. Bars without movement leave it as it is. */
export class TrendStep {
  readonly movement: DirectionalStep;
  missing: number;
  level: number = 0;
  readonly #period: number;

  constructor(period: number) {
    this.#period = period;
    this.movement = new DirectionalStep(period);
    this.missing = period;
  }

  next(high: number, low: number, close: number): number {
    const { movement } = this;
    if (!movement.push(high, low, close)) return Number.NaN;
    const index = movement.index(Number.NaN);
    if (this.missing === 0) {
      if (!Number.isNaN(index)) this.level = (this.level * (this.#period - 1) + index) / this.#period;
      return this.level;
    }
    if (!Number.isNaN(index)) this.level += index;
    if (--this.missing > 0) return Number.NaN;
    this.level /= this.#period;
    return this.level;
  }
}
