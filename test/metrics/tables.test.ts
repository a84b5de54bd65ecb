import {
  drawdowns,
  histogram,
  monthlyReturns,
  periodReturns,
  rollingSharpe,
  rollingVolatility,
  sharpe,
  totalReturn,
  underwater,
  volatility,
  yearlyReturns,
} from 'barwright/metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curve, day } from './runs.ts';

const steps = fc.array(fc.integer({ min: -2_000, max: 2_000 }), { minLength: 1, maxLength: 120 });
const timesOf = (n: number, interval = day): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Date.UTC(2023, 10, 20) + i * interval);

describe('the table of drawdowns', () => {
  // 100 at the start; 90 and 80 below it, back at 105; 94.5 and not back.
  const equity = [90, 80, 105, 105, 94.5, 99];
  const time = timesOf(6);

  it('has a row an episode: peak, trough, end, durations, and whether it has recovered', () => {
    const found = drawdowns(equity, time, 100, { intervalMs: day });
    expect(found.length).toBe(2);
    const first = found.at(0);
    expect(first.depth).toBeCloseTo(-0.2, 15);
    expect(first).toMatchObject({
      startIndex: -1,
      troughIndex: 1,
      endIndex: 2,
      bars: 3,
      declineBars: 2,
      recoveryBars: 1,
      status: 'recovered',
    });
    expect(first).toMatchObject({ startTime: time[0], troughTime: time[1], endTime: time[2] });
    expect(first).toMatchObject({ duration: 3 * day, decline: 2 * day, recovery: day });
    const second = found.at(1);
    expect(second.depth).toBeCloseTo(-0.1, 15);
    expect(second).toMatchObject({
      startIndex: 3,
      troughIndex: 4,
      endIndex: 5,
      bars: 2,
      declineBars: 1,
      duration: 2 * day,
      status: 'active',
    });
    expect([second.recovery, second.recoveryBars]).toEqual([Number.NaN, Number.NaN]);
  });

  it('gives the deepest first where only some are wanted', () => {
    const shallowFirst = [99, 100, 80, 100, 90, 100];
    expect([...drawdowns(shallowFirst, time, 100, { top: 2 }).column('depth')]).toEqual([80 / 100 - 1, 90 / 100 - 1]);
    expect(drawdowns(shallowFirst, time, 100, { top: 0 }).length).toBe(0);
    expect(drawdowns(shallowFirst, time, 100, { top: 9 }).length).toBe(3);
  });

  it('covers exactly the bars under water, and its deepest is the maximum drawdown', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const values = curve(100, moves);
        const found = [...drawdowns(values, timesOf(values.length), 100)];
        const depths = underwater(values, 100);
        const covered = new Set(
          found.flatMap((row) =>
            Array.from({ length: row.endIndex - row.startIndex - (row.status === 'recovered' ? 1 : 0) }, (_, k) => row.startIndex + 1 + k),
          ),
        );
        for (const [i, depth] of depths.entries()) expect(covered.has(i), `bar ${i}`).toBe(depth < 0);
        expect(Math.min(0, ...found.map((row) => row.depth))).toBe(Math.min(0, ...depths));
        for (const row of found) expect(depths[row.troughIndex]).toBe(row.depth);
      }),
    );
  });
});

describe('calendar returns', () => {
  it('are those of month ends', () => {
    // Three days of November 2023, one of December, none of January, one of February.
    const time = [
      Date.UTC(2023, 10, 28),
      Date.UTC(2023, 10, 29),
      Date.UTC(2023, 10, 30, 23, 59),
      Date.UTC(2023, 11, 1),
      Date.UTC(2024, 1, 29),
    ];
    const rows = monthlyReturns([105, 90, 110, 121, 96.8], time, 100).toRows();
    expect(rows.map(({ year, month, bars }) => [year, month, bars])).toEqual([
      [2023, 11, 3],
      [2023, 12, 1],
      [2024, 2, 1],
    ]);
    expect(rows.map((row) => row.returns)).toEqual([0.1, 0.1, -0.2].map((value) => expect.closeTo(value, 14)));
    const years = yearlyReturns([105, 90, 110, 121, 96.8], time, 100).toRows();
    expect(years.map(({ year, bars }) => [year, bars])).toEqual([
      [2023, 4],
      [2024, 1],
    ]);
    expect(years[0].returns).toBeCloseTo(0.21, 14);
  });

  it('compound to the total return, by month and by year', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(day / 4, day, 7 * day, 40 * day), (moves, interval) => {
        const values = curve(100, moves);
        const time = timesOf(values.length, interval);
        const periods: readonly (readonly { returns: number; bars: number }[])[] = [
          monthlyReturns(values, time, 100).toRows(),
          yearlyReturns(values, time, 100).toRows(),
        ];
        for (const rows of periods) {
          const compounded = rows.reduce((product, row) => product * (1 + row.returns), 1) - 1;
          expect(compounded).toBeCloseTo(totalReturn(values, 100), 9);
          expect(rows.reduce((count, row) => count + row.bars, 0)).toBe(values.length);
        }
      }),
    );
  });

  it('are 0 after ruin and empty without bars', () => {
    expect([...monthlyReturns([0, 0], [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1)], 100).column('returns')]).toEqual([-1, 0]);
    expect(monthlyReturns([], [], 100).length).toBe(0);
  });
});

