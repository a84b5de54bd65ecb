import type { BacktestResult } from '../backtest/index.ts';
import { once } from '../core/index.ts';
import { atomicWrite } from '../data/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../market/index.ts';
import { maxDrawdown, sharpe } from '../metrics/index.ts';
import type { SweepExecutor } from '../search/index.ts';
import { countRows, type Split, type Splitter } from '../splits/index.ts';
import { crossValidationPage } from './cross-validation-page.ts';
import { crossValidationSummary } from './cross-validation-summary.ts';
import { metricsJson } from './figures.ts';
import { isFreeOfCosts } from './free-of-costs.ts';
import { joinTests } from './test-paths.ts';
import { compounded, growthOf } from './track-record.ts';
import type { WindowSearch } from './walk-forward-options.ts';
import { tableOf } from './walk-forward-windows.ts';

/** What one split chose. */
export interface SplitChoice<P extends object> {
  /** Number of the trial; -1 where none counts. */
  readonly trial: number;
  readonly params: P | undefined;
  readonly score: number;
  readonly testScore: number;
  /** Rank on the test rows, a share. */
  readonly rank: number;
  /** Trials that count. */
  readonly counted: number;
  readonly trials: number;
}

/** One split of a cross-validation. NaN where undefined. */
export interface CrossValidationRow<P extends object = Readonly<Record<string, unknown>>> {
  /** Number of the split, from 0. */
  readonly split: number;
  readonly trainRows: number;
  readonly testRows: number;
  /** `flat` where no trial counts on the training rows: nothing was traded. */
  readonly status: 'ok' | 'flat';
  readonly params: P | undefined;
  readonly trials: number;
  /** Trials that count on the training rows. */
  readonly counted: number;
  /** Score of the chosen trial on the training rows: higher is better. */
  readonly trainScore: number;
  /** Its score on the test rows, reckoned alike. */
  readonly testScore: number;
  /**
   * Rank of that among the trials that count, as a share: `rank / (count + 1)`, ties by their average. 0.5 or less: it was no better than the
   * median. NaN with fewer than two such trials.
   */
  readonly rank: number;
  /** Return of the chosen parameters on the test rows, a fraction. */
  readonly testReturn: number;
  /** Annual. */
  readonly testSharpe: number;
}

/** One path through the tests. */
export interface PathRow {
  readonly path: number;
  readonly rows: number;
  /** Annual; NaN where nothing was traded. */
  readonly sharpe: number;
  readonly totalReturn: number;
  readonly maxDrawdown: number;
}

/** Returns along a path. */
export interface PathReturns {
  /** Rows of the data, rising. */
  readonly rows: Int32Array;
  /** A simple return a row. */
  readonly returns: Float64Array;
}

/** What a cross-validation hands over. */
export interface CrossValidationRecord<P extends object> {
  readonly search: WindowSearch<P>;
  readonly splitter: Splitter;
  readonly splits: readonly Split[];
  readonly choices: readonly SplitChoice<P>[];
  readonly returns: readonly Float64Array[];
  /** A run without orders, for what all runs have in common. */
  readonly base: BacktestResult;
  readonly objective: string;
  readonly executor: SweepExecutor;
}

/** A cross-validation as plain JSON; what is undefined as a number is null. */
export interface CrossValidationJson {
  readonly strategy: string;
  readonly splitter: string;
  readonly objective: string;
  readonly seed: number;
  readonly isFree: boolean;
  readonly trials: number;
  readonly overfitting: number | null;
  readonly losing: number;
  readonly paths: readonly Readonly<Record<string, unknown>>[];
  readonly splits: readonly Readonly<Record<string, unknown>>[];
}

/** What {@link crossValidate} leaves: the paths through the tests, and what each split chose. */
export class CrossValidation<P extends object = Readonly<Record<string, unknown>>> {
  /** Name of the strategy. */
  readonly strategy: string;
  /** The splitter in words. */
  readonly splitter: string;
  /** What trials were ranked by. */
  readonly objective: string;
  readonly seed: number;
  /** Number of trials; each ran once over every range of rows. */
  readonly trials: number;
  readonly symbols: readonly string[];
  /** Whether the backtests paid neither fees nor slippage. */
  readonly isFree: boolean;
  /** Where the trials ran, and why in this thread where others were asked for. */
  readonly executor: SweepExecutor;
  /** A row a split: what was chosen, and figures in training and test. */
  readonly splits: Table<CrossValidationRow<P>>;
  /** A row a path: figures of its returns. */
  readonly paths: Table<PathRow>;
  /** Returns of each path, and the rows of the data that they are of. Where rows are tested once there is one path. */
  readonly pathReturns: readonly PathReturns[];
  /** The splits as the splitter gave them, and the times of their rows, for `splitDiagram`. */
  readonly ranges: readonly Split[];
  readonly times: Float64Array;
  readonly #splitRows: readonly CrossValidationRow<P>[];
  readonly #pathRows: () => readonly PathRow[];

