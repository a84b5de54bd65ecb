import { readFileSync } from 'node:fs';
import * as library from 'barwright/metrics';
import { type MetricName, metricsOf } from 'barwright/metrics';
import { describe, expect, it } from 'vitest';

interface Golden {
  readonly source: string;
  readonly periodsPerYear: number;
  readonly riskFree: number;
  readonly startingCash: number;
  readonly intervalMs: number;
  readonly cases: readonly {
    readonly seed: number;
    readonly count: number;
    readonly drift: number;
    readonly lastEquity: number;
    readonly lastBenchmark: number;
    readonly metrics: Readonly<Record<MetricName, number>>;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('./metrics.json', import.meta.url), 'utf8'));

/** The generator of metrics.py, value for value. */
function returnsOf(seed: number, count: number, drift: number): Float64Array {
  let state = seed;
  const u = Float64Array.from({ length: 3 * count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
  return Float64Array.from({ length: count }, (_, i) => {
    const shock = (u[i] - 0.5) / (0.05 + u[count + i]);
    return shock * (0.5 + u[2 * count + 64 * Math.floor(i / 64)]) * 0.002 + drift;
  });
}

function compound(start: number, returns: Float64Array): Float64Array {
  let growth = 1;
  return returns.map((r) => {
    growth *= 1 + r;
    return start * growth;
  });
}

describe(`metrics agree with ${golden.source}`, () => {
  for (const { seed, count, drift, lastEquity, lastBenchmark, metrics } of golden.cases) {
    const own = returnsOf(seed, count, drift);
    const other = returnsOf(seed + 100, count, 1e-5);
    const equity = compound(golden.startingCash, own);
    const benchmark = compound(
      golden.startingCash,
      own.map((r, i) => 0.6 * r + other[i]),
    );
    const { startingCash, intervalMs, periodsPerYear, riskFree } = golden;
    const time = Float64Array.from(equity, (_, i) => i * intervalMs);
    const ours = metricsOf({ equity, benchmark, time, startingCash, intervalMs, periodsPerYear, riskFree });

    it(`on the same ${count} bars`, () => {
      expect(equity[count - 1] / lastEquity).toBeCloseTo(1, 12);
      expect(benchmark[count - 1] / lastBenchmark).toBeCloseTo(1, 12);
    });

    it.each(Object.entries(metrics))(`%s is %d over ${count} bars`, (name, value) => {
      expect(Math.abs(ours[name as MetricName] - value)).toBeLessThanOrEqual(1e-10 * Math.max(1e-3, Math.abs(value)));
    });
  }
});

// Values of empyrical's own test suite: quantopian/empyrical, empyrical/tests/test_stats.py, eight decimals.
describe('metrics agree with the published values of empyrical', () => {
  const per = (values: number[]): number[] => values.map((value) => value / 100);
  const mixed = per([1, 10, -4, 2, 3, 2, 1, -10]);
  const whole = per([0, 1, 10, -4, 2, 3, 2, 1, -10]);
  const negative = per([0, -6, -7, -1, -9, -2, -6, -8, -5]);
  const positive = per([1, 2, 1, 1, 1, 1, 1, 1, 1]);
  const one = [-0.00171614, 0.01322056, 0.03063862, -0.01422057, -0.00489779, 0.01268925, -0.03357711, 0.01797036];
  const daily = { periodsPerYear: 252 };
  const weekly = { periodsPerYear: 52 };
  const monthly = { periodsPerYear: 12 };
  const equity = (returns: number[]): Float64Array => compound(1, Float64Array.from(returns));
  const curve = equity(mixed);
  it.each([
    ['Sharpe of mixed returns', library.sharpe(mixed, daily), 1.7238613961706866],
    ['Sharpe of gains', library.sharpe(positive, daily), 52.915026221291804],
    ['Sharpe of losses', library.sharpe(negative, daily), -24.406808633910085],
    ['Sortino of mixed returns', library.sortino(mixed, daily), 2.605531251673693],
    ['Sortino of losses', library.sortino(negative, daily), -13.532743075043401],
    // Its mean is a year's of 52 weeks or 12 months, its risk one of 252 days: what is published here is off by that.
    ['Sortino of weeks', library.sortino(whole, weekly), 0.50690062680370862 * Math.sqrt(252 / 52)],
    ['Sortino of months', library.sortino(whole, monthly), 0.11697706772393276 * Math.sqrt(252 / 12)],
    ['Sortino of noise', library.sortino(one, daily), 3.0639640966566306],
    ['Sortino of gains', library.sortino(positive, daily), Number.POSITIVE_INFINITY],
    ['downside of mixed returns', library.downsideDeviation(mixed, daily), 0.60448325038829653],
    ['downside of weeks', library.downsideDeviation(whole, weekly), 0.25888650451930134],
    ['downside of months', library.downsideDeviation(whole, monthly), 0.1243650540411842],
    ['downside of noise', library.downsideDeviation(one, daily), 0.20671788246185202],
    ['volatility of mixed returns', library.volatility(mixed, daily), 0.9136465399704637],
    ['volatility of weeks', library.volatility(whole, weekly), 0.38851569394870583],
    ['volatility of months', library.volatility(whole, monthly), 0.18663690238892558],
    ['drawdown of mixed returns', library.maxDrawdown(curve, 1), -0.1],
    ['drawdown of losses', library.maxDrawdown(equity(negative), 1), -0.36590730349873601],
    ['drawdown of gains', library.maxDrawdown(equity(positive), 1), 0],
    ['omega of gains at 1.1 %', library.omega(positive, { threshold: 0.011 }), 1.125],
    ['omega of gains at 2 %', library.omega(positive, { threshold: 0.02 }), 0],
    ['omega of mixed returns at 1 %', library.omega(mixed, { threshold: 0.01 }), 0.8125],
    ['omega at 1,000 % a year', library.omega(mixed, { threshold: 11 ** (1 / 252) - 1 }), 0.83354263497557934],
    [
      'information ratio',
      library.informationRatio(
        mixed,
        mixed.map(() => 0.01),
        1,
      ),
      -0.06515583641446039,
    ],
    ['alpha', library.alpha(mixed, negative.slice(1), daily), -8.306666666666668],
    ['beta', library.beta(mixed, negative.slice(1)), -0.71296296296296313],
    // Its line begins with the first return, ours with the capital before it.
    ['stability', library.stability(curve.slice(1), curve[0]), 0.1529973665111273],
    // Its year is 252 bars of whatever length, and the first of these nine is a NaN that counts.
    ['CAGR of mixed returns', library.cagr(library.totalReturn(curve, 1), (9 / 252) * 365.25 * 86_400_000), 1.9135925373194231],
    ['Calmar of mixed returns', library.calmar(1.9135925373194231, -0.1), 19.135925373194233],
  ])('%s', (_, value, expected) => {
    expect(value === expected || Math.abs(value - expected) < 1e-8, `was ${value}`).toBe(true);
  });
});