describe('rolling columns', () => {
  const annual = { periodsPerYear: 252, riskFree: 0.02 };
  const window = fc.integer({ min: 2, max: 20 });

  it('are the metric of each window', () => {
    fc.assert(
      fc.property(steps, window, (moves, w) => {
        const returns = Float64Array.from(moves, (move) => move / 10_000);
        const ratios = rollingSharpe(returns, w, annual);
        const deviations = rollingVolatility(returns, w, annual);
        returns.forEach((_, i) => {
          const part = returns.slice(Math.max(0, i + 1 - w), i + 1);
          const full = part.length === w;
          const wanted = full ? [sharpe(part, annual), volatility(part, annual)] : [Number.NaN, Number.NaN];
          for (const [k, value] of [ratios[i], deviations[i]].entries()) {
            if (!Number.isFinite(wanted[k])) expect(value).toBe(wanted[k]);
            // Returns that hardly vary have ratios of many thousands: nine digits of them, not nine places.
            else expect(Math.abs(value - wanted[k])).toBeLessThan(5e-10 * Math.max(1, Math.abs(wanted[k])));
          }
        });
      }),
    );
  });

  it('do not see the future: the first k values are those of the first k returns, bit for bit', () => {
    fc.assert(
      fc.property(steps, window, fc.nat(), (moves, w, cut) => {
        const returns = Float64Array.from(moves, (move) => move / 10_000);
        const k = cut % returns.length;
        expect(rollingSharpe(returns.slice(0, k), w, annual)).toEqual(rollingSharpe(returns, w, annual).slice(0, k));
      }),
    );
  });

  it('forget an outlier and a NaN once they are out of the window', () => {
    const quiet = Float64Array.from({ length: 60 }, (_, i) => (i < 10 ? (i % 2) / 100 : 0));
    quiet[5] = 1e6;
    const ratios = rollingSharpe(quiet, 8, { periodsPerYear: 252 });
    for (let i = 0; i < 60; i++) expect(Number.isNaN(ratios[i]), `bar ${i}`).toBe(i < 7 || i >= 17);
    quiet[5] = Number.NaN;
    const deviations = rollingVolatility(quiet, 8, { periodsPerYear: 252 });
    for (let i = 0; i < 60; i++) expect(Number.isNaN(deviations[i]), `bar ${i}`).toBe(i < 13);
    expect(deviations[40]).toBe(0);
  });

  it('are undefined throughout where the window is longer than the returns', () => {
    expect([...rollingVolatility([0.1, 0.2], 5, { periodsPerYear: 1 })]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the histogram', () => {
  it('counts every value once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 0.01, 0.2),
        (values, bins, trim) => {
          const { edges, counts } = histogram(values, { bins, trim });
          expect(edges.length).toBe(bins + 1);
          expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
        },
      ),
    );
  });

  it('has the outermost values at its ends, or their trimmed quantiles', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => i);
    const whole = histogram(values, { bins: 4 });
    expect([...whole.edges]).toEqual([0, 25, 50, 75, 100]);
    expect([...whole.counts]).toEqual([25, 25, 25, 26]);
    const trimmed = histogram(values, { bins: 2, trim: 0.1 });
    expect([...trimmed.edges]).toEqual([10, 50, 90]);
    expect([...trimmed.counts]).toEqual([50, 51]);
  });

  it('refuses what is not finite', () => {
    expect(() => histogram([0, Number.NaN])).toThrow('Expected `values[1]` to be a finite number, was `NaN`.');
  });
});

describe('period returns', () => {
  it('rebuild the equity', () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const values = curve(250, moves);
        let value = 250;
        periodReturns(values, 250).forEach((r, i) => {
          value *= 1 + r;
          expect(value / values[i]).toBeCloseTo(1, 11);
        });
      }),
    );
  });

  it('are 0 after ruin, and NaN only where a NaN is touched', () => {
    expect([...periodReturns([50, 0, 0, 10, 20], 100)]).toEqual([-0.5, -1, 0, 0, 1]);
    expect([...periodReturns([50, Number.NaN, 50, 100], 100)]).toEqual([-0.5, Number.NaN, Number.NaN, 1]);
  });
});
