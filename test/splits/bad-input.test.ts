import { ArgumentError, DataError, NotEnoughDataError } from 'barwright/core';
import {
  calendarGroups,
  combinatorialPurged,
  groupKFold,
  holdout,
  joinPaths,
  kFold,
  nested,
  purgedKFold,
  type Splitter,
  timeSeriesSplit,
  walkForwardSplits,
} from 'barwright/splits';
import { describe, expect, it } from 'vitest';

const day = 86_400_000;
const rows = (n: number, step = 1): Float64Array => Float64Array.from({ length: n }, (_, i) => i * step);

describe('settings', () => {
  const wrong: readonly (readonly [string, () => unknown, string | RegExp])[] = [
    ['an unknown option', () => kFold({ fold: 3 } as never), 'Unknown option `fold` in `options`. Did you mean `folds`?'],
    ['no object', () => purgedKFold(5 as never), 'Expected `options` to be an object, was `5`.'],
    ['one fold', () => purgedKFold({ folds: 1 }), 'Expected `folds` to be an integer >= 2, was `1`.'],
    ['parts of a fold', () => timeSeriesSplit({ folds: 2.5 }), 'Expected `folds` to be an integer >= 2, was `2.5`.'],
    ['a seed that is none', () => kFold({ seed: 0.5 }), 'Expected `seed` to be an integer, was `0.5`.'],
    ['no yes and no no', () => kFold({ shuffle: 1 } as never), 'Expected `shuffle` to be true or false, was `1`.'],
    ['an anchor by name', () => walkForwardSplits({ train: '9d', test: '1d', anchored: 'yes' } as never), /`anchored` to be true or false/],
    [
      'a bare number',
      () => purgedKFold({ embargo: 0.01 } as never),
      "Expected `embargo` to be { bars: 5 }, { fraction: 0.01 } or a duration such as '2d', was `0.01`.",
    ],
    [
      'a share to purge',
      () => purgedKFold({ purge: { fraction: 0.1 } } as never),
      'Unknown option `fraction` in `purge`. Known options: bars.',
    ],
    [
      'bars and a share',
      () => purgedKFold({ embargo: { bars: 1, fraction: 0.1 } as never }),
      /`embargo` to be \{ bars: 5 \}.*was `\{ bars, fraction \}`/,
    ],
    [
      'an embargo of all',
      () => purgedKFold({ embargo: { fraction: 1 } }),
      'Expected `embargo.fraction` to be a finite number >= 0 and < 1, was `1`.',
    ],
    ['bars below 0', () => purgedKFold({ purge: { bars: -1 } }), 'Expected `purge.bars` to be an integer >= 0, was `-1`.'],
    ['a duration without a unit', () => purgedKFold({ purge: '5' as never }), /Expected `purge` to be an interval such as '1m'/],
    [
      'all groups tested',
      () => combinatorialPurged({ groups: 4, testGroups: 4 }),
      'Expected `testGroups` to be an integer >= 1 and <= 3, was `4`.',
    ],
    [
      'too many splits',
      () => combinatorialPurged({ groups: 20, testGroups: 10 }),
      'Expected `groups` 20 and `testGroups` 10 to give at most 100,000 splits, give 184,756: take fewer groups.',
    ],
    [
      'no training window',
      () => walkForwardSplits({ test: '1d' } as never),
      /Expected `train` to be \{ bars: 5 \} or a duration.*was `undefined`/,
    ],
    ['an empty test', () => walkForwardSplits({ train: '1d', test: { bars: 0 } }), 'Expected `test.bars` to be an integer >= 1, was `0`.'],
    [
      'bars and durations',
      () => walkForwardSplits({ train: '30d', test: { bars: 5 } }),
      'Expected `train`, `test` and `gap` to be all in bars or all durations, were 30d, 5 bars and 0 bars.',
    ],
    ['a gap of another kind', () => walkForwardSplits({ train: '30d', test: '5d', gap: { bars: 1 } }), /were 30d, 5d and 1 bar\./],
    ['an unknown end', () => walkForwardSplits({ train: '30d', test: '5d', partial: 'kep' as never }), /Did you mean `keep`\?/],
    ['a test in time', () => timeSeriesSplit({ test: '1d' as never }), "Expected `test` to be an object, was `'1d'`."],
    ['a holdout of none', () => holdout({ test: { fraction: 0 } }), 'Expected `test.fraction` to be a finite number > 0 and < 1, was `0`.'],
    [
      'a holdout from no time',
      () => holdout({ test: { from: 'soon' } }),
      /Expected `test.from` to be a Date, an ISO text or an epoch number/,
    ],
    ['no groups', () => groupKFold({} as never), 'Expected `groups` to be an array of numbers or texts, was `undefined`.'],
    [
      'a group that is none',
      () => groupKFold({ groups: [1, Number.NaN] }),
      'Expected `groups[1]` to be a text or a finite number, was `NaN`.',
    ],
    [
      'no splitter',
      () => nested({ outer: kFold(), inner: {} as never }),
      /Expected `inner` to be a splitter such as `purgedKFold\(\)`, was `\{\}`/,
    ],
    ['no period', () => calendarGroups([0], 'week' as never), /Expected `period` to be one of 'month', 'quarter', 'year'/],
  ];

  it.each(wrong)('are refused: %s', (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });
});

