/** What a candle setting measures: the body, the range from low to high, or both shadows together. */
export type CandleMeasure = 'body' | 'range' | 'shadows';

/** One bar as a candle. */
export class Candle {
  open: number = 0;
  high: number = 0;
  low: number = 0;
  close: number = 0;

  /** Distance of open and close. */
  get body(): number {
    return Math.abs(this.close - this.open);
  }

  /** The upper end of the body. */
  get top(): number {
    return this.close >= this.open ? this.close : this.open;
  }

  /** The lower end of the body. */
  get bottom(): number {
    return this.close >= this.open ? this.open : this.close;
  }

  /** Length of the shadow above the body. */
  get upper(): number {
    return this.high - this.top;
  }

  /** Length of the shadow below the body. */
  get lower(): number {
    return this.bottom - this.low;
  }

  /** Distance of low and high. */
  get range(): number {
    return this.high - this.low;
  }

  /** Whether it does not close below its open. */
  get isWhite(): boolean {
    return this.close >= this.open;
  }

  /** Whether it closes below its open. */
  get isBlack(): boolean {
    return this.close < this.open;
  }

  /** 1 where white, -1 where black. */
  get color(): number {
    return this.close >= this.open ? 1 : -1;
  }
}

/** What a part of a candle is compared with: a share of its average over the candles before, or a number of the caller. */
export interface Limit {
  readonly value: number;
}

/** The limits of a pattern by name. */
export type Limits = { readonly [name: string]: Limit };

/** Which candle setting is taken at which candle: 0 is the newest. */
export interface LimitOptions {
  readonly offset: number;
  readonly measure: CandleMeasure;
  /** Candles before that one over which is averaged; with 0 the candle itself counts. */
  readonly period: number;
  readonly factor: number;
  /** The first bar that is judged. */
  readonly first: number;
}

/**
 * A share of the average of a measure over the candles before one of the last candles.
 *
 * The sum runs on from the first bar that the pattern judges, as TA-Lib's does: the last bits decide where prices lie on a grid.
 */
export class RunningLimit implements Limit {
  readonly values: Float64Array;
  sum: number = 0;
  at: number = 0;
  /** Bars until the first one that counts. */
  ahead: number;
  /** Values until the sum is complete. */
  missing: number;
  readonly #candles: readonly Candle[];
  readonly #offset: number;
  readonly #measure: CandleMeasure;
  readonly #period: number;
  readonly #factor: number;
  readonly #first: number;

  constructor({ offset, measure, period, factor, first }: LimitOptions, candles: readonly Candle[]) {
    this.#candles = candles;
    this.#offset = offset;
    this.#measure = measure;
    this.#period = period;
    this.#factor = factor;
    this.#first = first;
    this.values = new Float64Array(period);
    this.ahead = first - period;
    this.missing = period;
  }

