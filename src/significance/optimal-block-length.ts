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
 * m >= 1 is the least lag after which the next 5 autocorrelations are all within `2 sqrt(log10(n) / n)`, among the first
 * `ceil(sqrt(n)) + 5`. At least 1, at most `ceil(min(3 sqrt(n), n / 3))`.
 *
 * 1 for a series that does not vary. arch and R's `np` take m one higher where the first autocorrelations are significant,
 * and do not keep the length from falling below 1.
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
 * optimalBlockLength(trending); // { stationary: 15.77..., circular: 18.05... }
 * ```
 */
export function optimalBlockLength(values: NumberColumn): OptimalBlockLength {
  const series = checkReturns('values', values, 2);
  const n = series.length;
  if (isConstant(series)) return { stationary: 1, circular: 1 };
  const mostLags = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + run);
  const covariance = autocovariances(series);
  const lags = Math.min(2 * lastSignificant(covariance, mostLags, 2 * Math.sqrt(Math.log10(n) / n)), mostLags);
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

/** Autocorrelations in a row that say that there are no more: `max(5, sqrt(log10 n))`, which is 5 for every n there is. */
const run = 5;

/** Autocovariance at a lag, divided by the number of values, of the series scaled to a largest deviation of 1. */
function autocovariances(series: Float64Array): (lag: number) => number {
  const n = series.length;
  const mean = meanOf(series);
  const largest = series.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  const deviations = series.map((value) => (value - mean) / largest);
  return (lag) => {
    let even = 0;
    let odd = 0;
    let i = lag;
    for (; i + 1 < n; i += 2) {
      even += deviations[i] * deviations[i - lag];
      odd += deviations[i + 1] * deviations[i + 1 - lag];
    }
    if (i < n) even += deviations[i] * deviations[i - lag];
    return (even + odd) / n;
  };
}

/** The least lag >= 1 after which `run` autocorrelations in a row are within the band; where there is none, the greatest outside. */
function lastSignificant(covariance: (lag: number) => number, mostLags: number, band: number): number {
  const limit = band * covariance(0);
  let last = 1;
  for (let lag = 2; lag <= mostLags; lag++) {
    if (Math.abs(covariance(lag)) > limit) last = lag;
    else if (lag - last === run) return last;
  }
  return last;
}