describe('rows', () => {
  const late = Float64Array.from({ length: 20 }, () => 100);
  const few: readonly (readonly [string, Splitter, Float64Array, Float64Array | undefined, string | RegExp])[] = [
    ['none', nested({ outer: kFold(), inner: kFold() }), rows(0), undefined, 'Expected at least 1 row, had 0.'],
    ['fewer than folds', purgedKFold(), rows(4), undefined, 'Expected at least 5 rows, had 4.'],
    ['fewer than groups', combinatorialPurged(), rows(5), undefined, 'Expected at least 6 rows, had 5.'],
    [
      'fewer than the windows',
      walkForwardSplits({ train: '30d', test: '5d' }),
      rows(30, day),
      undefined,
      /training window of 30d and a test of 5d, had 30/,
    ],
    [
      'fewer than the tests',
      timeSeriesSplit({ folds: 3, test: { bars: 5 } }),
      rows(15),
      undefined,
      /Expected at least 16 rows for 3 tests of 5/,
    ],
    [
      'all held out',
      holdout({ test: { bars: 20 } }),
      rows(20),
      undefined,
      'Expected rows on both sides of the start of `test`, 20 bars, had 0 before of 20.',
    ],
    ['none held out', holdout({ test: { from: 50 } }), rows(20), undefined, /had 20 before of 20/],
    [
      'whose labels live on',
      purgedKFold({ folds: 2 }),
      rows(20),
      late,
      /Expected split 0 to have training rows, purge and embargo left none/,
    ],
    [
      'under embargo all',
      walkForwardSplits({ train: { bars: 5 }, test: { bars: 5 }, embargo: { bars: 5 } }),
      rows(20),
      undefined,
      /split 0/,
    ],
    [
      'under embargo of more',
      walkForwardSplits({ train: { bars: 5 }, test: { bars: 5 }, embargo: { bars: 50 } }),
      rows(20),
      undefined,
      /split 0/,
    ],
  ];

  it.each(few)('are too few: %s', (_, splitter, times, labelEnds, message) => {
    const call = (): unknown => splitter.split(times, labelEnds);
    expect(call).toThrow(NotEnoughDataError);
    expect(call).toThrow(message);
  });

  it('have more groups than one', () => {
    expect(() => groupKFold({ groups: [1, 1, 1] })).toThrow(NotEnoughDataError);
    expect(() => groupKFold({ groups: [1, 2, 1], folds: 3 })).toThrow('Expected `groups` to have at least 3 different ones, had 2.');
    expect(() => groupKFold({ groups: [1, 2, 1] }).split(rows(4))).toThrow('Expected `times` to have length 3 as `groups`, was 4.');
  });

  it.each([
    [
      'bars',
      purgedKFold({ folds: 4, embargo: { bars: 6 } }),
      'Expected `embargo` to be no longer than a fold of 5 rows, was 6 bars: 6 rows.',
    ],
    ['bars past the end', purgedKFold({ folds: 2, embargo: { bars: 15 } }), /was 15 bars: 15 rows/],
    [
      'a share',
      combinatorialPurged({ embargo: { fraction: 0.3 } }),
      'Expected `embargo` to be no longer than a fold of 3 rows, was 30 %: 6 rows.',
    ],
    ['a duration', purgedKFold({ folds: 4, embargo: '6ms' }), /no longer than a fold of 5 rows, was 6ms: 6 rows/],
  ])('refuse an embargo longer than a fold: %s', (_, splitter, message) => {
    expect(() => splitter.split(rows(20))).toThrow(ArgumentError);
    expect(() => splitter.split(rows(20))).toThrow(message);
  });

  it('name the row that is out of order', () => {
    try {
      kFold().split(rows(20).with(3, 1));
    } catch (error) {
      expect(error).toBeInstanceOf(DataError);
      expect(error).toMatchObject({
        row: 3,
        field: 'times',
        message: 'Expected `times[3]` not to be before `times[2]` 2: sort the rows, was `1`.',
      });
    }
    expect(() => kFold().split('rows' as never)).toThrow(ArgumentError);
  });

  it('of the same time are never on both sides', () => {
    const [first, second] = purgedKFold({ folds: 2 }).split(rows(10).map((t) => Math.floor(t / 4)));
    expect(first.purged).toEqual([{ from: 5, to: 8 }]);
    expect(second.purged).toEqual([{ from: 4, to: 5 }]);
  });
});

describe('joinPaths', () => {
  const splitter = combinatorialPurged({ groups: 3, testGroups: 2 });
  const splits = splitter.split(rows(6));

  it('refuses what does not fit the splits', () => {
    expect(() => joinPaths(splitter, splits.slice(1), [])).toThrow('Expected `splits` to be all 3 of the splitter, were 2.');
    expect(() => joinPaths(splitter, splits, [[1]])).toThrow('Expected `values` to have length 3 as `splits`, was 1.');
    expect(() => joinPaths(splitter, splits, [rows(4), rows(3), rows(4)])).toThrow(
      'Expected `values[1]` to have length 4 as the test rows, was 3.',
    );
  });
});
