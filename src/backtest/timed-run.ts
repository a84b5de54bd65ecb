import { lowerBound, parseTime } from '../core/index.ts';
import { levelKinds, levelPrice, settingAt } from '../exchange/index.ts';
import { type FlaggedCounts, flaggedApartInto, runningSums } from '../kernels/index.ts';
import { Bars } from '../market/index.ts';
import { type LevelRule, levelValue } from '../risk/index.ts';
import type { SignalStrategy } from '../strategy/index.ts';
import { answer } from './answer.ts';
import { closeRanges, deepestFall, type HeldTrades } from './deepest-fall.ts';
import { type BacktestOptions, type CompleteOptions, completeOptions } from './options.ts';
import { type Plan, planSignals } from './plan.ts';

/** What a timed run leaves: the metrics of a result without its tables, and sums of returns over blocks. */
export interface TimedRun {
  totalReturn: number;
  sharpe: number;
  maxDrawdown: number;
  /** Closed trades. */
  trades: number;
  /** Closed trades with a profit after fees. */
  wins: number;
  /** Sums of the returns of each block. */
  readonly sums: Float64Array;
  /** Sums of the squared returns of each block. */
  readonly squares: Float64Array;
}

/** A timed run of so many blocks, to be filled. */
export function timedRun(blocks: number): TimedRun {
  return {
    totalReturn: Number.NaN,
    sharpe: Number.NaN,
    maxDrawdown: Number.NaN,
    trades: 0,
    wins: 0,
    sums: new Float64Array(blocks),
    squares: new Float64Array(blocks),
  };
}

/** Options that the runner knows; any other asks for a backtest. */
const known: readonly string[] = [
  'cash',
  'fees',
  'slippage',
  'costs',
  'riskFree',
  'benchmark',
  'fillAt',
  'direction',
  'size',
  'stopLoss',
  'takeProfit',
  'account',
  'engine',
  'tradeFrom',
];

/** Most that rounding may lose of the sum of squared returns, as a share of it. */
const mostLost = 1e-10;

/**
 * Measures strategies of signals on one instrument without making orders, fills or equity: those that are long with all of equity or
 * out, at the next open, with fees and slippage as shares, and a stop and a target that are the same at every bar. While such a
 * position is held its returns are those of the closes, so that sums over them are differences of running sums.
 *
 * The metrics are those of a backtest up to rounding: to 1e-12, and the Sharpe ratio to what a last digit of each return makes of it.
 * Where differences of running sums would lose more, it declines.
 */
export class TimedRunner {
  readonly #bars: Bars;
  readonly #options: CompleteOptions;
  readonly #fee: number;
  readonly #impact: number;
  readonly #riskFree: number;
  readonly #yearly: number;
  /** First bar that counts. */
  readonly #from: number;
  /**
   * Four numbers a bar, side by side because they are read together: the open, the close, and the sums of the returns of closes and of
   * their squares up to it.
   */
  readonly #marks: Float64Array;
  readonly #ranges: Float64Array;
  /** First bar of each block, the end of the last, and a bar that never comes. */
  #starts: Int32Array = new Int32Array(0);
  /** The sums of returns before each of them. */
  #sumsThere: Float64Array = new Float64Array(0);
  #squaresThere: Float64Array = new Float64Array(0);
  /** The trades of the strategy that was measured last, and how many there are. */
  readonly #trades: HeldTrades;
  #count = 0;
  /** Returns of closes, and those of the strategy that was measured last, once they are asked for. */
  readonly #changes: Float64Array;
  #returns: Float64Array | undefined;
  /** Bars with an entry alone, and with an exit alone. */
  readonly #entryBars: Int32Array;
  readonly #exitBars: Int32Array;
  readonly #flagged: FlaggedCounts = { first: 0, second: 0 };

