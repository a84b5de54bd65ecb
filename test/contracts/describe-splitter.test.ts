import {
  calendarGroups,
  combinatorialPurged,
  groupKFold,
  holdout,
  kFold,
  nested,
  purgedKFold,
  type Split,
  type Splitter,
  timeSeriesSplit,
  walkForwardSplits,
} from 'barwright/splits';
import { describe, expect, it } from 'vitest';
import { brokenLaws } from './broken-laws.ts';
import { describeSplitter, type SplitterCase, splitterLaws } from './describe-splitter.ts';

const hour = 3_600_000;
const once = (): number => 1;
const regime = (row: number): string => ['calm', 'storm', 'trend'][Math.floor(row / 7) % 3];

const cases: Readonly<Record<string, SplitterCase>> = {
  kFold: { create: () => kFold(), tested: once },
  'kFold, shuffled': { create: () => kFold({ shuffle: true, seed: 3 }), tested: once },
  purgedKFold: { create: () => purgedKFold(), tested: once },
  'purgedKFold with bars': {
    create: () => purgedKFold({ folds: 4, purge: { bars: 3 }, embargo: { bars: 5 } }),
    tested: once,
    purge: { bars: 3 },
    embargo: { bars: 5 },
  },
  'purgedKFold with durations': {
    create: () => purgedKFold({ folds: 4, purge: '2h', embargo: '3h' }),
    tested: once,
    purge: { ms: 2 * hour },
    embargo: { ms: 3 * hour },
  },
  combinatorialPurged: { create: () => combinatorialPurged(), tested: () => 5 },
  'combinatorialPurged with bars': {
    create: () => combinatorialPurged({ groups: 5, testGroups: 3, purge: { bars: 2 }, embargo: { bars: 2 } }),
    tested: () => 6,
    purge: { bars: 2 },
    embargo: { bars: 2 },
  },
  groupKFold: {
    create: (rows) => groupKFold({ groups: Array.from({ length: rows }, (_, row) => regime(row)) }),
    tested: once,
  },
  'groupKFold with folds, purge and embargo': {
    create: (rows) =>
      groupKFold({
        groups: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 12)),
        folds: 3,
        purge: '1h',
        embargo: { bars: 1 },
      }),
    tested: once,
    purge: { ms: hour },
    embargo: { bars: 1 },
  },
  walkForwardSplits: {
    create: () => walkForwardSplits({ train: { bars: 40 }, test: { bars: 15 } }),
    tested: (row) => Number(row >= 40),
  },
  'walkForwardSplits, anchored, with all': {
    create: () =>
      walkForwardSplits({
        train: { bars: 40 },
        test: { bars: 10 },
        gap: { bars: 2 },
        anchored: true,
        purge: { bars: 4 },
        embargo: { bars: 3 },
        partial: 'drop',
      }),
    tested: (row, times) => Number(row >= 42 && row < times.length - ((times.length - 42) % 10)),
    purge: { bars: 4 },
    embargo: { bars: 3 },
  },
  'walkForwardSplits by the calendar': {
    create: () => walkForwardSplits({ train: '2d', test: '12h', gap: '2h', purge: '3h', embargo: '2h' }),
    tested: (row, times) => Number(times[row] >= times[0] + 50 * hour),
    purge: { ms: 3 * hour },
    embargo: { ms: 2 * hour },
  },
  timeSeriesSplit: {
    create: () => timeSeriesSplit({ gap: { bars: 1 }, maxTrain: { bars: 30 }, purge: { bars: 2 } }),
    tested: (row, { length }) => Number(row >= length - 5 * Math.floor(length / 6)),
    purge: { bars: 2 },
  },
  holdout: {
    create: () => holdout({ embargo: { bars: 4 } }),
    tested: (row, { length }) => Number(row >= length - Math.ceil(length / 5)),
    embargo: { bars: 4 },
  },
  nested: {
    create: () => nested({ outer: purgedKFold({ embargo: { bars: 2 } }), inner: purgedKFold({ folds: 3 }) }),
    tested: once,
    embargo: { bars: 2 },
  },
};