  /** The limit for the newest candles, before they are taken in. */
  get value(): number {
    const period = this.#period;
    const typical = period === 0 ? measureOf(this.#candles[this.#offset], this.#measure) : this.sum / period;
    return this.#measure === 'shadows' ? (this.#factor * typical) / 2 : this.#factor * typical;
  }

  /** Takes the newest candles in. */
  take(): void {
    const period = this.#period;
    if (period === 0) return;
    if (this.ahead > 0) {
      this.ahead--;
      return;
    }
    const x = measureOf(this.#candles[this.#offset], this.#measure);
    const { at } = this;
    if (this.missing > 0) {
      this.missing--;
      this.sum += x;
    } else this.sum += x - this.values[at];
    this.values[at] = x;
    this.at = at + 1 === period ? 0 : at + 1;
  }

  reset(): void {
    this.sum = 0;
    this.at = 0;
    this.ahead = this.#first - this.#period;
    this.missing = this.#period;
  }
}

function measureOf(candle: Candle, measure: CandleMeasure): number {
  if (measure === 'body') return candle.body;
  return measure === 'range' ? candle.range : candle.upper + candle.lower;
}

/** Judges the last candles, the newest first: 0 where they are no such pattern. */
export type CandleRule<L = Limits> = (limits: L, newest: Candle, second: Candle, third: Candle, fourth: Candle, fifth: Candle) => number;

/** What a {@link PatternStep} is made of. */
export interface PatternStepOptions {
  readonly rule: CandleRule;
  readonly limits: { readonly [name: string]: LimitOptions };
  readonly penetration: number;
  readonly lookback: number;
  /** Bars in which a close beyond the candle before the pattern confirms it, which doubles the value; 0 for none. */
  readonly confirmation: number;
}

/** A candle pattern bar by bar, by numbers. */
export class PatternStep {
  /** The last candles, the newest first. */
  readonly candles: readonly Candle[];
  readonly limits: readonly RunningLimit[];
  /** Bars until the first value. */
  left: number;
  /** The pattern that may be confirmed. */
  pending: number = 0;
  pendingFor: number = 0;
  /** The close beyond which it is. */
  level: number = 0;
  readonly #rotating: Candle[];
  readonly #rule: CandleRule;
  readonly #limits: Limits;
  readonly #lookback: number;
  readonly #confirmation: number;

  constructor({ rule, limits, penetration, lookback, confirmation }: PatternStepOptions) {
    this.#rotating = [new Candle(), new Candle(), new Candle(), new Candle(), new Candle()];
    this.candles = this.#rotating;
    const running = Object.entries(limits).map(([name, options]) => [name, new RunningLimit(options, this.candles)] as const);
    this.limits = running.map(([, limit]) => limit);
    this.#limits = { ...Object.fromEntries(running), penetration: { value: penetration } };
    this.#rule = rule;
    this.#lookback = lookback;
    this.#confirmation = confirmation;
    this.left = lookback;
  }

  next(open: number, high: number, low: number, close: number): number {
    const candles = this.#rotating;
    const newest = candles[4];
    for (let i = 4; i > 0; i--) candles[i] = candles[i - 1];
    candles[0] = newest;
    newest.open = open;
    newest.high = high;
    newest.low = low;
    newest.close = close;
    const found = this.left <= this.#confirmation ? this.#judge(candles) : 0;
    const { limits } = this;
    for (let i = 0; i < limits.length; i++) limits[i].take();
    if (this.left === 0) return found;
    this.left--;
    return Number.NaN;
  }

  #judge(candles: readonly Candle[]): number {
    const found = this.#rule(this.#limits, candles[0], candles[1], candles[2], candles[3], candles[4]);
    return this.#confirmation === 0 ? found : this.#confirm(found, candles);
  }

  #confirm(found: number, candles: readonly Candle[]): number {
    if (found !== 0) {
      this.pending = found;
      this.pendingFor = this.#confirmation;
      this.level = found > 0 ? candles[1].high : candles[1].low;
      return found;
    }
    if (this.pendingFor === 0) return 0;
    this.pendingFor--;
    const { close } = candles[0];
    if (this.pending > 0 ? close <= this.level : close >= this.level) return 0;
    this.pendingFor = 0;
    return 2 * this.pending;
  }

  reset(): void {
    for (const limit of this.limits) limit.reset();
    this.left = this.#lookback;
    this.pending = 0;
    this.pendingFor = 0;
    this.level = 0;
  }
}

/** Whether the body of a candle lies above that of the one before it. */
export function gapsUp(candle: Candle, before: Candle): boolean {
  return candle.bottom > before.top;
}

/** Whether the body of a candle lies below that of the one before it. */
export function gapsDown(candle: Candle, before: Candle): boolean {
  return candle.top < before.bottom;
}

/** Whether a whole candle lies above the one before it. */
export function leapsUp(candle: Candle, before: Candle): boolean {
  return candle.low > before.high;
}

/** Whether a whole candle lies below the one before it. */
export function leapsDown(candle: Candle, before: Candle): boolean {
  return candle.high < before.low;
}

/** Whether a candle lies within the range of the one before it. */
export function isInside(candle: Candle, before: Candle): boolean {
  return candle.high < before.high && candle.low > before.low;
}

/** Whether two prices are no farther apart than the limit. */
export function isNear(price: number, other: number, limit: number): boolean {
  return price <= other + limit && price >= other - limit;
}
