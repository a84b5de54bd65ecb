import { ArgumentError, checkKeys, checkLength, checkOneOf, DataError, type NumberColumn } from '../core/index.ts';
import { gatherBlocksInto, normalCdf } from '../kernels/index.ts';
import { type BootstrapOptions, bootstrapKeys, bootstrapOf, drawsOf } from './bootstrap-options.ts';
import { figureOf, meanOf } from './figure.ts';
import { checkVaried } from './returns.ts';

/** How the error of a difference is found. */
export interface CompareSharpesOptions extends Omit<BootstrapOptions, 'method'> {
  /**
   * `'normal'`: independent normal returns (Jobson and Korkie, corrected by Memmel). `'hac'`: any stationary returns, from
   * autocovariances (Ledoit and Wolf). `'bootstrap'`: the same by the studentised circular bootstrap, the best of the three for
   * short records; the other options are for it alone.
   *
   * @default 'hac'
   */
  readonly method?: 'normal' | 'hac' | 'bootstrap';
}

/** How far two Sharpe ratios lie apart. */
export interface SharpeComparison {
  /** Sharpe ratio of one period of the first less that of the second. */
  readonly difference: number;
  readonly standardError: number;
  /** Difference over standard error. */
  readonly statistic: number;
  /** Chance of a difference of this size, on either side, where the true ratios are the same. */
  readonly pValue: number;
}

/**
 * Whether two strategies over the same periods have different Sharpe ratios.
 *
 * Normal: variance `(2 - 2 rho + (a^2 + b^2 - 2 a b rho^2) / 2) / n` with the ratios a and b and the correlation rho. HAC: the
 * delta method on the means and second moments, whose long-run covariance is estimated with the Parzen kernel and the
 * automatic bandwidth of Andrews (1991), times `n / (n - 4)`; its columns are weighed by their variances, so that the unit of
 * the returns does not matter, where the authors' program weighs all alike. Bootstrap: the same standard error for the data, that of the
 * blocks for each resample, and `(1 + resamples that reach the statistic) / (1 + resamples)`; block length rounded up.
 *
 * Swapping the two turns the sign and leaves the p-value. Ratios are hard to tell apart: with correlation 0.5 and ratios of
 * 1 and 0 a year it takes about four years.
 *
 * Source: Memmel, Performance hypothesis testing with the Sharpe ratio, Finance Letters 1, 2003; Ledoit and Wolf, Robust
 * performance hypothesis testing with the Sharpe ratio, Journal of Empirical Finance 15, 2008, sections 2 and 3.
 *
 * @param a returns a period, at least 10.
 * @param b returns of the same periods.
 * @throws ArgumentError where lengths differ, or an option is unknown or out of range.
 * @throws NotEnoughDataError below ten returns.
 * @throws DataError where a return is not finite, a column does not vary, or the two move together in full.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { compareSharpes } from 'barwright/significance';
 * const rng = new Rng(1);
 * const a = Float64Array.from({ length: 500 }, () => 0.002 + 0.01 * rng.normal());
 * const b = a.map((r) => 0.5 * r + 0.008 * rng.normal());
 * compareSharpes(a, b).pValue; // 0.0001...
 * ```
 */
export function compareSharpes(a: NumberColumn, b: NumberColumn, options: CompareSharpesOptions = {}): SharpeComparison {
  checkKeys('options', options, bootstrapKeys);
  const { method: given, ...rest } = options;
  const method = checkOneOf('method', given ?? 'hac', ['normal', 'hac', 'bootstrap']);
  const x = checkVaried('a', a, 10);
  const y = checkVaried('b', b, 10);
  checkLength('b', y, x.length, '`a`');
  const difference = differenceOf(x, y);
  const standardError = method === 'normal' ? normalError(x, y) : errorOf(x, y, parzenCovariance);
  // Errors of columns that are copies or multiples of each other are rounding noise.
  if (!(standardError > 1e-9)) throw new DataError('Expected `b` to move in its own way, it is a multiple of `a`.');
  const statistic = difference / standardError;
  const pValue = method === 'bootstrap' ? bootstrapped(x, y, difference, statistic, rest) : 2 * normalCdf(-Math.abs(statistic));
  return { difference, standardError, statistic, pValue };
}

function differenceOf(x: Float64Array, y: Float64Array): number {
  return figureOf(x, 'sharpe') - figureOf(y, 'sharpe');
}

function normalError(x: Float64Array, y: Float64Array): number {
  const [a, b] = [figureOf(x, 'sharpe'), figureOf(y, 'sharpe')];
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let products = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let i = 0; i < x.length; i++) {
    products += (x[i] - meanX) * (y[i] - meanY);
    squaresX += (x[i] - meanX) ** 2;
    squaresY += (y[i] - meanY) ** 2;
  }
  const rho = products / Math.sqrt(squaresX * squaresY);
  return Math.sqrt(Math.max(0, 2 - 2 * rho + (a * a + b * b - 2 * a * b * rho * rho) / 2) / x.length);
}

