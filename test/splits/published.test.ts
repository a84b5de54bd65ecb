import { combinatorialPurged, joinPaths, purgedKFold, type RowSpan, rowsOf, type Split, timeSeriesSplit } from 'barwright/splits';
import { describe, expect, it } from 'vitest';

const hour = 3_600_000;
const rows = (n: number, step = 1): Float64Array => Float64Array.from({ length: n }, (_, i) => i * step);
const listed = ({ train, test }: Split): readonly (readonly number[])[] => [
  [...rowsOf(train)],
  ...test.map((range) => [...rowsOf([range])]),
];
const upTo = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('combinatorialPurged', () => {
  // The examples in the docstring of skfolio's CombinatorialPurgedCV, 3 folds of which 2 are tested, on 12 rows.
  it.each([
    [{}, [upTo(8, 12), upTo(4, 8), upTo(0, 4)]],
    [{ purge: { bars: 1 } }, [upTo(9, 12), upTo(5, 7), upTo(0, 3)]],
    [{ embargo: { bars: 1 } }, [upTo(9, 12), upTo(5, 8), upTo(0, 4)]],
  ])('trains on the rows that skfolio prints with %j', (options, trains) => {
    const splits = combinatorialPurged({ groups: 3, testGroups: 2, ...options }).split(rows(12));
    const tests = [
      [upTo(0, 4), upTo(4, 8)],
      [upTo(0, 4), upTo(8, 12)],
      [upTo(4, 8), upTo(8, 12)],
    ];
    expect(splits.map(listed)).toEqual(trains.map((train, k) => [train, ...tests[k]]));
    expect(splits.map(({ groups }) => groups)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  // Lopez de Prado 2018, section 12.4.1: phi[6, 2] = 5; skfolio's defaults 10 and 8 give 45 splits and 36 paths.
  it.each([
    [6, 2, 15, 5],
    [10, 8, 45, 36],
    [10, 2, 45, 9],
    [3, 2, 3, 2],
    [5, 1, 5, 1],
    [16, 8, 12_870, 6_435],
  ])('makes of %i groups, %i at a time, %i splits and %i paths', (groups, testGroups, splits, paths) => {
    const splitter = combinatorialPurged({ groups, testGroups });
    expect([splitter.splitCount, splitter.pathCount, splitter.paths().length]).toEqual([splits, paths, paths]);
    if (splits < 100) expect(splitter.split(rows(200)).length).toBe(splits);
  });

  // The figure of Lopez de Prado 2018, section 12.4.1, N = 6 and k = 2: which path each tested group of each split goes to.
  it('deals the groups to paths as the figure of the book does', () => {
    const splitter = combinatorialPurged();
    const figure = Array.from({ length: 6 }, () => new Array<string>(15).fill('.'));
    splitter.paths().forEach((path, number) => {
      path.forEach(({ split }, group) => {
        figure[group][split] = String(number + 1);
      });
    });
    expect(figure.map((row) => row.join(''))).toEqual([
      '12345..........',
      '1....2345......',
      '.1...2...345...',
      '..1...2..3..45.',
      '...1...2..3.4.5',
      '....1...2..3.45',
    ]);
  });

  it('puts values together into paths that name the split of each row', () => {
    const splitter = combinatorialPurged({ groups: 5, testGroups: 2 });
    const splits = splitter.split(rows(13));
    const columns = joinPaths(
      splitter,
      splits,
      splits.map(({ test }, k) => Array.from(rowsOf(test), (row) => 100 * k + row)),
    );
    const starts = [0, 3, 6, 9, 11, 13];
    // `recombined_paths` of skfolio's tests, 5 folds of which 2 are tested, turned.
    const from = [
      [0, 0, 1, 2, 3],
      [1, 4, 4, 5, 6],
      [2, 5, 7, 7, 8],
      [3, 6, 8, 9, 9],
    ];
    const expected = from.map((path) =>
      path.flatMap((split, group) => upTo(starts[group], starts[group + 1]).map((row) => 100 * split + row)),
    );
    expect(columns.map((column) => [...column])).toEqual(expected);
  });
});

describe('timeSeriesSplit', () => {
  // The three examples in the docstring of scikit-learn's TimeSeriesSplit.
  it('gives the folds that scikit-learn prints', () => {
    expect(timeSeriesSplit().split(rows(6)).map(listed)).toEqual([1, 2, 3, 4, 5].map((k) => [upTo(0, k), [k]]));
    const two = { folds: 3, test: { bars: 2 } };
    expect(timeSeriesSplit(two).split(rows(12)).map(listed)).toEqual([6, 8, 10].map((k) => [upTo(0, k), [k, k + 1]]));
    const gap = { ...two, gap: { bars: 2 } };
    expect(timeSeriesSplit(gap).split(rows(12)).map(listed)).toEqual([6, 8, 10].map((k) => [upTo(0, k - 2), [k, k + 1]]));
  });
});

describe('purgedKFold', () => {
  // The tests of timeseriescv: hourly rows whose labels live 119 or 120 minutes, lives closed at both ends, 6 rows before or after.
  it.each([
    [119, undefined, 7],
    [120, undefined, 8],
    [119, '2h', 9],
    [120, '2h', 10],
  ])('goes on after labels of %i minutes and an embargo of %s at row %i', (minutes, embargo, first) => {
    const times = rows(12, hour);
    const labelEnds = times.map((time) => time + minutes * 60_000);
    const splitter = purgedKFold({ folds: 2, ...(embargo === undefined ? {} : { embargo: embargo as RowSpan }) });
    const [after, before] = splitter.split(times, labelEnds);
    expect(after.train).toEqual([{ from: first, to: 12 }]);
    // Row 5 lives until just before row 7 or as it starts; row 6 starts the test here.
    expect(before.train).toEqual([{ from: 0, to: minutes === 119 ? 5 : 4 }]);
  });

  // A label of row 2 that ends last of the fold, though not of its last row: the end of the block is the latest of all.
  it('purges behind the latest label of a fold, and in front of its first row', () => {
    const times = rows(12);
    const labelEnds = [0, 1, 9, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const [first, second, third] = purgedKFold({ folds: 3, embargo: { bars: 1 } }).split(times, labelEnds);
    expect(first.purged).toEqual([{ from: 4, to: 10 }]);
    expect(first.embargoed).toEqual([{ from: 10, to: 11 }]);
    expect(first.train).toEqual([{ from: 11, to: 12 }]);
    expect(second.purged).toEqual([{ from: 2, to: 3 }]);
    expect(third.purged).toEqual([{ from: 2, to: 3 }]);
    expect(third.embargoed).toEqual([]);
  });

  it('keeps an embargo of a share in whole rows, whatever rounding makes of the product', () => {
    const [first] = purgedKFold({ folds: 2, embargo: { fraction: 0.29 } }).split(rows(100));
    expect(first.embargoed).toEqual([{ from: 50, to: 79 }]);
  });

  it('keeps what is left of an embargo that runs past the end of the data', () => {
    const [, second] = purgedKFold({ folds: 3, embargo: { bars: 4 } }).split(rows(14));
    expect(second.embargoed).toEqual([{ from: 10, to: 14 }]);
    expect(second.train).toEqual([{ from: 0, to: 5 }]);
  });
});
