import { BarwrightError } from 'barwright';
import { type RowRange, rowsOf, type Split, type Splitter } from 'barwright/splits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** A splitter and what it promises. */
export interface SplitterCase {
  /** Makes it anew for a number of rows. */
  create(rows: number): Splitter;
  /** How many times a row is tested; `ends` are those of the lives of labels. */
  tested(row: number, times: Float64Array, ends: Float64Array): number;
  /** The least life of labels that it takes, as a number of rows or ms. */
  readonly purge?: { readonly bars: number } | { readonly ms: number };
  /** The embargo that it keeps, as a number of rows or ms. */
  readonly embargo?: { readonly bars: number } | { readonly ms: number };
}

/** Rows on which splitters are tried. */
interface World {
  readonly times: Float64Array;
  readonly labelEnds: Float64Array | undefined;
}

/** One thing that holds for every splitter; `check` throws where it does not. */
export interface SplitterLaw {
  readonly name: string;
  readonly check: (of: SplitterCase, runs: number) => void;
}

const hour = 3_600_000;

/** Hourly rows with holes, and labels that live up to some hours or have no ends of their own. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    steps: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 90, maxLength: 200 }),
    lives: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 200, maxLength: 200 }),
    hasEnds: fc.boolean(),
  })
  .map(({ steps, lives, hasEnds }) => {
    let time = 1_700_000_000_000;
    const times = Float64Array.from(steps, (step) => (time += step < 10 ? hour : (step - 8) * hour));
    return { times, labelEnds: hasEnds ? times.map((t, i) => t + (lives[i] * hour) / 4) : undefined };
  });

/** What a splitter says of rows, with what is known of them apart from it. */
interface Seen extends World {
  readonly splits: readonly Split[];
  readonly isForward: boolean;
  /** End of the life of each label. */
  readonly ends: Float64Array;
}

function see({ create, purge }: SplitterCase, { times, labelEnds }: World): Seen {
  const splitter = create(times.length);
  const ends = times.map((time, i) => {
    const least = purge === undefined ? time : 'ms' in purge ? time + purge.ms : times[Math.min(times.length - 1, i + purge.bars)];
    return Math.max(least, labelEnds?.[i] ?? time);
  });
  return { times, labelEnds, splits: splitter.split(times, labelEnds), isForward: splitter.isForward, ends };
}

/** A law about every split that a splitter gives. */
function ofEach(name: string, check: (split: Split, seen: Seen, of: SplitterCase) => void): SplitterLaw {
  return {
    name,
    check: (of, runs) => {
      const judge = (world: World): void => {
        const seen = see(of, world);
        expect(seen.splits.length).toBeGreaterThan(0);
        for (const split of seen.splits) check(split, seen, of);
      };
      fc.assert(fc.property(worlds, judge), { numRuns: runs, endOnFailure: true });
    },
  };
}

/** Runs of neighbouring test rows: the row after which each ends, and the time in which its labels live. */
function runsOf(
  split: Split,
  { times, ends }: Seen,
): readonly { readonly from: number; readonly to: number; start: number; end: number }[] {
  const rows = [...rowsOf(split.test)].sort((a, b) => a - b);
  const runs: { from: number; to: number; start: number; end: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run?.to === row) Object.assign(run, { to: row + 1, end: Math.max(run.end, ends[row]) });
    else runs.push({ from: row, to: row + 1, start: times[row], end: ends[row] });
  }
  return runs;
}

/** Whether a row lies in an embargo after a run of the test, or before it in a splitter that goes forward. */
function isEmbargoed(row: number, split: Split, seen: Seen, { embargo = { bars: 0 } }: SplitterCase): boolean {
  const { times, ends, isForward } = seen;
  return runsOf(split, seen).some((run) => {
    if (isForward) {
      const start = 'ms' in embargo ? run.start - embargo.ms : (times[run.from - embargo.bars] ?? Number.NEGATIVE_INFINITY);
      return ends[row] < run.start && ends[row] >= start;
    }
    if ('ms' in embargo) return times[row] > run.end && times[row] <= run.end + embargo.ms;
    const between = times.filter((time, i) => time > run.end && i <= row).length;
    return times[row] > run.end && between <= embargo.bars;
  });
}

const isIn = (ranges: readonly RowRange[], row: number): boolean => ranges.some(({ from, to }) => row >= from && row < to);

