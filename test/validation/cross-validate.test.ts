import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, Bars, backtest, defineStrategy, NotEnoughDataError, syntheticBars } from 'barwright';
import { sharpe } from 'barwright/metrics';
import { grid, randomSearch, space as spaceOf, sweep, tpe } from 'barwright/search';
import { combinatorialPurged, countRows, crossValidate, groupKFold, kFold, purgedKFold, walkForwardSplits } from 'barwright/validation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOfCloses, Cross } from './markets.ts';

/** In the market all the time, on one side. */
const Side = defineStrategy({
  name: 'Side',
  parameters: { side: { type: 'int', min: -1, max: 1, default: 1 } },
  signals: ({ length }, { side }) => ({ exposure: new Float64Array(length).fill(0.5 * side) }),
});
const bars = syntheticBars({ seed: 11, length: 900, interval: '1h' });
const options = { fees: 0.001 };
const space = grid({ fast: [3, 6, 9], slow: [12, 20, 30] });
const six = combinatorialPurged({ groups: 6, testGroups: 2, purge: { bars: 3 }, embargo: { bars: 20 } });

/** Half of the bars rise, half fall, a percent a bar with a wobble. */
function hill(length: number): Bars {
  const close = new Float64Array(length);
  for (let i = 0, price = 100; i < length; i++) {
    price *= (i < length / 2 ? 1.01 : 0.99) * (i % 2 === 0 ? 1.004 : 0.998);
    close[i] = price;
  }
  return barsOfCloses(close);
}

