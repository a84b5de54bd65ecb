import type { Splitter } from '../splits/index.ts';
import { checkModelMaker, type Model, type ModelData, modelRows } from './model.ts';
import { type ModelRunOptions, modelFolds } from './model-folds.ts';
import { type ModelScore, scorerOf } from './model-score.ts';
import { ModelValidation } from './model-validation.ts';

/** What all validations of models are told. */
export interface ModelScoring extends ModelRunOptions {
  /**
   * How predictions are scored: `accuracy`, `logLoss`, `meanSquaredError`, `r2`, or a function of what was and what was predicted.
   *
   * @default 'meanSquaredError'
   */
  readonly score?: ModelScore;
}

/** Names of the options of scoring. */
export const scoringKeys: readonly string[] = ['score', 'onProgress', 'signal'];
/** Checks everything, and fits and scores a model in every split. */
export async function validated(model: () => Model, data: ModelData, splitter: Splitter, options: ModelScoring): Promise<ModelValidation> {
  const make = checkModelMaker(model);
  const rows = modelRows(data);
  const scorer = scorerOf(options.score, rows.y);
  const splits = splitter.split(rows.times, rows.labelEnds);
  const folds = await modelFolds(make, rows, splits, scorer, options);
  return new ModelValidation(splitter, rows, splits, folds, scorer);
}
