/**
 * Tests of luck, one a file: how likely a result is chance, from arrays of returns and of trials.
 *
 * @module significance
 */
export { adjustPValues, type PValueAdjustment } from './adjust-p-values.ts';
export { type AutocorrelatedSharpe, type AutocorrelatedSharpeOptions, autocorrelatedSharpe } from './autocorrelated-sharpe.ts';
export { averageCorrelation, type CorrelationPart, correlationPart } from './average-correlation.ts';
export { type BlockSums, blockSums } from './block-sums.ts';
export { type BootstrapInterval, type BootstrapIntervalOptions, bootstrap } from './bootstrap.ts';
export type { BootstrapOptions } from './bootstrap-options.ts';
export { type CompareSharpesOptions, compareSharpes, type SharpeComparison } from './compare-sharpes.ts';
export { type DeflatedSharpe, type DeflatedSharpeOptions, deflatedSharpe } from './deflated-sharpe.ts';
export type { Dominance } from './dominance.ts';
export { type BootstrapMethod, type DrawOptions, type Draws, drawBlocks, drawnRows, drawsOfRows } from './draws.ts';
export { type EffectiveTrials, type EffectiveTrialsOptions, effectiveTrials } from './effective-trials.ts';
export { type ExpectedMaximumOptions, expectedMaximumSharpe } from './expected-maximum-sharpe.ts';
export type { Statistic } from './figure.ts';
export { type Haircut, type HaircutSharpe, type HaircutSharpeOptions, haircutSharpe } from './haircut-sharpe.ts';
export { type MinimumBacktestOptions, minimumBacktestLength } from './minimum-backtest-length.ts';
export { type MinimumTrackRecordOptions, minimumTrackRecord } from './minimum-track-record.ts';
export { type ModelConfidenceSet, type ModelConfidenceSetOptions, modelConfidenceSet } from './model-confidence-set.ts';
export type { Objective } from './objective.ts';
export { type OptimalBlockLength, optimalBlockLength } from './optimal-block-length.ts';
export { type PboOptions, type PboResult, type PboShare, pbo, pboContests, pboOfBlocks } from './pbo.ts';
export { type PermutationTestOptions, permutationTest, type RandomisationResult } from './permutation-test.ts';
export { type Markets, type PermuteBarsOptions, permuteBars } from './permute-bars.ts';
export { type ProbabilisticSharpeOptions, probabilisticSharpe } from './probabilistic-sharpe.ts';
export { type RandomEntryOptions, randomEntryTest } from './random-entry-test.ts';
export { type RealityCheck, realityCheck, type SuperiorityOptions } from './reality-check.ts';
export { type ResampledTrades, type ResampleTradesOptions, type RunQuantiles, resampleTrades } from './resample-trades.ts';
export { type SharpeEstimate, sharpeEstimate, type TrackRecord } from './sharpe-estimate.ts';
export { type SignFlipOptions, signFlipTest } from './sign-flip-test.ts';
export { type Recentring, type Spa, type SpaOptions, spa } from './spa.ts';
export { type StepwiseSpa, type StepwiseSpaOptions, stepwiseSpa } from './stepwise-spa.ts';