  private constructor(bars: Bars, options: CompleteOptions, fee: number, impact: number) {
    this.#bars = bars;
    this.#options = options;
    this.#fee = fee;
    this.#impact = impact;
    const { periodsPerYear } = bars;
    this.#riskFree = Math.expm1(Math.log1p(options.riskFree) / periodsPerYear);
    this.#yearly = Math.sqrt(periodsPerYear);
    const { open, close, length, time } = bars;
    this.#from = options.tradeFrom === undefined ? 0 : lowerBound(time, parseTime(options.tradeFrom, 'tradeFrom'));
    this.#trades = {
      firsts: new Int32Array(length),
      lasts: new Int32Array(length),
      costs: new Float64Array(length),
      lefts: new Float64Array(length),
    };
    this.#entryBars = new Int32Array(length);
    this.#exitBars = new Int32Array(length);
    const changes = new Float64Array(length);
    for (let i = 1; i < length; i++) changes[i] = close[i] / close[i - 1] - 1;
    this.#changes = changes;
    const sums = runningSums(changes);
    const squares = runningSums(changes.map((change) => change * change));
    this.#marks = new Float64Array(4 * length);
    [open, close, sums, squares].forEach((column, k) => {
      for (let i = 0; i < length; i++) this.#marks[4 * i + k] = column[i];
    });
    this.#ranges = closeRanges(close);
  }

  /** A runner, where the data and the options ask for no more than it knows; they were checked by a backtest before. */
  static of(data: unknown, options: BacktestOptions): TimedRunner | undefined {
    if (!(data instanceof Bars)) return undefined;
    if (Object.entries(options).some(([name, value]) => value !== undefined && !known.includes(name))) return undefined;
    const complete = completeOptions(options);
    const { costs = {}, size } = complete;
    const [fee, slippage, spread] = [complete.fees ?? costs.fees ?? 0, complete.slippage ?? costs.slippage ?? 0, costs.spread ?? 0];
    if (typeof fee !== 'number' || typeof slippage !== 'number' || typeof spread !== 'number') return undefined;
    if (costs.borrow !== undefined || costs.rejects !== undefined || complete.engine === 'events') return undefined;
    if (complete.fillAt !== 'nextOpen' || (complete.direction ?? 'long') !== 'long') return undefined;
    if (size !== undefined && !(Object.keys(size).length === 1 && (size as { readonly equity?: unknown }).equity === 1)) return undefined;
    const { kind, tickSize, quantityStep, minQuantity, maxQuantity, maxPosition, minNotional, multiplier } = data.instrument;
    const isPlain = kind === 'spot' && tickSize === 0 && quantityStep === 0 && minQuantity === 0 && minNotional === 0 && multiplier === 1;
    if (!isPlain || Number.isFinite(maxQuantity) || Number.isFinite(maxPosition)) return undefined;
    return new TimedRunner(data, complete, fee, slippage + spread / 2);
  }

  /**
   * Measures a strategy.
   *
   * @returns false where its signals ask for more than is known here, or rounding would show: run a backtest then.
   * @throws StrategyError where the strategy throws or answers no signals.
   */
  run(strategy: SignalStrategy, out: TimedRun): boolean {
    const name = strategy.constructor.name || 'Strategy';
    const plan = planSignals(name, answer(strategy, name, this.#bars), this.#bars, this.#options, 1, this.#from);
    return isPlain(plan) && this.#measure(plan, out);
  }

  /** Returns of the strategy that was measured last, from the first bar that counts on: those of its equity. Valid until the next call. */
  returns(): Float64Array {
    const [marks, changes] = [this.#marks, this.#changes];
    const { firsts, lasts, costs, lefts } = this.#trades;
    this.#returns ??= new Float64Array(this.#bars.length);
    const out = this.#returns.fill(0);
    for (let k = 0; k < this.#count; k++) {
      const [first, last, cost, left] = [firsts[k], lasts[k], costs[k], lefts[k]];
      if (last < first) {
        out[first] = left / cost - 1;
        continue;
      }
      out[first] = marks[4 * first + 1] / cost - 1;
      for (let i = first + 1; i <= last; i++) out[i] = changes[i];
      if (!Number.isNaN(left)) out[last + 1] = left / marks[4 * last + 1] - 1;
    }
    return out.subarray(this.#from);
  }

  #measure(plan: Plan, out: TimedRun): boolean {
    const count = this.#trade(plan);
    this.#count = count;
    out.maxDrawdown = deepestFall(this.#trades, count, this.#bars.close, this.#ranges) - 1;
    const { sum, square, growth } = this.#addReturns(count, out);
    const counted = this.#bars.length - this.#from;
    const mean = sum / counted;
    const deviations = square - sum * mean;
    if (!(deviations > 1e-3 * square) || counted < 32) return false;
    // What differences of running sums lose, at most: much where the closes moved far more than what was held of them.
    if (count * 2 ** -52 * this.#marks[this.#marks.length - 1] > mostLost * square) return false;
    out.totalReturn = growth - 1;
    out.sharpe = ((mean - this.#riskFree) / Math.sqrt(deviations / (counted - 1))) * this.#yearly;
    return true;
  }

  /** Finds the trades, and answers how many there are. */
  #trade({ entries, exits, stopLoss, takeProfit }: Plan): number {
    const { high, low, length } = this.#bars;
    const { firsts, lasts, costs, lefts } = this.#trades;
    const marks = this.#marks;
    const inwards = (1 + this.#impact) * (1 + this.#fee);
    const outwards = (1 - this.#impact) * (1 - this.#fee);
    const isProtected = stopLoss !== undefined || takeProfit !== undefined;
    const [entryBars, exitBars] = [this.#entryBars, this.#exitBars];
    flaggedApartInto(entryBars, exitBars, this.#flagged, entries, exits);
    const { first: entryCount, second: exitCount } = this.#flagged;
    let count = 0;
    for (let entry = 0, exit = 0, free = this.#from; ; ) {
      while (entry < entryCount && entryBars[entry] < free) entry++;
      const first = entry < entryCount ? entryBars[entry] + 1 : length;
      if (first >= length) return count;
      while (exit < exitCount && exitBars[exit] < first) exit++;
      const leaving = exit < exitCount ? exitBars[exit] : length;
      let last = leaving + 1 < length ? leaving : length - 1;
      let left = leaving + 1 < length ? marks[4 * (leaving + 1)] * outwards : Number.NaN;
      if (isProtected) {
        const paid = marks[4 * first] * (1 + this.#impact);
        const stop = levelOf(stopLoss, paid, -1);
        const target = levelOf(takeProfit, paid, 1);
        let i = first;
        while (i <= last && !(low[i] <= stop || high[i] > target)) i++;
        if (i <= last) {
          last = i - 1;
          const opened = marks[4 * i];
          if (opened <= stop) left = opened * outwards;
          else if (opened > target) left = opened * (1 - this.#fee);
          else left = low[i] <= stop ? stop * outwards : target * (1 - this.#fee);
        }
      }
      firsts[count] = first;
      lasts[count] = last;
      costs[count] = marks[4 * first] * inwards;
      lefts[count++] = left;
      free = last + 1;
    }
  }

  /** Sums of the returns over all bars and over each block, the growth of equity, and how many trades were closed and won. */
  #addReturns(count: number, out: TimedRun): { readonly sum: number; readonly square: number; readonly growth: number } {
    const { sums, squares } = out;
    const { firsts, lasts, costs, lefts } = this.#trades;
    const marks = this.#marks;
    const starts = this.#startsOf(sums.length);
    const [sumsThere, squaresThere] = [this.#sumsThere, this.#squaresThere];
    let growth = 1;
    let sum = 0;
    let square = 0;
    let closed = 0;
    let wins = 0;
    // How many starts of blocks are behind, and the next.
    let passed = 0;
    let next = starts[0];
    for (let k = 0; k < count; k++) {
      const first = firsts[k];
      const last = lasts[k];
      const left = lefts[k];
      const at = 4 * first;
      const end = 4 * last;
      const cost = costs[k];
      // A trade that is stopped at its first bar has one return.
      const isHeld = last >= first;
      const opening = (isHeld ? marks[at + 1] : left) / cost - 1;
      while (last + 1 >= next) {
        const isInside = next > first;
        sumsThere[passed] = isInside ? sum + opening + (marks[4 * next - 2] - marks[at + 2]) : sum;
        squaresThere[passed] = isInside ? square + opening * opening + (marks[4 * next - 1] - marks[at + 3]) : square;
        next = starts[++passed];
      }
      sum += opening;
      square += opening * opening;
      if (isHeld) {
        sum += marks[end + 2] - marks[at + 2];
        square += marks[end + 3] - marks[at + 3];
        const closing = left / marks[end + 1] - 1;
        if (!Number.isNaN(closing)) {
          sum += closing;
          square += closing * closing;
        }
      }
      if (left > cost) wins++;
      if (Number.isNaN(left)) growth *= marks[end + 1] / cost;
      else {
        growth *= left / cost;
        closed++;
      }
    }
    sumsThere.fill(sum, passed);
    squaresThere.fill(square, passed);
    for (let block = 0; block < sums.length; block++) {
      sums[block] = sumsThere[block + 1] - sumsThere[block];
      squares[block] = squaresThere[block + 1] - squaresThere[block];
    }
    out.trades = closed;
    out.wins = wins;
    return { sum, square, growth };
  }

  /** The first bars of equal blocks at the end of the bars; none where they are too short. */
  #startsOf(blocks: number): Int32Array {
    if (this.#starts.length !== blocks + 2) {
      const rows = Math.floor((this.#bars.length - this.#from) / blocks);
      const before = this.#bars.length - rows * blocks;
      this.#starts = Int32Array.from({ length: blocks + 2 }, (_, k) => (k > blocks ? 0x7fffffff : before + k * rows));
      this.#sumsThere = new Float64Array(blocks + 1);
      this.#squaresThere = new Float64Array(blocks + 1);
    }
    return this.#starts;
  }
}

function isPlain(plan: Plan): boolean {
  const { isLongOnly, exposure, limit, stop, size, stopLoss, takeProfit, trailingStop, timeStop } = plan;
  const asked = [exposure, limit, stop, trailingStop, timeStop];
  if (!isSteady(stopLoss) || !isSteady(takeProfit)) return false;
  return (
    isLongOnly &&
    asked.every((part) => part === undefined) &&
    size.kind === 'equity' &&
    size.value.step === 0 &&
    settingAt(size.value, 0) === 1
  );
}

/** Whether a level is none, or the same fraction of the price or distance from it at every bar. */
function isSteady(level: LevelRule | undefined): boolean {
  return level === undefined || (level.kind !== levelKinds.price && level.value.step === 0);
}

/** The price of a level on one side of `base`; NaN for none. */
function levelOf(level: LevelRule | undefined, base: number, side: 1 | -1): number {
  return level === undefined ? Number.NaN : levelPrice(level.kind, levelValue(level, 0), base, side, 0);
}
