import type { BacktestResult } from '../backtest/index.ts';
import { summaryCard } from '../charts/index.ts';
import { version } from '../core/index.ts';
import { atomicWrite } from '../data/index.ts';
import type { Neighbourhood, SweepExecutor, SweepPbo, SweepResult } from '../search/index.ts';
import type { CrossValidation } from './cross-validation.ts';
import { metricsJson } from './figures.ts';
import { freeOfCosts, isFreeOfCosts } from './free-of-costs.ts';
import type { TradeRuns } from './monte-carlo-trades.ts';
import type { StressReport } from './stress-report.ts';
import { type Check, checkOf, countsOf } from './validate-check.ts';
import type { CheckName, CheckRule } from './validate-checks.ts';
import type { Finding, Gate, TriedBefore } from './validate-gate.ts';
import type { LeakEvidence } from './validate-leaks.ts';
import { verdictPage } from './validate-page.ts';
import type { PermutationEvidence } from './validate-permutation.ts';
import { boundText, figureText, headlineOf, sentence, verdictSummary } from './validate-summary.ts';
import type { SuperiorityEvidence } from './validate-superiority.ts';
import type { WalkForward } from './walk-forward-result.ts';

/** What the parts of the gate found, for pictures and for a closer look; undefined where a part was not run. */
export interface VerdictEvidence<P extends object> {
  /** The run that was judged. */
  readonly result: BacktestResult;
  readonly sweep: SweepResult<P> | undefined;
  readonly leaks: LeakEvidence | undefined;
  /** The record needs no picture. */
  readonly record: undefined;
  readonly pbo: SweepPbo | undefined;
  readonly plateau: Neighbourhood | undefined;
  readonly superiority: SuperiorityEvidence | undefined;
  readonly trades: TradeRuns | undefined;
  readonly stress: StressReport | undefined;
  readonly walkForward: WalkForward<P> | undefined;
  readonly crossValidation: CrossValidation<P> | undefined;
  readonly permutation: PermutationEvidence | undefined;
}

/** What the gate hands over. */
export interface VerdictRecord<P extends object> {
  readonly gate: Gate<P>;
  readonly rules: readonly CheckRule[];
  readonly findings: ReadonlyMap<CheckName, Finding>;
  readonly evidence: VerdictEvidence<P>;
}

/** A verdict as plain JSON, for CI; what is undefined as a number is null. Fields are only ever added to a `version`. */
export interface VerdictJson {
  readonly version: 1;
  /** Version of the library. */
  readonly library: string;
  readonly strategy: string;
  readonly symbols: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly passed: boolean;
  readonly isFree: boolean;
  readonly reasons: readonly string[];
  readonly checks: readonly Check[];
  readonly leftOut: readonly string[];
  readonly seed: number;
  /** Whether it was searched by the gate. */
  readonly isSearched: boolean;
  readonly objective: string | null;
  readonly luck: { readonly [name in keyof TriedBefore]: number | null };
  readonly from: string;
  readonly to: string;
  readonly bars: number;
  readonly metrics: Readonly<Record<'totalReturn' | 'sharpe' | 'maxDrawdown' | 'tradeCount', number | null>>;
}

/** What {@link validate} leaves: whether the result passes, why not, and every check. */
export class Verdict<P extends object = Readonly<Record<string, unknown>>> {
  /** Name of the strategy. */
  readonly strategy: string;
  readonly symbols: readonly string[];
  /** Parameters that were judged: the best of the search, or those of the instance. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Every check that was asked for, in the order of `validateChecks`. */
  readonly checks: readonly Check[];
  /** Checks and parts that the caller left out. */
  readonly leftOut: readonly string[];
  /** Whether the run pays neither fees nor slippage. */
  readonly isFree: boolean;
  readonly seed: number;
  /** How much was tried, and what that leaves of the Sharpe ratio. */
  readonly luck: TriedBefore;
  /** What trials were ranked by; undefined where nothing was searched. */
  readonly objective: string | undefined;
  /** Where searches ran, and why in this thread where others were asked for. */
  readonly executor: SweepExecutor;
  /** What the parts found. */
  readonly evidence: VerdictEvidence<P>;
  readonly #rules: readonly CheckRule[];