  /** @internal */
  constructor({ search, splitter, splits, choices, returns, base, objective, executor }: CrossValidationRecord<P>) {
    const annual = { periodsPerYear: base.periodsPerYear, riskFree: base.riskFree };
    this.strategy = search.strategy.name || 'Strategy';
    this.splitter = splitter.name;
    this.objective = objective;
    this.seed = search.seed;
    this.trials = choices[0].trials;
    this.symbols = base.symbols;
    this.isFree = isFreeOfCosts(base);
    this.executor = executor;
    this.ranges = splits;
    this.times = search.span.time;
    this.pathReturns = joinTests(splitter, splits, returns).map(({ rows, values }) => ({ rows, returns: values }));
    this.#splitRows = splits.map(({ train, test }, k) => {
      const { params, score, testScore, rank, counted, trials } = choices[k];
      return {
        split: k,
        trainRows: countRows(train),
        testRows: countRows(test),
        status: params === undefined ? 'flat' : 'ok',
        params,
        trials,
        counted,
        trainScore: score,
        testScore,
        rank,
        testReturn: compounded(returns[k]),
        testSharpe: sharpe(returns[k], annual),
      };
    });
    this.splits = tableOf(this.#splitRows);
    this.#pathRows = once(() =>
      this.pathReturns.map(({ returns: own }, path) => ({
        path,
        rows: own.length,
        sharpe: sharpe(own, annual),
        totalReturn: compounded(own),
        maxDrawdown: maxDrawdown(growthOf(own), 1),
      })),
    );
    this.paths = tableOf(this.#pathRows());
  }

  /** Annual Sharpe ratio of each path; NaN where it traded nothing. */
  get sharpes(): Float64Array {
    return this.paths.column('sharpe');
  }

  /** Share of the paths without a profit. */
  get losing(): number {
    const rows = this.#pathRows();
    return rows.filter(({ totalReturn }) => totalReturn <= 0).length / rows.length;
  }

  /**
   * Probability of overfitting: share of the splits in which the choice of the training rows is no better than the median of all trials
   * on the test rows. Splits without a choice are left out; NaN where none is left, or there are fewer than two trials.
   *
   * Source: Bailey, Borwein, Lopez de Prado and Zhu, The probability of backtest overfitting, Journal of Computational Finance 20, 2017,
   * with the splits of the cross-validation in place of halves.
   */
  get overfitting(): number {
    const ranks = this.#splitRows.map(({ rank }) => rank).filter((rank) => !Number.isNaN(rank));
    return ranks.filter((rank) => rank <= 0.5).length / ranks.length;
  }

  /** The splits as an Arrow table. Arrow is loaded when this is first called. */
  async toArrow(): Promise<ArrowTable> {
    const columns = this.splits.columns.map((name) => {
      const values = this.#splitRows.map((row) => row[name]);
      if (typeof values[0] === 'number') return [name, Float64Array.from(values as number[])] as const;
      return [
        name,
        values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : value === undefined ? null : String(value))),
      ] as const;
    });
    return columnsToArrow(Object.fromEntries(columns));
  }

  /** The paths, the splits and the verdict as an aligned text. */
  summary(): string {
    return crossValidationSummary(this);
  }

  toJSON(): CrossValidationJson {
    const { strategy, splitter, objective, seed, isFree, trials, losing, overfitting } = this;
    return {
      strategy,
      splitter,
      objective,
      seed,
      isFree,
      trials,
      losing,
      ...metricsJson({ overfitting }),
      paths: this.#pathRows().map((row) => metricsJson(row)),
      splits: this.#splitRows.map((row) => metricsJson({ ...row })),
    };
  }

  /** A page with the paths, the splits and the verdict as one HTML text that needs nothing else. */
  html(): Promise<string> {
    return crossValidationPage(this);
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
