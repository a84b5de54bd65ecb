import {
  deflatedSharpe,
  effectiveTrials,
  expectedMaximumSharpe,
  minimumBacktestLength,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeEstimate,
} from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseTrials } from './worlds.ts';

// Bailey and Lopez de Prado, The Sharpe ratio efficient frontier (2012) and The deflated Sharpe ratio (2014); Bailey,
// Borwein, Lopez de Prado and Zhu, Pseudo-mathematics and financial charlatanism (2014). Raw kurtosis less 3.
describe('the published figures', () => {
  const fund = { sharpe: 0.458, observations: 24 };
  const years = (perYear: number, shape = {}): number => {
    const record = { sharpe: 2 / Math.sqrt(perYear), observations: 2, ...shape };
    return minimumTrackRecord(record, { benchmark: 1 / Math.sqrt(perYear) }) / perYear;
  };
  const best = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, excessKurtosis: 7 };
  const sharpeVariance = 0.5 / 250;

  it.each([
    ['PSR of normal returns', probabilisticSharpe(fund), '0.982'],
    ['PSR of skewed returns', probabilisticSharpe({ ...fund, skewness: -2.448, excessKurtosis: 10.164 - 3 }), '0.913'],
    ['MinTRL, daily', years(250), '2.73'],
    ['MinTRL, weekly', years(52), '2.83'],
    ['MinTRL, monthly', years(12), '3.24'],
    ['MinTRL, monthly and skewed', years(12, { skewness: -0.72, excessKurtosis: 5.78 - 3 }), '4.99'],
    ['expected maximum of 10 trials', expectedMaximumSharpe(10), '1.57'],
    ['threshold of 100 trials', deflatedSharpe(best, { trials: 100, sharpeVariance }).threshold, '0.1132'],
    ['DSR of 100 trials', deflatedSharpe(best, { trials: 100, sharpeVariance }).probability, '0.9004'],
    ['DSR of 46 trials', deflatedSharpe(best, { trials: 46, sharpeVariance }).probability, '0.9505'],
    [
      'DSR of 88 trials, normal',
      deflatedSharpe({ sharpe: best.sharpe, observations: 1250 }, { trials: 88, sharpeVariance }).probability,
      '0.9505',
    ],
  ])('%s', (_, value, printed) => {
    expect(value.toFixed(printed.length - 2)).toBe(printed);
  });

  it('five years of data bear 45 trials before a Sharpe ratio of 1 is luck', () => {
    expect(minimumBacktestLength(45)).toBeLessThan(5);
    expect(minimumBacktestLength(46)).toBeGreaterThan(5);
  });
});

