import { calendarGroups, groupKFold, holdout, nested, rowsOf, walkForwardSplits } from 'barwright/splits';
import { describe, expect, it } from 'vitest';

const day = 86_400_000;
const rows = (n: number, step = 1): Float64Array => Float64Array.from({ length: n }, (_, i) => i * step);

describe('walkForwardSplits', () => {
  it('rolls on by a test window, or grows from the first row', () => {
    const rolling = walkForwardSplits({ train: { bars: 4 }, test: { bars: 3 } }).split(rows(12));
    expect(rolling.map(({ train, test }) => [train[0], test[0]])).toEqual([
      [
        { from: 0, to: 4 },
        { from: 4, to: 7 },
      ],
      [
        { from: 3, to: 7 },
        { from: 7, to: 10 },
      ],
      [
        { from: 6, to: 10 },
        { from: 10, to: 12 },
      ],
    ]);
    const growing = walkForwardSplits({ train: { bars: 4 }, test: { bars: 3 }, anchored: true, partial: 'drop' }).split(rows(12));
    expect(growing.map(({ train }) => train)).toEqual([[{ from: 0, to: 4 }], [{ from: 0, to: 7 }]]);
    expect(growing[1].unused).toEqual([{ from: 10, to: 12 }]);
  });

  it('makes the same windows of bars and of durations where no row is missing', () => {
    const times = rows(100, day);
    const byRows = walkForwardSplits({
      train: { bars: 30 },
      test: { bars: 10 },
      gap: { bars: 2 },
      purge: { bars: 3 },
      embargo: { bars: 4 },
    });
    const byTime = walkForwardSplits({ train: '30d', test: '10d', gap: '2d', purge: '3d', embargo: '4d' });
    expect(byTime.split(times)).toEqual(byRows.split(times));
  });

  it('keeps the length of the training window with a gap, and takes purge and embargo from it', () => {
    const [gap] = walkForwardSplits({ train: { bars: 10 }, test: { bars: 5 }, gap: { bars: 3 } }).split(rows(20));
    expect(gap).toMatchObject({
      train: [{ from: 0, to: 10 }],
      unused: [
        { from: 10, to: 13 },
        { from: 18, to: 20 },
      ],
    });
    const [taken] = walkForwardSplits({ train: { bars: 10 }, test: { bars: 5 }, purge: { bars: 1 }, embargo: { bars: 2 } }).split(rows(20));
    expect(taken).toMatchObject({ train: [{ from: 0, to: 7 }], embargoed: [{ from: 7, to: 9 }], purged: [{ from: 9, to: 10 }] });
  });

  it('skips windows without rows, however many there are, and keeps to the calendar behind a hole', () => {
    const times = Float64Array.of(...rows(20, day), ...rows(20, day).map((time) => time + 1_000 * day));
    const splits = walkForwardSplits({ train: '10d', test: '1d', anchored: true }).split(times);
    expect(splits.flatMap(({ test }) => [...rowsOf(test)])).toEqual(Array.from({ length: 30 }, (_, i) => 10 + i));
    const fine = walkForwardSplits({ train: '10d', test: '1ms', anchored: true }).split(times);
    expect(fine.length).toBe(30);
  });

  it('knows a whole last window from a cut one by the usual step of the rows', () => {
    const drop = walkForwardSplits({ train: '20d', test: '10d', partial: 'drop' });
    expect(drop.split(rows(40, day)).length).toBe(2);
    expect(drop.split(rows(39, day)).length).toBe(1);
  });
});

describe('holdout', () => {
  it.each([
    [{ fraction: 0.25 }, 75],
    [{ fraction: 0.29 }, 71],
    [{ fraction: 0.07 }, 93],
    [{ bars: 7 }, 93],
    ['30d', 70],
    [{ from: '1970-03-01' }, 59],
  ] as const)('with test %j starts at row %i', (test, first) => {
    const [split, ...more] = holdout({ test }).split(rows(100, day));
    expect(more).toEqual([]);
    expect(split).toMatchObject({ train: [{ from: 0, to: first }], test: [{ from: first, to: 100 }] });
  });
});

describe('groupKFold', () => {
  it('deals the largest groups first, each to the fold with the fewest rows', () => {
    const groups = [...'aabbbbccdde'];
    const tests = groupKFold({ groups, folds: 2 })
      .split(rows(11))
      .map(({ test }) => Array.from(rowsOf(test), (row) => groups[row]).join(''));
    expect(tests).toEqual(['bbbbdd', 'aacce']);
  });

  it('purges a row at one run of a group that another has under embargo', () => {
    const labelEnds = rows(10).with(2, 3);
    const [first] = groupKFold({ groups: [...'aabaabbbbb'], embargo: { bars: 1 } }).split(rows(10), labelEnds);
    expect(first).toMatchObject({ purged: [{ from: 2, to: 3 }], embargoed: [{ from: 5, to: 6 }], train: [{ from: 6, to: 10 }] });
  });

  it('tests each year by what was learnt from the others', () => {
    const times = Float64Array.from({ length: 36 }, (_, month) => Date.UTC(1968, month + 6));
    const splits = groupKFold({ groups: calendarGroups(times, 'year'), purge: '40d' }).split(times);
    expect(splits.map(({ test }) => test)).toEqual([
      [{ from: 0, to: 6 }],
      [{ from: 6, to: 18 }],
      [{ from: 18, to: 30 }],
      [{ from: 30, to: 36 }],
    ]);
    expect(splits[1].purged).toEqual([
      { from: 5, to: 6 },
      { from: 18, to: 19 },
    ]);
    expect([...calendarGroups(times, 'quarter')].map((quarter) => quarter - 1968 * 4).slice(0, 7)).toEqual([2, 2, 2, 3, 3, 3, 4]);
    expect(calendarGroups(times, 'month')[35] - calendarGroups(times, 'month')[0]).toBe(35);
  });
});

describe('nested', () => {
  it('splits the training rows alone, on both sides of a hole, in the rows of all', () => {
    const outer = groupKFold({ groups: [...'aabbaaccaa'] });
    const inner = groupKFold({ groups: [...'xxyyxx'] });
    expect(() => nested({ outer, inner }).split(rows(10))).toThrow(/`times` to have length 6 as `groups`, was 4/);
    const [, second] = nested({ outer, inner: walkForwardSplits({ train: { bars: 3 }, test: { bars: 5 } }) }).split(rows(10));
    expect(second.train).toEqual([
      { from: 0, to: 2 },
      { from: 4, to: 10 },
    ]);
    expect(second.inner).toEqual([
      {
        train: [
          { from: 0, to: 2 },
          { from: 4, to: 5 },
        ],
        test: [{ from: 5, to: 10 }],
        purged: [],
        embargoed: [],
        unused: [{ from: 2, to: 4 }],
      },
    ]);
    const folds = nested({
      outer: groupKFold({ groups: [...'aaaabbccaa'] }),
      inner: walkForwardSplits({ train: { bars: 3 }, test: { bars: 4 } }),
    });
    const [{ inner: parts }] = folds.split(rows(10)).slice(1);
    expect(parts.map(({ test }) => test)).toEqual([
      [
        { from: 3, to: 4 },
        { from: 6, to: 9 },
      ],
      [{ from: 9, to: 10 }],
    ]);
  });
});
