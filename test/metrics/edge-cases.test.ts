import * as library from 'barwright/metrics';
import { type MetricName, metricCatalog, metricsOf } from 'barwright/metrics';
import { describe, expect, it } from 'vitest';
import { day, fillsOf, runOf, tradesOf } from './runs.ts';

/** Runs at the edges, from a starting capital of 100 on daily bars. */
const scenarios = {
  'no bars': runOf([]),
  'never traded': runOf([100, 100, 100, 100, 100]),
  'one bar up': runOf([110]),
  'one bar down': runOf([90]),
  ruin: runOf([120, 60, 0, 0, 0]),
  'constant growth': runOf([110, 121, 133.1, 146.41]),
  'no losing trade': runOf([110, 120], { trades: tradesOf([{ pnl: 10 }, { pnl: 10 }]) }),
  'no winning trade': runOf([90, 80], { trades: tradesOf([{ pnl: -10 }, { pnl: -10 }]) }),
  'break even': runOf([100, 100], { trades: tradesOf([{ pnl: 0 }]) }),
};

/** One row a metric, one value a scenario in the order above; checked by hand, four digits. */
const expected = `
totalReturn             NaN    0      0.1       -0.1      -1       0.4641    0.2       -0.2      0
netProfit               NaN    0      10        -10       -100     46.41     20        -20       0
finalEquity             NaN    100    110       90        0        146.4     120       80        100
peakEquity              100    100    110       100       120      146.4     120       100       100
cagr                    NaN    0      1.314e+15 -1        -1       1.314e+15 2.887e+14 -1        0
annualReturn            NaN    0      36.5      -36.5     -94.9    36.5      34.84     -38.53    0
bestPeriod              NaN    0      0.1       -0.1      0.2      0.1       0.1       -0.1      0
worstPeriod             NaN    0      0.1       -0.1      -1       0.1       0.09091   -0.1111   0
positivePeriods         NaN    0      1         0         0.2      1         1         0         0
bestMonth               NaN    0      0.1       -0.1      -1       0.4641    0.2       -0.2      0
worstMonth              NaN    0      0.1       -0.1      -1       0.4641    0.2       -0.2      0
positiveMonths          NaN    0      1         0         0        1         1         0         0
volatility              NaN    0      NaN       NaN       9.32     0         0.1228    0.1501    0
downsideDeviation       NaN    0      0         1.91      9.552    0         0         2.019     0
valueAtRisk             NaN    0      0.1       -0.1      -0.9     0.1       0.09136   -0.1106   0
conditionalValueAtRisk  NaN    0      0.1       -0.1      -1       0.1       0.09091   -0.1111   0
skewness                NaN    NaN    NaN       NaN       -1.028   NaN       NaN       NaN       NaN
kurtosis                NaN    NaN    NaN       NaN       -0.1197  NaN       NaN       NaN       NaN
tailRatio               NaN    NaN    1         1         0.1778   1         1.09      0.9095    NaN
sharpe                  NaN    NaN    NaN       NaN       -10.18   Infinity  283.7     -256.7    NaN
sortino                 NaN    NaN    Infinity  -19.1     -9.935   Infinity  Infinity  -19.08    NaN
calmar                  NaN    NaN    Infinity  -10       -1       Infinity  Infinity  -5        NaN
omega                   NaN    NaN    Infinity  0         0.1333   Infinity  Infinity  0         NaN
gainToPain              NaN    NaN    Infinity  -1        -1       Infinity  Infinity  -1        NaN
ulcerPerformance        NaN    NaN    Infinity  -10       -1.24    Infinity  Infinity  -6.325    NaN
recoveryFactor          NaN    NaN    Infinity  -1        -1       Infinity  Infinity  -1        NaN
stability               NaN    NaN    1         1         NaN      1         0.9993    0.999     NaN
maxDrawdown             NaN    0      0         -0.1      -1       0         0         -0.2      0
averageDrawdown         NaN    0      0         -0.1      -1       0         0         -0.2      0
currentDrawdown         NaN    0      0         -0.1      -1       0         0         -0.2      0
maxDrawdownDuration     NaN    0      0         86400000  345600000 0        0         172800000 0
maxDrawdownBars         NaN    0      0         1         4        0         0         2         0
drawdownCount           0      0      0         1         1        0         0         1         0
timeUnderWater          NaN    0      0         1         0.8      0         0         1         0
ulcerIndex              NaN    0      0         0.1       0.8062   0         0         0.1581    0
painIndex               NaN    0      0         0.1       0.7      0         0         0.15      0
exposure                NaN    0      0         0         0        0         0         0         0
averageExposure         NaN    0      0         0         0        0         0         0         0
maxExposure             NaN    0      0         0         0        0         0         0         0
turnover                NaN    0      0         0         0        0         0         0         0
feesPaid                0      0      0         0         0        0         0         0         0
slippagePaid            0      0      0         0         0        0         0         0         0
tradeCount              0      0      0         0         0        0         2         2         1
openTrades              0      0      0         0         0        0         0         0         0
openPnl                 0      0      0         0         0        0         0         0         0
positionCount           0      0      0         0         0        0         0         0         0
tradesPerYear           NaN    0      0         0         0        0         365.3     365.3     182.6
winRate                 NaN    NaN    NaN       NaN       NaN      NaN       1         0         0
profitFactor            NaN    NaN    NaN       NaN       NaN      NaN       Infinity  0         NaN
payoffRatio             NaN    NaN    NaN       NaN       NaN      NaN       Infinity  0         NaN
expectancy              NaN    NaN    NaN       NaN       NaN      NaN       10        -10       0
expectancyRatio         NaN    NaN    NaN       NaN       NaN      NaN       Infinity  -1        NaN
sqn                     NaN    NaN    NaN       NaN       NaN      NaN       Infinity  -Infinity NaN
kelly                   NaN    NaN    NaN       NaN       NaN      NaN       1         -Infinity NaN
averageWin              NaN    NaN    NaN       NaN       NaN      NaN       10        NaN       NaN
averageLoss             NaN    NaN    NaN       NaN       NaN      NaN       NaN       -10       NaN
averageTrade            NaN    NaN    NaN       NaN       NaN      NaN       0.1       -0.1      0
bestTrade               NaN    NaN    NaN       NaN       NaN      NaN       0.1       -0.1      0
worstTrade              NaN    NaN    NaN       NaN       NaN      NaN       0.1       -0.1      0
averageHolding          NaN    NaN    NaN       NaN       NaN      NaN       86400000  86400000  86400000
maxHolding              NaN    NaN    NaN       NaN       NaN      NaN       86400000  86400000  86400000
averageHoldingBars      NaN    NaN    NaN       NaN       NaN      NaN       1         1         1
maxHoldingBars          NaN    NaN    NaN       NaN       NaN      NaN       1         1         1
winStreak               0      0      0         0         0        0         2         0         0
lossStreak              0      0      0         0         0        0         0         2         0
longShare               NaN    NaN    NaN       NaN       NaN      NaN       1         1         1
averageMae              NaN    NaN    NaN       NaN       NaN      NaN       -0.01     -0.01     -0.01
averageMfe              NaN    NaN    NaN       NaN       NaN      NaN       0.02      0.02      0.02
benchmarkReturn         NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
excessReturn            NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
alpha                   NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
beta                    NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
correlation             NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
informationRatio        NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
trackingError           NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
upCapture               NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
downCapture             NaN    NaN    NaN       NaN       NaN      NaN       NaN       NaN       NaN
`;

