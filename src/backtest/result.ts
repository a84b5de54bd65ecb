import { formatInterval, formatTime, hashColumns, version } from '../core/index.ts';
import { type AmbiguousBar, type BorrowPayment, type FillColumns, fillTable, type OrderJournal, roundTrips } from '../exchange/index.ts';
import { type Bars, barFields, type Fill, type Order, type Position, type Table, type Trade, table } from '../market/index.ts';
import { type MetricJson, type MetricName, type Metrics, metricsOf } from '../metrics/index.ts';
import type { FundingPayment } from '../strategy/index.ts';
import type { Assumption } from './assumptions.ts';
import type { Benchmark } from './benchmark.ts';
import { type Diagnostic, diagnosticsOf } from './diagnostics.ts';
import type { LogLine } from './event-context.ts';
import { exposureOf } from './exposure.ts';
import { type Luck, type LuckJson, luckJson, luckOf, type SearchOrigin } from './luck.ts';
import { notebookCard } from './notebook.ts';
import type { Ruin } from './signals-engine.ts';
import { summaryText } from './summary.ts';

/** A column that an indicator gave to the strategy, to be drawn. */
export interface NotedIndicator {
  readonly symbol: string;
  /** Catalog name, such as `sma`. */
  readonly name: string;
  /** Name and parameters, such as `sma(50)`. */
  readonly label: string;
  /** Name of the output, the catalog name where there is one. */
  readonly output: string;
  readonly values: Float64Array;
}

/** One row of the table of ambiguous bars. */
export interface AmbiguousRow {
  readonly symbol: string;
  readonly index: number;
  readonly time: number;
  /** The rule that decided. */
  readonly rule: string;
}

/** All that is needed to make the same run again, as plain JSON. */
export interface Manifest {
  readonly version: string;
  readonly strategy: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly data: readonly {
    readonly symbol: string;
    readonly interval: string;
    readonly length: number;
    readonly from: string;
    readonly to: string;
    readonly hash: string;
  }[];
}

/** What a driver hands over when a run has ended. */
export interface RunRecord {
  readonly strategy: { readonly name: string; readonly parameters: Readonly<Record<string, unknown>> };
  readonly options: Readonly<Record<string, unknown>>;
  readonly bars: readonly Bars[];
  readonly time: Float64Array;
  /** Row of each symbol's bars at each time; undefined where the axis is that of the only bars. */
  readonly rows: readonly Int32Array[] | undefined;
  readonly startingCash: number;
  /** Largest sum of position values as a multiple of equity. */
  readonly leverage: number;
  readonly riskFree: number;
  readonly from: number;
  readonly equity: Float64Array;
  readonly orders: OrderJournal;
  readonly fills: () => FillColumns;
  readonly ambiguous: readonly AmbiguousBar[];
  readonly rule: string;
  readonly benchmark: Benchmark | undefined;
  readonly indicators: readonly NotedIndicator[];
  readonly assumptions: readonly Assumption[];
  readonly warnings: () => readonly string[];
  readonly ruin: Ruin | undefined;
  readonly payments: readonly FundingPayment[];
  readonly borrowed: readonly BorrowPayment[];
  readonly log: readonly LogLine[];
  /** How a search found the run; undefined where none did. */
  readonly search?: (() => SearchOrigin) | undefined;
}

const brand: unique symbol = Symbol.for('barwright.result') as never;

/**
 * What a backtest leaves behind. Tables, metrics and derived columns are made when they are first asked for.
 *
 * @example
 * ```ts
 * import { backtest, crossedAbove, crossedBelow, defineStrategy, sma, syntheticBars } from 'barwright';
 * const Cross = defineStrategy({
 *   signals(bars) {
 *     const fast = sma(bars.close, 10), slow = sma(bars.close, 50);
 *     return { entries: crossedAbove(fast, slow), exits: crossedBelow(fast, slow) };
 *   },
 * });
 * const result = backtest(new Cross(), syntheticBars({ seed: 7, length: 2_000 }), { fees: 0.001 });
 * result.metrics.sharpe;
 * result.trades.column('pnl');
 * for (const trade of result.trades) console.log(trade.entryTime, trade.pnl);
 * ```
 */
export class BacktestResult {
  readonly strategy: { readonly name: string; readonly parameters: Readonly<Record<string, unknown>> };
  readonly symbols: readonly string[];
  readonly bars: readonly Bars[];
  /** Axis of equity: bar open times, ms; the union over the symbols. */
  readonly time: Float64Array;
  readonly startingCash: number;
  /** Account at each bar's close. */
  readonly equity: Float64Array;
  /** First bar that decisions and metrics count from. */
  readonly from: number;
  readonly riskFree: number;
  /** Largest sum of position values as a multiple of equity. */
  readonly leverage: number;
  /** Columns of the indicators that the strategy called. */
  readonly indicators: readonly NotedIndicator[];
  readonly assumptions: readonly Assumption[];
  /** When the account was worth nothing and the run stopped, if it did. */
  readonly ruin: Ruin | undefined;
  readonly #record: RunRecord;
  readonly #made: Map<string, unknown> = new Map();

