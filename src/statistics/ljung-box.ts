import { checkInteger, checkKeys, type NumberColumn } from '../core/index.ts';
import { chiSquaredTail } from '../kernels/index.ts';
import { checkSeries } from './series.ts';

/** How {@link ljungBox} is asked. */
export interface LjungBoxOptions {
  /** Lags of the autocorrelation, at least 1 and below the number of values. @default 10 */
  readonly lags?: number;
  /** Parameters that were fitted to the series, taken from the degrees of freedom, below `lags`. @default 0 */
  readonly fitted?: number;
}

/** A statistic and how often chance exceeds it. */
export interface ChiSquaredTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** From 0 to 1. */
  readonly pValue: number;
}

export const ljungBoxDefaults: Required<LjungBoxOptions> = { lags: 10, fitted: 0 };

/**
 * Ljung and Box's test: whether a series has autocorrelation at its first lags. Of squares it is a test of clusters of volatility.
 *
 * `Q = n (n + 2) sum_k rho_k^2 / (n - k)`, against chi-squared of `lags - fitted` degrees of freedom.
 *
 * Source: Ljung and Box, On a measure of lack of fit in time series models, Biometrika 65, 1978; McLeod and Li, Diagnostic checking ARMA
 * time series models using squared-residual autocorrelations, Journal of Time Series Analysis 4, 1983 (squares).
 *
 * @param values at least 8, not all the same.
 * @throws ArgumentError where an option is unknown or out of range.
 * @throws NotEnoughDataError where there are fewer than 8 values.
 * @throws DataError where a value is not finite, or none differs.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { ljungBox } from 'barwright/statistics';
 * const rng = new Rng(1);
 * const noise = Float64Array.from({ length: 500 }, () => rng.normal());
 * ljungBox(noise).pValue; // anything between 0 and 1
 * ljungBox(noise.map((z) => z * z), { lags: 5 }).degreesOfFreedom; // 5
 * ```
 */
export function ljungBox(values: NumberColumn, options: LjungBoxOptions = {}): ChiSquaredTest {
  checkKeys('options', options, Object.keys(ljungBoxDefaults));
  const x = checkSeries('values', values, 8);
  const lags = checkInteger('lags', options.lags ?? ljungBoxDefaults.lags, { min: 1, max: x.length - 1 });
  const fitted = checkInteger('fitted', options.fitted ?? ljungBoxDefaults.fitted, { min: 0, max: lags - 1 });
  const { length } = x;
  let sum = 0;
  for (let t = 0; t < length; t++) sum += x[t];
  const mean = sum / length;
  let squares = 0;
  for (let t = 0; t < length; t++) squares += (x[t] - mean) ** 2;
  let statistic = 0;
  for (let k = 1; k <= lags; k++) {
    let products = 0;
    for (let t = k; t < length; t++) products += (x[t] - mean) * (x[t - k] - mean);
    statistic += (products / squares) ** 2 / (length - k);
  }
  statistic *= length * (length + 2);
  return { statistic, degreesOfFreedom: lags - fitted, pValue: chiSquaredTail(statistic, lags - fitted) };
}
