import { ArgumentError, DataError, NotEnoughDataError, show } from '../core/index.ts';
import { countRows, rowsOf, type Split } from '../splits/index.ts';
import { type Model, type ModelRows, madeBy } from './model.ts';
import type { Scorer } from './model-score.ts';

/** How a model did in one split. Scores are NaN where there is nothing to score. */
export interface ModelFoldRow {
  /** Number of the split, from 0. */
  readonly split: number;
  /** Times of the first and the last test row, ms. */
  readonly testStart: number;
  readonly testEnd: number;
  /** Rows that were learnt from. */
  readonly trainRows: number;
  /** Rows that were predicted. */
  readonly testRows: number;
  /** Training and test rows left out for a feature that is not known, and training rows without a target. */
  readonly skipped: number;
  /** Score on the rows it learnt from: it flatters. */
  readonly trainScore: number;
  readonly testScore: number;
  /** Test score of the one answer that is best on the training rows: their mean, or their most frequent class. NaN for a score of one's own. */
  readonly baseline: number;
}

/** A split's row, and its predictions. */
export interface ModelFold {
  readonly row: ModelFoldRow;
  /** A value a test row, in the order of its ranges; NaN where a feature is not known. */
  readonly predicted: Float64Array;
}

/** How validation of a model tells of its progress and is stopped. */
export interface ModelRunOptions {
  /** Called after each split. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops between two splits: the promise is rejected with the reason. */
  readonly signal?: AbortSignal;
}

/**
 * Fits a new model in each split and predicts its test rows.
 *
 * @throws NotEnoughDataError where a split has no row to learn from.
 * @throws DataError where a model answers something else than a finite number for each row.
 */
export async function modelFolds(
  make: () => Model,
  rows: ModelRows,
  splits: readonly Split[],
  scorer: Scorer,
  { onProgress, signal }: ModelRunOptions,
): Promise<readonly ModelFold[]> {
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new ArgumentError(`Expected \`onProgress\` to be a function, was \`${show(onProgress)}\`.`);
  const folds: ModelFold[] = [];
  for (const [k, split] of splits.entries()) {
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    folds.push(await foldOf(make, rows, split, scorer, k));
    onProgress?.({ done: k + 1, total: splits.length });
  }
  return folds;
}

async function foldOf(make: () => Model, rows: ModelRows, { train, test }: Split, scorer: Scorer, split: number): Promise<ModelFold> {
  const { x, y, weights, isKnown, times } = rows;
  const learnt = rowsOf(train).filter((row) => isKnown[row] === 1 && !Number.isNaN(y[row]));
  const tested = rowsOf(test);
  const known = tested.filter((row) => isKnown[row] === 1);
  if (learnt.length === 0)
    throw new NotEnoughDataError(
      `Expected split ${split} to have training rows with all features and a target, had none of ${countRows(train)}.`,
    );
  const model = madeBy(make);
  const inputs = pick(x, learnt);
  const targets = Array.from(learnt, (row) => y[row]);
  if (weights === undefined) await model.fit(inputs, targets);
  else
    await model.fit(
      inputs,
      targets,
      Array.from(learnt, (row) => weights[row]),
    );
  const trained = await predictions(model, pick(x, learnt), split);
  const answers = await predictions(model, pick(x, known), split);
  const byRow = new Map(Array.from(known, (row, k) => [row, answers[k]]));
  const scored = known.filter((row) => !Number.isNaN(y[row]));
  const actual = Float64Array.from(scored, (row) => y[row]);
  const learntTargets = Float64Array.from(targets);
  const constant = new Float64Array(scored.length).fill(scorer.constant(learntTargets));
  const isScored = scored.length > 0;
  return {
    predicted: Float64Array.from(tested, (row) => byRow.get(row) ?? Number.NaN),
    row: {
      split,
      testStart: times[tested[0]],
      testEnd: times[tested[tested.length - 1]],
      trainRows: learnt.length,
      testRows: known.length,
      skipped: countRows(train) - learnt.length + tested.length - known.length,
      trainScore: scorer.score(learntTargets, trained),
      testScore: isScored
        ? scorer.score(
            actual,
            Float64Array.from(scored, (row) => byRow.get(row) as number),
          )
        : Number.NaN,
      baseline: isScored && !Number.isNaN(constant[0]) ? scorer.score(actual, constant) : Number.NaN,
    },
  };
}

/** Copies, so that a model that writes to its rows changes no other fold. */
function pick(x: readonly number[][], rows: Int32Array): number[][] {
  return Array.from(rows, (row) => x[row].slice());
}

async function predictions(model: Model, x: number[][], split: number): Promise<Float64Array> {
  if (x.length === 0) return new Float64Array(0);
  const answers = Float64Array.from(await model.predict(x));
  if (answers.length !== x.length)
    throw new DataError(`Expected the model of split ${split} to predict ${x.length} rows, predicted ${answers.length}.`);
  const row = answers.findIndex((value) => !Number.isFinite(value));
  if (row >= 0) throw new DataError(`Expected the model of split ${split} to predict numbers, predicted \`${answers[row]}\`.`, { row });
  return answers;
}