/** Long-run variance of a weighted sum of columns with mean 0. */
type LongRunVariance = (columns: readonly Float64Array[], weights: readonly number[]) => number;

/** Standard error of the difference by the delta method on the means and the means of the squares. */
function errorOf(x: Float64Array, y: Float64Array, longRun: LongRunVariance): number {
  const columns = [x, y, x.map((r) => r * r), y.map((r) => r * r)];
  const means = columns.map(meanOf);
  const [a, b] = [means[2] - means[0] ** 2, means[3] - means[1] ** 2];
  const gradient = [means[2] / a ** 1.5, -means[3] / b ** 1.5, (-0.5 * means[0]) / a ** 1.5, (0.5 * means[1]) / b ** 1.5];
  const centred = columns.map((column, k) => column.map((value) => value - means[k]));
  return Math.sqrt(Math.max(0, longRun(centred, gradient)) / x.length);
}

/** The bandwidth follows from all columns, the variance from their weighted sum alone. */
const parzenCovariance: LongRunVariance = (columns, weights) => {
  const n = columns[0].length;
  const bandwidth = 2.6614 * (smoothness(columns) * n) ** 0.2;
  const sum = weightedSum(columns, weights);
  let variance = 0;
  for (let lag = 0; lag < Math.min(n, Math.max(bandwidth, 1)); lag++) {
    let products = 0;
    for (let i = lag; i < n; i++) products += sum[i] * sum[i - lag];
    variance += ((lag === 0 ? 1 : 2) * parzen(lag / bandwidth) * products) / n;
  }
  return (variance * n) / (n - 4);
};

function parzen(x: number): number {
  if (!(x > 0)) return 1;
  return x <= 0.5 ? 1 - 6 * x * x + 6 * x ** 3 : 2 * (1 - x) ** 3;
}

/** Andrews' ratio for a kernel of the second order, from a first-order autoregression of each column in units of its own spread. */
function smoothness(columns: readonly Float64Array[]): number {
  let top = 0;
  let bottom = 0;
  for (const column of columns) {
    let products = 0;
    let squares = 0;
    for (let i = 1; i < column.length; i++) {
      products += column[i] * column[i - 1];
      squares += column[i - 1] * column[i - 1];
    }
    const rho = Math.max(-0.97, Math.min(0.97, products / squares));
    let residuals = 0;
    for (let i = 1; i < column.length; i++) residuals += (column[i] - rho * column[i - 1]) ** 2;
    const share = residuals / squares;
    top += (4 * rho * rho * share * share) / (1 - rho) ** 8;
    bottom += (share * share) / (1 - rho) ** 4;
  }
  return top / bottom;
}

function weightedSum(columns: readonly Float64Array[], weights: readonly number[]): Float64Array {
  return columns[0].map((_, i) => columns.reduce((sum, column, k) => sum + weights[k] * column[i], 0));
}

/** The variance of sums over consecutive blocks, the natural one for a resample of blocks. */
function blockCovariance(length: number): LongRunVariance {
  return (columns, weights) => {
    const sum = weightedSum(columns, weights);
    const blocks = Math.floor(sum.length / length);
    let variance = 0;
    for (let block = 0; block < blocks; block++) {
      let inside = 0;
      for (let i = block * length; i < (block + 1) * length; i++) inside += sum[i];
      variance += (inside * inside) / length;
    }
    return variance / blocks;
  };
}

function bootstrapped(x: Float64Array, y: Float64Array, difference: number, statistic: number, options: BootstrapOptions): number {
  const how = bootstrapOf({ ...options, method: 'circular' }, [x, y]);
  const length = Math.ceil(how.blockLength - 1e-9);
  if (2 * length > x.length)
    throw new ArgumentError(`Expected \`blockLength\` to be at most half of the ${x.length} rows, was \`${length}\`.`);
  const draws = drawsOf({ ...how, blockLength: length }, x.length);
  const [sampleX, sampleY] = [new Float64Array(x.length), new Float64Array(x.length)];
  const longRun = blockCovariance(length);
  let reached = 0;
  for (let b = 0; b < draws.resamples; b++) {
    gatherBlocksInto(sampleX, x, draws.starts, draws.lengths, draws.offsets[b], draws.offsets[b + 1]);
    gatherBlocksInto(sampleY, y, draws.starts, draws.lengths, draws.offsets[b], draws.offsets[b + 1]);
    const distance = Math.abs(differenceOf(sampleX, sampleY) - difference);
    // A resample that does not vary says nothing against equality.
    if (!(distance < Math.abs(statistic) * errorOf(sampleX, sampleY, longRun))) reached++;
  }
  return (1 + reached) / (1 + draws.resamples);
}