  static {
    // Jupyter kernels look for this method on a value: a compact card and the summary.
    Object.defineProperty(this.prototype, Symbol.for('Jupyter.display'), {
      value(this: Verdict) {
        return { 'text/html': this.#card(), 'text/plain': this.summary() };
      },
    });
  }

  /** @internal */
  constructor({ gate, rules, findings, evidence }: VerdictRecord<P>) {
    const { asked, result, sweep, place, luck } = gate;
    this.strategy = result.strategy.name;
    this.symbols = result.symbols.filter((symbol) => symbol !== '');
    this.params = result.strategy.parameters;
    this.leftOut = asked.leftOut;
    this.isFree = isFreeOfCosts(result);
    this.seed = asked.seed;
    this.luck = luck;
    this.objective = sweep?.objectives[0];
    this.executor = place?.executor ?? { name: 'inline', note: undefined };
    this.evidence = evidence;
    this.#rules = rules;
    this.checks = Object.freeze(rules.map((rule) => checkOf(rule, findings.get(rule.name))));
  }

  /** Whether every required check passed. One that could not be run did not. */
  get passed(): boolean {
    return this.checks.every(({ required, passed }) => !required || passed === true);
  }

  /** 0 where it passed, 1 where not: `process.exitCode = verdict.exitCode`. */
  get exitCode(): 0 | 1 {
    return this.passed ? 0 : 1;
  }

  /** Why it did not pass, in plain words: the required checks that failed, then those that could not be run. Empty where it passed. */
  get reasons(): readonly string[] {
    const required = this.checks.filter((check) => check.required);
    const isBlind = required.some(({ name, passed }) => name === 'lookahead' && passed === false);
    const unknown = isBlind ? [] : required.filter(({ passed }) => passed === 'unknown');
    return [...required.filter(({ passed }) => passed === false), ...unknown].map((check) => this.#reason(check));
  }

  #reason(check: Check): string {
    const rule = this.#ruleOf(check);
    const says = check.meaning.slice(rule.question.length + 1);
    if (check.passed === 'unknown') return `${sentence(rule.figure)} (${check.name}): could not be judged. ${says}`;
    return `${sentence(rule.figure)} (${check.name}): ${figureText(check.figure, rule)}, asked ${boundText(rule)}. ${says}`;
  }

  #ruleOf({ name }: Check): CheckRule {
    return this.#rules.find((rule) => rule.name === name) as CheckRule;
  }

  /** The verdict, every check and the reasons as an aligned text; a run without costs says so in the first line. */
  summary(): string {
    return verdictSummary(this, this.#rules);
  }

  #card(): string {
    const { equity, benchmark } = this.evidence.result;
    const { passed } = this;
    const { failed, unknown } = countsOf(this.checks);
    return summaryCard({
      title: headlineOf(this),
      ...(this.isFree && { lead: freeOfCosts }),
      tiles: [
        { label: 'Verdict', value: passed ? 'passed' : 'failed', tone: passed ? 'gain' : 'loss' },
        { label: 'Checks failed', value: String(failed) },
        { label: 'Not known', value: String(unknown) },
        { label: 'Trials', value: this.luck.trials.toLocaleString('en') },
      ],
      series: { label: 'Equity', values: equity, ...(benchmark === undefined ? {} : { against: benchmark.equity }) },
      notes: this.reasons,
    });
  }

  /** Everything but the evidence as plain data: the same seed gives the same bytes. */
  toJSON(): VerdictJson {
    const { strategy, symbols, params, passed, isFree, reasons, checks, leftOut, seed, luck, objective, evidence } = this;
    const { manifest, time, metrics } = evidence.result;
    const { totalReturn, sharpe, maxDrawdown, tradeCount } = metrics;
    return {
      version: 1,
      library: version,
      strategy,
      symbols,
      params,
      passed,
      isFree,
      reasons,
      checks,
      leftOut,
      seed,
      isSearched: objective !== undefined,
      objective: objective ?? null,
      luck: metricsJson({ ...luck }),
      from: manifest.data[0].from,
      to: manifest.data[0].to,
      bars: time.length,
      metrics: metricsJson({ totalReturn, sharpe, maxDrawdown, tradeCount }),
    };
  }

  /** A page with the verdict on top and a picture of each part as one HTML text that needs nothing else. */
  html(): Promise<string> {
    return verdictPage(this, this.#rules);
  }

  /**
   * Writes the page to a file, whole or not at all.
   *
   * @throws SourceError where it cannot be written.
   */
  async report(path: string): Promise<void> {
    await atomicWrite(path, await this.html());
  }
}
