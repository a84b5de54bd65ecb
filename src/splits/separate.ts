import { lowerBound, NotEnoughDataError } from '../core/index.ts';
import type { Lives } from './label-lives.ts';
import { assign, type RowRange, rangesWith } from './ranges.ts';
import { rowAfter, type Separation, type Span, timeBefore } from './spans.ts';
import type { Split } from './splitter.ts';

const unused = 0;
const train = 1;
const test = 2;
const purged = 3;
const embargoed = 4;

/** The sets of a split before they are kept apart. */
export interface Sets {
  readonly test: readonly RowRange[];
  /** May hold test rows, which the test keeps. */
  readonly train: readonly RowRange[];
  /** Whether the training rows are before the test. */
  readonly isForward?: boolean;
}

/**
 * A split whose training rows keep away from its test: each run of test rows lives from its first row to the end of its last
 * label, and takes out the rows whose labels live at any of that time, both ends included.
 */
export function separate(lives: Lives, sets: Sets, { embargo }: Pick<Separation, 'embargo'>, number: number): Split {
  const { time } = lives;
  const roles = new Uint8Array(time.length);
  assign(roles, sets.train, train);
  assign(roles, sets.test, test);
  for (const run of rangesWith(test, roles)) {
    purgeBefore(roles, lives, run, sets.isForward === true ? embargo : undefined);
    if (sets.isForward !== true) purgeAfter(roles, lives, run, embargo);
  }
  const split = splitOf(roles, sets.test);
  if (split.train.length > 0) return split;
  throw new NotEnoughDataError(
    `Expected split ${number} to have training rows, purge and embargo left none: shorten them, or take fewer and longer folds.`,
  );
}

function purgeBefore(roles: Uint8Array, { time, end, longest }: Lives, { from }: RowRange, embargo: Span | undefined): void {
  const start = time[from];
  const kept = embargo === undefined ? start : timeBefore(time, from, embargo);
  // One millisecond more than the longest life, which is rounded.
  for (let i = lowerBound(time, kept - longest - 1); i < from; i++) {
    if (end[i] >= start) leave(roles, i, purged);
    else if (end[i] >= kept) leave(roles, i, embargoed);
  }
}

function purgeAfter(roles: Uint8Array, { time, end }: Lives, { from, to }: RowRange, embargo: Span): void {
  let last = end[from];
  for (let i = from + 1; i < to; i++) if (end[i] > last) last = end[i];
  let i = to;
  for (; i < time.length && time[i] <= last; i++) leave(roles, i, purged);
  for (const until = rowAfter(time, last, i, embargo); i < until; i++) leave(roles, i, embargoed);
}

/** Takes a row out of the training set; what one run of the test puts under embargo, another may purge. */
function leave(roles: Uint8Array, row: number, role: number): void {
  if (roles[row] === train || (roles[row] === embargoed && role === purged)) roles[row] = role;
}

function splitOf(roles: Uint8Array, tests: readonly RowRange[]): Split {
  return {
    train: rangesWith(train, roles),
    test: tests,
    purged: rangesWith(purged, roles),
    embargoed: rangesWith(embargoed, roles),
    unused: rangesWith(unused, roles),
  };
}

/** A split of some rows as one of all: row i of it is `rows[i]` of `length`. */
export function widened(split: Split, rows: Int32Array, length: number): Split {
  const roles = new Uint8Array(length);
  const give = (ranges: readonly RowRange[], role: number): void => {
    for (const { from, to } of ranges) for (let i = from; i < to; i++) roles[rows[i]] = role;
  };
  give(split.train, train);
  give(split.test, test);
  give(split.purged, purged);
  give(split.embargoed, embargoed);
  return splitOf(
    roles,
    split.test.flatMap((range) => runsOf(rows, range)),
  );
}

/** Runs of neighbouring row numbers in a part of a rising list. */
function runsOf(rows: Int32Array, { from, to }: RowRange): readonly RowRange[] {
  const runs: RowRange[] = [];
  for (let i = from; i < to; ) {
    const first = i;
    do i++;
    while (i < to && rows[i] === rows[i - 1] + 1);
    runs.push({ from: rows[first], to: rows[i - 1] + 1 });
  }
  return runs;
}
