import { checkKeys, checkNumber, checkOneOf, type NumberColumn, Rng } from '../core/index.ts';
import { gatherBlocksInto, normalCdf, normalQuantile, runningSumsInto, sumOfBlocks } from '../kernels/index.ts';
import { type Bootstrap, type BootstrapOptions, bootstrapKeys, bootstrapOf } from './bootstrap-options.ts';
import { drawer } from './draws.ts';
import { checkFigure, checkStatistic, figureOf, meanOf, type Statistic, sharpeFrom } from './figure.ts';
import type { Objective } from './objective.ts';
import { sortedQuantile } from './quantile.ts';
import { checkReturns } from './returns.ts';

/** What is resampled, and how its interval is read. */
export interface BootstrapIntervalOptions extends BootstrapOptions {
  /**
   * The figure whose error is asked: the mean or the Sharpe ratio of the returns of a period, or a function of returns.
   *
   * @default 'sharpe'
   */
  readonly statistic?: Statistic;
  /**
   * Share of worlds that the interval is to cover, between 0 and 1.
   *
   * @default 0.95
   */
  readonly confidence?: number;
  /**
   * `'percentile'`: quantiles of the resampled figures. `'basic'`: the same mirrored at the estimate. `'bca'`: quantiles
   * corrected for bias and for a spread that changes with the figure.
   *
   * @default 'percentile'
   */
  readonly interval?: 'percentile' | 'basic' | 'bca';
}

/** A figure with its error. */
export interface BootstrapInterval {
  /** The figure of the returns themselves. */
  readonly estimate: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Standard deviation (n - 1) of the resampled figures; 0 for one resample. */
  readonly standardError: number;
  /** Mean of the resampled figures less the estimate. */
  readonly bias: number;
  /** The figure of each resample, in the order drawn. */
  readonly values: Float64Array;
  /** Mean length of the blocks, in rows. */
  readonly blockLength: number;
}

/**
 * Confidence interval of a figure of returns by the block bootstrap: the figure is computed anew on resamples that keep
 * neighbouring returns together.
 *
 * Quantiles are of type 7. BCa: `Phi(z0 + (z0 + z) / (1 - a (z0 + z)))` with `z0 = Phi^-1` of the share of figures below the
 * estimate (equals count half) and the jackknife acceleration `a = sum d^3 / (6 (sum d^2)^1.5)`.
 *
 * The Sharpe ratio is of one period (multiply the ends by the square root of the periods of a year), 0 for a resample that
 * does not vary. Figures named by a word are added up from blocks and cost no pass over the rows.
 *
 * Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 13 and 14; Politis and Romano, The stationary
 * bootstrap, Journal of the American Statistical Association 89, 1994.
 *
 * @param returns returns a period, at least 2.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError below two returns.
 * @throws DataError where a return, or a figure, is not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { bootstrap } from 'barwright/significance';
 * const rng = new Rng(3);
 * const returns = Float64Array.from({ length: 500 }, () => 0.001 + 0.01 * rng.normal());
 * const { estimate, low, high } = bootstrap(returns, { resamples: 2000 });
 * console.log(estimate, low, high); // 0.0998..., 0.0132..., 0.1831...
 * bootstrap(returns, { statistic: (r) => r.filter((x) => x > 0).length / r.length, blockLength: 5 });
 * ```
 */
export function bootstrap(returns: NumberColumn, options: BootstrapIntervalOptions = {}): BootstrapInterval {
  checkKeys('options', options, [...bootstrapKeys, 'statistic', 'confidence', 'interval']);
  const confidence = checkNumber('confidence', options.confidence ?? 0.95, { above: 0, below: 1 });
  const interval = checkOneOf('interval', options.interval ?? 'percentile', ['percentile', 'basic', 'bca']);
  const statistic = checkStatistic(options.statistic ?? 'sharpe');
  const x = checkReturns('returns', returns, 2);
  const how = bootstrapOf(options, [x]);
  const estimate = figureOf(x.slice(), statistic);
  const values = resampled(x, statistic, how);
  const sorted = values.slice().sort();
  const [a, b] = [(1 - confidence) / 2, (1 + confidence) / 2];
  const [from, to] = interval === 'bca' ? corrected([a, b], estimate, values, x, statistic) : [a, b];
  const [low, high] = [sortedQuantile(sorted, from), sortedQuantile(sorted, to)];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    estimate,
    low: interval === 'basic' ? 2 * estimate - high : low,
    high: interval === 'basic' ? 2 * estimate - low : high,
    standardError: values.length === 1 ? 0 : Math.sqrt(squares / (values.length - 1)),
    bias: mean - estimate,
    values,
    blockLength: how.blockLength,
  };
}

