import { ArgumentError, checkInteger, checkKeys, checkNumber, show } from '../core/index.ts';
import { SignalStrategy } from '../strategy/index.ts';
import { type AnsweredColumns, answeredColumns } from './answered-columns.ts';
import { type BacktestData, instrumentsOf } from './instruments.ts';

/** Options of {@link detectRecursive}. */
export interface RecursiveOptions {
  /** Bars after which values must no longer depend on where history starts, 1 or more. @default 500 */
  readonly warmup?: number;
  /** Later starts that are compared with the first bar, 1 to 100. @default 8 */
  readonly starts?: number;
  /** Relative difference that counts as none, 0 to 1. @default 1e-9 */
  readonly tolerance?: number;
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
 * long: live, where history starts elsewhere, they would be others. The signals are computed again from later starts.
 *
 * @param strategy an instance that carries the parameters.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options `warmup` (`@default 500`), `starts` (`@default 8`), `tolerance` (`@default 1e-9`).
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
export function detectRecursive(strategy: SignalStrategy, data: BacktestData, options: RecursiveOptions = {}): RecursiveReport {
  if (!(strategy instanceof SignalStrategy)) {
    throw new ArgumentError(`Expected \`strategy\` to be an instance of a signals strategy, was \`${show(strategy)}\`.`);
  }
  checkKeys('options', options, ['warmup', 'starts', 'tolerance']);
  const warmup = checkInteger('warmup', options.warmup ?? 500, { min: 1 });
  const starts = checkInteger('starts', options.starts ?? 8, { min: 1, max: 100 });
  const tolerance = checkNumber('tolerance', options.tolerance ?? 1e-9, { min: 0, max: 1 });
  const findings: RecursiveFinding[] = [];
  for (const bars of instrumentsOf(data)) {
    const room = bars.length - warmup - 1;
    if (room < 1) throw new ArgumentError(`Expected more than ${warmup + 1} bars for a warm-up of ${warmup}, were ${bars.length}.`);
    const whole = answeredColumns(strategy, bars);
    const worst = new Map<string, RecursiveFinding>();
    for (let k = 1; k <= starts; k++) {
      const start = Math.max(1, Math.floor((room * k) / starts));
      for (const found of differences(whole, answeredColumns(strategy, bars.slice(start)), start, warmup, tolerance)) {
        const before = worst.get(found.column);
        if (before !== undefined && before.bars >= found.bars) continue;
        worst.set(found.column, { symbol: bars.symbol, ...found, time: bars.time[found.index] });
      }
    }
    findings.push(...worst.values());
  }
  return new RecursiveReport(findings, warmup);
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

/** Difference as a fraction of the larger of the two; 1 where only one is a number. */
function relativeGap(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return 1;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