  static {
    // Jupyter kernels look for this method on a value: a compact card and the summary.
    Object.defineProperty(this.prototype, Symbol.for('Jupyter.display'), {
      value(this: BacktestResult) {
        return { 'text/html': notebookCard(this), 'text/plain': this.summary() };
      },
    });
  }

  constructor(record: RunRecord) {
    Object.defineProperty(this, brand, { value: true });
    this.#record = record;
    this.strategy = record.strategy;
    this.symbols = record.bars.map((bars) => bars.symbol);
    this.bars = record.bars;
    this.time = record.time;
    this.startingCash = record.startingCash;
    this.equity = record.equity;
    this.from = record.from;
    this.riskFree = record.riskFree;
    this.leverage = record.leverage;
    this.indicators = record.indicators;
    this.assumptions = record.assumptions;
    this.ruin = record.ruin;
  }

  /** What a reader must know before believing the result. */
  get warnings(): readonly string[] {
    return this.#record.warnings();
  }

  /** What the run is compared with; its equity on the same axis. */
  get benchmark(): { readonly name: string; readonly equity: Float64Array } | undefined {
    const { benchmark } = this.#record;
    return benchmark === undefined ? undefined : { name: benchmark.name, equity: benchmark.equity() };
  }

  /** Recognises results of any copy of the library, so that ESM and CommonJS copies meet. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /** What the driver handed over, for those who store it. */
  static recordOf(result: BacktestResult): RunRecord {
    return result.#record;
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }

  readonly #timeOf = (instrument: number, index: number): number => this.#record.bars[instrument].time[index];

  /** Length of a step of the axis, ms: the shortest interval of the bars. */
  get intervalMs(): number {
    return this.#shortest.intervalMs;
  }

  get periodsPerYear(): number {
    return this.#shortest.periodsPerYear;
  }

