import { BacktestResult, type SearchOrigin } from '../backtest/index.ts';
import { once } from '../core/index.ts';
import { atomicWrite } from '../data/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../market/index.ts';
import type { SweepExecutor } from '../search/index.ts';
import type { Split } from '../splits/index.ts';
import { metricsJson } from './figures.ts';
import { isFreeOfCosts } from './free-of-costs.ts';
import { type ParameterStability, parameterStability } from './parameter-stability.ts';
import { type StopMark, stopMarks } from './stop-rules.ts';
import { type WalkForwardLuck, walkForwardLuck } from './walk-forward-luck.ts';
import type { CompleteWalkForward } from './walk-forward-options.ts';
import { walkForwardPage } from './walk-forward-page.ts';
import { walkForwardSummary } from './walk-forward-summary.ts';
import { tableOf, type WindowRow, walkForwardEfficiency, windowRows } from './walk-forward-windows.ts';
import { type WindowChoice, widest } from './window-choice.ts';

/** What a walk-forward hands over. */
export interface WalkForwardRecord<P extends object> {
  readonly asked: CompleteWalkForward<P>;
  readonly splits: readonly Split[];
  readonly choices: readonly WindowChoice<P>[];
  readonly outOfSample: BacktestResult;
  readonly isComplete: boolean;
  readonly executor: SweepExecutor;
}

/** A walk-forward as plain JSON; what is undefined as a number is null. */
export interface WalkForwardJson {
  readonly strategy: string;
  readonly windowing: string;
  readonly positions: 'flatten' | 'carry';
  readonly seed: number;
  readonly isComplete: boolean;
  readonly isFree: boolean;
  readonly efficiency: number | null;
  readonly profitable: number;
  readonly drift: number | null;
  readonly luck: Readonly<Record<keyof WalkForwardLuck, number | null>>;
  readonly stops: readonly StopMark[];
  readonly windows: readonly Readonly<Record<string, unknown>>[];
  readonly outOfSample: ReturnType<BacktestResult['toJSON']>;
}

/** What {@link walkForward} leaves: a record that no search has seen, and how it came about. */
export class WalkForward<P extends object = Readonly<Record<string, unknown>>> {
  /** Name of the strategy. */
  readonly strategy: string;
  /** The windows in words. */
  readonly windowing: string;
  /** Whether positions were closed at the end of each test window, or carried into the next. */
  readonly positions: 'flatten' | 'carry';
  readonly seed: number;
  /** False where it was aborted: the last windows are missing. */
  readonly isComplete: boolean;
  /** Where the searches ran, and why in this thread where others were asked for. */
  readonly executor: SweepExecutor;
  /** What each search was ranked by. */
  readonly objective: string;
  /**
   * The test windows one after another as one backtest: equity, metrics, trades and all else. What is before the first test window is
   * there to warm up, and counts nowhere.
   */
  readonly outOfSample: BacktestResult;
  /** A row a window: dates, what was chosen, figures in and out of sample. */
  readonly windows: Table<WindowRow<P>>;
  /** Moments at which a rule said stop, in time. */
  readonly stops: readonly StopMark[];
  /** The splits, and the times of their rows, for `splitDiagram`. */
  readonly splits: readonly Split[];
  readonly times: Float64Array;
  readonly #rows: readonly WindowRow<P>[];
  readonly #stability: () => ParameterStability;
  readonly #luck: () => WalkForwardLuck;