describe('crossValidate', () => {
  it('trades in each test what the other rows taught, right or wrong', async () => {
    const market = hill(60);
    const cv = await crossValidate(Side, market, { splitter: purgedKFold({ folds: 2 }), space: grid({ side: [-1, 1] }), minTrades: 0 });
    // The rise teaches to be long, which loses in the fall, and the other way round.
    expect(cv.splits.toRows().map(({ params }) => params?.side)).toEqual([-1, 1]);
    expect(cv.paths.length).toBe(1);
    expect(cv.sharpes[0]).toBeLessThan(-1);
    expect(cv.overfitting).toBe(1);
    expect(cv.losing).toBe(1);
    // Decided at the close of bar 30, bought at the open of 31, sold at the open of 59: flat in the first and the last bar.
    const [{ rows, returns }] = cv.pathReturns;
    expect(Array.from(rows)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    const by = backtest(new Side({ side: 1 }), market, { tradeFrom: new Date(market.time[30]) }).returns;
    expect(returns[30]).toBe(0);
    for (let i = 31; i < 59; i++) expect(returns[i]).toBeCloseTo(by[i], 12);
    expect(returns[59]).toBe(0);
  });

  it('chooses by the mean of the scores of the training ranges, weighted by their rows', async () => {
    const cv = await crossValidate(Cross, bars, { splitter: six, space, options });
    const splits = six.split(bars.time);
    expect(cv.splits.length).toBe(15);
    expect(cv.paths.length).toBe(5);
    for (const [k, { train, test }] of splits.entries()) {
      const means = new Float64Array(9);
      const trades = new Float64Array(9);
      for (const { from, to } of train) {
        const swept = await sweep(Cross, bars.slice(0, to), {
          space,
          minTrades: 0,
          options: { ...options, ...(from > 0 && { tradeFrom: new Date(bars.time[from]) }) },
        });
        swept.trials.toRows().forEach((row, trial) => {
          trades[trial] += row.trades;
          if (!Number.isNaN(row.sharpe)) means[trial] += ((to - from) / countRows(train)) * row.sharpe;
        });
      }
      const scores = means.map((score, trial) => (trades[trial] >= 1 ? score : Number.NEGATIVE_INFINITY));
      const row = cv.splits.at(k);
      expect(row.trainScore).toBeCloseTo(Math.max(...scores), 10);
      const params = { fast: [3, 3, 3, 6, 6, 6, 9, 9, 9][scores.indexOf(Math.max(...scores))] };
      expect(row.params).toMatchObject(params);
      expect(row.testRows).toBe(countRows(test));
      expect(row.rank).toBeGreaterThanOrEqual(0.1);
      expect(row.rank).toBeLessThanOrEqual(0.9);
    }
  });

  it('puts every path together from tests of all groups', async () => {
    const cv = await crossValidate(Cross, bars, { splitter: six, space, options });
    const splits = six.split(bars.time);
    six.paths().forEach((path, p) => {
      const { returns } = cv.pathReturns[p];
      expect(returns).toHaveLength(900);
      expect(cv.sharpes[p]).toBeCloseTo(sharpe(returns, { periodsPerYear: bars.periodsPerYear }), 12);
      path.forEach(({ split, piece }) => {
        const { from, to } = splits[split].test[piece];
        const own = backtest(new Cross(cv.splits.at(split).params), bars.slice(0, to), {
          ...options,
          ...(from > 0 && { tradeFrom: new Date(bars.time[from]) }),
        });
        // Alike but for the last two bars, in which the piece closes.
        for (let i = from; i < to - 2; i++) expect(returns[i]).toBeCloseTo(own.returns[i], 10);
      });
    });
  });

  it('learns nothing from the rows of its tests, where warm-up is no longer than the embargo', async () => {
    const asked = { splitter: six, space, options, warmup: { bars: 20 } } as const;
    const before = await crossValidate(Cross, bars, asked);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 14 }), fc.integer(), async (split, seed) => {
        const factor = new Float64Array(900).fill(1);
        for (const { from, to } of six.split(bars.time)[split].test)
          for (let i = from; i < to; i++) factor[i] = 1 + 0.2 * Math.sin(seed + i * i);
        const scaled = (column: Float64Array): Float64Array => column.map((price, i) => price * factor[i]);
        const { time, open, high, low, close, volume, interval } = bars;
        const columns = { time, open: scaled(open), high: scaled(high), low: scaled(low), close: scaled(close), volume };
        const after = await crossValidate(Cross, Bars.fromColumns(columns, { interval }), asked);
        expect(after.splits.at(split).params).toEqual(before.splits.at(split).params);
        expect(after.splits.at(split).trainScore).toBe(before.splits.at(split).trainScore);
      }),
      { numRuns: 6 },
    );
  });

  it('finds noise to be noise, half of the time', async () => {
    let overfit = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const noise = syntheticBars({ seed, length: 800, interval: '1h' });
      const many = grid({ fast: { from: 2, to: 8 }, slow: { from: 10, to: 30, step: 4 } });
      overfit += (await crossValidate(Cross, noise, { splitter: six, space: many, options: {} })).overfitting / 8;
    }
    expect(overfit).toBeGreaterThan(0.25);
    expect(overfit).toBeLessThan(0.75);
  });

  it('goes with every splitter, and tests no row that it leaves out', async () => {
    const groups = Int32Array.from({ length: 900 }, (_, i) => Math.floor(i / 100) % 3);
    for (const splitter of [groupKFold({ groups, purge: { bars: 3 } }), walkForwardSplits({ train: { bars: 300 }, test: { bars: 250 } })]) {
      const cv = await crossValidate(Cross, bars, { splitter, space, options });
      const tested = splitter.split(bars.time).flatMap(({ test }) => test);
      expect(cv.paths.length).toBe(1);
      expect(cv.pathReturns[0].rows).toHaveLength(countRows(tested));
    }
    const overlapping = {
      ...kFold({ folds: 3 }),
      name: 'twice',
      split: (times: never) =>
        kFold({ folds: 3 })
          .split(times)
          .flatMap((one) => [one, one]),
    };
    expect((await crossValidate(Cross, bars, { splitter: overlapping, space, options })).paths.length).toBe(6);
  });

  it('gives the documented values where nothing varies or nothing counts', async () => {
    const one = await crossValidate(Cross, bars, { splitter: purgedKFold({ folds: 3 }), space: grid({ fast: [5], slow: [20] }), options });
    expect(one.overfitting).toBeNaN();
    expect(one.toJSON().overfitting).toBeNull();
    const flat = new Float64Array(90).fill(100);
    const time = flat.map((_, i) => i * 86_400_000);
    const still = Bars.fromColumns({ time, open: flat, high: flat, low: flat, close: flat, volume: flat });
    const none = await crossValidate(Cross, still, { splitter: purgedKFold({ folds: 3 }), space, options });
    expect(none.splits.toRows().every(({ status, testReturn }) => status === 'flat' && testReturn === 0)).toBe(true);
    expect(none.sharpes[0]).toBeNaN();
    expect(none.overfitting).toBeNaN();
    expect(none.summary()).toContain('Nothing was traded on test rows');
    expect(await none.html()).toContain('flat: no trial counts');
  });

  it('gives the same bytes for the same seed, and a page, a table and JSON', async () => {
    const asked = {
      splitter: six,
      space: spaceOf({ fast: { from: 2, to: 10 }, slow: { from: 12, to: 40 } }),
      sampler: randomSearch({ trials: 8 }),
      seed: 3,
    };
    const [one, two] = [await crossValidate(Cross, bars, asked), await crossValidate(Cross, bars, asked)];
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(one.summary().split('\n')[0]).toBe('This run is free of costs: no venue trades for nothing.');
    const folder = await mkdtemp(join(tmpdir(), 'barwright-'));
    try {
      await one.report(join(folder, 'cv.html'));
      const html = await readFile(join(folder, 'cv.html'), 'utf8');
      for (const id of ['paths', 'splits', 'diagram']) expect(html).toContain(`id="${id}"`);
      expect(html).not.toMatch(/(src|href)="http/);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect((await one.toArrow()).numRows).toBe(15);
  });

  it.each([
    [{ splitter: purgedKFold({ folds: 1_000 }) }, NotEnoughDataError, 'at least 1000 rows'],
    [{ splitter: purgedKFold({ folds: 6, embargo: { bars: 151 } }) }, ArgumentError, 'Expected `embargo` to be no longer than a fold'],
    [{ splitter: undefined }, ArgumentError, '`splitter`'],
    [{ splitter: kFold({ folds: 5, shuffle: true }) }, ArgumentError, 'does not shuffle'],
    [{ sampler: tpe({ trials: 10 }) }, ArgumentError, 'the same points whatever they score'],
    [{ positions: 'carry' }, ArgumentError, '`positions`'],
    [{ minTrades: -1 }, ArgumentError, '`minTrades`'],
    [{ space: grid({ fast: [5], slow: [20] }, { where: () => false }) }, ArgumentError, 'met by none of 1'],
    [{ options: { memory: {} } }, ArgumentError, '`options.memory` is set for each window'],
  ] as const)('refuses %o', async (wrong, kind, text) => {
    const failure = await crossValidate(Cross, bars, { splitter: six, space, ...wrong } as never).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(kind);
    expect(String((failure as Error).message)).toContain(text);
  });

  it('stops where it is told to', async () => {
    const controller = new AbortController();
    const running = crossValidate(Cross, bars, {
      splitter: six,
      space,
      signal: controller.signal,
      onProgress: ({ windows }) => windows === 3 && controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });
});
