import { takerPrice } from '../costs/price-impact.ts';
import { type LevelKind, levelPrice, noProtection, type Protection } from './protection.ts';

/** Which way the price is taken to have gone inside a bar. */
export type IntrabarRule = 'pessimistic' | 'optimistic' | 'adaptive' | 'ohlc' | 'olhc';

/** All rules, the default first. */
export const intrabarRules: readonly IntrabarRule[] = ['pessimistic', 'optimistic', 'adaptive', 'ohlc', 'olhc'];

/** Why a protective order closed a position. */
export type ProtectiveReason = 'stopLoss' | 'takeProfit' | 'trailingStop' | 'liquidation';

/**
 * What resting orders do inside one bar: at most one entry and then at most one exit. Set the fields, call
 * {@link BarWalk.run}, read the answers.
 *
 * The price visits the open, the two extremes in the order of the rule, and the close. `pessimistic` takes the extreme
 * that hurts first (for a stop entry: the trigger, then the extreme behind it), `optimistic` the one that helps,
 * `adaptive` the one nearer to the open. An order that the open has passed fills at the open. A stop fills when its
 * price is reached, a limit when it is traded through (or reached, with `touch`).
 */
export class BarWalk {
  /** Side of the position at the open: 1, -1, or 0 when flat. */
  side = 0;
  stop: number = Number.NaN;
  target: number = Number.NaN;
  /** Price at which the account is worth nothing. */
  liquidation: number = Number.NaN;
  trailKind: LevelKind = 0;
  trailValue: number = Number.NaN;
  /** Best price that the trail has seen. */
  peak: number = Number.NaN;
  /** Whether the trail follows the price inside the bar, or only at its close. */
  trailInside = false;
  /** Side of the working entry order; 0 for none. */
  entrySide = 0;
  entryIsLimit = false;
  entryPrice: number = Number.NaN;
  /** What protects a position that the entry opens. */
  protection: Protection = noProtection();
  /** Base of the levels of such a position; NaN for its fill price. */
  base: number = Number.NaN;
  /** Fraction by which a stop entry fills worse than its trigger. */
  impact = 0;
  tickSize = 0;
  touch = false;

  /** Whether the entry filled, and where, before slippage. */
  entered = false;
  entryFill: number = Number.NaN;
  entryAtOpen = false;
  /** Why the position was closed, if it was, and where, before slippage. */
  exit: ProtectiveReason | undefined = undefined;
  exitPrice: number = Number.NaN;
  exitAtOpen = false;

  readonly #points: Float64Array = new Float64Array(5);
  #now = 0;
  #stop = Number.NaN;
  #target = Number.NaN;
  #peak = Number.NaN;
  #trailKind: LevelKind = 0;
  #trailValue = Number.NaN;
  #liquidation = Number.NaN;

