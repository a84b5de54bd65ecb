import type { NumberColumn } from '../core/index.ts';
import { meanOf } from './figure.ts';
import { checkReturns, isConstant } from './returns.ts';

/** Mean lengths of the blocks that suit a series, in rows, at least 1. */
export interface OptimalBlockLength {
  /** Mean length for the stationary bootstrap; it need not be whole. */
  readonly stationary: number;
  /** Length for circular and moving blocks, before rounding up. */
  readonly circular: number;
}

/**
 * Block length of the bootstrap that suits the dependence in a series: the one with the least error of the variance of the
 * mean.
 *
 * `b = (2 g^2 / d)^(1/3) n^(1/3)` with `g = sum h(k / M) |k| R(k)`, `s = sum h(k / M) R(k)` over lags -M to M, the flat-top
 * window `h(x) = min(1, 2 (1 - |x|))`, `d = 2 s^2` for the stationary and `4/3 s^2` for the circular bootstrap. `M = 2 m`, where
 * m is the first of `K = max(5, log10 n)` lags in a row whose autocorrelations are within `2 sqrt(log10(n) / n)`, and M is
 * `ceil(sqrt(n)) + K` where there are none so far or it would be more. At least 1, at most `ceil(min(3 sqrt(n), n / 3))`.
 *
 * 1 for a series that does not vary. The same as arch, which does not keep it from falling below 1; R's `np` takes another
 * band. In the words of the paper m is one less where the first autocorrelation is outside of the band.
 *
 * Source: Politis and White, Automatic block-length selection for the dependent bootstrap, Econometric Reviews 23, 2004;
 * Patton, Politis and White, Correction, Econometric Reviews 28, 2009.
 *
 * @param values a series, at least 2 values.
 * @throws NotEnoughDataError below two values.
 * @throws DataError where a value is not finite.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { optimalBlockLength } from 'barwright/significance';
 * const rng = new Rng(1);
 * let level = 0;
 * const trending = Float64Array.from({ length: 2000 }, () => (level = 0.5 * level + rng.normal()));
 * optimalBlockLength(trending); // { stationary: 17.55..., circular: 20.09... }
 * ```
 */
export function optimalBlockLength(values: NumberColumn): OptimalBlockLength {
  const series = checkReturns('values', values, 2);
  const n = series.length;
  if (isConstant(series)) return { stationary: 1, circular: 1 };
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const mostLags = Math.min(n - 2, Math.ceil(Math.sqrt(n)) + run);
  const deviations = scaledDeviations(series);
  const covariance = (lag: number): number => productsAt(deviations, lag) / n;
  const quiet = firstQuiet(deviations, mostLags, run);
  const lags = Math.min(quiet === undefined ? mostLags : 2 * quiet, mostLags);
  let slope = 0;
  let spectrum = covariance(0);
  for (let k = 1; k <= lags; k++) {
    const weight = 2 * Math.min(1, 2 * (1 - k / lags)) * covariance(k);
    slope += k * weight;
    spectrum += weight;
  }
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const length = (factor: number): number => {
    const best = ((2 * slope * slope * n) / (factor * spectrum * spectrum)) ** (1 / 3);
    return Math.max(1, Math.min(best, most));
  };
  return { stationary: length(2), circular: length(4 / 3) };
}

/** Deviations from the mean, the largest of which is 1. */
function scaledDeviations(series: Float64Array): Float64Array {
  const mean = meanOf(series);
  const largest = series.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  return series.map((value) => (value - mean) / largest);
}

function productsAt(x: Float64Array, lag: number): number {
  let even = 0;
  let odd = 0;
  let i = lag;
  for (; i + 1 < x.length; i += 2) {
    even += x[i] * x[i - lag];
    odd += x[i + 1] * x[i + 1 - lag];
  }
  return i < x.length ? even + odd + x[i] * x[i - lag] : even + odd;
}

/** The first of `run` lags in a row whose autocorrelations are within the band; undefined where there is none. */
function firstQuiet(x: Float64Array, mostLags: number, run: number): number | undefined {
  const n = x.length;
  const band = 2 * Math.sqrt(Math.log10(n) / n);
  // Squares of what is left of the series at either end of the lag, one row less as in the programs that others use.
  let late = productsAt(x, 0) - x[0] * x[0];
  let early = productsAt(x, 0) - x[n - 1] * x[n - 1];
  let inside = 0;
  for (let lag = 1; lag < mostLags; lag++) {
    late -= x[lag] * x[lag];
    early -= x[n - 1 - lag] * x[n - 1 - lag];
    inside = Math.abs(productsAt(x, lag)) < band * Math.sqrt(late * early) ? inside + 1 : 0;
    if (inside === run) return lag - run + 1;
  }
  return undefined;
}
