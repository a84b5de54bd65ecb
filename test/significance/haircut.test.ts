import {
  adjustPValues,
  autocorrelatedSharpe,
  compareSharpes,
  haircutSharpe,
  type PValueAdjustment,
  sharpeEstimate,
} from 'barwright/significance';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseTrials, smoothed } from './worlds.ts';

const methods: readonly PValueAdjustment[] = ['bonferroni', 'holm', 'bh', 'bhy'];

describe('adjustPValues', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });

  it('raises, keeps the order, and is strictest by Bonferroni and mildest by BH', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const [bonferroni, holm, bh, bhy] = methods.map((method) => adjustPValues(p, { method }));
        p.forEach((value, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(Math.min(1, value * (1 - 1e-15)));
          expect(holm[i]).toBeGreaterThanOrEqual(bh[i] - 1e-15);
          expect(bonferroni[i]).toBeGreaterThanOrEqual(holm[i]);
          expect(bhy[i]).toBeGreaterThanOrEqual(bh[i]);
          expect(bhy[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of p.entries())
            if (value < other) for (const out of [bonferroni, holm, bh, bhy]) expect(out[i]).toBeLessThanOrEqual(out[j]);
        });
      }),
    );
  });

  it('leaves one p-value as it is, and none', () => {
    for (const method of methods) {
      expect([...adjustPValues([0.3], { method })]).toEqual([0.3]);
      expect([...adjustPValues([], { method })]).toEqual([]);
    }
  });
});

describe('haircutSharpe', () => {
  // Harvey and Liu, Backtesting (2015), printed by the authors' program for these inputs: 0.465, 0.409 and 0.169 (medians of
  // 2,000 worlds; mlfinlab's test has 0.174 for the last). Monthly, autocorrelation 0.1.
  it('reproduces the example of the paper', () => {
    const [rho, q] = [0.1, 12];
    const smoothing = (1 + ((2 * rho) / (1 - rho)) * (1 - (1 - rho ** q) / (q * (1 - rho)))) ** -0.5;
    const record = { sharpe: smoothing / Math.sqrt(12), observations: 120 };
    const { bonferroni, holm, bhy, average } = haircutSharpe(record, { trials: 100, correlation: 0.4 });
    expect(bonferroni.pValue.toFixed(3)).toBe('0.465');
    expect(Math.abs(holm.pValue - 0.409)).toBeLessThan(0.01);
    expect(Math.abs(bhy.pValue - 0.17)).toBeLessThan(0.01);
    expect(Math.abs(average.pValue - 0.348)).toBeLessThan(0.01);
  });

  it('takes off nothing from the only trial, and more with each trial', () => {
    const record = { sharpe: 0.2, observations: 240 };
    const one = haircutSharpe(record, { trialSharpes: [0.2] });
    for (const { sharpe, haircut } of [one.bonferroni, one.holm, one.bhy, one.average]) {
      expect(sharpe).toBeCloseTo(0.2, 12);
      expect(haircut).toBeCloseTo(0, 12);
    }
    const cuts = [1, 5, 50, 500].map((trials) => haircutSharpe(record, { trials, worlds: 200 }));
    for (const method of ['bonferroni', 'holm', 'bhy', 'average'] as const) {
      const haircuts = cuts.map((cut) => cut[method].haircut);
      expect(haircuts).toEqual(haircuts.toSorted((a, b) => a - b));
      for (const cut of cuts) expect(cut[method].haircut).toBeGreaterThanOrEqual(0);
      for (const cut of cuts) expect(cut[method].haircut).toBeLessThanOrEqual(1);
    }
  });

  it('leaves ratios of 0 and less as they are, and is kinder to high ones', () => {
    expect(haircutSharpe({ sharpe: -0.1, observations: 99 }, { trials: 9 })).toMatchObject({
      pValue: 1,
      average: { sharpe: -0.1, haircut: 0 },
    });
    const of = (sharpe: number): number => haircutSharpe({ sharpe, observations: 240 }, { trials: 50, worlds: 200 }).average.haircut;
    expect(of(0.3)).toBeLessThan(of(0.2));
    expect(of(0.2)).toBeLessThan(of(0.15));
  });

  it('takes trials that are not told for hopeless ones', () => {
    const record = { sharpe: 0.2, observations: 240 };
    const told = haircutSharpe(record, { trialSharpes: [0.2, 0.05], trials: 10 });
    expect(told.holm.pValue).toBeCloseTo(10 * told.pValue, 12);
    expect(told.bonferroni.pValue).toBeCloseTo(10 * told.pValue, 12);
  });
});

