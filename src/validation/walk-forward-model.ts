import { checkKeys } from '../core/index.ts';
import { type WalkForwardOptions, walkForwardSplits } from '../splits/index.ts';
import type { Model, ModelData } from './model.ts';
import type { ModelValidation } from './model-validation.ts';
import { type ModelScoring, scoringKeys, validated } from './validated-model.ts';

/** Options of {@link walkForwardModel}. */
export interface WalkForwardModelOptions extends WalkForwardOptions, ModelScoring {}

const windowKeys = ['train', 'test', 'anchored', 'gap', 'partial', 'purge', 'embargo'] as const;

/**
 * Walk-forward of a model: a new one is fitted in each training window and predicts the test window after it.
 *
 * Training rows whose labels reach into a test are purged where `labelEnds` are given. Rows with an unknown (NaN) feature are left out,
 * and counted. Beside each score stands that of a constant answer, the best one on the training rows.
 *
 * Source: windows as in Pardo, The Evaluation and Optimization of Trading Strategies, 2008, chapter 11; purging as in Lopez de Prado,
 * Advances in Financial Machine Learning, 2018, chapter 7.
 *
 * @param model makes a new model; any object with `fit(x, y, weights?)` and `predict(x)` on rows is one.
 * @param data features by name, targets, times, and label ends.
 * @throws ArgumentError where an option or a column is missing, unknown or of another length.
 * @throws NotEnoughDataError where there are too few rows, or a training window has none with all features.
 * @throws DataError where a value is infinite, times fall, a label ends before its row, or a prediction is no number.
 * @example
 * ```ts
 * import { rsi, syntheticBars } from 'barwright';
 * import { walkForwardModel } from 'barwright/validation';
 * const bars = syntheticBars({ seed: 7, length: 1_000, interval: '1d' });
 * const { close, time } = bars;
 * const ahead = close.map((price, i) => (i + 5 < close.length ? close[i + 5] / price - 1 : Number.NaN));
 * // Says the mean of what it learnt, whatever it is asked.
 * const mean = () => {
 *   let answer = 0;
 *   return {
 *     fit: (_: number[][], y: number[]) => (answer = y.reduce((sum, value) => sum + value, 0) / y.length),
 *     predict: (x: number[][]) => x.map(() => answer),
 *   };
 * };
 * const result = await walkForwardModel(
 *   mean,
 *   { features: { rsi: rsi(close, 14) }, target: ahead, times: time, labelEnds: time.map((t) => t + 5 * 86_400_000) },
 *   { train: '365d', test: '90d', embargo: '2d', score: 'meanSquaredError' },
 * );
 * result.score === result.baseline; // true but for rounding
 * console.log(result.summary());
 * ```
 */
export async function walkForwardModel(model: () => Model, data: ModelData, options: WalkForwardModelOptions): Promise<ModelValidation> {
  checkKeys('walk-forward options', options, [...windowKeys, ...scoringKeys]);
  const windows = Object.fromEntries(windowKeys.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
  return validated(model, data, walkForwardSplits(windows as unknown as WalkForwardOptions), options);
}
