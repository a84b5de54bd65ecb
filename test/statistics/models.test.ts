import { BarwrightError, DataError, NotEnoughDataError } from 'barwright';
import { Rng } from 'barwright/core';
import { type FittedModel, garch, jarqueBera, jumpDiffusion, ljungBox, markovSwitching } from 'barwright/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../src/statistics/minimise.ts';

type Fitted = FittedModel<object>;

const noise = (seed: number, length: number): Float64Array => {
  const rng = new Rng(seed);
  return Float64Array.from({ length }, () => 0.01 * rng.normal());
};

/** A series of three regimes, so with clusters and fat tails, that each model can be fitted to. */
function clustered(seed: number, length: number): Float64Array {
  const rng = new Rng(seed);
  let wild = 0;
  return Float64Array.from({ length }, () => {
    if (rng.uniform() < 0.04) wild = (wild + 1 + rng.int(2)) % 3;
    return [0.002, -0.0005, -0.004][wild] + [0.003, 0.01, 0.03][wild] * rng.normal();
  });
}

const models: Readonly<Record<string, (returns: Float64Array) => Fitted>> = {
  'GARCH(1,1)': (returns) => garch(returns),
  'GJR-GARCH with t': (returns) => garch(returns, { leverage: true, innovations: 't' }),
  'ARCH(2) without mean': (returns) => garch(returns, { p: 2, q: 0, mean: 'zero' }),
  'two regimes': (returns) => markovSwitching(returns),
  'three regimes': (returns) => markovSwitching(returns, { regimes: 3 }),
  'jump diffusion': (returns) => jumpDiffusion(returns),
};

describe.each(Object.entries(models))('%s', (_, fitTo) => {
  const returns = clustered(5, 1_500);
  const fit = fitTo(returns);

  it('finds itself again in what it draws', () => {
    const again = fitTo(fit.simulate(4_000, 11).returns);
    expect(again.converged).toBe(true);
    const [before, after] = [fit, again].map(({ parameters }) => parameters as Readonly<Record<string, number>>);
    const errors = (again.robustErrors ?? {}) as Readonly<Record<string, number>>;
    for (const [name, value] of Object.entries(before)) {
      if (errors[name] === undefined) continue;
      expect(Math.abs(after[name] - value), `${name}: ${value}, again ${after[name]}`).toBeLessThan(
        4.5 * errors[name] + 1e-3 * Math.abs(value),
      );
    }
  });

  it('counts its parameters in its criteria', () => {
    const k = Object.keys(fit.parameters).length;
    expect(fit.aic).toBeCloseTo(2 * k - 2 * fit.logLikelihood, 8);
    expect(fit.bic).toBeCloseTo(k * Math.log(returns.length) - 2 * fit.logLikelihood, 8);
  });

  it('leaves normal residuals without memory where it is right', () => {
    let [normal, memory, clusters] = [0, 0, 0];
    for (let world = 0; world < 24; world++) {
      const { quantileResiduals } = fitTo(fit.simulate(600, 100 + world).returns);
      if (jarqueBera(quantileResiduals).pValue < 0.05) normal++;
      if (ljungBox(quantileResiduals).pValue < 0.05) memory++;
      if (ljungBox(quantileResiduals.map((z) => z * z)).pValue < 0.05) clusters++;
    }
    // 24 worlds at one in twenty: 7 or more have a chance of 1e-4; fitted residuals reject less.
    expect(Math.max(normal, memory, clusters)).toBeLessThan(7);
  });

  it('draws the same for the same seed, and moments of its own', () => {
    expect(fit.simulate(200, 4)).toEqual(fit.simulate(200, new Rng(4)));
    expect(fit.simulate(200, 4).returns).not.toEqual(fit.simulate(200, 5).returns);
    expect(fit.simulate(0).returns.length).toBe(0);
    const { returns: long, residuals, deviations } = fit.simulate(40_000, 6);
    const square = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0) / x.length;
    expect(square(residuals)).toBeGreaterThan(0.9);
    expect(square(residuals)).toBeLessThan(1.1);
    if (!('persistence' in fit)) expect(Math.abs(square(long) / square(returns) - 1)).toBeLessThan(0.1);
    expect(deviations.every((deviation) => deviation > 0)).toBe(true);
  });

  it('says the same in other units', () => {
    const other = fitTo(returns.map((value) => value * 1_000));
    expect(other.logLikelihood).toBeCloseTo(fit.logLikelihood - returns.length * Math.log(1_000), 4);
    expect(other.residuals[700]).toBeCloseTo(fit.residuals[700], 3);
  });

  it('leaves its input as it was and answers the same again', () => {
    const copy = returns.slice();
    expect(fitTo(returns).parameters).toEqual(fit.parameters);
    expect(returns).toEqual(copy);
  });

  it('refuses what it cannot fit', () => {
    expect(() => fitTo(noise(1, 99))).toThrow(NotEnoughDataError);
    expect(() => fitTo(new Float64Array(200).fill(0.001))).toThrow(/vary, all 200 values/);
    expect(() => fitTo(noise(1, 200).fill(Number.NaN, 7, 8))).toThrow(/`returns\[7\]` to be finite, was `NaN`/);
    expect(() => fitTo(noise(1, 200).fill(Number.POSITIVE_INFINITY, 3, 4))).toThrow(DataError);
    expect(() => fit.simulate(-1)).toThrow(/`length` to be an integer >= 0/);
    expect(() => fit.simulate(5, 0.5)).toThrow(/`seed` to be an integer/);
    expect(() => fit.simulate(5, 'x' as never)).toThrow(/`seed` to be an integer or an Rng/);
  });

  it('answers no NaN for any series that it takes', () => {
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: -0.1, max: 0.1, noNaN: true }) },
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(5, -5, 1e-9, 1e-300) },
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 100, maxLength: 130 }), (series) => {
        let found: Fitted;
        try {
          found = fitTo(Float64Array.from(series));
        } catch (error) {
          expect(error).toBeInstanceOf(BarwrightError);
          return;
        }
        const { parameters, logLikelihood, aic, bic, standardErrors, robustErrors, residuals, quantileResiduals, deviations } = found;
        for (const record of [parameters, standardErrors, robustErrors, { logLikelihood, aic, bic }])
          for (const [name, figure] of Object.entries(record ?? {})) expect(Number.isFinite(figure), `${name} ${figure}`).toBe(true);
        for (const column of [residuals, quantileResiduals, deviations, found.simulate(30).returns])
          expect(column.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 12, seed: 7, endOnFailure: true },
    );
  });
});