/** The figure of each resample. */
function resampled(x: Float64Array, statistic: Statistic, how: Bootstrap): Float64Array {
  const evaluate = typeof statistic === 'function' ? byFunction(x, statistic) : bySums(x, statistic);
  const { draws, resamples } = how;
  const values = new Float64Array(resamples);
  if (draws !== undefined) {
    for (let b = 0; b < resamples; b++) values[b] = evaluate(draws.starts, draws.lengths, draws.offsets[b], draws.offsets[b + 1]);
    return values;
  }
  const drawInto = drawer(x.length, how.method, how.blockLength, new Rng(how.seed));
  const starts = new Int32Array(x.length);
  const lengths = new Int32Array(x.length);
  for (let b = 0; b < resamples; b++) values[b] = evaluate(starts, lengths, 0, drawInto(starts, lengths, 0));
  return values;
}

type Evaluate = (starts: Int32Array, lengths: Int32Array, from: number, to: number) => number;

function byFunction(x: Float64Array, statistic: Objective): Evaluate {
  const sample = new Float64Array(x.length);
  return (starts, lengths, from, to) => {
    gatherBlocksInto(sample, x, starts, lengths, from, to);
    return checkFigure(statistic(sample));
  };
}

/** From running sums of the deviations from the mean, which lose fewer digits than the returns. */
function bySums(x: Float64Array, statistic: 'mean' | 'sharpe'): Evaluate {
  const n = x.length;
  const mean = meanOf(x);
  const deviations = x.map((value) => value - mean);
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  runningSumsInto(sums, deviations);
  runningSumsInto(
    squares,
    deviations.map((value) => value * value),
  );
  if (statistic === 'mean') return (starts, lengths, from, to) => mean + sumOfBlocks(sums, starts, lengths, from, to) / n;
  return (starts, lengths, from, to) => {
    const sum = sumOfBlocks(sums, starts, lengths, from, to);
    return sharpeFrom(mean, sum, sumOfBlocks(squares, starts, lengths, from, to), n);
  };
}

/** The shares of the values that lie below the ends, corrected for bias and acceleration. */
function corrected(
  shares: readonly number[],
  estimate: number,
  values: Float64Array,
  x: Float64Array,
  statistic: Statistic,
): readonly number[] {
  const below = values.reduce((sum, value) => sum + Number(value < estimate) + Number(value === estimate) / 2, 0);
  const bias = normalQuantile(Math.min(Math.max(below, 0.5), values.length - 0.5) / values.length);
  const acceleration = accelerationOf(withoutEach(x, statistic));
  return shares.map((share) => {
    const z = bias + normalQuantile(share);
    return normalCdf(bias + z / (1 - acceleration * z));
  });
}

/** The figure without each of the returns. */
function withoutEach(x: Float64Array, statistic: Statistic): Float64Array {
  const n = x.length;
  if (typeof statistic === 'function') {
    const rest = x.slice(1);
    return x.map((_, i) => {
      if (i > 0) rest[i - 1] = x[i - 1];
      return checkFigure(statistic(rest));
    });
  }
  const mean = meanOf(x);
  const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return x.map((value) => {
    const d = value - mean;
    return statistic === 'mean' ? mean - d / (n - 1) : sharpeFrom(mean, -d, squares - d * d, n - 1);
  });
}

function accelerationOf(figures: Float64Array): number {
  const mean = meanOf(figures);
  const largest = figures.reduce((most, figure) => Math.max(most, Math.abs(mean - figure)), 0);
  if (largest === 0) return 0;
  let squares = 0;
  let cubes = 0;
  for (const figure of figures) {
    const share = (mean - figure) / largest;
    squares += share ** 2;
    cubes += share ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}
