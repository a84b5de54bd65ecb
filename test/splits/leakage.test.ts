import { BarwrightError } from 'barwright';
import { combinatorialPurged, holdout, purgedKFold, rowsOf, type Splitter, timeSeriesSplit, walkForwardSplits } from 'barwright/splits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const splitters: readonly Splitter[] = [
  purgedKFold({ folds: 3 }),
  purgedKFold({ folds: 4, purge: '1ms', embargo: { bars: 1 } }),
  combinatorialPurged({ groups: 5, testGroups: 2, embargo: '2ms' }),
  walkForwardSplits({ train: { bars: 10 }, test: { bars: 4 }, embargo: { bars: 1 } }),
  walkForwardSplits({ train: '4ms', test: '1ms', gap: '1ms', anchored: true }),
  timeSeriesSplit({ folds: 3, gap: { bars: 1 } }),
  holdout({ test: '3ms', purge: { bars: 2 } }),
];

/** Times that are no whole numbers, some of them equal, and labels that end anywhere after, some of them late. */
const worlds = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 14 }).map((k) => k / 7),
      life: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(0, 0.2, 1 / 7, 3 / 7) },
        fc.integer({ min: 0, max: 40 }).map((k) => k / 10),
      ),
    }),
    { minLength: 16, maxLength: 60 },
  )
  .map((rows) => {
    let time = 0.7;
    const times = rows.map(({ step }) => (time += step));
    return { times, labelEnds: times.map((t, i) => t + rows[i].life) };
  });

describe('labels of any length, at any times', () => {
  it('leave the training set where their length is rounded down', () => {
    expect(1.1 - (1.1 - 0.1)).toBeGreaterThan(0.1);
    const [split] = holdout({ test: { bars: 2 } }).split([0.1, 0.2, 1.1, 1.2], [1.1, 0.2, 1.1, 1.2]);
    expect(split).toMatchObject({ purged: [{ from: 0, to: 1 }], train: [{ from: 1, to: 2 }] });
  });

  it.each(splitters.map((splitter) => [splitter.name, splitter] as const))('do not leak through %s', (_, splitter) => {
    let judged = 0;
    const judge = ({ times, labelEnds }: { times: readonly number[]; labelEnds: readonly number[] }): void => {
      let splits: ReturnType<Splitter['split']> = [];
      try {
        splits = splitter.split(times, labelEnds);
      } catch (error) {
        expect(error).toBeInstanceOf(BarwrightError);
      }
      for (const { train, test } of splits) {
        judged++;
        const tested = rowsOf(test);
        expect(tested.length).toBeGreaterThan(0);
        for (const row of rowsOf(train)) {
          expect(tested.some((other) => times[row] <= labelEnds[other] && labelEnds[row] >= times[other])).toBe(false);
        }
      }
    };
    fc.assert(fc.property(worlds, judge), { numRuns: 300 });
    expect(judged).toBeGreaterThan(50);
  });
});