const rows = new Map(
  expected
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .map(([name, ...values]) => [name, values.map(Number)]),
);

describe('every metric at the edges', () => {
  it('has a row in the table', () => {
    expect([...rows.keys()]).toEqual(
      metricCatalog.map((entry) => entry.name).sort((a, b) => [...rows.keys()].indexOf(a) - [...rows.keys()].indexOf(b)),
    );
    expect(rows.size).toBe(metricCatalog.length);
  });

  it.each(Object.keys(scenarios).map((name, column) => [name, column] as const))('is as documented: %s', (name, column) => {
    const metrics = metricsOf(scenarios[name as keyof typeof scenarios]);
    const wrong = [...rows]
      .map(([metric, values]) => ({ metric, expected: values[column], value: metrics[metric as MetricName] }))
      .filter((row) => !Object.is(Number(row.value.toPrecision(4)) + 0, row.expected));
    expect(wrong).toEqual([]);
  });

  it('is defined for a benchmark that is the account: nothing is left over', () => {
    const equity = [110, 99, 120, 96];
    const metrics = metricsOf(runOf(equity, { benchmark: Float64Array.from(equity) }));
    expect(metrics.beta).toBeCloseTo(1, 14);
    expect(metrics.alpha).toBeCloseTo(0, 14);
    expect(metrics.correlation).toBe(1);
    expect(metrics.trackingError).toBe(0);
    expect(metrics.informationRatio).toBeNaN();
    expect([metrics.upCapture, metrics.downCapture, metrics.excessReturn]).toEqual([1, 1, 0]);
  });

  it('is undefined, not noise, against a benchmark that stands still', () => {
    const metrics = metricsOf(runOf([110, 99, 120, 96], { benchmark: Float64Array.of(100, 100, 100, 100) }));
    for (const name of ['alpha', 'beta', 'correlation', 'upCapture', 'downCapture'] as const) expect(metrics[name], name).toBeNaN();
    expect(metrics.informationRatio).toBeCloseTo(metrics.sharpe, 12);
  });
});

