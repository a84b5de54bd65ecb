import { readFileSync } from 'node:fs';
import { garch, jarqueBera, jumpDiffusion, ljungBox, markovSwitching } from 'barwright/statistics';
import { describe, expect, it } from 'vitest';
import { chiSquaredTail } from '../../src/kernels/index.ts';

interface Fit {
  readonly parameters: readonly number[];
  readonly logLikelihood: number;
  readonly standardErrors: readonly number[];
}
type SeriesName = 'calm' | 'tailed' | 'drift' | 'two' | 'three' | 'jumps' | 'noise';

interface Golden {
  readonly source: string;
  /** In 1e-4. */
  readonly series: Readonly<Record<SeriesName, readonly number[]>>;
  readonly arch: readonly (Fit & {
    readonly series: SeriesName;
    readonly shape: { readonly p: number; readonly o: number; readonly q: number; readonly dist: 'normal' | 't' };
    readonly robustErrors: readonly number[];
    readonly deviations: readonly number[];
  })[];
  readonly plain: { readonly normal: Fit; readonly t: Fit; readonly jumps: Fit };
  readonly statsmodels: readonly {
    readonly series: SeriesName;
    readonly regimes: number;
    readonly means: readonly number[];
    readonly variances: readonly number[];
    readonly transition: readonly (readonly number[])[];
    readonly logLikelihood: number;
    readonly errors: Readonly<Record<string, number>>;
    readonly rows: readonly number[];
    readonly filtered: readonly (readonly number[])[];
    readonly smoothed: readonly (readonly number[])[];
  }[];
  readonly tests: {
    readonly ljungBox: readonly (readonly [SeriesName, number, number, number])[];
    readonly jarqueBera: readonly (readonly [SeriesName, number, number])[];
    readonly chiSquared: readonly (readonly [number, number, number])[];
  };
}

const golden: Golden = JSON.parse(readFileSync(new URL('./statistics.json', import.meta.url), 'utf8'));
const series = (name: SeriesName): Float64Array => Float64Array.from(golden.series[name], (value) => value / 1e4);

/** Every entry within a relative distance. */
function expectNear(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, k) => {
    expect(Math.abs(value / wanted[k] - 1), `entry ${k}: ${value} against ${wanted[k]}`).toBeLessThan(tolerance);
  });
}
const numbers = (record: object | null): number[] => Object.values(record ?? {});

describe(`fits by ${golden.source}`, () => {
  it.each(golden.arch.map((row) => [row.series, JSON.stringify(row.shape), row] as const))('are ours: arch on %s, %s', (_, __, row) => {
    const { p, o, q, dist } = row.shape;
    const fit = garch(series(row.series), { p, q, leverage: o > 0, innovations: dist, mean: 'zero' });
    expect(fit.converged).toBe(true);
    expect(Math.abs(fit.logLikelihood - row.logLikelihood)).toBeLessThan(1e-6);
    expectNear(numbers(fit.parameters), row.parameters, 5e-4);
    expectNear(numbers(fit.standardErrors), row.standardErrors, 2e-3);
    expectNear(numbers(fit.robustErrors), row.robustErrors, 2e-3);
    expectNear(
      [0, 1, 10, 100, 500].map((t) => fit.deviations[t]),
      row.deviations,
      1e-4,
    );
  });

  it.each(['normal', 't'] as const)('are ours: plain GARCH with a mean, %s', (innovations) => {
    const wanted = golden.plain[innovations];
    const fit = garch(series('drift'), { innovations });
    expect(Math.abs(fit.logLikelihood - wanted.logLikelihood)).toBeLessThan(1e-8);
    expectNear(numbers(fit.parameters), wanted.parameters, 1e-5);
    expectNear(numbers(fit.standardErrors), wanted.standardErrors, 1e-3);
  });

  it('are ours: jump diffusion', () => {
    const wanted = golden.plain.jumps;
    const fit = jumpDiffusion(series('jumps'));
    expect(Math.abs(fit.logLikelihood - wanted.logLikelihood)).toBeLessThan(1e-8);
    expectNear(numbers(fit.parameters), wanted.parameters, 1e-5);
    expectNear(numbers(fit.standardErrors), wanted.standardErrors, 1e-3);
  });

  it.each(golden.statsmodels.map((row) => [row.regimes, row] as const))('are ours: %i regimes of statsmodels', (regimes, row) => {
    const fit = markovSwitching(series(row.series), { regimes });
    const order = row.variances.map((_, k) => k).sort((a, b) => row.variances[a] - row.variances[b]);
    expect(fit.logLikelihood).toBeGreaterThan(row.logLikelihood - 1e-6);
    expect(fit.logLikelihood).toBeLessThan(row.logLikelihood + 1e-4);
    fit.regimes.forEach(({ mean, deviation }, k) => {
      expect(mean).toBeCloseTo(row.means[order[k]], 4);
      expect(deviation ** 2).toBeCloseTo(row.variances[order[k]], 3);
      fit.transition[k].forEach((chance, j) => {
        expect(chance).toBeCloseTo(row.transition[order[k]][order[j]], 4);
      });
      row.rows.forEach((t, at) => {
        expect(fit.filtered[k][t]).toBeCloseTo(row.filtered[at][order[k]], 4);
        expect(fit.smoothed[k][t]).toBeCloseTo(row.smoothed[at][order[k]], 4);
      });
      const { [`mu${k + 1}` as const]: mean_, [`sigma${k + 1}` as const]: sigma } = fit.standardErrors ?? {};
      if (mean_ === undefined || sigma === undefined) return;
      expectNear([mean_], [row.errors[`const[${order[k]}]`]], 5e-3);
      expectNear([2 * deviation * sigma], [row.errors[`sigma2[${order[k]}]`]], 5e-3);
    });
  });

  it('are ours: tests', () => {
    for (const [name, lags, statistic, pValue] of golden.tests.ljungBox) {
      const test = ljungBox(series(name), { lags });
      expectNear([test.statistic, test.pValue], [statistic, pValue], 1e-10);
    }
    for (const [name, statistic, pValue] of golden.tests.jarqueBera) {
      const test = jarqueBera(series(name));
      expectNear([test.statistic, test.pValue], [statistic, pValue], 1e-9);
    }
    for (const [x, freedom, tail] of golden.tests.chiSquared) expectNear([chiSquaredTail(x, freedom)], [tail], 1e-12);
  });
});
