/**
 * Sweeps: many trials of one strategy, and how likely the best is luck.
 *
 * @module search
 */
export type { SweepDeflatedSharpe, SweepPbo } from './luck.ts';
export type { MetricObjective, SweepObjective } from './objective.ts';
export type { SweepPicture } from './picture.ts';
export { type ProgressBarOptions, progressBar, type SweepProgress } from './progress.ts';
export { sweep } from './sweep.ts';
export type { HeatmapChoice, SweepHeatmap } from './sweep-heatmap.ts';
export { type SweepOptions, sweepDefaults } from './sweep-options.ts';
export type { ParallelChoice, SweepParallel } from './sweep-parallel.ts';
export type { SweepExecutor, SweepWorkers } from './sweep-place.ts';
export { SweepResult } from './sweep-result.ts';
export type { SensitivityRow, SweepSensitivity } from './sweep-sensitivity.ts';
export type { CellTrial, Trial } from './trial.ts';
export type { TrialStatus } from './trial-log.ts';
export type { Direction, TimedMetric, TrialMetric, TrialMetrics } from './trial-metrics.ts';
export type { TrialRows } from './trial-rows.ts';
export type { SweptStrategy } from './trial-runner.ts';
export type { TrialRow } from './trial-table.ts';