describe('autocorrelatedSharpe', () => {
  it('is the square root for independent returns, less where they are smoothed', () => {
    const [x] = noiseTrials(1, 1, 20_000, 0.1);
    const { factor, independent, sharpe } = autocorrelatedSharpe(x, { periods: 12 });
    expect(factor / Math.sqrt(12)).toBeCloseTo(1, 1);
    expect(sharpe / independent).toBeCloseTo(factor / Math.sqrt(12), 12);
    // An autoregression of weight w: eta(q) = sqrt(q / (1 + 2 w / (1 - w) (1 - (1 - w^q) / (q (1 - w))))).
    const [w, q] = [0.4, 12];
    const ideal = Math.sqrt(q / (1 + ((2 * w) / (1 - w)) * (1 - (1 - w ** q) / (q * (1 - w)))));
    expect(autocorrelatedSharpe(smoothed(x, w), { periods: q }).factor / ideal).toBeCloseTo(1, 1);
  });

  it('uses no more autocorrelations than the returns bear', () => {
    const [x] = noiseTrials(2, 1, 100);
    expect(autocorrelatedSharpe(x, { periods: 365 }).lags).toBe(10);
    expect(autocorrelatedSharpe(x, { periods: 4 }).lags).toBe(3);
  });
});

describe('compareSharpes', () => {
  const [x, noise] = noiseTrials(3, 2, 200, 0.2);
  const y = x.map((r, i) => 0.4 * r + noise[i]);

  it('turns its sign with the order, and does not see scale', () => {
    for (const method of ['normal', 'hac', 'bootstrap'] as const) {
      const options = { method, resamples: 199, blockLength: 4 };
      const [here, there] = [compareSharpes(x, y, options), compareSharpes(y, x, options)];
      expect(there.difference).toBe(-here.difference);
      expect(there.pValue).toBeCloseTo(here.pValue, 12);
      expect(there.standardError).toBeCloseTo(here.standardError, 12);
      const scaled = compareSharpes(
        x.map((r) => 4 * r),
        y,
        options,
      );
      expect(scaled.pValue).toBeCloseTo(here.pValue, 12);
      expect(here.difference).toBeCloseTo(sharpeEstimate(x).sharpe - sharpeEstimate(y).sharpe, 12);
    }
  });

  it('finds an edge', () => {
    const [a, b] = noiseTrials(4, 2, 1_000, 0.3);
    for (const method of ['normal', 'hac', 'bootstrap'] as const) expect(compareSharpes(a, b, { method }).pValue).toBeLessThan(0.01);
  });
});

describe('bad input is refused', () => {
  const [x, y] = noiseTrials(5, 2, 30);
  const record = { sharpe: 0.1, observations: 30 };
  it.each([
    ['Expected `pValues[1]` to be from 0 to 1, was `1.5`.', () => adjustPValues([0, 1.5], { method: 'bh' })],
    ['Expected `pValues[0]` to be from 0 to 1, was `NaN`.', () => adjustPValues([Number.NaN], { method: 'bh' })],
    ['Expected `method` to be one of', () => adjustPValues([0.1], { method: 'by' as never })],
    ['Expected `trials` to be an integer >= 1, was `undefined`.', () => haircutSharpe(record, {})],
    ['Expected `trials` to be an integer >= 2, was `1`.', () => haircutSharpe(record, { trialSharpes: [0.1, 0.2], trials: 1 })],
    ['Expected `correlation` to be a finite number >= 0 and <= 0.9, was `1`.', () => haircutSharpe(record, { trials: 5, correlation: 1 })],
    ['Expected `worlds` to be an integer >= 1, was `0`.', () => haircutSharpe(record, { trials: 5, worlds: 0 })],
    ['Expected `periods` to be an integer >= 2, was `1`.', () => autocorrelatedSharpe(x, { periods: 1 })],
    ['Expected `lags` to be an integer >= 1 and <= 11, was `12`.', () => autocorrelatedSharpe(x, { periods: 12, lags: 12 })],
    ['Expected `returns` to have at least 41 values, had 30.', () => autocorrelatedSharpe(x, { periods: 50, lags: 40 })],
    ['Expected `lags` to leave a variance above 0', () => autocorrelatedSharpe([1, -1, 1, -1, 1, -1, 1, -1], { periods: 9, lags: 1 })],
    ['Expected `b` to have length 30 as `a`, was 29.', () => compareSharpes(x, y.slice(1))],
    ['Expected `a` to have at least 10 values, had 9.', () => compareSharpes(x.slice(21), y.slice(21))],
    [
      'Expected `b` to move in its own way',
      () =>
        compareSharpes(
          x,
          x.map((r) => 2 * r),
        ),
    ],
    ['Expected `method` to be one of', () => compareSharpes(x, y, { method: 'stationary' as never })],
    [
      'Expected `blockLength` to be at most half of the 30 rows, was `20`.',
      () => compareSharpes(x, y, { method: 'bootstrap', blockLength: 20 }),
    ],
  ])('%s', (message, work) => {
    expect(work).toThrow(message);
  });
});