export const splitterLaws: readonly SplitterLaw[] = [
  ofEach('puts every row into one set of each split, as rising ranges that are not empty', (split, { times }) => {
    const sets = [split.train, split.test, split.purged, split.embargoed, split.unused];
    const seen = new Uint8Array(times.length);
    for (const ranges of sets) {
      let last = 0;
      for (const { from, to } of ranges) {
        expect(Number.isInteger(from) && Number.isInteger(to) && from >= last && to > from && to <= times.length).toBe(true);
        for (let row = from; row < to; row++) seen[row]++;
        last = to;
      }
    }
    expect(seen.every((count) => count === 1)).toBe(true);
  }),
  ofEach('has rows to learn from and rows to test in every split', ({ train, test }) => {
    expect(train.length).toBeGreaterThan(0);
    expect(test.length).toBeGreaterThan(0);
  }),
  ofEach('lets no training label live at the same time as a tested one', (split, { times, ends }) => {
    const tested = rowsOf(split.test);
    for (const row of rowsOf(split.train)) {
      expect(tested.some((other) => times[row] <= ends[other] && ends[row] >= times[other])).toBe(false);
    }
  }),
  ofEach('keeps the embargo at every end of a test', (split, seen, of) => {
    for (const row of rowsOf(split.train)) expect(isEmbargoed(row, split, seen, of)).toBe(false);
  }),
  ofEach('leaves out nothing that has no reason to go', (split, seen, of) => {
    const runs = runsOf(split, seen);
    const lives = (row: number): boolean => runs.some(({ start, end }) => seen.times[row] <= end && seen.ends[row] >= start);
    for (const row of rowsOf(split.purged)) expect(lives(row)).toBe(true);
    for (const row of rowsOf(split.embargoed)) expect(isEmbargoed(row, split, seen, of) && !lives(row)).toBe(true);
    if (!seen.isForward) expect(split.unused).toEqual([]);
  }),
  {
    name: 'tests every row as often as it promises',
    check: (of, runs) => {
      const judge = (world: World): void => {
        const { splits, times, ends } = see(of, world);
        times.forEach((_, row) => {
          expect(splits.filter(({ test }) => isIn(test, row)).length).toBe(of.tested(row, times, ends));
        });
      };
      fc.assert(fc.property(worlds, judge), { numRuns: runs, endOnFailure: true });
    },
  },
  {
    name: 'learns from the past alone and tests in the order of time, where it says that it goes forward',
    check: (of, runs) => {
      const judge = (world: World): void => {
        const { splits, isForward, ends, times } = see(of, world);
        if (!isForward) return;
        let last = -1;
        for (const { train, test } of splits) {
          const tested = rowsOf(test);
          for (const row of rowsOf(train)) expect(row < tested[0] && ends[row] < times[tested[0]]).toBe(true);
          for (const row of tested) {
            expect(row).toBeGreaterThan(last);
            last = row;
          }
        }
      };
      fc.assert(fc.property(worlds, judge), { numRuns: runs, endOnFailure: true });
    },
  },
  {
    name: 'gives the same splits of the same rows, and leaves its input as it was',
    check: (of, runs) => {
      const judge = ({ times, labelEnds }: World): void => {
        const splitter = of.create(times.length);
        const before = [times.slice(), labelEnds?.slice()];
        const splits = splitter.split(times, labelEnds);
        splitter.split(times.map((time) => 2 * time));
        expect([times, labelEnds]).toEqual(before);
        expect(splitter.split([...times], labelEnds)).toEqual(splits);
        expect(of.create(times.length).split(times, labelEnds)).toEqual(splits);
      };
      fc.assert(fc.property(worlds, judge), { numRuns: runs, endOnFailure: true });
    },
  },
  {
    name: 'takes labels that end at their rows for labels without ends',
    check: (of, runs) => {
      const judge = ({ times }: World): void => {
        const splitter = of.create(times.length);
        expect(splitter.split(times, times.slice())).toEqual(splitter.split(times));
      };
      fc.assert(fc.property(worlds, judge), { numRuns: runs, endOnFailure: true });
    },
  },
  {
    name: 'refuses rows out of order, labels that end before their rows, and columns that do not fit',
    check: ({ create }) => {
      const times = Float64Array.from({ length: 120 }, (_, i) => i * hour);
      const splitter = create(120);
      const refused = (rows: Float64Array, ends: Float64Array | undefined, message: RegExp): void => {
        let error: unknown;
        try {
          splitter.split(rows, ends);
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toBeInstanceOf(BarwrightError);
        expect((error as Error).message).toMatch(message);
      };
      refused(times.toReversed(), undefined, /`times\[1\]` not to be before `times\[0\]`/);
      refused(times.with(5, Number.NaN), undefined, /`times\[5\]` to be finite, was `NaN`/);
      refused(times, times.with(7, 6 * hour), /`labelEnds\[7\]` not to be before `times\[7\]`/);
      refused(times, times.with(119, Number.POSITIVE_INFINITY), /`labelEnds\[119\]` to be finite/);
      refused(times, times.subarray(1), /`labelEnds` to have length 120 as `times`, was 119/);
      refused(new Float64Array(0), undefined, /at least \d+ rows?, had 0|`times` to have length/);
    },
  },
  {
    name: 'has a name with its settings, and cannot be changed',
    check: ({ create }) => {
      const splitter = create(120);
      expect(splitter.name).toMatch(/^[a-z].+\(.+\)/);
      expect(Object.isFrozen(splitter)).toBe(true);
    },
  },
];

/** Judges a splitter by every law. */
export function describeSplitter(name: string, of: SplitterCase, runs = 40): void {
  describe(`splitter: ${name}`, () => {
    for (const law of splitterLaws) it(law.name, () => law.check(of, runs));
  });
}
