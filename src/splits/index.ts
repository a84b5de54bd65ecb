/**
 * Ways to split rows into training and test sets that do not leak into each other, one a file.
 *
 * @module splits
 */
export { type CalendarPeriod, calendarGroups } from './calendar-groups.ts';
export {
  type CombinatorialPurgedOptions,
  type CombinatorialSplit,
  type CombinatorialSplitter,
  combinatorialPurged,
} from './combinatorial-purged.ts';
export { type GroupKFoldOptions, groupKFold } from './group-k-fold.ts';
export { type HoldoutOptions, holdout } from './holdout.ts';
export { type KFoldOptions, kFold } from './k-fold.ts';
export { type NestedOptions, type NestedSplit, nested } from './nested.ts';
export { joinPaths, type Path, type PathPiece } from './paths.ts';
export { type PurgedKFoldOptions, purgedKFold } from './purged-k-fold.ts';
export { countRows, type RowRange, rowsOf } from './ranges.ts';
export type { EmbargoSpan, RowSpan, SeparationOptions } from './spans.ts';
export { type SplitDiagramOptions, splitDiagram } from './split-diagram.ts';
export type { Split, Splitter } from './splitter.ts';
export { type TimeSeriesSplitOptions, timeSeriesSplit } from './time-series-split.ts';
export { type WalkForwardOptions, walkForwardSplits } from './walk-forward.ts';
