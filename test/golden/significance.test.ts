import { readFileSync } from 'node:fs';
import {
  adjustPValues,
  autocorrelatedSharpe,
  bootstrap,
  compareSharpes,
  deflatedSharpe,
  drawsOfRows,
  effectiveTrials,
  expectedMaximumSharpe,
  haircutSharpe,
  minimumTrackRecord,
  modelConfidenceSet,
  optimalBlockLength,
  type PboResult,
  type PValueAdjustment,
  pbo,
  probabilisticSharpe,
  type Recentring,
  realityCheck,
  sharpeEstimate,
  spa,
  stepwiseSpa,
} from 'barwright/significance';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, studentTails, studentTailsQuantile } from '../../src/kernels/index.ts';
import { stationaryVariance } from '../../src/significance/stationary-variance.ts';
import { goldenReturns, goldenRows, goldenTrials, smoothed } from '../significance/worlds.ts';

type Pair = readonly [number, number];
type Triple = readonly [number, number, number];

interface Golden {
  readonly source: string;
  readonly distributions: { readonly normal: readonly Pair[]; readonly quantile: readonly Pair[]; readonly student: readonly Triple[] };
  readonly records: {
    readonly estimate: Readonly<Record<'sharpe' | 'observations' | 'skewness' | 'excessKurtosis', number>>;
    readonly psr: readonly Pair[];
    readonly minTrl: readonly Triple[];
    readonly expectedMaximum: readonly Pair[];
    readonly deflated: { readonly threshold: number; readonly probability: number; readonly variance: number };
  };
  readonly overfitting: readonly {
    readonly seed: number;
    readonly trials: number;
    readonly rows: number;
    readonly blocks: number;
    readonly metric: 'sharpe' | 'mean';
    readonly probability: number;
    readonly loss: number;
    readonly line: Triple;
    readonly first: boolean;
    readonly second: boolean;
    readonly combinations?: Readonly<Record<'selected' | 'inSample' | 'outOfSample' | 'average' | 'logits', readonly number[]>>;
  }[];
  readonly effective: {
    readonly average: number;
    readonly byCorrelation: number;
    readonly byClusters: number;
    readonly labels: readonly number[];
    readonly clusterSharpes: readonly number[];
  };
  readonly bootstrap: {
    readonly blockLengths: readonly (readonly [number, number, number, number])[];
    readonly intervals: readonly {
      readonly statistic: 'mean' | 'sharpe' | 'function';
      readonly estimate: number;
      readonly percentile: Pair;
      readonly basic: Pair;
      readonly bca: Pair;
      readonly standardError: number;
      readonly bias: number;
      readonly values: readonly number[];
    }[];
  };
  readonly superiority: {
    readonly whiteStatistic: number;
    readonly white: number;
    readonly variances: readonly number[];
    readonly cases: readonly {
      readonly studentise: boolean;
      readonly against: 'benchmark' | 'zero';
      readonly statistic: number;
      readonly best: number;
      readonly lower: number;
      readonly consistent: number;
      readonly upper: number;
      readonly steps: Readonly<Record<Recentring, readonly (readonly number[])[]>>;
    }[];
    readonly sets: Readonly<Record<'range' | 'max', { readonly eliminated: readonly number[]; readonly pValues: readonly number[] }>>;
  };
  readonly haircuts: {
    readonly pValue: number;
    readonly haircuts: Readonly<Record<'bonferroni' | 'holm' | 'bhy' | 'average', Triple>>;
    readonly pValues: readonly number[];
    readonly adjusted: Readonly<Record<PValueAdjustment, readonly number[]>>;
  };
  readonly comparisons: {
    readonly difference: number;
    readonly normal: Pair;
    readonly hac: Pair;
    readonly bootstrap: number;
    readonly lo: readonly Triple[];
  };
}

const golden: Golden = JSON.parse(readFileSync(new URL('./significance.json', import.meta.url), 'utf8'));

