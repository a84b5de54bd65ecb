import { type MetricName, metricCatalog, metricsOf } from 'barwright/metrics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRun, curve, day, fillsOf, positionsOf, runOf, tradesOf } from './runs.ts';
import { secondImplementation } from './second-implementation.ts';

const names = metricCatalog.map((entry) => entry.name);

/** Relative to the value, or to 1 where the value is small: what is near 0 is the rest of a cancellation. */
function near(value: number, expected: number, tolerance = 1e-9): boolean {
  return Object.is(value, expected) || value === expected || Math.abs(value - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

describe('every metric', () => {
  it('agrees with a second, naive implementation on any run', () => {
    fc.assert(
      fc.property(anyRun, (input) => {
        const metrics = metricsOf(input);
        const expected = secondImplementation(input);
        const wrong = names.filter((name) => !near(metrics[name], expected[name])).map((name) => [name, metrics[name], expected[name]]);
        expect(wrong).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('does not change a ratio when equity, cash and money are scaled', () => {
    const money = new Set<MetricName>(metricCatalog.filter((entry) => entry.format === 'money').map((entry) => entry.name));
    fc.assert(
      fc.property(anyRun, fc.constantFrom(0.25, 2, 1024), (input, scale) => {
        const times = (column: Float64Array | undefined): Float64Array | undefined => column?.map((value) => value * scale);
        const scaled = metricsOf({
          ...input,
          startingCash: input.startingCash * scale,
          equity: times(input.equity)!,
          benchmark: times(input.benchmark as Float64Array | undefined),
          trades: tradesOf([...input.trades!].map((row) => ({ ...row, pnl: row.pnl * scale }))),
          fills: fillsOf(
            [...input.fills!].map((row) => ({
              ...row,
              quantity: row.quantity * scale,
              fee: row.fee * scale,
              slippage: row.slippage * scale,
            })),
          ),
        });
        const plain = metricsOf(input);
        for (const name of names) {
          const expected = plain[name] * (money.has(name) ? scale : 1);
          expect(scaled[name], name).toSatisfy((value: number) => Object.is(value, expected) || near(value, expected, 1e-12));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('gives the same bits in whatever order metrics are read', () => {
    fc.assert(
      fc.property(anyRun, fc.shuffledSubarray([...names], { minLength: names.length }), (input, order) => {
        const first = metricsOf(input);
        const second = metricsOf(input);
        for (const name of order) void second[name];
        for (const name of names) expect(Object.is(first[name], second[name]), name).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('sees only the bars and trades from `from` on', () => {
    fc.assert(
      fc.property(anyRun, (input) => {
        const from = input.from!;
        const shift = <Row extends { readonly entryIndex: number }>(rows: Iterable<Row>): Row[] =>
          [...rows].filter((row) => row.entryIndex >= from).map((row) => ({ ...row, entryIndex: row.entryIndex - from }));
        const tail = metricsOf({
          ...input,
          equity: input.equity.slice(from),
          time: input.time.slice(from),
          exposure: (input.exposure as Float64Array).slice(from),
          benchmark: undefined,
          startingCash: from === 0 ? input.startingCash : input.equity[from - 1],
          from: 0,
          trades: tradesOf(shift(input.trades!)),
          positions: positionsOf(shift(input.positions!)),
          fills: fillsOf([...input.fills!].filter((fill) => fill.index >= from)),
        });
        const whole = metricsOf({ ...input, benchmark: undefined });
        for (const name of names) expect(Object.is(whole[name], tail[name]), name).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a run worked out by hand', () => {
  // Four daily bars of 2024 from 100: 110, 99, 108.9, 98.01, returns +10 %, -10 %, +10 %, -10 %.
  const input = runOf([110, 99, 108.9, 98.01], {
    trades: tradesOf([
      { pnl: 10, returns: 0.1, bars: 1, entryTime: 0, exitTime: day },
      { pnl: -5, returns: -0.05, bars: 2, entryTime: 0, exitTime: 2 * day, direction: 'short' },
      { pnl: 20, returns: 0.2, bars: 3, entryTime: 0, exitTime: 3 * day },
      { pnl: 0, returns: 0, bars: 0, exitTime: 0 },
      { pnl: -10, returns: -0.1, bars: 4, entryTime: 0, exitTime: 4 * day },
      { pnl: -3, status: 'open' },
    ]),
    fills: fillsOf([
      { index: 0, price: 50, quantity: 2, fee: 1, slippage: 0.5 },
      { index: 2, price: 25, quantity: 4, fee: -0.25, slippage: 0.25 },
    ]),
    exposure: Float64Array.of(1, -0.5, 0, 1.5),
    benchmark: Float64Array.of(105, 99.75, 104.7375, 99.500625),
  });
  const years = 4 / 365.25;
  const expected: Partial<Record<MetricName, number>> = {
    totalReturn: -0.0199,
    netProfit: -1.99,
    finalEquity: 98.01,
    peakEquity: 110,
    cagr: 0.9801 ** (1 / years) - 1,
    annualReturn: 0,
    bestPeriod: 0.1,
    worstPeriod: -0.1,
    positivePeriods: 0.5,
    bestMonth: -0.0199,
    positiveMonths: 0,
    // Squared deviations 4 * 0.01, over 3.
    volatility: Math.sqrt(0.04 / 3) * Math.sqrt(365),
    // Two shortfalls of 0.1 in four.
    downsideDeviation: Math.sqrt(0.02 / 4) * Math.sqrt(365),
    // Position 0.15 between -0.1 and -0.1.
    valueAtRisk: -0.1,
    conditionalValueAtRisk: -0.1,
    skewness: 0,
    // 4*5/(3*2*1) * 4*1e-4/(0.04/3)^2 - 3*9/2 = -6.
    kurtosis: -6,
    tailRatio: 1,
    omega: 1,
    gainToPain: -1,
    maxDrawdown: 98.01 / 110 - 1,
    averageDrawdown: 98.01 / 110 - 1,
    currentDrawdown: 98.01 / 110 - 1,
    maxDrawdownBars: 3,
    maxDrawdownDuration: 3 * day,
    drawdownCount: 1,
    timeUnderWater: 0.75,
    painIndex: (0.1 + 0.01 + 0.109) / 4,
    ulcerIndex: Math.sqrt((0.01 + 0.0001 + 0.109 ** 2) / 4),
    recoveryFactor: -0.0199 / 0.109,
    exposure: 0.75,
    averageExposure: 0.75,
    maxExposure: 1.5,
    turnover: 200 / ((110 + 99 + 108.9 + 98.01) / 4) / years,
    feesPaid: 0.75,
    slippagePaid: 0.75,
    tradeCount: 5,
    openTrades: 1,
    openPnl: -3,
    tradesPerYear: 5 / years,
    winRate: 0.4,
    profitFactor: 2,
    payoffRatio: 2,
    expectancy: 3,
    // 3 for each 7.5 lost.
    expectancyRatio: 0.4,
    // Deviations 7, -8, 17, -3, -13: squares 580, over 4.
    sqn: (Math.sqrt(5) * 3) / Math.sqrt(145),
    // Half of those that did not break even won, at 2 to 1.
    kelly: 0.25,
    averageWin: 15,
    averageLoss: -7.5,
    averageTrade: 0.03,
    bestTrade: 0.2,
    worstTrade: -0.1,
    averageHolding: 2 * day,
    maxHolding: 4 * day,
    averageHoldingBars: 2,
    maxHoldingBars: 4,
    winStreak: 1,
    lossStreak: 1,
    longShare: 0.8,
    averageMae: -0.01,
    averageMfe: 0.02,
    benchmarkReturn: -0.00499375,
    excessReturn: -0.0199 + 0.00499375,
    beta: 2,
    alpha: 0,
    correlation: 1,
    trackingError: Math.sqrt(0.01 / 3) * Math.sqrt(365),
    upCapture: 2,
    downCapture: 2,
  };
  it.each(Object.entries(expected))('has %s %d', (name, value) => {
    expect(metricsOf(input)[name as MetricName]).toSatisfy((actual: number) => near(actual, value, 1e-11));
  });
});

describe('the lazy object', () => {
  it('computes a metric on first use, once', () => {
    let asked = 0;
    const fills = fillsOf([{ index: 0, price: 1, quantity: 1, fee: 2, slippage: 0 }]);
    const column = (name: never): unknown => {
      asked++;
      return fills.column(name);
    };
    const watched = { ...fills, column } as typeof fills;
    const metrics = metricsOf(runOf([110, 99], { fills: watched }));
    expect(metrics.totalReturn).toBeCloseTo(-0.01, 12);
    expect(asked).toBe(0);
    expect(metrics.feesPaid).toBe(2);
    const once = asked;
    expect(metrics.feesPaid + metrics.slippagePaid).toBe(2);
    expect(asked).toBe(once);
  });

  it('writes no input', () => {
    fc.assert(
      fc.property(anyRun, (input) => {
        const before = structuredClone([input.equity, input.time, input.exposure as Float64Array, input.benchmark]);
        metricsOf(input).toJSON();
        expect([input.equity, input.time, input.exposure, input.benchmark]).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  it('is plain JSON with a word for what is not finite', () => {
    const json = metricsOf(runOf([110, 121], { trades: tradesOf([{ pnl: 10 }]) })).toJSON();
    expect(Object.keys(json)).toEqual(names);
    expect(json.totalReturn).toBeCloseTo(0.21, 12);
    expect(json.profitFactor).toBe('Infinity');
    expect(json.averageLoss).toBeNull();
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('describes itself as an aligned table that states its conventions', () => {
    const text = metricsOf(runOf([110, 121], { riskFree: 0.02 })).describe();
    const lines = text.split('\n');
    expect(lines[0]).toBe('Annualised with 365 bars a year, risk-free 2% a year.');
    expect(text).toMatch(/^Total return +21\.00%$/m);
    expect(new Set(lines.filter((line) => /^[A-Z].* {2}/.test(line)).map((line) => line.length)).size).toBe(1);
  });

  it('has every metric as an enumerable getter of its prototype', () => {
    const metrics = metricsOf(runOf([110]));
    const seen: string[] = [];
    for (const name in metrics) seen.push(name);
    expect(seen).toEqual(names);
    expect(metrics.names).toEqual(names);
  });
});

describe('the peak of the drawdown', () => {
  it('is the starting capital before any gain, so that a loss on the first bar counts', () => {
    // vectorbt answers 0 for returns of -50 % and +10 %: its peak starts after the first return.
    expect(metricsOf(runOf([50, 55])).maxDrawdown).toBe(-0.5);
  });

  it('is the capital before `from`, and never one from before', () => {
    expect(metricsOf(runOf([200, 100, 90, 120], { from: 2 })).maxDrawdown).toBeCloseTo(-0.1, 15);
  });
});

describe('long curves', () => {
  it('keep 12 digits of the Sharpe ratio, an early outlier or not', () => {
    const steps = Array.from({ length: 200_000 }, (_, i) => ((i * 7919) % 201) - 95);
    for (const first of [0, 9_000]) {
      const input = runOf(
        steps.map(() => 0),
        { equity: curve(100, [first, ...steps.slice(1)]) },
      );
      const returns = [...input.equity].map((value, i) => value / (i === 0 ? 100 : input.equity[i - 1]) - 1);
      // A quotient near 1 less 1 is a whole multiple of 2^-53: exact sums, so that the expectation does not round.
      const units = returns.map((r) => BigInt(r * 2 ** 53) << 7n);
      const n = BigInt(units.length);
      const total = units.reduce((a, b) => a + b, 0n);
      const squares = units.reduce((a, b) => a + (b * n - total) ** 2n, 0n);
      const mean = Number(total) / Number(n) / 2 ** 60;
      const variance = Number(squares) / Number(n) ** 2 / 2 ** 120 / (Number(n) - 1);
      const expected = (mean / Math.sqrt(variance)) * Math.sqrt(365);
      expect(Math.abs(metricsOf(input).sharpe / expected - 1)).toBeLessThan(1e-12);
    }
  });
});
