import type { NumberColumn } from '../core/index.ts';
import type { RowRange } from './ranges.ts';

/** What each row is to one split; every row is in exactly one of the five lists, whose ranges are not empty. */
export interface Split {
  /** Rows to learn from, rising. */
  readonly train: readonly RowRange[];
  /** Rows to judge by, rising: one range a fold, or a test group, so that neighbours may touch. */
  readonly test: readonly RowRange[];
  /** Rows left out because the life of their label overlaps that of a tested one. */
  readonly purged: readonly RowRange[];
  /** Rows left out because they lie within the embargo. */
  readonly embargoed: readonly RowRange[];
  /** Rows of no use to this split: those of a gap, before a rolling window, or after the test of a walk-forward. */
  readonly unused: readonly RowRange[];
}

/**
 * A way to split rows into training and test sets. It holds no data and no state: the same rows give the same splits.
 */
export interface Splitter<S extends Split = Split> {
  /** What it does, with its settings, as reports print it. */
  readonly name: string;
  /** Whether all training rows are earlier than the test of their split, and tests follow each other in time. */
  readonly isForward: boolean;
  /**
   * The splits of rows.
   *
   * A label lives from the time of its row to its end, both included. No training row whose label overlaps a tested one is
   * left in the training set, whatever the splitter. Without ends, a label lives at its row's time, or as long as `purge` says.
   *
   * @param times time of each row, ms, never falling: `bars.time`, or the times of events.
   * @param labelEnds time at which the label of each row is known, ms, not before the row's own.
   * @throws ArgumentError where lengths differ, or settings do not fit the rows.
   * @throws DataError where a time is not finite or falls, or a label ends before its row.
   * @throws NotEnoughDataError where there are too few rows, or a training set would be empty.
   */
  split(times: NumberColumn, labelEnds?: NumberColumn): readonly S[];
}
