import { ArgumentError, checkInteger, checkKeys, formatTime, LookaheadError, Rng, StrategyError, show } from '../core/index.ts';
import type { Bars } from '../market/index.ts';
import { SignalStrategy } from '../strategy/index.ts';
import { type AnsweredColumns, answeredColumns, isSame } from './answered-columns.ts';
import { type BacktestData, instrumentsOf } from './instruments.ts';

/** Options of {@link detectLookahead}. */
export interface LookaheadOptions {
  /** How many times the future is cut off, 1 to 10,000. @default 40 */
  readonly cuts?: number;
  /** Chooses the cuts. @default 1 */
  readonly seed?: number;
}

/** A value that was another while the future was not known. */
export interface LookaheadFinding {
  readonly symbol: string;
  /** What changed: a column such as `entries`, a setting such as `stopLoss.fraction`, or an indicator such as `sma(20)`. */
  readonly column: string;
  readonly kind: 'signal' | 'setting' | 'indicator';
  /** The first bar found whose value changes; the last known one for a setting. */
  readonly index: number;
  /** Open time of that bar, ms. */
  readonly time: number;
  /** The value with all bars, and with those up to and including bar `cut` only. */
  readonly whole: unknown;
  readonly known: unknown;
  /** Last bar that was known. */
  readonly cut: number;
}

/** What {@link detectLookahead} found. */
export class LookaheadReport {
  /** One for each column that changes, the earliest bar of each. */
  readonly findings: readonly LookaheadFinding[];
  /** How many cuts were compared, over all instruments. */
  readonly cuts: number;
  /** Cuts at which the strategy threw, because it needs more bars, and which prove nothing. */
  readonly skipped: number;

  constructor(findings: readonly LookaheadFinding[], cuts: number, skipped: number) {
    this.findings = findings;
    this.cuts = cuts;
    this.skipped = skipped;
  }

  /** Whether nothing changed at any cut. */
  get ok(): boolean {
    return this.findings.length === 0;
  }

  /** Throws a `LookaheadError` that names the columns and bars, unless nothing was found. */
  assert(): void {
    if (!this.ok) throw new LookaheadError(this.toString());
  }

  /** The findings in words. */
  toString(): string {
    if (this.ok) return `No value changed when the future was cut off at ${this.cuts} bars${this.#skipped()}.`;
    const lines = this.findings.map(({ symbol, column, index, time, whole, known, cut }) => {
      const of = symbol === '' ? '' : ` of ${symbol}`;
      return `\`${column}\`${of} at bar ${index} (${formatTime(time)}) is ${show(whole)}, but ${show(known)} while bar ${cut} is the last known.`;
    });
    return [`The signals change when the future is cut off${this.#skipped()}:`, ...lines].join('\n');
  }

  #skipped(): string {
    return this.skipped === 0 ? '' : ` (${this.skipped} cuts skipped, where the strategy threw)`;
  }
}

/**
 * Finds strategies that see the future: the signals are computed again with the bars after a cut taken away, and every
 * value up to the cut must be the same, to the last bit.
 *
 * Cuts lie behind bars with signals, where it shows the most, at the end, and at random. Columns, settings (a stop that
 * was measured on all the data) and the indicators that the strategy calls are compared. What a strategy has read from
 * elsewhere than the bars it is given cannot be found this way.
 *
 * @param strategy an instance that carries the parameters.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options `cuts` (`@default 40`), `seed` (`@default 1`).
 * @throws ArgumentError for wrong arguments; StrategyError where the strategy throws on the whole of the data.
 * @example
 * ```ts
 * import { defineStrategy, syntheticBars } from 'barwright';
 * import { detectLookahead } from 'barwright/backtest';
 * const Cheat = defineStrategy({
 *   signals: ({ close }) => ({ entries: Uint8Array.from(close, (price, i) => +(close[i + 1] > price)) }),
 * });
 * const report = detectLookahead(new Cheat(), syntheticBars({ seed: 1, length: 1_000 }));
 * report.ok; // false
 * report.findings[0].column; // 'entries'
 * ```
 */
export function detectLookahead(strategy: SignalStrategy, data: BacktestData, options: LookaheadOptions = {}): LookaheadReport {
  if (!(strategy instanceof SignalStrategy)) {
    throw new ArgumentError(`Expected \`strategy\` to be an instance of a signals strategy, was \`${show(strategy)}\`.`);
  }
  checkKeys('options', options, ['cuts', 'seed']);
  const count = checkInteger('cuts', options.cuts ?? 40, { min: 1, max: 10_000 });
  const rng = new Rng(checkInteger('seed', options.seed ?? 1, { min: 0 }));
  const findings: LookaheadFinding[] = [];
  let cuts = 0;
  let skipped = 0;
  for (const bars of instrumentsOf(data)) {
    const whole = answeredColumns(strategy, bars);
    const earliest = new Map<string, LookaheadFinding>();
    for (const cut of cutsOf(whole, bars.length, count, rng)) {
      let known: AnsweredColumns;
      try {
        known = answeredColumns(strategy, bars.slice(0, cut + 1));
      } catch (error) {
        if (!(error instanceof StrategyError)) throw error;
        skipped++;
        continue;
      }
      cuts++;
      for (const found of changesAt(whole, known, bars, cut)) {
        const before = earliest.get(found.column);
        if (before === undefined || found.index < before.index) earliest.set(found.column, found);
      }
    }
    findings.push(...earliest.values());
  }
  return new LookaheadReport(findings, cuts, skipped);
}

/** Bars to cut behind, rising: half of them signals, the rest drawn over all bars, and the last but one. */
function cutsOf({ signals }: AnsweredColumns, length: number, count: number, rng: Rng): readonly number[] {
  const cuts = new Set<number>();
  if (length > 1) cuts.add(length - 2);
  const marked: number[] = [];
  for (const column of signals.values()) {
    for (let i = 1; i < length - 1; i++) if (!isSame(column[i], column[i - 1])) marked.push(i);
  }
  for (let k = 0; k < count / 2 && marked.length > 0; k++) cuts.add(marked[rng.int(marked.length)]);
  for (let k = cuts.size; k < count && length > 1; k++) cuts.add(rng.int(length - 1));
  return [...cuts].sort((a, b) => a - b);
}

/** The first bar of each column, and each setting, that is another where bar `cut` is the last. */
function* changesAt(whole: AnsweredColumns, known: AnsweredColumns, bars: Bars, cut: number): Generator<LookaheadFinding> {
  for (const [kind, before, after] of [
    ['signal', whole.signals, known.signals],
    ['indicator', whole.indicators, known.indicators],
  ] as const) {
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [a, b] = [before.get(name), after.get(name)];
      if (kind === 'indicator' && (a === undefined || b === undefined)) continue;
      for (let i = 0; i <= cut; i++) {
        if (isSame(a?.[i], b?.[i])) continue;
        yield { symbol: bars.symbol, column: name, kind, index: i, time: bars.time[i], whole: a?.[i], known: b?.[i], cut };
        break;
      }
    }
  }
  for (const name of new Set([...whole.settings.keys(), ...known.settings.keys()])) {
    const [a, b] = [whole.settings.get(name), known.settings.get(name)];
    if (isSame(a, b)) continue;
    yield { symbol: bars.symbol, column: name, kind: 'setting', index: cut, time: bars.time[cut], whole: a, known: b, cut };
  }
}