for (const [name, of] of Object.entries(cases)) describeSplitter(name, of);

// The splits within an outer training set, each as if it were a splitter, on rows that are all of that set.
describeSplitter('nested, within', {
  create: () => {
    const whole = nested({ outer: holdout({ test: { bars: 30 } }), inner: walkForwardSplits({ train: { bars: 20 }, test: { bars: 10 } }) });
    return Object.freeze<Splitter>({ ...whole, split: (times, labelEnds) => whole.split(times, labelEnds)[0].inner });
  },
  tested: (row, times, ends) => Number(row >= 20 && ends[row] < times[times.length - 30]),
});

const sound = { folds: 4, purge: { bars: 2 }, embargo: { bars: 3 } } as const;

/** The laws that purged k-fold breaks when its splits are changed. */
function broken(
  change: (split: Split, times: readonly number[], number: number) => Split,
  of: Partial<SplitterCase> = {},
): readonly string[] {
  const create = (): Splitter => {
    const splitter = purgedKFold(sound);
    const split: Splitter['split'] = (times, labelEnds) => splitter.split(times, labelEnds).map((part, k) => change(part, [...times], k));
    return Object.freeze({ ...splitter, split });
  };
  return brokenLaws(splitterLaws, { create, tested: once, purge: sound.purge, embargo: sound.embargo, ...of }, 10);
}

/** A purged k-fold with other settings than it promises. */
function promised(options: Parameters<typeof purgedKFold>[0], change: Partial<Splitter> = {}): readonly string[] {
  const create = (): Splitter => Object.freeze({ ...purgedKFold({ ...sound, ...options }), ...change });
  return brokenLaws(splitterLaws, { create, tested: once, purge: sound.purge, embargo: sound.embargo }, 10);
}

const sets = 'puts every row into one set of each split, as rising ranges that are not empty';
const overlap = 'lets no training label live at the same time as a tested one';
const embargo = 'keeps the embargo at every end of a test';
const reasons = 'leaves out nothing that has no reason to go';
const counts = 'tests every row as often as it promises';
const forward = 'learns from the past alone and tests in the order of time, where it says that it goes forward';
const same = 'gives the same splits of the same rows, and leaves its input as it was';