describe.each(['GARCH(1,1)', 'two regimes', 'jump diffusion'])('errors of %s', (name) => {
  it('hold the truth in nineteen worlds of twenty', () => {
    const fitTo = models[name];
    const fit = fitTo(clustered(5, 1_500));
    const truth = fit.parameters as Readonly<Record<string, number>>;
    const worlds = 30;
    let held = 0;
    for (let world = 0; world < worlds; world++) {
      const { parameters, standardErrors } = fitTo(fit.simulate(1_000, 500 + world).returns);
      const [found, errors] = [parameters, standardErrors ?? {}] as readonly Readonly<Record<string, number>>[];
      const names = Object.keys(truth);
      held += names.filter((one) => Math.abs(found[one] - truth[one]) < 1.96 * errors[one]).length / names.length;
    }
    // Parameters of one world go together: three and a half deviations of the share of worlds.
    expect(Math.abs(held / worlds - 0.95)).toBeLessThan(3.5 * Math.sqrt((0.05 * 0.95) / worlds));
  });
});

describe('garch', () => {
  it('stays stationary on returns that are not', () => {
    const drifting = noise(3, 800).map((value, t) => value * (1 + t / 50));
    const { persistence, variance, parameters } = garch(drifting);
    expect(persistence).toBeLessThan(1);
    expect(variance).toBeGreaterThan(0);
    expect(parameters.omega).toBeGreaterThan(0);
    expect(parameters.alpha1).toBeGreaterThanOrEqual(0);
  });

  it('finds leverage where falls raise the variance', () => {
    const rng = new Rng(4);
    let [h, e] = [1, 0];
    const returns = Float64Array.from({ length: 4_000 }, () => {
      h = 0.05 + (0.03 + (e < 0 ? 0.12 : 0)) * e * e + 0.86 * h;
      e = Math.sqrt(h) * rng.normal();
      return e;
    });
    const plain = garch(returns);
    const { parameters, standardErrors, bic } = garch(returns, { leverage: true });
    expect(bic).toBeLessThan(plain.bic);
    expect(parameters.gamma1).toBeGreaterThan(4 * (standardErrors?.gamma1 ?? 1));
  });

  it('has the variance of the series in the long run where it is told to', () => {
    const returns = clustered(5, 1_500);
    const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
    const variance = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / returns.length;
    const [free, bound] = [garch(returns), garch(returns, { targeting: true })];
    expect(bound.variance / variance).toBeCloseTo(1, 10);
    expect(Math.abs(free.variance / variance - 1)).toBeGreaterThan(0.01);
    expect(bound.logLikelihood).toBeLessThan(free.logLikelihood);
    expect(bound.standardErrors).toBeNull();
  });

  it.each([
    [{ p: 0 }, /`p` to be an integer >= 1/],
    [{ q: 6 }, /`q` to be an integer/],
    [{ innovations: 'student' }, /`innovations` to be one of 'normal', 't'/],
    [{ leverage: 'yes' }, /`leverage` to be true or false, was `'yes'`/],
    [{ order: 1 }, /Unknown option `order`/],
  ])('refuses %j', (options, message) => {
    expect(() => garch(noise(1, 200), options as never)).toThrow(message);
  });
});