describe('rounding never decides', () => {
  // 0.1 % a bar compounds with rounding: the returns differ in their last digits.
  const growth = Float64Array.from({ length: 5_000 }, (_, i) => 100 * 1.001 ** (i + 1));
  const returns = library.periodReturns(growth, 100);

  it('where constant growth leaves deviations of rounding noise', () => {
    expect(new Set(returns).size).toBeGreaterThan(1);
    expect(library.volatility(returns, { periodsPerYear: 252 })).toBe(0);
    expect(library.sharpe(returns, { periodsPerYear: 252 })).toBe(Number.POSITIVE_INFINITY);
    expect(library.skewness(returns)).toBeNaN();
    expect(library.kurtosis(returns)).toBeNaN();
  });

  it('where the risk-free return is the growth', () => {
    const options = { periodsPerYear: 252, riskFree: 1.001 ** 252 - 1 };
    expect(library.sharpe(returns, options)).toBeNaN();
    expect(library.sortino(returns, options)).toBeNaN();
    expect(library.downsideDeviation(returns, options)).toBe(0);
    expect(library.omega(returns, { threshold: 0.001 })).toBeNaN();
  });

  it('where a growth below the risk-free return is certain', () => {
    expect(library.sharpe(returns, { periodsPerYear: 252, riskFree: 0.5 })).toBe(Number.NEGATIVE_INFINITY);
  });

  it('where a drawdown is the last digit of an equity that only grew', () => {
    expect(library.calmar(0.1, -1e-16)).toBe(Number.POSITIVE_INFINITY);
    expect(library.recoveryFactor(0, -1e-16)).toBeNaN();
    expect(library.ulcerPerformance(0.01, 1e-16, 0.02)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('where all trades are the same', () => {
    expect(library.sqn([0.1, 0.1, 0.1])).toBe(Number.POSITIVE_INFINITY);
    expect(library.sqn([-1e-9, -1e-9])).toBe(Number.NEGATIVE_INFINITY);
    expect(library.sqn([0, 0])).toBeNaN();
  });

  it('where the tail is a whole number of returns but for a rounding', () => {
    // 100 * (1 - 0.95) is 5.0000000000000044: the worst five are meant, not a trace of the sixth.
    const ladder = Float64Array.from({ length: 100 }, (_, i) => -i);
    expect(library.conditionalValueAtRisk(ladder)).toBe(-97);
    // (101 - 1) * (1 - 0.95): the sixth lowest itself.
    expect(library.valueAtRisk(Float64Array.from({ length: 101 }, (_, i) => i))).toBe(5);
  });
});

describe('a NaN', () => {
  const holed = [0.01, Number.NaN, -0.02, 0.03, 0.01];
  const annual = { periodsPerYear: 252 };
  const others = [0.01, 0.02, -0.01, 0.02, 0];
  it.each([
    ['annualReturn', library.annualReturn(holed, 252)],
    ['averageExposure', library.averageExposure(holed)],
    ['averageLoss', library.averageLoss(holed)],
    ['averageWin', library.averageWin(holed)],
    ['bestPeriod', library.bestPeriod(holed)],
    ['worstPeriod', library.worstPeriod(holed)],
    ['positivePeriods', library.positivePeriods(holed)],
    ['volatility', library.volatility(holed, annual)],
    ['downsideDeviation', library.downsideDeviation(holed, annual)],
    ['sharpe', library.sharpe(holed, annual)],
    ['sortino', library.sortino(holed, annual)],
    ['omega', library.omega(holed)],
    ['gainToPain', library.gainToPain(holed)],
    ['skewness', library.skewness(holed)],
    ['kurtosis', library.kurtosis(holed)],
    ['tailRatio', library.tailRatio(holed)],
    ['valueAtRisk', library.valueAtRisk(holed)],
    ['conditionalValueAtRisk', library.conditionalValueAtRisk(holed)],
    ['maxExposure', library.maxExposure(holed)],
    ['timeInMarket', library.timeInMarket(holed)],
    ['winRate', library.winRate(holed)],
    ['profitFactor', library.profitFactor(holed)],
    ['payoffRatio', library.payoffRatio(holed)],
    ['expectancy', library.expectancy(holed)],
    ['expectancyRatio', library.expectancyRatio(holed)],
    ['kelly', library.kelly(holed)],
    ['sqn', library.sqn(holed)],
    ['winStreak', library.winStreak(holed)],
    ['lossStreak', library.lossStreak(holed)],
    ['beta', library.beta(holed, others)],
    ['alpha', library.alpha(holed, others, annual)],
    ['correlation', library.correlation(others, holed)],
    ['trackingError', library.trackingError(others, holed, 252)],
    ['informationRatio', library.informationRatio(holed, others, 252)],
    ['upCapture', library.upCapture(holed, others)],
    ['downCapture', library.downCapture(others, holed)],
    ['maxDrawdown', library.maxDrawdown([100, Number.NaN, 90], 100)],
    ['averageDrawdown', library.averageDrawdown([100, Number.NaN, 90], 100)],
    ['maxDrawdownBars', library.maxDrawdownBars([100, Number.NaN, 90], 100)],
    ['maxDrawdownDuration', library.maxDrawdownDuration([100, Number.NaN, 90], [0, 1, 2], 100)],
    ['ulcerIndex', library.ulcerIndex([100, Number.NaN, 90], 100)],
    ['painIndex', library.painIndex([100, Number.NaN, 90], 100)],
    ['timeUnderWater', library.timeUnderWater([100, Number.NaN, 90], 100)],
    ['stability', library.stability([100, Number.NaN, 90], 100)],
    ['peakEquity', library.peakEquity([100, Number.NaN, 90], 100)],
    ['calmar', library.calmar(Number.NaN, -0.1)],
    ['recoveryFactor', library.recoveryFactor(0.1, Number.NaN)],
    ['ulcerPerformance', library.ulcerPerformance(0.1, Number.NaN)],
  ])('makes %s NaN and is not skipped', (_, value) => {
    expect(value).toBeNaN();
  });

  it('is refused by the table of drawdowns, which has no row for it', () => {
    expect(() => library.drawdowns([100, Number.NaN, 90], [0, 1, 2], 100)).toThrow('Expected `equity` to have no NaN, was NaN at row 1.');
  });
});

describe('bad input', () => {
  const good = runOf([110, 121]);
  it.each([
    ['an unknown field', { ...good, equitty: 1 }, /Unknown option `equitty` in `input`.* Did you mean `equity`/],
    ['an array of numbers', { ...good, equity: [1, 2] }, /Expected `equity` to be a Float64Array, was `Array\(2\)`/],
    ['a column of another length', { ...good, time: new Float64Array(3) }, /Expected `time` to have length 2 as the equity, was 3/],
    ['no capital', { ...good, startingCash: 0 }, /Expected `startingCash` to be a finite number > 0, was `0`/],
    ['a start beyond the end', { ...good, from: 3 }, /Expected `from` to be an integer >= 0 and <= 2, was `3`/],
    ['a NaN of periods', { ...good, periodsPerYear: Number.NaN }, /Expected `periodsPerYear`/],
    ['a loss of everything without risk', { ...good, riskFree: -1 }, /Expected `riskFree` to be a finite number > -1/],
  ])('%s is refused at the door', (_, input, message) => {
    expect(() => metricsOf(input as never)).toThrow(message);
  });

  it.each([
    ['sharpe without periods', () => library.sharpe([0.1], {} as never), /Expected `periodsPerYear`/],
    ['a misspelt option', () => library.sharpe([0.1], { periodsPerYear: 1, riskfree: 0 } as never), /Did you mean `riskFree`/],
    [
      'a confidence of 95',
      () => library.valueAtRisk([0.1], { confidence: 95 }),
      /Expected `confidence` to be a finite number > 0 and < 1, was `95`/,
    ],
    ['a drawdown above 0', () => library.calmar(0.1, 0.2), /Expected `maxDrawdown` to be a finite number <= 0, was `0.2`/],
    [
      'returns and benchmark of two lengths',
      () => library.beta([0.1], [0.1, 0.2]),
      /Expected `benchmark` to have length 1 as the returns, was 2/,
    ],
    ['a window of 1', () => library.rollingSharpe([0.1], 1, { periodsPerYear: 1 }), /Expected `window` to be an integer >= 2, was `1`/],
    ['a text among numbers', () => library.winRate(['a'] as never), /Expected `pnl\[0\]` to be a number, was `'a'`/],
    ['an unknown metric', () => library.formatMetric('sharp' as never, 1), /Unknown metric `sharp`. Did you mean `sharpe`/],
    ['an unknown option of a table', () => library.drawdowns([1], [0], 1, { topp: 1 } as never), /Unknown option `topp`/],
  ])('%s is refused', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('a run without tables', () => {
  it('has the metrics of the equity, and those of a run that made no trade', () => {
    const { equity, time, startingCash, intervalMs, periodsPerYear } = runOf([110, 99]);
    const metrics = metricsOf({ equity, time, startingCash, intervalMs, periodsPerYear });
    expect(metrics.totalReturn).toBeCloseTo(-0.01, 14);
    expect(metrics.exposure).toBeNaN();
    expect(metrics.winRate).toBeNaN();
    expect([metrics.tradeCount, metrics.positionCount, metrics.feesPaid]).toEqual([0, 0, 0]);
  });

  it('takes fills whose bar is before `from` as none', () => {
    const fills = fillsOf([{ index: 0, price: 100, quantity: 1, fee: 3, slippage: 1 }]);
    expect(metricsOf(runOf([110, 99], { fills, from: 1 })).feesPaid).toBe(0);
    expect(metricsOf(runOf([110, 99], { fills })).turnover).toBeCloseTo((100 / 104.5 / (2 * day)) * 365.25 * day, 12);
  });
});