  /** Walks the bar by `rule` and leaves the answers in the fields. */
  run(rule: IntrabarRule, open: number, high: number, low: number, close: number): void {
    this.entered = false;
    this.entryAtOpen = false;
    this.exit = undefined;
    this.exitAtOpen = false;
    this.#now = this.side;
    this.#stop = this.stop;
    this.#target = this.target;
    this.#peak = this.peak;
    this.#trailKind = this.trailKind;
    this.#trailValue = this.trailValue;
    this.#liquidation = this.liquidation;

    if (this.#now !== 0 && this.#exitAt(open, true)) return;
    if (this.entrySide !== 0 && this.#passed(open)) {
      this.#enter(open, true);
      if (this.#exitAt(open, true)) return;
    }
    const count = this.#path(rule, open, high, low, close);
    let from = open;
    for (let leg = 0; leg < count; leg++) {
      const to = this.#points[leg];
      if (this.#leg(from, to)) return;
      from = to;
    }
  }

  /** The points that a bar visits after its open for the position, or the entry order where there is none, by `rule`. */
  path(rule: IntrabarRule, open: number, high: number, low: number, close: number): Float64Array {
    this.entered = false;
    this.#now = this.side;
    return this.#points.subarray(0, this.#path(rule, open, high, low, close));
  }

  /** The stop, trailing stop or liquidation of the position that the price meets first; NaN where there is none. */
  nearestStop(): number {
    this.#now = this.side;
    this.#stop = this.stop;
    this.#peak = this.peak;
    this.#trailKind = this.trailKind;
    this.#trailValue = this.trailValue;
    this.#liquidation = this.liquidation;
    return this.#effectiveStop();
  }

  /** Which of the three a level of {@link BarWalk.nearestStop} is. */
  reasonOfStop(level: number): ProtectiveReason {
    return this.#stopReason(level);
  }

  /** Whether a bar of this range reaches no protective order, whatever the path; for a position without an entry order. */
  isQuiet(high: number, low: number): boolean {
    const long = this.side > 0;
    this.#now = this.side;
    this.#stop = this.stop;
    this.#trailKind = this.trailKind;
    this.#trailValue = this.trailValue;
    this.#peak = this.trailInside ? (long ? Math.max(this.peak, high) : Math.min(this.peak, low)) : this.peak;
    this.#liquidation = this.liquidation;
    const stop = this.#effectiveStop();
    return long ? !(low <= stop || high >= this.target) : !(high >= stop || low <= this.target);
  }

  /** Whether the pessimistic and the optimistic path through the bar end differently. The answers are those of the optimistic one afterwards. */
  isAmbiguous(open: number, high: number, low: number, close: number): boolean {
    const isFixed = this.entrySide === 0 && !(this.trailInside && this.trailKind !== 0);
    if (isFixed && !this.#reachesBoth(high, low)) return false;
    this.run('pessimistic', open, high, low, close);
    const { entered, exit, exitPrice } = this;
    this.run('optimistic', open, high, low, close);
    return this.entered !== entered || this.exit !== exit || (exit !== undefined && this.exitPrice !== exitPrice);
  }

  /** Whether a bar of this range reaches the target and what is on the other side of the position. */
  #reachesBoth(high: number, low: number): boolean {
    if (this.side > 0) return high >= this.target && (low <= this.stop || low <= this.liquidation || this.trailKind !== 0);
    return low <= this.target && (high >= this.stop || high >= this.liquidation || this.trailKind !== 0);
  }

  /** Whether `price`, the first of the bar, is already beyond the entry order. */
  #passed(price: number): boolean {
    const gap = this.entrySide * (price - this.entryPrice);
    if (!this.entryIsLimit) return gap >= 0;
    return this.touch ? gap <= 0 : gap < 0;
  }

  /** Closes the position if `price` has reached a protective order; fills at `price`. */
  #exitAt(price: number, atOpen: boolean): boolean {
    const side = this.#now;
    const stop = this.#effectiveStop();
    if (side * (price - stop) <= 0) return this.#close(this.#stopReason(stop), price, atOpen);
    const beyond = side * (price - this.#target);
    if (this.touch ? beyond >= 0 : beyond > 0) return this.#close('takeProfit', price, atOpen);
    return false;
  }

  /** Follows the price from one point of the path to the next; true when the position was closed. */
  #leg(from: number, to: number): boolean {
    const direction = to > from ? 1 : -1;
    let at = from;
    for (;;) {
      const exitLevel = this.#now === 0 ? Number.NaN : this.#nextExit(direction, at, to);
      const entryLevel = this.entered || this.entrySide === 0 ? Number.NaN : this.#nextEntry(direction, at, to);
      const exitFirst = !Number.isNaN(exitLevel) && !(direction * (entryLevel - exitLevel) < 0);
      if (exitFirst) {
        const reason = direction === this.#now ? 'takeProfit' : this.#stopReason(exitLevel);
        return this.#close(reason, exitLevel, false);
      }
      if (Number.isNaN(entryLevel)) break;
      this.#enter(entryLevel, false);
      at = entryLevel;
      if (this.#exitAt(at, false)) return true;
    }
    if (this.trailInside && this.#now === direction) this.#peak = direction > 0 ? Math.max(this.#peak, to) : Math.min(this.#peak, to);
    return false;
  }

  /** The protective level that a leg reaches, or NaN. */
  #nextExit(direction: number, from: number, to: number): number {
    if (direction === this.#now) {
      const reach = direction * (to - this.#target);
      return (this.touch ? reach >= 0 : reach > 0) ? this.#target : Number.NaN;
    }
    const stop = this.#effectiveStop();
    return direction * (to - stop) >= 0 ? (direction * (stop - from) < 0 ? from : stop) : Number.NaN;
  }

  /** The entry price if a leg reaches it, or NaN. A limit waits on the leg towards it, a stop on the one beyond. */
  #nextEntry(direction: number, from: number, to: number): number {
    const towards = this.entryIsLimit ? -this.entrySide : this.entrySide;
    if (direction !== towards || direction * (this.entryPrice - from) < 0) return Number.NaN;
    const reach = direction * (to - this.entryPrice);
    return (this.entryIsLimit && !this.touch ? reach > 0 : reach >= 0) ? this.entryPrice : Number.NaN;
  }

  /** The stop that a falling price (for a long) meets first. */
  #effectiveStop(): number {
    let level = this.#stop;
    const trail = levelPrice(this.#trailKind, this.#trailValue, this.#peak, -this.#now, this.tickSize);
    if (!(this.#now * (level - trail) >= 0) && !Number.isNaN(trail)) level = trail;
    if (!(this.#now * (level - this.#liquidation) >= 0) && !Number.isNaN(this.#liquidation)) level = this.#liquidation;
    return level;
  }

  #stopReason(level: number): ProtectiveReason {
    if (level === this.#stop) return 'stopLoss';
    const side = this.#now;
    if (side * (level - this.#stop) <= 0) return 'stopLoss';
    const trail = levelPrice(this.#trailKind, this.#trailValue, this.#peak, -side, this.tickSize);
    return side * (level - trail) <= 0 ? 'trailingStop' : 'liquidation';
  }

  #enter(price: number, atOpen: boolean): void {
    this.entered = true;
    this.entryFill = price;
    this.entryAtOpen = atOpen;
    if (this.#now !== 0 && this.#now === this.entrySide) return;
    const side = this.entrySide;
    const paid = this.entryIsLimit ? price : takerPrice(price, side, this.impact, this.tickSize);
    const base = Number.isNaN(this.base) ? paid : this.base;
    const { stopKind, stopValue, targetKind, targetValue } = this.protection;
    this.#now = side;
    this.#stop = levelPrice(stopKind, stopValue, base, -side, this.tickSize);
    this.#target = levelPrice(targetKind, targetValue, base, side, this.tickSize);
    this.#trailKind = this.protection.trailKind;
    this.#trailValue = this.protection.trailValue;
    this.#peak = base;
    this.#liquidation = Number.NaN;
  }

  #close(reason: ProtectiveReason, price: number, atOpen: boolean): boolean {
    this.exit = reason;
    this.exitPrice = price;
    this.exitAtOpen = atOpen;
    return true;
  }

  /** Fills the points after the open and returns their number. */
  #path(rule: IntrabarRule, open: number, high: number, low: number, close: number): number {
    const points = this.#points;
    const resting = this.#now === 0 && this.entrySide !== 0 && !this.entered;
    if (
      rule === 'pessimistic' &&
      resting &&
      !this.entryIsLimit &&
      this.entrySide * ((this.entrySide > 0 ? high : low) - this.entryPrice) >= 0
    ) {
      points[0] = this.entryPrice;
      points[1] = this.entrySide > 0 ? low : high;
      points[2] = this.entrySide > 0 ? high : low;
      points[3] = close;
      return 4;
    }
    const lowFirst = this.#lowFirst(rule, resting, open, high, low);
    points[0] = lowFirst ? low : high;
    points[1] = lowFirst ? high : low;
    points[2] = close;
    return 3;
  }

  #lowFirst(rule: IntrabarRule, resting: boolean, open: number, high: number, low: number): boolean {
    switch (rule) {
      case 'ohlc':
        return false;
      case 'olhc':
        return true;
      case 'adaptive':
        return high - open >= open - low;
      case 'pessimistic':
        return resting ? this.entrySide < 0 : this.#now > 0;
      case 'optimistic':
        return resting ? this.entrySide > 0 : this.#now < 0;
    }
  }
}
