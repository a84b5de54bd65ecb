/** How fast a parabolic stop follows on one side: what it starts with, what each new extreme adds, and the most. */
export interface ParabolicSpeed {
  readonly start: number;
  readonly step: number;
  readonly most: number;
}

/** Wilder's parabolic stop and reverse, as TA-Lib has it. */
export class ParabolicStep {
  bars: number = 0;
  isLong: boolean = false;
  stop: number = 0;
  extreme: number = 0;
  speed: number = 0;
  high: number = 0;
  low: number = 0;
  readonly #long: ParabolicSpeed;
  readonly #short: ParabolicSpeed;
  readonly #start: number;
  readonly #offset: number;

  /** @param start the first stop: 0 to find side and stop from the first bars, below 0 for a short one. */
  constructor(long: ParabolicSpeed, short: ParabolicSpeed, start: number = 0, offset: number = 0) {
    this.#long = long;
    this.#short = short;
    this.#start = start;
    this.#offset = offset;
  }

  /** Takes a bar and gives its stop; NaN at the first. Which side it is on says `isLong`. */
  next(high: number, low: number): number {
    const { bars } = this;
    this.bars = bars + 1;
    if (bars === 0) {
      this.high = high;
      this.low = low;
      return Number.NaN;
    }
    if (bars === 1) this.#begin(high, low);
    const previousHigh = bars === 1 ? high : this.high;
    const previousLow = bars === 1 ? low : this.low;
    this.high = high;
    this.low = low;
    return this.isLong ? this.#follow(1, high, low, previousLow, previousHigh) : this.#follow(-1, low, high, previousHigh, previousLow);
  }

  #begin(high: number, low: number): void {
    const fall = this.low - low;
    this.isLong = this.#start === 0 ? !(fall > 0 && high - this.high < fall) : this.#start > 0;
    this.extreme = this.isLong ? high : low;
    this.stop = this.#start === 0 ? (this.isLong ? this.low : this.high) : Math.abs(this.#start);
    this.speed = (this.isLong ? this.#long : this.#short).start;
  }

  /** One bar on `side`: `best` and `worst` are its extremes, `guard` and `previousBest` those of the bar before. */
  #follow(side: number, best: number, worst: number, guard: number, previousBest: number): number {
    if (side * (worst - this.stop) <= 0) return this.#reverse(side, best, worst, previousBest);
    const { stop } = this;
    const { step, most } = side > 0 ? this.#long : this.#short;
    if (side * (best - this.extreme) > 0) {
      this.extreme = best;
      this.speed = Math.min(this.speed + step, most);
    }
    this.stop = stop + this.speed * (this.extreme - stop);
    if (side * (this.stop - guard) > 0) this.stop = guard;
    if (side * (this.stop - worst) > 0) this.stop = worst;
    return stop;
  }

  #reverse(side: number, best: number, worst: number, previousBest: number): number {
    this.isLong = side < 0;
    let stop = this.extreme;
    if (side * (stop - previousBest) < 0) stop = previousBest;
    if (side * (stop - best) < 0) stop = best;
    stop += side * stop * this.#offset;
    this.extreme = worst;
    this.speed = (this.isLong ? this.#long : this.#short).start;
    this.stop = stop + this.speed * (worst - stop);
    if (side * (this.stop - previousBest) < 0) this.stop = previousBest;
    if (side * (this.stop - best) < 0) this.stop = best;
    return stop;
  }
}