describe('the laws of splitters', () => {
  it('let a sound one pass', () => {
    expect(broken((split) => split)).toEqual([]);
  });

  it('catch one that trains on a tested row, or forgets rows', () => {
    expect(broken((split) => ({ ...split, train: [...split.train, split.test[0]].sort((a, b) => a.from - b.from) }))).toContain(sets);
    expect(broken((split) => ({ ...split, purged: [] }))).toEqual([sets]);
  });

  it('catch one that does not purge, or only on one side', () => {
    expect(promised({ purge: { bars: 0 } })).toContain(overlap);
    const back = broken((split) => {
      const before = split.purged.filter(({ to }) => to === split.test[0].from);
      const train = [...split.train, ...before].sort((a, b) => a.from - b.from);
      return { ...split, train, purged: split.purged.filter((range) => !before.includes(range)) };
    });
    expect(back).toEqual([overlap]);
  });

  it('catch one that forgets label ends', () => {
    const create = (): Splitter => Object.freeze<Splitter>({ ...kFold(), split: (times) => kFold().split(times) });
    expect(brokenLaws(splitterLaws, { create, tested: once }, 30)).toContain(overlap);
  });

  it('catch one that keeps a training label which ends as a test starts', () => {
    const create = (): Splitter => {
      const splitter = purgedKFold({ folds: 4 });
      const split: Splitter['split'] = (times, labelEnds) =>
        splitter.split(times, labelEnds && Array.from(labelEnds, (end, i) => Math.max(times[i], end - 1)));
      return Object.freeze({ ...splitter, split });
    };
    expect(brokenLaws(splitterLaws, { create, tested: once }, 30)).toContain(overlap);
  });

  it('catch an embargo that is too short, forgotten after the last tests, or kept before the test', () => {
    expect(promised({ embargo: { bars: 2 } })).toContain(embargo);
    const last = broken((split, _, number) =>
      number < 2 ? split : { ...split, train: [...split.train, ...split.embargoed], embargoed: [] },
    );
    expect(last).toContain(embargo);
    expect(promised({ embargo: { bars: 4 } })).toContain(reasons);
  });

  it('catch one that purges more than it must', () => {
    expect(promised({ purge: { bars: 4 } })).toContain(reasons);
  });

  it('catch one that leaves tests out, or makes them twice', () => {
    const create = (change: (splits: readonly Split[]) => readonly Split[]): readonly string[] => {
      const make = (): Splitter => {
        const splitter = kFold();
        return Object.freeze({ ...splitter, split: (times, labelEnds) => change(splitter.split(times, labelEnds)) } satisfies Splitter);
      };
      return brokenLaws(splitterLaws, { create: make, tested: once }, 10);
    };
    expect(create((splits) => splits.slice(1))).toEqual([counts]);
    expect(create((splits) => [...splits, splits[0]])).toEqual([counts]);
  });

  it('catch one that leaves rows over where they do not divide by the folds', () => {
    const create = (): Splitter => {
      const splitter = kFold();
      const split: Splitter['split'] = (times, labelEnds) =>
        splitter.split(times, labelEnds).map((part) => {
          const size = Math.floor(times.length / 5);
          const [{ from }] = part.test;
          return { ...part, test: [{ from, to: from + size }] };
        });
      return Object.freeze({ ...splitter, split });
    };
    expect(brokenLaws(splitterLaws, { create, tested: once }, 30)).toEqual(expect.arrayContaining([sets, counts]));
  });

  it('catch one that says it goes forward and does not', () => {
    expect(promised({}, { isForward: true })).toContain(forward);
  });

  it('catch one whose splits hang on a clock, and one that writes into its input', () => {
    let clock = 0;
    const create = (): Splitter =>
      Object.freeze<Splitter>({ ...kFold(), split: (times) => kFold({ folds: 5, shuffle: true, seed: clock++ }).split(times) });
    expect(brokenLaws(splitterLaws, { create, tested: once }, 10)).toContain(same);
    const writer = (): Splitter => {
      const splitter = kFold();
      const split: Splitter['split'] = (times, labelEnds) => {
        const splits = splitter.split(times, labelEnds);
        (labelEnds as Float64Array | undefined)?.fill(Number.MAX_VALUE);
        return splits;
      };
      return Object.freeze({ ...splitter, split });
    };
    expect(brokenLaws(splitterLaws, { create: writer, tested: once }, 30)).toContain(same);
  });

  it('catch one that takes rows as they come', () => {
    const create = (): Splitter => {
      const splitter = kFold();
      return Object.freeze<Splitter>({
        ...splitter,
        split: (times, labelEnds) =>
          splitter.split(
            [...times].sort((a, b) => a - b),
            labelEnds,
          ),
      });
    };
    const refuses = 'refuses rows out of order, labels that end before their rows, and columns that do not fit';
    expect(brokenLaws(splitterLaws, { create, tested: once }, 10)).toEqual([refuses]);
  });

  it('judge every splitter of the folder', async () => {
    const doors = Object.keys(await import('barwright/splits')).filter(
      (name) => !['calendarGroups', 'countRows', 'joinPaths', 'rowsOf', 'splitDiagram'].includes(name),
    );
    expect(doors.filter((name) => cases[name] === undefined)).toEqual([]);
    expect(calendarGroups([0], 'year')).toEqual(Int32Array.of(1970));
  });
});
