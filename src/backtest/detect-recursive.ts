import { ArgumentError, checkInteger, checkKeys, checkNumber, lowerBound } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import { type SignalStrategy, Strategy } from '../strategy/index.ts';
import { type AnsweredColumns, answeredColumns } from './answered-columns.ts';
import { backtest } from './backtest.ts';
import { barsToSuspect, type Suspect, suspectOf } from './detect-lookahead.ts';
import type { BacktestData } from './instruments.ts';
import type { BacktestOptions } from './options.ts';
import type { NotedIndicator } from './result.ts';

/** Options of {@link detectRecursive}. */
export interface RecursiveOptions {
  /** Bars after which values must no longer depend on where history starts, 1 or more. @default 500 */
  readonly warmup?: number;
  /** Later starts that are compared with the first bar, 1 to 100. @default 8 */
  readonly starts?: number;
  /** Relative difference that counts as none, 0 to 1. @default 1e-9 */
  readonly tolerance?: number;
  /** How an event strategy is run: its venue, costs, cash. @default {} */
  readonly backtest?: BacktestOptions;
}

/** A column that depends on where history starts. */
export interface RecursiveFinding {
  readonly symbol: string;
  readonly column: string;
  readonly kind: 'signal' | 'indicator';
  /** Bar that history started at in the comparison that differs the most. */
  readonly start: number;
  /** The last bar whose value still differed, and its open time, ms. */
  readonly index: number;
  readonly time: number;
  /** Bars from the start to it: the warm-up that this column needs at the least. */
  readonly bars: number;
  /** The largest relative difference after the warm-up. */
  readonly difference: number;
}

/** What {@link detectRecursive} found. */
export class RecursiveReport {
  /** One for each column that still differs after the warm-up. */
  readonly findings: readonly RecursiveFinding[];
  readonly warmup: number;

  constructor(findings: readonly RecursiveFinding[], warmup: number) {
    this.findings = findings;
    this.warmup = warmup;
  }

  /** Whether no column differs after the warm-up. */
  get ok(): boolean {
    return this.findings.length === 0;
  }

  /** The findings in words. */
  toString(): string {
    if (this.ok) return `No value depends on where history starts, ${this.warmup} bars after the start.`;
    const lines = this.findings.map(({ symbol, column, start, index, bars, difference }) => {
      const of = symbol === '' ? '' : ` of ${symbol}`;
      return `\`${column}\`${of} differs by up to ${difference.toExponential(1)} when history starts at bar ${start}, and last at bar ${index}, ${bars} bars later.`;
    });
    return [`Values depend on where history starts, more than ${this.warmup} bars after the start:`, ...lines].join('\n');
  }
}

/**
 * Finds values that depend on where history starts, as running sums do for ever and long exponential averages do for
 * long: live, where history starts elsewhere, they would be others. The signals are computed again from later starts. An event strategy
 * is run from later starts, and the indicators that it declares are compared, those on longer bars excepted: what it holds depends on
 * where it started, and may.
 *
 * @param strategy an instance that carries the parameters, or a function that makes one of the bars that are known.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options `warmup` (`@default 500`), `starts` (`@default 8`), `tolerance` (`@default 1e-9`), `backtest` (`@default {}`).
 * @throws ArgumentError for wrong arguments, or where there are not more bars than the warm-up; StrategyError where the
 * strategy throws.
 * @example
 * ```ts
 * import { defineStrategy, ema, syntheticBars } from 'barwright';
 * import { detectRecursive } from 'barwright/backtest';
 * const Trend = defineStrategy({
 *   signals({ close }) {
 *     const slow = ema(close, 400);
 *     return { entries: Uint8Array.from(close, (price, i) => +(price > slow[i])) };
 *   },
 * });
 * String(detectRecursive(new Trend(), syntheticBars({ seed: 1, length: 3_000 }), { warmup: 500 })); // names ema(400)
 * ```
 */