/** Equal to within a relative error, or an absolute one of the same size near zero. */
function near(value: number, expected: number, tolerance: number, least = 0): void {
  const error = Math.abs(value - expected) / Math.max(Math.abs(expected), least);
  expect(value === expected || error <= tolerance, `${value} is ${error} from ${expected}`).toBe(true);
}

function allNear(values: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    near(values[i], value, tolerance, 1e-3);
  });
}

describe(`distributions agree with ${golden.source}`, () => {
  const { normal, quantile, student } = golden.distributions;

  it.each(normal)('normalCdf of %d to 14 digits', (z, p) => near(normalCdf(z), p, 1e-14));

  it.each(quantile)('normalQuantile of %d to 14 digits', (p, z) => near(normalQuantile(p), z, 1e-14, 0.01));

  it.each(student)('studentTails with %d degrees of freedom at %d to 12 digits', (freedom, t, p) => {
    near(studentTails(t, freedom), p, 1e-12);
    near(studentTails(-t, freedom), p, 1e-12);
    if (p < 0.9) near(studentTailsQuantile(p, freedom), t, 1e-11);
  });

  it('answer the ends', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(Number.NaN), normalCdf(-40)]).toEqual([0, 1, Number.NaN, 0]);
    expect([0, 1, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN, Number.NaN]);
    expect([0, Infinity, Number.NaN].map((t) => studentTails(t, 5))).toEqual([1, 0, Number.NaN]);
    expect([0, 1, 2].map((p) => studentTailsQuantile(p, 5))).toEqual([Infinity, 0, Number.NaN]);
  });
});

describe(`track records agree with ${golden.source}`, () => {
  const { estimate, psr, minTrl, expectedMaximum, deflated } = golden.records;
  const returns = goldenReturns(7, 400, 0.0012);

  it('in their moments', () => {
    const ours = sharpeEstimate(returns);
    for (const name of ['sharpe', 'observations', 'skewness', 'excessKurtosis'] as const) near(ours[name], estimate[name], 1e-11);
  });

  it.each(psr)('probabilisticSharpe against %d', (benchmark, p) => {
    near(probabilisticSharpe(returns, { benchmark }), p, 1e-12);
  });

  it.each(minTrl)('minimumTrackRecord against %d with confidence %d', (benchmark, confidence, length) => {
    near(minimumTrackRecord(returns, { benchmark, confidence }), length, 1e-11);
  });

  it.each(expectedMaximum)('expectedMaximumSharpe of %d trials', (trials, maximum) => {
    near(expectedMaximumSharpe(trials), maximum, 1e-13);
  });

  it('deflatedSharpe from the Sharpe ratios of twelve trials', () => {
    const trialSharpes = goldenTrials(50, 12, 400).map((trial) => sharpeEstimate(trial).sharpe);
    const ours = deflatedSharpe(returns, { trialSharpes });
    near(ours.sharpeVariance, deflated.variance, 1e-12);
    near(ours.threshold, deflated.threshold, 1e-12);
    near(ours.probability, deflated.probability, 1e-11);
  });
});

describe(`cross-validation agrees with ${golden.source}`, () => {
  for (const { seed, trials, rows, blocks, metric, ...expected } of golden.overfitting) {
    const columns = goldenTrials(seed, trials, rows);

    const judge = (ours: PboResult): void => {
      near(ours.probability, expected.probability, 1e-14);
      near(ours.probabilityOfLoss, expected.loss, 1e-14);
      allNear([ours.degradation.slope, ours.degradation.intercept, ours.degradation.r2], expected.line, 1e-9);
      expect(ours.dominance).toEqual({ first: expected.first, second: expected.second });
      if (expected.combinations === undefined) return;
      expect([...ours.selected]).toEqual(expected.combinations.selected);
      allNear(ours.inSample, expected.combinations.inSample, 1e-11);
      allNear(ours.outOfSample, expected.combinations.outOfSample, 1e-11);
      allNear(ours.averageOutOfSample, expected.combinations.average, 1e-11);
      allNear(ours.logits, expected.combinations.logits, 1e-12);
    };

    it(`on ${trials} trials of ${rows} rows in ${blocks} blocks by ${metric}`, () => judge(pbo(columns, { blocks, metric })));

    it(`and by a function of the returns, ${metric}`, () => {
      const mean = (r: Float64Array): number => r.reduce((sum, value) => sum + value, 0) / r.length;
      judge(pbo(columns, { blocks, metric: metric === 'mean' ? mean : (r) => sharpeEstimate(r).sharpe }));
    });
  }
});