describe('laws', () => {
  const sharpe = fc.double({ min: -0.5, max: 0.5, noNaN: true });
  const observations = fc.integer({ min: 2, max: 10_000 });
  const trials = fc.double({ min: 2, max: 1e6, noNaN: true });

  it('a benchmark at the Sharpe ratio is beaten with even odds, a higher one less', () => {
    fc.assert(
      fc.property(sharpe, observations, fc.double({ min: 1e-3, max: 1, noNaN: true }), (s, n, more) => {
        const record = { sharpe: s, observations: n };
        expect(probabilisticSharpe(record, { benchmark: s })).toBe(0.5);
        expect(probabilisticSharpe(record, { benchmark: s + more })).toBeLessThan(0.5);
        expect(probabilisticSharpe(record, { benchmark: s - more }) + probabilisticSharpe(record, { benchmark: s + more })).toBeCloseTo(
          1,
          12,
        );
      }),
    );
  });

  it('a record of the minimum length has the confidence that was asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 5000 }), fc.double({ min: 0.5, max: 0.999, noNaN: true }), (n, confidence) => {
        const record = { sharpe: 0.1, observations: n, skewness: -0.5, excessKurtosis: 4 };
        const length = minimumTrackRecord(record, { confidence });
        expect(probabilisticSharpe({ ...record, observations: Math.ceil(length) + 1 })).toBeGreaterThanOrEqual(confidence);
        if (length >= 3)
          expect(probabilisticSharpe({ ...record, observations: Math.floor(length) })).toBeLessThanOrEqual(confidence + 1e-12);
      }),
    );
  });

  it('no length is enough below the benchmark', () => {
    expect(minimumTrackRecord({ sharpe: 0.1, observations: 9 }, { benchmark: 0.1 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('more trials raise the threshold, lengthen the backtest and lower the deflated Sharpe ratio', () => {
    fc.assert(
      fc.property(trials, fc.double({ min: 1.01, max: 10, noNaN: true }), (few, times) => {
        expect(expectedMaximumSharpe(few * times)).toBeGreaterThan(expectedMaximumSharpe(few));
        expect(minimumBacktestLength(few)).toBeLessThan(2 * Math.log(few));
        const record = { sharpe: 0.1, observations: 500 };
        const of = (n: number): number => deflatedSharpe(record, { trials: n, sharpeVariance: 1e-3 }).probability;
        expect(of(few * times)).toBeLessThan(of(few));
      }),
    );
  });

  it('one trial is judged as a record that nobody chose', () => {
    const returns = noiseTrials(3, 1, 200, 0.1)[0];
    expect(expectedMaximumSharpe(1)).toBe(0);
    expect(minimumBacktestLength(1)).toBe(0);
    expect(deflatedSharpe(returns, { trials: 1 }).probability).toBe(probabilisticSharpe(returns));
    expect(deflatedSharpe(returns, { trialSharpes: [0.1] }).probability).toBe(probabilisticSharpe(returns));
  });

  it('the order of the returns does not matter, nor their scale', () => {
    const returns = noiseTrials(4, 1, 300, 0.05)[0];
    const p = probabilisticSharpe(returns);
    expect(probabilisticSharpe(returns.toReversed())).toBeCloseTo(p, 13);
    expect(probabilisticSharpe(returns.map((r) => r * 1e-6))).toBeCloseTo(p, 13);
    expect(probabilisticSharpe([...returns])).toBe(p);
    expect(probabilisticSharpe(sharpeEstimate(returns))).toBe(p);
  });
});

describe('the effective number of trials', () => {
  it('is one for copies and all for strangers', () => {
    const [one, other] = noiseTrials(5, 2, 400);
    expect(effectiveTrials([one, one, one]).trials).toBeCloseTo(1, 12);
    expect(effectiveTrials([one]).trials).toBe(1);
    expect(effectiveTrials([one, one.map((r) => -r)]).trials).toBe(2);
    expect(effectiveTrials(noiseTrials(6, 50, 2_000)).trials).toBeGreaterThan(49);
    expect(effectiveTrials([one, one, other, other, other], { method: 'clusters' }).clusters).toEqual(Int32Array.of(0, 0, 1, 1, 1));
    expect(effectiveTrials([one], { method: 'clusters' }).trials).toBe(1);
    expect(effectiveTrials([one, other], { method: 'clusters' }).trials).toBe(2);
  });

  it('takes a trial that never traded for one like no other', () => {
    const [one] = noiseTrials(7, 1, 50);
    const idle = new Float64Array(50);
    expect(effectiveTrials([one, idle, idle])).toEqual({ trials: 3, averageCorrelation: 0 });
  });

  it('finds the groups of a noisy search', () => {
    const bases = noiseTrials(8, 5, 500);
    const own = noiseTrials(9, 40, 500);
    const trials = own.map((column, k) => column.map((value, i) => bases[k % 5][i] + 0.4 * value));
    const { trials: count, clusters } = effectiveTrials(trials, { method: 'clusters' });
    expect(count).toBe(5);
    expect([...clusters!]).toEqual(trials.map((_, k) => k % 5));
  });
});

describe('on noise', () => {
  it('the best of 20 trials seldom passes deflated, often does not so, and passes with an edge', () => {
    const passes = (edge: number, deflate: boolean): number => {
      let passed = 0;
      for (let world = 0; world < 500; world++) {
        const trials = noiseTrials(1_000 + world, 20, 250, edge);
        const sharpes = trials.map((trial) => sharpeEstimate(trial).sharpe);
        const best = trials[sharpes.indexOf(Math.max(...sharpes))];
        const p = deflate ? deflatedSharpe(best, { trialSharpes: sharpes }).probability : probabilisticSharpe(best);
        if (p > 0.95) passed++;
      }
      return passed / 500;
    };
    expect(passes(0, false)).toBeGreaterThan(0.5);
    expect(passes(0, true)).toBeLessThan(0.07);
    const power = [0.1, 0.25, 0.4].map((edge) => passes(edge, true));
    expect(power[1]).toBeGreaterThan(power[0]);
    expect(power[2]).toBeGreaterThan(0.7);
  });
});

describe('bad input is refused', () => {
  const returns = [0.01, -0.02, 0.03];
  it.each([
    ['Expected `returns` to have at least 2 values, had 1.', () => probabilisticSharpe([0.1])],
    ['Expected `returns[1]` to be finite, was `NaN`.', () => probabilisticSharpe([0.1, Number.NaN, 0.2])],
    ['Expected `returns` to vary, all 3 values are `0`.', () => probabilisticSharpe([0, 0, 0])],
    ['Expected `benchmark` to be a finite number, was `NaN`.', () => probabilisticSharpe(returns, { benchmark: Number.NaN })],
    ['Unknown option `riskfree` in `options`.', () => probabilisticSharpe(returns, { riskfree: 0 } as never)],
    ['Expected `record` to be an object, was `0.5`.', () => probabilisticSharpe(0.5 as never)],
    [
      'Unknown option `kurtosis` in `record`. Known options:',
      () => probabilisticSharpe({ sharpe: 1, observations: 9, kurtosis: 3 } as never),
    ],
    ['Expected `record.observations` to be an integer >= 2, was `1`.', () => probabilisticSharpe({ sharpe: 1, observations: 1 })],
    ['to be those of some distribution', () => probabilisticSharpe({ sharpe: 1, observations: 9, skewness: 3 })],
    ['Expected `confidence` to be a finite number >= 0.5 and < 1, was `95`.', () => minimumTrackRecord(returns, { confidence: 95 })],
    ['Expected `trials` to be a finite number >= 1, was `0`.', () => expectedMaximumSharpe(0)],
    ['Expected `sharpeVariance` to be a finite number >= 0, was `-1`.', () => expectedMaximumSharpe(5, { sharpeVariance: -1 })],
    ['Expected `sharpe` to be a finite number > 0, was `0`.', () => minimumBacktestLength(5, { sharpe: 0 })],
    ['Expected `trials` to be a finite number >= 1, was `undefined`.', () => deflatedSharpe(returns, {})],
    ['Expected `trials` to be a finite number >= 1, was `0`.', () => deflatedSharpe(returns, { trials: 0, sharpeVariance: 1 })],
    ['Expected `sharpeVariance`, or `trialSharpes` of at least two trials', () => deflatedSharpe(returns, { trials: 5 })],
    ['Expected `trialSharpes` to have at least 1 value, had 0.', () => deflatedSharpe(returns, { trialSharpes: [] })],
    ['Expected `trials` to have at least 1 column, had 0.', () => effectiveTrials([])],
    ['Expected `trials[1]` to have length 3 as `trials[0]`, was 2.', () => effectiveTrials([returns, [1, 2]])],
    ['Expected `trials` to be an array of columns', () => effectiveTrials(new Float64Array(5) as never)],
    ['Expected `method` to be one of', () => effectiveTrials([returns], { method: 'onc' as never })],
  ])('%s', (message, work) => {
    expect(work).toThrow(message);
  });
});
