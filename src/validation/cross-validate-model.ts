import { ArgumentError, checkKeys, show } from '../core/index.ts';
import type { Splitter } from '../splits/index.ts';
import type { Model, ModelData } from './model.ts';
import type { ModelValidation } from './model-validation.ts';
import { type ModelScoring, scoringKeys, validated } from './validated-model.ts';

/** Options of {@link crossValidateModel}. */
export interface CrossValidateModelOptions extends ModelScoring {
  /** How rows are split: `purgedKFold`, `combinatorialPurged`, ... */
  readonly splitter: Splitter;
}

/**
 * Cross-validation of a model: for each split a new one is fitted on the training rows and predicts the test rows. With
 * `combinatorialPurged` the predictions are put together into several paths, each with a score of its own.
 *
 * Rows are treated as in `walkForwardModel`.
 *
 * Source: Lopez de Prado, Advances in Financial Machine Learning, 2018, chapters 7 and 12.
 *
 * @param model makes a new model; any object with `fit(x, y, weights?)` and `predict(x)` on rows is one.
 * @throws ArgumentError where an option or a column is missing, unknown or of another length.
 * @throws NotEnoughDataError where there are fewer rows than folds, or a split has no training row with all features.
 * @throws DataError where a value is infinite, times fall, a label ends before its row, or a prediction is no number.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { combinatorialPurged, crossValidateModel } from 'barwright/validation';
 * const rng = new Rng(1);
 * const x = Float64Array.from({ length: 400 }, () => rng.normal());
 * const target = x.map((value) => +(value + rng.normal() > 0));
 * const times = x.map((_, i) => i * 3_600_000);
 * const sign = () => ({ fit: () => {}, predict: (rows: number[][]) => rows.map(([value]) => +(value > 0)) });
 * const splitter = combinatorialPurged({ groups: 6, testGroups: 2, embargo: { bars: 5 } });
 * const result = await crossValidateModel(sign, { features: { x }, target, times }, { splitter, score: 'accuracy' });
 * result.paths.map(({ score }) => score); // five times about 0.75
 * ```
 */
export async function crossValidateModel(
  model: () => Model,
  data: ModelData,
  options: CrossValidateModelOptions,
): Promise<ModelValidation> {
  checkKeys('cross-validation options', options, ['splitter', ...scoringKeys]);
  const { splitter } = options;
  if (typeof splitter?.split !== 'function')
    throw new ArgumentError(`Expected \`splitter\` to be a splitter such as \`purgedKFold()\`, was \`${show(splitter)}\`.`);
  return validated(model, data, splitter, options);
}