  get #shortest(): Bars {
    return this.bars.reduce((shortest, bars) => (bars.intervalMs < shortest.intervalMs ? bars : shortest));
  }

  get calendar(): string {
    return this.bars[0].instrument.calendar;
  }

  /** Simple returns of equity; the first is against the starting cash. */
  get returns(): Float64Array {
    return this.#once('returns', () => {
      const { equity } = this;
      const out = new Float64Array(equity.length);
      let before = this.startingCash;
      for (let i = 0; i < out.length; i++) {
        out[i] = before === 0 ? 0 : equity[i] / before - 1;
        before = equity[i];
      }
      return out;
    });
  }

  /** Returns above the risk-free rate, of the bars that count: from bar `from` on. */
  get excessReturns(): Float64Array {
    return this.#once('excessReturns', () => {
      const rate = Math.expm1(Math.log1p(this.riskFree) / this.periodsPerYear);
      return this.returns.subarray(this.from).map((change) => change - rate);
    });
  }

  /** Value of all positions, short ones below zero, over equity at each close. */
  get exposure(): Float64Array {
    return this.#once('exposure', () => exposureOf(this.#record, 'net'));
  }

  /** Initial margin of all positions as a share of equity at each close: gross value / (leverage x equity). */
  get marginUse(): Float64Array {
    return this.#once('marginUse', () => exposureOf(this.#record, 'gross').map((gross) => gross / this.leverage));
  }

  /** Every order and where it ended. */
  get orders(): Table<Order> {
    return this.#once('orders', () => this.#record.orders.table(this.symbols, this.#timeOf));
  }

  /** Every fill. */
  get fills(): Table<Fill> {
    return this.#once('fills', () => fillTable(this.#record.fills(), this.symbols, this.#timeOf));
  }

  /** Orders that the venue or a limit refused. */
  get rejections(): Table<Order> {
    return this.#once('rejections', () => this.orders.where('reject', (code) => code !== undefined));
  }

  /** Fills that liquidated a position. */
  get liquidations(): Table<Fill> {
    return this.#once('liquidations', () => this.fills.where('reason', (reason) => reason === 'liquidation'));
  }

  /** Round trips: one row an exit fill against the average entry; what is open at the end is marked at the last close. */
  get trades(): Table<Trade> {
    return this.#roundTrips.trades;
  }

  /** Positions from flat to flat. */
  get positions(): Table<Position> {
    return this.#roundTrips.positions;
  }

  get #roundTrips(): { readonly trades: Table<Trade>; readonly positions: Table<Position> } {
    return this.#once('roundTrips', () => roundTrips(this.#record.fills(), this.bars));
  }

  /** Bars whose outcome hung on the intrabar rule. */
  get ambiguousBars(): Table<AmbiguousRow> {
    const { ambiguous, rule } = this.#record;
    return this.#once('ambiguousBars', () =>
      table<AmbiguousRow>(ambiguous.length, {
        symbol: () => ambiguous.map((bar) => this.symbols[bar.instrument]),
        index: () => Float64Array.from(ambiguous, (bar) => bar.index),
        time: () => Float64Array.from(ambiguous, (bar) => this.#timeOf(bar.instrument, bar.index)),
        rule: () => ambiguous.map(() => rule),
      }),
    );
  }

  /** Funding paid and received, one row a settlement. */
  get funding(): Table<FundingPayment> {
    const { payments } = this.#record;
    return this.#once('funding', () =>
      table<FundingPayment>(payments.length, {
        symbol: () => payments.map(({ symbol }) => symbol),
        time: () => Float64Array.from(payments, ({ time }) => time),
        rate: () => Float64Array.from(payments, ({ rate }) => rate),
        amount: () => Float64Array.from(payments, ({ amount }) => amount),
      }),
    );
  }

  /** What short positions paid for what they borrowed, one row for each instrument and day (UTC). */
  get borrowing(): Table<Readonly<BorrowPayment>> {
    const { borrowed } = this.#record;
    return this.#once('borrowing', () =>
      table<Readonly<BorrowPayment>>(borrowed.length, {
        symbol: () => borrowed.map(({ symbol }) => symbol),
        time: () => Float64Array.from(borrowed, ({ time }) => time),
        amount: () => Float64Array.from(borrowed, ({ amount }) => amount),
      }),
    );
  }

  /** What the strategy noted with `ctx.log`. */
  get log(): readonly LogLine[] {
    return this.#record.log;
  }

  /** All metrics, each computed on first use. */
  get metrics(): Metrics {
    const result = this;
    return this.#once('metrics', () =>
      metricsOf({
        equity: this.equity,
        time: this.time,
        startingCash: this.startingCash,
        intervalMs: this.intervalMs,
        periodsPerYear: this.periodsPerYear,
        riskFree: this.riskFree,
        from: this.from,
        get trades() {
          return result.trades;
        },
        get positions() {
          return result.positions;
        },
        get fills() {
          return result.fills;
        },
        exposure: () => this.exposure,
        benchmark: this.#record.benchmark?.equity,
      }),
    );
  }

  /** What is needed to make the same run again, with a hash of the data. */
  get manifest(): Manifest {
    return this.#once('manifest', () => ({
      version,
      strategy: this.strategy.name,
      parameters: this.strategy.parameters,
      options: this.#record.options,
      data: this.bars.map((bars) => ({
        symbol: bars.symbol,
        interval: formatInterval(bars.intervalMs),
        length: bars.length,
        from: formatTime(bars.time[0]),
        to: formatTime(bars.time[bars.length - 1]),
        hash: hashColumns(barFields.map((field) => bars[field])),
      })),
    }));
  }

  /**
   * How likely the result is luck: the chance of a true Sharpe ratio above 0, and where a search found it, how many trials that search
   * made, its deflated Sharpe ratio and probability of overfitting. Summaries, reports and comparisons show it beside the Sharpe ratio.
   */
  get luck(): Luck {
    return this.#once('luck', () => luckOf(this, this.#record.search?.()));
  }

  /**
   * Likely mistakes: no trades, one trade that makes the profit, fills larger than the volume of their bar, stale prices,
   * sizes that round to zero, a warm-up that was traded, costs that eat the edge or are missing, a result that hangs on
   * ambiguous bars. None found is an empty list.
   */
  diagnostics(): readonly Diagnostic[] {
    return this.#once('diagnostics', () => diagnosticsOf(this));
  }

  /** The headline figures, the assumptions and the warnings as an aligned text table. */
  summary(): string {
    return summaryText(this);
  }

  /** The manifest, the metrics and the counts; small and stable. */
  toJSON(): {
    readonly manifest: Manifest;
    readonly startingCash: number;
    readonly finalEquity: number;
    readonly metrics: Record<MetricName, MetricJson>;
    readonly luck: LuckJson;
    readonly trades: number;
    readonly ambiguousBars: number;
    readonly ruin: Ruin | null;
    readonly assumptions: readonly Assumption[];
    readonly warnings: readonly string[];
  } {
    return {
      manifest: this.manifest,
      startingCash: this.startingCash,
      finalEquity: this.equity[this.equity.length - 1],
      metrics: this.metrics.toJSON(),
      luck: luckJson(this.luck),
      trades: this.trades.length,
      ambiguousBars: this.#record.ambiguous.length,
      ruin: this.ruin ?? null,
      assumptions: this.assumptions,
      warnings: this.warnings,
    };
  }
}
