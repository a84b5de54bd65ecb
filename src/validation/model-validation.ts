import { alignedText, once } from '../core/index.ts';
import { atomicWrite } from '../data/index.ts';
import { type ArrowTable, columnsToArrow, type Table } from '../market/index.ts';
import type { Split, Splitter } from '../splits/index.ts';
import { dayText, metricsJson, ratioText } from './figures.ts';
import type { ModelRows } from './model.ts';
import type { ModelFold, ModelFoldRow } from './model-folds.ts';
import { modelPage } from './model-page.ts';
import type { Scorer } from './model-score.ts';
import { joinTests } from './test-paths.ts';
import { tableOf } from './walk-forward-windows.ts';

/** Predictions along a path. */
export interface PredictionPath {
  /** Rows of the data, rising. */
  readonly rows: Int32Array;
  /** A prediction a row; NaN where a feature was not known. */
  readonly predictions: Float64Array;
  /** Score over all of them; NaN where there is nothing to score. */
  readonly score: number;
}

/** A validated model as plain JSON; what is undefined as a number is null. */
export interface ModelValidationJson {
  readonly splitter: string;
  readonly score: number | null;
  readonly baseline: number | null;
  readonly scoreName: string;
  readonly features: readonly string[];
  readonly paths: readonly { readonly rows: number; readonly score: number | null }[];
  readonly folds: readonly Readonly<Record<string, unknown>>[];
}

/** What `walkForwardModel` and `crossValidateModel` leave: predictions of rows by models that had not seen them, and their scores. */
export class ModelValidation {
  /** The splitter in words. */
  readonly splitter: string;
  /** Name of the score. */
  readonly scoreName: string;
  /** Names of the features, in the order in which models see them. */
  readonly features: readonly string[];
  /** A row a split: how many rows, and scores. */
  readonly folds: Table<ModelFoldRow>;
  /** Predictions put together: one path where rows are tested once, the paths of a combinatorial splitter otherwise. */
  readonly paths: readonly PredictionPath[];
  /** The splits, and the times of the rows, for `splitDiagram`. */
  readonly splits: readonly Split[];
  readonly times: Float64Array;
  readonly #rows: readonly ModelFoldRow[];
  readonly #column: () => Float64Array;

  /** @internal */
  constructor(splitter: Splitter, data: ModelRows, splits: readonly Split[], folds: readonly ModelFold[], scorer: Scorer) {
    this.splitter = splitter.name;
    this.scoreName = scorer.name;
    this.features = data.names;
    this.splits = splits;
    this.times = data.times;
    this.#rows = folds.map(({ row }) => row);
    this.folds = tableOf(this.#rows);
    const joined = joinTests(
      splitter,
      splits,
      folds.map(({ predicted }) => predicted),
    );
    this.paths = joined.map(({ rows, values }) => {
      const scored = Array.from(rows.keys()).filter((k) => !Number.isNaN(values[k]) && !Number.isNaN(data.y[rows[k]]));
      const [actual, predicted] = [Float64Array.from(scored, (k) => data.y[rows[k]]), Float64Array.from(scored, (k) => values[k])];
      return { rows, predictions: values, score: scored.length === 0 ? Number.NaN : scorer.score(actual, predicted) };
    });
    this.#column = once(() => meanColumn(this.paths, data.y.length));
  }

  /** Score of the predictions, the mean of the paths where there are several. */
  get score(): number {
    return meanOf(this.paths.map(({ score }) => score));
  }

  /** Mean over the splits of what the best constant answer scores, weighted by their test rows; NaN for a score of one's own. */
  get baseline(): number {
    const rows = this.#rows.reduce((sum, { testRows }) => sum + testRows, 0);
    return this.#rows.reduce((sum, { baseline, testRows }) => (testRows === 0 ? sum : sum + (baseline * testRows) / rows), 0);
  }

  /** A prediction for each row of the data: the mean of the paths, NaN where no model that had not seen it could tell. */
  get predictions(): Float64Array {
    return this.#column();
  }

  /** The splits as an Arrow table. Arrow is loaded when this is first called. */
  async toArrow(): Promise<ArrowTable> {
    return columnsToArrow(Object.fromEntries(this.folds.columns.map((name) => [name, this.folds.column(name)])));
  }

  /** The splits and the score as an aligned text. */
  summary(): string {
    const { splitter, scoreName, score, baseline, paths, features } = this;
    const cells = [
      ['Test from', 'Train rows', 'Test rows', 'Skipped', 'Train score', 'Test score', 'Constant'],
      ...this.#rows.map((row) => [
        dayText(row.testStart),
        String(row.trainRows),
        String(row.testRows),
        String(row.skipped),
        digits(row.trainScore),
        digits(row.testScore),
        digits(row.baseline),
      ]),
    ];
    const over = paths.length === 1 ? '' : `, the mean of ${paths.length} paths`;
    return [
      `Model of ${features.length} features: ${splitter}`,
      '',
      ...alignedText(cells),
      '',
      `Out of sample ${scoreName} ${digits(score)}${over}${Number.isNaN(baseline) ? '' : `; a constant answer scores ${digits(baseline)}`}.`,
    ].join('\n');
  }

  toJSON(): ModelValidationJson {
    const { splitter, scoreName, score, baseline, features, paths } = this;
    return {
      splitter,
      scoreName,
      ...metricsJson({ score, baseline }),
      features,
      paths: paths.map((path) => metricsJson({ rows: path.rows.length, score: path.score }) as { rows: number; score: number | null }),
      folds: this.#rows.map((row) => metricsJson({ ...row })),
    };
  }

  /** A page with the scores and the splits as one HTML text that needs nothing else. */
  html(): Promise<string> {
    return modelPage(this);
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

function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : ratioText(value);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanColumn(paths: readonly PredictionPath[], length: number): Float64Array {
  const sums = new Float64Array(length);
  const counts = new Float64Array(length);
  for (const { rows, predictions } of paths) {
    rows.forEach((row, k) => {
      if (Number.isNaN(predictions[k])) return;
      sums[row] += predictions[k];
      counts[row]++;
    });
  }
  return sums.map((sum, row) => (counts[row] === 0 ? Number.NaN : sum / counts[row]));
}