  /** @internal */
  constructor({ asked, splits, choices, outOfSample, isComplete, executor }: WalkForwardRecord<P>) {
    this.strategy = asked.strategy.name || 'Strategy';
    this.windowing = asked.splitter.name;
    this.positions = asked.positions;
    this.seed = asked.seed;
    this.isComplete = isComplete;
    this.executor = executor;
    this.objective = choices.find(({ objective }) => objective !== undefined)?.objective ?? '';
    this.outOfSample = new BacktestResult({ ...BacktestResult.recordOf(outOfSample), search: once(() => this.#origin()) });
    this.splits = splits;
    this.times = asked.span.time;
    const bounds = splits.map(({ test: [{ from, to }] }, k) => ({
      from,
      to,
      inSampleDrawdown: choices[k].metrics?.maxDrawdown ?? Number.NaN,
    }));
    this.stops = stopMarks(outOfSample, bounds, asked.stops);
    this.#rows = windowRows(asked.span.time, splits, choices, outOfSample, this.stops);
    this.windows = tableOf(this.#rows);
    this.#stability = once(() =>
      parameterStability(
        choices.map(({ params }) => params),
        widest(choices.map(({ ranges }) => ranges)),
      ),
    );
    this.#luck = once(() =>
      walkForwardLuck(
        outOfSample,
        this.#rows.map(({ trainRows }, k) => ({
          trials: choices[k].trials,
          sharpes: choices[k].sharpes,
          pbo: choices[k].pbo,
          rows: trainRows,
        })),
      ),
    );
  }

  /** How the record out of sample was found. */
  #origin(): SearchOrigin {
    const { trials, deflatedSharpe } = this.luck;
    return { kind: 'walkForward', trials, before: 0, rank: Number.NaN, objective: this.objective, deflatedSharpe, pbo: Number.NaN };
  }

  /** Whether the backtests paid neither fees nor slippage. */
  get isFree(): boolean {
    return isFreeOfCosts(this.outOfSample);
  }

  /**
   * Walk-forward efficiency: growth out of sample as a share of what the training windows promised for the same time,
   * `sum ln(1 + R_k) / sum (n_k / m_k) ln(1 + I_k)` over the windows with a choice: return R over n rows out of sample, I over m rows in
   * sample. NaN where they promised nothing, or no window chose. Pardo asks for half or more.
   *
   * Source: Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11; logarithms are ours.
   */
  get efficiency(): number {
    return walkForwardEfficiency(this.#rows);
  }

  /** Share of the windows with a profit out of sample. */
  get profitable(): number {
    return this.#rows.filter(({ outOfSampleReturn }) => outOfSampleReturn > 0).length / this.#rows.length;
  }

  /** How much the chosen parameters moved from window to window. */
  get parameterStability(): ParameterStability {
    return this.#stability();
  }

  /** How many trials there were, and how likely the record out of sample is more than luck. */
  get luck(): WalkForwardLuck {
    return this.#luck();
  }

  /** The windows as an Arrow table, parameters as columns `params.<name>`. Arrow is loaded when this is first called. */
  async toArrow(): Promise<ArrowTable> {
    const numbers = (name: keyof WindowRow<P>): Float64Array => Float64Array.from(this.#rows, (row) => row[name] as number);
    const words = (of: (row: WindowRow<P>) => unknown): (string | null)[] =>
      this.#rows.map((row) => {
        const value = of(row);
        return value === undefined ? null : String(value);
      });
    const columns = this.windows.columns
      .filter((name) => name !== 'params')
      .map((name) => [name, typeof this.#rows[0][name] === 'number' ? numbers(name) : words((row) => row[name])] as const);
    const params = this.parameterStability.parameters.map(({ name, values }) => {
      const isNumber = values.every((value) => value === undefined || typeof value === 'number');
      const column = isNumber ? Float64Array.from(values, (value) => (value as number | undefined) ?? Number.NaN) : undefined;
      return [`params.${name}`, column ?? values.map((value) => (value === undefined ? null : String(value)))] as const;
    });
    return columnsToArrow(Object.fromEntries([...columns, ...params]));
  }

  /** The outcome, the windows and the verdict as an aligned text. */
  summary(): string {
    return walkForwardSummary(this);
  }

  toJSON(): WalkForwardJson {
    const { strategy, windowing, positions, seed, isComplete, isFree, efficiency, profitable, stops, luck, outOfSample } = this;
    return {
      strategy,
      windowing,
      positions,
      seed,
      isComplete,
      isFree,
      profitable,
      ...metricsJson({ efficiency, drift: this.parameterStability.drift }),
      luck: metricsJson({ ...luck }),
      stops,
      windows: this.#rows.map((row) => metricsJson({ ...row })),
      outOfSample: outOfSample.toJSON(),
    };
  }

  /** A page with the record, the windows and the verdict as one HTML text that needs nothing else. */
  html(): Promise<string> {
    return walkForwardPage(this);
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
