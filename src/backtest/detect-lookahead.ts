import { ArgumentError, checkInteger, checkKeys, formatTime, LookaheadError, Rng, StrategyError, show } from '../core/index.ts';
import { Bars } from '../market/index.ts';
import { SignalStrategy, Strategy } from '../strategy/index.ts';
import { type AnsweredColumns, answeredColumns, isSame } from './answered-columns.ts';
import { eventLookahead } from './event-lookahead.ts';
import { type BacktestData, instrumentsOf } from './instruments.ts';
import type { BacktestOptions } from './options.ts';

/** Options of {@link detectLookahead}. */
export interface LookaheadOptions {
  /** How many times the future is cut off, 1 to 10,000. @default 40 */
  readonly cuts?: number;
  /** Chooses the cuts. @default 1 */
  readonly seed?: number;
  /** How an event strategy is run: its venue, costs, cash. @default {} */
  readonly backtest?: BacktestOptions;
}

/** A strategy under suspicion, or one that is made of the bars that are known. */
export type Suspect = SignalStrategy | Strategy | ((known: readonly Bars[]) => SignalStrategy | Strategy);

/** A value that was another while the future was not known. */
export interface LookaheadFinding {
  readonly symbol: string;
  /** What changed: a column such as `entries`, a setting such as `stopLoss.fraction`, an indicator such as `sma(20)`, or a command such as `buy`. */
  readonly column: string;
  /** `state`: a command that was another when the strategy was run again on the same data. */
  readonly kind: 'signal' | 'setting' | 'indicator' | 'order' | 'state';
  /** The first bar found whose value changes; the last known one for a setting. Of commands the bar of the run, over all instruments. */
  readonly index: number;
  /** Open time of that bar, ms. */
  readonly time: number;
  /** The value with all bars, and with those up to and including bar `cut` only; of commands their words, undefined for none. */
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
    const lines = this.findings.map(({ symbol, column, kind, index, time, whole, known, cut }) => {
      const of = symbol === '' ? '' : ` of ${symbol}`;
      if (kind === 'state')
        return `\`${column}\`${of} at bar ${index} (${formatTime(time)}) is ${show(whole)}, but ${show(known)} when the strategy is run again on the same data: it depends on something outside of its instance.`;
      return `\`${column}\`${of} at bar ${index} (${formatTime(time)}) is ${show(whole)}, but ${show(known)} while bar ${cut} is the last known.`;
    });
    const what = this.findings.some(({ kind }) => kind === 'order') ? 'orders' : 'signals';
    const [{ kind }] = this.findings;
    const head = kind === 'state' ? 'The orders change from run to run' : `The ${what} change when the future is cut off`;
    return [`${head}${this.#skipped()}:`, ...lines].join('\n');
  }

  #skipped(): string {
    return this.skipped === 0 ? '' : ` (${this.skipped} cuts skipped, where the strategy threw)`;
  }
}

/**
 * Finds strategies that see the future: they are run again with the bars after a cut taken away, and all that they decided up to the
 * cut must be the same, to the last bit.
 *
 * Cuts lie behind bars with signals or orders, where it shows the most, at the end, and at random. Of a strategy of signals columns,
 * settings (a stop that was measured on all the data) and the indicators that it calls are compared; of an event strategy each command
 * to its context and the indicators that it declares. An event strategy is run twice on the whole of the data first: what differs then
 * is remembered outside of the instance. What a strategy has read from elsewhere than the bars it is given cannot be found, unless it
 * is made by a function of the bars that are known.
 *
 * @param strategy an instance that carries the parameters, or a function that makes one of the bars that are known.
 * @param data bars, several `Bars` (a list, or by symbol), or a `Panel`.
 * @param options `cuts` (`@default 40`), `seed` (`@default 1`), `backtest` (`@default {}`).
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
export function detectLookahead(strategy: Suspect, data: BacktestData, options: LookaheadOptions = {}): LookaheadReport {
  checkKeys('options', options, ['cuts', 'seed', 'backtest']);
  const count = checkInteger('cuts', options.cuts ?? 40, { min: 1, max: 10_000 });
  const rng = new Rng(checkInteger('seed', options.seed ?? 1, { min: 0 }));
  const markets = barsToSuspect(data);
  const first = suspectOf(strategy, markets);
  if (first instanceof Strategy) {
    const make = (known: readonly Bars[]): Strategy => suspectOf(strategy, known) as Strategy;
    const { findings, cuts, skipped } = eventLookahead(make, markets, options.backtest ?? {}, count, rng);
    return new LookaheadReport(findings, cuts, skipped);
  }
  if (options.backtest !== undefined)
    throw new ArgumentError('Expected `backtest` to be left out for a strategy of signals, which is asked and not run.');
  const columnsOf = (bars: Bars): AnsweredColumns => answeredColumns(suspectOf(strategy, [bars]) as SignalStrategy, bars);
  const findings: LookaheadFinding[] = [];
  let cuts = 0;
  let skipped = 0;
  for (const bars of markets) {
    const whole = columnsOf(bars);
    const earliest = new Map<string, LookaheadFinding>();
    for (const cut of cutsOf(whole, bars.length, count, rng)) {
      let known: AnsweredColumns;
      try {
        known = columnsOf(bars.slice(0, cut + 1));
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

/** The instruments of data that are bars: ticks are not cut off. */
export function barsToSuspect(data: BacktestData): readonly Bars[] {
  const markets = instrumentsOf(data);
  const other = markets.find((bars) => !(bars instanceof Bars));
  if (other !== undefined)
    throw new ArgumentError(`Expected \`data\` to be bars, \`barsFromTicks\` makes them of trades, was \`${show(other)}\`.`);
  return markets;
}

/** The strategy itself, or the one that is made of the bars that are known. */
export function suspectOf(strategy: Suspect, known: readonly Bars[]): SignalStrategy | Strategy {
  const made: unknown = typeof strategy === 'function' && !isClass(strategy) ? strategy(known) : strategy;
  if (made instanceof SignalStrategy || made instanceof Strategy) return made;
  throw new ArgumentError(`Expected \`strategy\` to be an instance of a strategy, or a function that makes one, was \`${show(made)}\`.`);
}

/** A class is called with `new` only: it is given in place of an instance by mistake. */
function isClass(maker: object): boolean {
  return Object.getOwnPropertyDescriptor(maker, 'prototype')?.writable === false;
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
