/**
 * Whether a result will hold: walk-forwards, runs under stress, and the splits and tests of luck of the floors below.
 *
 * @module validation
 */

export {
  type AutocorrelatedSharpe,
  type AutocorrelatedSharpeOptions,
  adjustPValues,
  autocorrelatedSharpe,
  type BlockSums,
  type BootstrapInterval,
  type BootstrapIntervalOptions,
  type BootstrapMethod,
  type BootstrapOptions,
  blockSums,
  bootstrap,
  type CompareSharpesOptions,
  compareSharpes,
  type DeflatedSharpe,
  type DeflatedSharpeOptions,
  type Dominance,
  type DrawOptions,
  type Draws,
  deflatedSharpe,
  drawBlocks,
  drawnRows,
  drawsOfRows,
  type EffectiveTrials,
  type EffectiveTrialsOptions,
  type ExpectedMaximumOptions,
  effectiveTrials,
  expectedMaximumSharpe,
  type Haircut,
  type HaircutSharpe,
  type HaircutSharpeOptions,
  haircutSharpe,
  type Markets,
  type MinimumBacktestOptions,
  type MinimumTrackRecordOptions,
  type ModelConfidenceSet,
  type ModelConfidenceSetOptions,
  minimumBacktestLength,
  minimumTrackRecord,
  modelConfidenceSet,
  type Objective,
  type OptimalBlockLength,
  optimalBlockLength,
  type PboOptions,
  type PboResult,
  type PermutationTestOptions,
  type PermuteBarsOptions,
  type ProbabilisticSharpeOptions,
  type PValueAdjustment,
  pbo,
  pboOfBlocks,
  permutationTest,
  permuteBars,
  probabilisticSharpe,
  type RandomEntryOptions,
  type RandomisationResult,
  type RealityCheck,
  type Recentring,
  type ResampledTrades,
  type ResampleTradesOptions,
  type RunQuantiles,
  randomEntryTest,
  realityCheck,
  resampleTrades,
  type SharpeComparison,
  type SharpeEstimate,
  type SignFlipOptions,
  type Spa,
  type SpaOptions,
  type Statistic,
  type StepwiseSpa,
  type StepwiseSpaOptions,
  type SuperiorityOptions,
  sharpeEstimate,
  signFlipTest,
  spa,
  stepwiseSpa,
  type TrackRecord,
} from '../significance/index.ts';
export {
  type CalendarPeriod,
  type CombinatorialPurgedOptions,
  type CombinatorialSplit,
  type CombinatorialSplitter,
  calendarGroups,
  combinatorialPurged,
  countRows,
  type EmbargoSpan,
  type GroupKFoldOptions,
  groupKFold,
  type HoldoutOptions,
  holdout,
  joinPaths,
  type KFoldOptions,
  kFold,
  type NestedOptions,
  type NestedSplit,
  nested,
  type Path,
  type PathPiece,
  type PurgedKFoldOptions,
  purgedKFold,
  type RowRange,
  type RowSpan,
  rowsOf,
  type SeparationOptions,
  type Split,
  type SplitDiagramOptions,
  type Splitter,
  splitDiagram,
  type TimeSeriesSplitOptions,
  timeSeriesSplit,
  type WalkForwardOptions,
  walkForwardSplits,
} from '../splits/index.ts';
export { type CrossValidateOptions, crossValidate } from './cross-validate.ts';
export { type CrossValidateModelOptions, crossValidateModel } from './cross-validate-model.ts';
export { CrossValidation, type CrossValidationJson, type CrossValidationRow, type PathReturns, type PathRow } from './cross-validation.ts';
export type { EquityFan } from './equity-fan.ts';
export type { Model, ModelData } from './model.ts';
export type { ModelFoldRow } from './model-folds.ts';
export type { ModelScore, ModelScoreName } from './model-score.ts';
export { ModelValidation, type ModelValidationJson, type PredictionPath } from './model-validation.ts';
export { type MonteCarloOptions, monteCarlo } from './monte-carlo.ts';
export type { FactStanding, MetricStanding, MonteCarloReport } from './monte-carlo-report.ts';
export { type MonteCarloTradesOptions, monteCarloTrades, type TradeRuns } from './monte-carlo-trades.ts';
export type { FitCheck, WorldFit, WorldGenerator, WorldModel, WorldName } from './monte-carlo-world.ts';
export type { ParameterDrift, ParameterStability } from './parameter-stability.ts';
export type { Distribution, RunMetric } from './run-figures.ts';
export { type ShockName, type ShockShape, shockShapes } from './shock-shapes.ts';
export { type StopMark, type StopRules, stopDefaults } from './stop-rules.ts';
export { type StressOptions, stress } from './stress.ts';
export type { LeftOut, StressFigures, StressReport, StressRow } from './stress-report.ts';
export { type StressScenario, type StressScenarios, stressScenarios, tickStressScenarios } from './stress-scenario.ts';
export { validate } from './validate.ts';
export type { Check } from './validate-check.ts';
export { type CheckName, type CheckRule, type ValidateLayer, validateChecks } from './validate-checks.ts';
export type { TriedBefore } from './validate-gate.ts';
export { type ValidateLayers, validateLayerDefaults } from './validate-layers.ts';
export type { LeakEvidence } from './validate-leaks.ts';
export {
  type CheckSetting,
  type ValidateFixedOptions,
  type ValidateOptions,
  type ValidateProgress,
  type ValidateSearchOptions,
  validateDefaults,
} from './validate-options.ts';
export type { PermutationEvidence } from './validate-permutation.ts';
export type { SuperiorityEvidence } from './validate-superiority.ts';
export { Verdict, type VerdictEvidence, type VerdictJson } from './validate-verdict.ts';
export type { ModelScoring } from './validated-model.ts';
export { walkForward } from './walk-forward.ts';
export type { WalkForwardLuck } from './walk-forward-luck.ts';
export { type WalkForwardModelOptions, walkForwardModel } from './walk-forward-model.ts';
export {
  type WalkForwardRunOptions,
  type Warmup,
  type WindowProgress,
  type WindowSearchOptions,
  walkForwardDefaults,
} from './walk-forward-options.ts';
export { type WalkForwardPermutation, type WalkForwardPermutationOptions, walkForwardPermutation } from './walk-forward-permutation.ts';
export { WalkForward, type WalkForwardJson } from './walk-forward-result.ts';
export type { WindowRow } from './walk-forward-windows.ts';
