import { lowerBound, parseTime } from '../core/index.ts';
import { levelKinds, levelPrice, settingAt } from '../exchange/index.ts';
import { type FlaggedCounts, flaggedApartInto } from '../kernels/index.ts';
import { Bars } from '../market/index.ts';
import { type LevelRule, levelValue } from '../risk/index.ts';
import type { SignalStrategy } from '../strategy/index.ts';
import { answer } from './answer.ts';
import { type BacktestOptions, type CompleteOptions, completeOptions } from './options.ts';
import { type Plan, planSignals } from './plan.ts';
import type { NotedIndicator } from './result.ts';

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

/** Bars of a stretch whose highest and lowest close are known. */
const stretch = 32;

/**
 * Measures strategies of signals on one instrument without making orders, fills or equity: those that are long with all of equity or
 * out, at the next open, with fees and slippage as shares, and a stop and a target that are the same at every bar. While such a
 * position is held its returns are those of the closes, so that sums over them are differences of running sums.
 *
 * The metrics are those of a backtest up to rounding: to 1e-12, and the Sharpe ratio to what a last digit of each return makes of it.
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
  /** Running sums of the returns of closes, and of their squares: at i those of the bars before i. */
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  /** Highest and lowest close of each stretch. */
  readonly #highest: Float64Array;
  readonly #lowest: Float64Array;
  /** First bar of each block, and the end of the last. */
  #starts: Int32Array = new Int32Array(0);
  /** Bars with an entry alone, and with an exit alone. */
  readonly #entryBars: Int32Array;
  readonly #exitBars: Int32Array;
  readonly #flagged: FlaggedCounts = { first: 0, second: 0 };
  readonly #noted: NotedIndicator[] = [];

  private constructor(bars: Bars, options: CompleteOptions, fee: number, impact: number) {
    this.#bars = bars;
    this.#options = options;
    this.#fee = fee;
    this.#impact = impact;
    const { periodsPerYear } = bars;
    this.#riskFree = Math.expm1(Math.log1p(options.riskFree) / periodsPerYear);
    this.#yearly = Math.sqrt(periodsPerYear);
    const { close, length, time } = bars;
    this.#from = options.tradeFrom === undefined ? 0 : lowerBound(time, parseTime(options.tradeFrom, 'tradeFrom'));
    this.#entryBars = new Int32Array(length);
    this.#exitBars = new Int32Array(length);
    const changes = new Float64Array(length);
    for (let i = 1; i < length; i++) changes[i] = close[i] / close[i - 1] - 1;
    this.#sums = runningSums(changes);
    this.#squares = runningSums(changes.map((change) => change * change));
    const count = Math.ceil(length / stretch);
    this.#highest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
    this.#lowest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < length; i++) {
      const at = (i / stretch) | 0;
      if (close[i] > this.#highest[at]) this.#highest[at] = close[i];
      if (close[i] < this.#lowest[at]) this.#lowest[at] = close[i];
    }
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
    this.#noted.length = 0;
    const plan = planSignals(name, answer(strategy, name, this.#bars, this.#noted), this.#bars, this.#options, 1, this.#from);
    return isPlain(plan) && this.#measure(plan, out);
  }

  #measure({ entries, exits, stopLoss, takeProfit }: Plan, out: TimedRun): boolean {
    const { open, high, low, close, length } = this.#bars;
    const { cash } = this.#options;
    const [sumsBefore, squaresBefore, highs, lows] = [this.#sums, this.#squares, this.#highest, this.#lowest];
    const [inwards, outwards] = [(1 + this.#impact) * (1 + this.#fee), (1 - this.#impact) * (1 - this.#fee)];
    const isProtected = stopLoss !== undefined || takeProfit !== undefined;
    const [sums, squares, starts] = [out.sums, out.squares, this.#startsOf(out.sums.length)];
    sums.fill(0);
    squares.fill(0);
    let equity = cash;
    let peak = cash;
    let lowest = 1;
    let sum = 0;
    let square = 0;
    let trades = 0;
    let wins = 0;
    let block = -1;
    let blockSum = 0;
    let blockSquare = 0;
    const [entryBars, exitBars] = [this.#entryBars, this.#exitBars];
    flaggedApartInto(entryBars, exitBars, this.#flagged, entries, exits);
    const { first: entryCount, second: exitCount } = this.#flagged;

    for (let entry = 0, exit = 0, free = this.#from; ; ) {
      while (entry < entryCount && entryBars[entry] < free) entry++;
      const first = entry < entryCount ? entryBars[entry] + 1 : length;
      if (first >= length) break;
      while (exit < exitCount && exitBars[exit] < first) exit++;
      const leaving = exit < exitCount ? exitBars[exit] : length;
      let last = leaving + 1 < length ? leaving : length - 1;
      // What a unit brings at the exit; NaN while it is held to the end.
      let left = leaving + 1 < length ? open[leaving + 1] * outwards : Number.NaN;
      if (isProtected) {
        const paid = open[first] * (1 + this.#impact);
        const stop = levelOf(stopLoss, paid, -1);
        const target = levelOf(takeProfit, paid, 1);
        let i = first;
        while (i <= last && !(low[i] <= stop || high[i] > target)) i++;
        if (i <= last) {
          last = i - 1;
          if (open[i] <= stop) left = open[i] * outwards;
          else if (open[i] > target) left = open[i] * (1 - this.#fee);
          else left = low[i] <= stop ? stop * outwards : target * (1 - this.#fee);
        }
      }
      const cost = open[first] * inwards;
      const quantity = equity / cost;

      // Returns of the first bar, and of the closes up to the last bar held.
      const isHeld = last >= first;
      const opening = (isHeld ? close[first] : left) / cost - 1;
      sum += opening;
      square += opening * opening;
      if (isHeld) {
        sum += sumsBefore[last + 1] - sumsBefore[first + 1];
        square += squaresBefore[last + 1] - squaresBefore[first + 1];
      }

      if (first >= starts[block + 1]) {
        if (block >= 0) {
          sums[block] = blockSum;
          squares[block] = blockSquare;
        }
        blockSum = 0;
        blockSquare = 0;
        while (first >= starts[block + 1]) block++;
      }
      if (block >= 0) {
        blockSum += opening;
        blockSquare += opening * opening;
      }
      let from = first + 1;
      while (last >= starts[block + 1]) {
        const end = starts[block + 1];
        if (block >= 0 && end > from) {
          blockSum += sumsBefore[end] - sumsBefore[from];
          blockSquare += squaresBefore[end] - squaresBefore[from];
        }
        if (block >= 0) {
          sums[block] = blockSum;
          squares[block] = blockSquare;
        }
        blockSum = 0;
        blockSquare = 0;
        from = Math.max(from, end);
        block++;
      }
      if (block >= 0 && last + 1 > from) {
        blockSum += sumsBefore[last + 1] - sumsBefore[from];
        blockSquare += squaresBefore[last + 1] - squaresBefore[from];
      }

      // The deepest fall while held, with the peak as a price of what is held. Stretches without a new peak or low are passed over.
      let top = peak / quantity;
      for (let i = first; i <= last; ) {
        const at = (i / stretch) | 0;
        const end = Math.min(last + 1, (at + 1) * stretch);
        const highest = highs[at];
        const isWhole = end - i === stretch;
        if (highest <= top) {
          const floor = lowest * top;
          if (lows[at] < floor) {
            let least = isWhole ? lows[at] : floor;
            if (!isWhole) for (let k = i; k < end; k++) if (close[k] < least) least = close[k];
            if (least < floor) lowest = least / top;
          }
          i = end;
          continue;
        }
        if (isWhole && lows[at] >= lowest * highest) {
          top = highest;
          i = end;
          continue;
        }
        for (; i < end; i++) {
          const price = close[i];
          if (price > top) top = price;
          else if (price < lowest * top) lowest = price / top;
        }
      }
      peak = top * quantity;

      if (Number.isNaN(left)) {
        equity = quantity * close[last];
        break;
      }
      const closing = isHeld ? left / close[last] - 1 : 0;
      sum += closing;
      square += closing * closing;
      if (last + 1 >= starts[block + 1]) {
        if (block >= 0) {
          sums[block] = blockSum;
          squares[block] = blockSquare;
        }
        blockSum = 0;
        blockSquare = 0;
        block++;
      }
      if (block >= 0) {
        blockSum += closing;
        blockSquare += closing * closing;
      }
      equity = quantity * left;
      if (equity > peak) peak = equity;
      else if (equity < lowest * peak) lowest = equity / peak;
      trades++;
      if (left > cost) wins++;
      free = last + 1;
    }
    if (block >= 0 && block < sums.length) {
      sums[block] = blockSum;
      squares[block] = blockSquare;
    }

    const counted = length - this.#from;
    const mean = sum / counted;
    const deviations = square - sum * mean;
    if (!(deviations > 1e-3 * square) || counted < 32) return false;
    out.totalReturn = equity / cash - 1;
    out.sharpe = ((mean - this.#riskFree) / Math.sqrt(deviations / (counted - 1))) * this.#yearly;
    out.maxDrawdown = lowest - 1;
    out.trades = trades;
    out.wins = wins;
    return true;
  }

  /** The first bars of equal blocks at the end of the bars; none where they are too short. */
  #startsOf(blocks: number): Int32Array {
    if (this.#starts.length !== blocks + 2) {
      const rows = Math.floor((this.#bars.length - this.#from) / blocks);
      const before = this.#bars.length - rows * blocks;
      this.#starts = Int32Array.from({ length: blocks + 2 }, (_, k) => (k > blocks ? 0x7fffffff : before + k * rows));
    }
    return this.#starts;
  }
}

/** Sums of the values before each, exact to their last digit (Neumaier 1974), so that differences of them lose none. */
function runningSums(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const after = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - after + value : value - after + sum;
    sum = after;
    out[i + 1] = sum + lost;
  }
  return out;
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