describe('markovSwitching', () => {
  it('knows most of the hidden regimes, calm ones first', () => {
    const rng = new Rng(8);
    let wild = 0;
    const hidden: number[] = [];
    const returns = Float64Array.from({ length: 3_000 }, () => {
      if (rng.uniform() < 0.02) wild = 1 - wild;
      hidden.push(wild);
      return (wild ? 0.03 : 0.006) * rng.normal();
    });
    const { regimes, smoothed, filtered, transition } = markovSwitching(returns);
    const right = (column: Float64Array): number => hidden.filter((state, t) => Number(column[t] > 0.5) === state).length / hidden.length;
    expect(right(smoothed[1])).toBeGreaterThan(0.97);
    expect(right(filtered[1])).toBeGreaterThan(0.93);
    expect(regimes[0].deviation).toBeLessThan(regimes[1].deviation);
    expect(regimes[0].share + regimes[1].share).toBeCloseTo(1, 12);
    expect(transition[0][0] + transition[0][1]).toBeCloseTo(1, 12);
    expect(1 / regimes[1].duration).toBeCloseTo(transition[1][0], 12);
    for (let t = 0; t < 3_000; t += 100) expect(smoothed[0][t] + smoothed[1][t]).toBeCloseTo(1, 10);
  });

  it('sees nothing of the future in what is filtered', () => {
    const returns = clustered(2, 600);
    const { parameters, filtered } = markovSwitching(returns);
    expect(Object.keys(parameters)).toEqual(['mu1', 'mu2', 'sigma1', 'sigma2', 'p12', 'p21']);
    expect(filtered[0].length).toBe(600);
    expect(() => markovSwitching(returns, { regimes: 1 })).toThrow(/`regimes` to be an integer >= 2 and <= 5/);
  });
});

describe('jumpDiffusion', () => {
  it('finds the jumps that were put in', () => {
    const rng = new Rng(6);
    const jumped: number[] = [];
    const returns = Float64Array.from({ length: 3_000 }, () => {
      jumped.push(+(rng.uniform() < 0.03));
      return 0.005 * rng.normal() + (jumped.at(-1) === 1 ? 0.05 * rng.normal() - 0.02 : 0);
    });
    const { parameters, jumpChances, jumpShare } = jumpDiffusion(returns);
    expect(parameters.lambda).toBeCloseTo(0.03, 2);
    expect(parameters.sigma).toBeCloseTo(0.005, 3);
    expect(jumpShare).toBeGreaterThan(0.5);
    expect(jumped.filter((flag, t) => Number(jumpChances[t] > 0.5) === flag).length).toBeGreaterThan(2_950);
    expect(jumpChances.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
  });
});

describe('tests of residuals', () => {
  it('reject noise one time in twenty, and memory nearly always', () => {
    let [noisy, squared, found] = [0, 0, 0];
    for (let world = 0; world < 500; world++) {
      const x = noise(1_000 + world, 300);
      if (ljungBox(x).pValue < 0.05) noisy++;
      if (ljungBox(x.map((value) => value * value)).pValue < 0.05) squared++;
      if (world < 100 && ljungBox(x.map((value, t) => value + (t > 0 ? 0.4 * x[t - 1] : 0))).pValue < 0.05) found++;
    }
    const bound = 3.5 * Math.sqrt(500 * 0.05 * 0.95);
    expect(Math.abs(noisy - 25)).toBeLessThan(bound);
    expect(Math.abs(squared - 25)).toBeLessThan(bound);
    expect(found).toBeGreaterThan(95);
  });

  it('refuse what they cannot answer', () => {
    expect(() => ljungBox([1, 2, 3])).toThrow(NotEnoughDataError);
    expect(() => ljungBox(noise(1, 20), { lags: 20 })).toThrow(/`lags` to be an integer >= 1 and <= 19/);
    expect(() => ljungBox(noise(1, 20), { lags: 3, fitted: 3 })).toThrow(/`fitted` to be an integer >= 0 and <= 2/);
    expect(() => jarqueBera(new Float64Array(9))).toThrow(/vary/);
  });
});

describe('minimise', () => {
  it('comes down the valley of Rosenbrock and the four of Himmelblau', () => {
    const valley = minimise(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
    expect(valley.converged).toBe(true);
    expect([...valley.x]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
    const four = minimise(([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2, [1, 1]);
    expect([...four.x]).toEqual([expect.closeTo(3, 6), expect.closeTo(2, 6)]);
  });

  it('stays where the function is finite', () => {
    const { x, converged } = minimise(([a]) => (a <= 0 ? Number.NaN : a - Math.log(a)), [5]);
    expect([x[0], converged]).toEqual([expect.closeTo(1, 6), true]);
  });
});