describe(`effectiveTrials agrees with ${golden.source}`, () => {
  const { average, byCorrelation, byClusters, labels, clusterSharpes } = golden.effective;
  const base = [0, 1, 2, 3].map((g) => goldenReturns(900 + g, 250, 0));
  const trials = Array.from({ length: 18 }, (_, k) => {
    const own = goldenReturns(950 + k, 250, 0);
    return own.map((value, i) => base[k % 4][i] + (0.3 + 0.05 * k) * value);
  });

  it('by correlation', () => {
    near(effectiveTrials(trials).averageCorrelation, average, 1e-11);
    near(effectiveTrials(trials).trials, byCorrelation, 1e-12);
  });

  it('by clusters', () => {
    const ours = effectiveTrials(trials, { method: 'clusters' });
    expect(ours.trials).toBe(byClusters);
    allNear(ours.clusterSharpes!, clusterSharpes, 1e-11);
    const pairs = (of: ArrayLike<number>): boolean[] => trials.flatMap((_, i) => trials.map((_, j) => of[i] === of[j]));
    expect(pairs(ours.clusters!)).toEqual(pairs(labels));
  });
});

describe(`bootstraps agree with ${golden.source}`, () => {
  const { blockLengths, intervals } = golden.bootstrap;

  it.each(blockLengths)('optimalBlockLength of a series of weight %d and %d rows', (weight, rows, stationary, circular) => {
    const ours = optimalBlockLength(smoothed(goldenReturns(30, rows, 0), weight));
    near(ours.stationary, stationary, 1e-10);
    near(ours.circular, circular, 1e-10);
  });

  const returns = goldenReturns(21, 50, 0.002);
  const draws = drawsOfRows(goldenRows(22, 50, 300, 4));
  const spread = (r: Float64Array): number => {
    const sorted = r.slice().sort();
    const place = 0.75 * (r.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) - sorted[0];
  };

  for (const expected of intervals) {
    const statistic = expected.statistic === 'function' ? spread : expected.statistic;
    it.each(['percentile', 'basic', 'bca'] as const)(`the interval of ${expected.statistic} by %s`, (interval) => {
      const ours = bootstrap(returns, { statistic, interval, confidence: 0.9, draws });
      allNear([ours.low, ours.high], expected[interval], 1e-10);
      allNear(ours.values.subarray(0, 5), expected.values, 1e-11);
      near(ours.estimate, expected.estimate, 1e-12);
      near(ours.standardError, expected.standardError, 1e-11);
      near(ours.bias, expected.bias, 1e-9, 1e-4);
    });
  }
});