export function detectRecursive(strategy: Suspect, data: BacktestData, options: RecursiveOptions = {}): RecursiveReport {
  checkKeys('options', options, ['warmup', 'starts', 'tolerance', 'backtest']);
  const warmup = checkInteger('warmup', options.warmup ?? 500, { min: 1 });
  const starts = checkInteger('starts', options.starts ?? 8, { min: 1, max: 100 });
  const tolerance = checkNumber('tolerance', options.tolerance ?? 1e-9, { min: 0, max: 1 });
  const markets = barsToSuspect(data);
  const isEvents = suspectOf(strategy, markets) instanceof Strategy;
  if (!isEvents && options.backtest !== undefined)
    throw new ArgumentError('Expected `backtest` to be left out for a strategy of signals, which is asked and not run.');
  for (const { length } of markets)
    if (length - warmup - 1 < 1)
      throw new ArgumentError(`Expected more than ${warmup + 1} bars for a warm-up of ${warmup}, were ${length}.`);
  const answers = isEvents
    ? (of: readonly Bars[]) => declaredColumns(suspectOf(strategy, of) as Strategy, of, options.backtest ?? {})
    : (of: readonly Bars[]) => of.map((bars) => answeredColumns(suspectOf(strategy, [bars]) as SignalStrategy, bars));
  const findings: RecursiveFinding[] = [];
  for (const group of isEvents ? [markets] : markets.map((bars) => [bars])) {
    const whole = answers(group);
    const worst = new Map<string, RecursiveFinding>();
    const room = Math.min(...group.map(({ length }) => length)) - warmup - 1;
    for (let k = 1; k <= starts; k++) {
      const from = group[0].time[Math.max(1, Math.floor((room * k) / starts))];
      const firsts = group.map(({ time }) => lowerBound(time, from));
      const late = answers(group.map((bars, m) => bars.slice(firsts[m])));
      group.forEach(({ symbol, time }, m) => {
        for (const found of differences(whole[m], late[m], firsts[m], warmup, tolerance)) {
          const name = `${symbol} ${found.column}`;
          const before = worst.get(name);
          if (before === undefined || before.bars < found.bars) worst.set(name, { symbol, ...found, time: time[found.index] });
        }
      });
    }
    findings.push(...worst.values());
  }
  return new RecursiveReport(findings, warmup);
}

/** The indicators that an event strategy declares, of each instrument. */
function declaredColumns(strategy: Strategy, markets: readonly Bars[], options: BacktestOptions): readonly AnsweredColumns[] {
  const noted = backtest(strategy, markets, { ...options, benchmark: 'none' }).indicators;
  return markets.map(({ symbol }) => ({ signals: none, settings: none, indicators: namedColumns(noted, symbol) }));
}

/** The columns that still differ `warmup` bars after `start`. */
function* differences(
  whole: AnsweredColumns,
  late: AnsweredColumns,
  start: number,
  warmup: number,
  tolerance: number,
): Generator<Omit<RecursiveFinding, 'symbol' | 'time'>> {
  for (const [kind, all, part] of [
    ['signal', whole.signals, late.signals],
    ['indicator', whole.indicators, late.indicators],
  ] as const) {
    for (const [column, values] of part) {
      const reference = all.get(column);
      if (reference === undefined) continue;
      let last = -1;
      let difference = 0;
      for (let i = warmup; i < values.length; i++) {
        const gap = relativeGap(Number(values[i]), Number(reference[start + i]));
        if (gap <= tolerance) continue;
        last = i;
        difference = Math.max(difference, gap);
      }
      if (last >= 0) yield { column, kind, start, index: start + last, bars: last, difference };
    }
  }
}

/** The columns of one instrument by their labels; of several with one label the later ones have numbers. */
function namedColumns(noted: readonly NotedIndicator[], symbol: string): ReadonlyMap<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  for (const { symbol: of, label, values } of noted) {
    if (of !== symbol) continue;
    let name = label;
    for (let call = 2; columns.has(name); call++) name = `${label} #${call}`;
    columns.set(name, values);
  }
  return columns;
}

const none: ReadonlyMap<string, ArrayLike<unknown>> = new Map();

/** Difference as a fraction of the larger of the two; 1 where only one is a number. */
function relativeGap(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return 1;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