describe(`tests of superiority agree with ${golden.source}`, () => {
  const { whiteStatistic, white, variances, cases, sets } = golden.superiority;
  const benchmark = goldenReturns(599, 120, 0.001);
  const trials = goldenTrials(600, 14, 120).map((trial, k) =>
    trial.map((r) => r + 0.0006 * Math.sin(k) + (k === 5 ? 0.0025 : 0) + (k === 9 ? 0.0035 : 0)),
  );
  const options = { draws: drawsOfRows(goldenRows(601, 120, 400, 4)), blockLength: 4 };

  it.each(variances)('the variance of a mean is %d', (variance) => {
    const column = trials[variances.indexOf(variance)].map((r, i) => r - benchmark[i]);
    near(stationaryVariance(120, 7.5)(column, column.reduce((sum, r) => sum + r, 0) / 120), variance, 1e-11);
  });

  it('the reality check', () => {
    const ours = realityCheck(trials, { ...options, benchmark });
    near(ours.statistic, whiteStatistic, 1e-12);
    near(ours.pValue, white, 1e-12);
  });

  for (const { studentise, against, steps, statistic, best, ...pValues } of cases) {
    const columns = against === 'zero' ? trials.map((trial) => trial.map((r) => r - 0.0015)) : trials;
    const given = { ...options, studentise, ...(against === 'zero' ? {} : { benchmark }) };

    it(`SPA against the ${against}, ${studentise ? '' : 'not '}studentised`, () => {
      const ours = spa(columns, given);
      near(ours.statistic, statistic, 1e-11);
      expect(ours.best).toBe(best);
      expect(ours).toMatchObject({ ...pValues, pValue: pValues.consistent });
    });

    it.each(['lower', 'consistent', 'upper'] as const)(
      `stepwise against the ${against}, ${studentise ? '' : 'not '}studentised, %s`,
      (recentring) => {
        [0.01, 0.05, 0.2, 0.5].forEach((level, i) => {
          expect([...stepwiseSpa(columns, { ...given, recentring, level }).superior]).toEqual(steps[recentring][i]);
        });
      },
    );
  }

  it.each(['range', 'max'] as const)('the model confidence set by %s', (statistic) => {
    const ours = modelConfidenceSet(trials, { ...options, statistic });
    const { eliminated, pValues } = sets[statistic];
    expect([...ours.eliminated]).toEqual(eliminated);
    eliminated.forEach((trial, step) => {
      near(ours.pValues[trial], pValues[step], 1e-12, 1e-3);
    });
    expect([...ours.included]).toEqual([...trials.keys()].filter((trial) => ours.pValues[trial] > 0.1));
  });
});

describe(`haircuts agree with ${golden.source}`, () => {
  const { pValue, haircuts, pValues, adjusted } = golden.haircuts;

  it.each(['bonferroni', 'holm', 'bh', 'bhy'] as const)('p-values raised by %s', (method) => {
    allNear(adjustPValues(pValues, { method }), adjusted[method], 1e-13);
  });

  it('of the best of fifteen trials', () => {
    const trialSharpes = goldenTrials(700, 15, 240).map((trial) => sharpeEstimate(trial).sharpe + 0.12);
    const ours = haircutSharpe({ sharpe: Math.max(...trialSharpes), observations: 240 }, { trialSharpes });
    near(ours.pValue, pValue, 1e-10);
    for (const method of ['bonferroni', 'holm', 'bhy', 'average'] as const) {
      allNear([ours[method].pValue, ours[method].sharpe, ours[method].haircut], haircuts[method], 1e-9);
    }
  });
});

describe(`comparisons of Sharpe ratios agree with ${golden.source}`, () => {
  const { difference, normal, hac, bootstrap: resampled, lo } = golden.comparisons;
  const x = goldenReturns(801, 150, 0.002);
  const other = goldenReturns(802, 150, -0.003);
  const y = x.map((r, i) => 0.5 * r + other[i]);

  it('by normal returns and by autocovariances', () => {
    for (const [method, expected] of [
      ['normal', normal],
      ['hac', hac],
    ] as const) {
      const ours = compareSharpes(x, y, { method });
      near(ours.difference, difference, 1e-11);
      allNear([ours.standardError, ours.pValue], expected, 1e-10);
    }
  });

  it('by the studentised bootstrap', () => {
    const draws = drawsOfRows(goldenRows(803, 150, 300, 5));
    near(compareSharpes(x, y, { method: 'bootstrap', draws, blockLength: 5 }).pValue, resampled, 1e-12);
  });

  it.each(lo)('the factor of %d periods from %d autocorrelations', (periods, lags, factor) => {
    const ours = autocorrelatedSharpe(x, { periods, lags });
    near(ours.factor, factor, 1e-11);
    near(ours.sharpe, factor * sharpeEstimate(x).sharpe, 1e-11);
  });
});
