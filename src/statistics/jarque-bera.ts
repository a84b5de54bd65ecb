import type { NumberColumn } from '../core/index.ts';
import { centralMomentsInto, centralMomentsLength, chiSquaredTail } from '../kernels/index.ts';
import type { ChiSquaredTest } from './ljung-box.ts';
import { checkSeries } from './series.ts';

/**
 * Jarque and Bera's test: whether values have the skewness and kurtosis of the normal distribution.
 *
 * `n / 6 (S^2 + K^2 / 4)` of the skewness S and the excess kurtosis K, both with divisor n, against chi-squared of 2 degrees of freedom.
 *
 * Source: Jarque and Bera, A test for normality of observations and regression residuals, International Statistical Review 55, 1987.
 *
 * @param values at least 8, not all the same.
 * @throws NotEnoughDataError where there are fewer than 8 values.
 * @throws DataError where a value is not finite, or none differs.
 * @example
 * ```ts
 * import { Rng } from 'barwright/core';
 * import { jarqueBera } from 'barwright/statistics';
 * const rng = new Rng(1);
 * jarqueBera(Float64Array.from({ length: 500 }, () => rng.normal() ** 3)).pValue; // as good as 0
 * ```
 */
export function jarqueBera(values: NumberColumn): ChiSquaredTest {
  const x = checkSeries('values', values, 8);
  const moments = new Float64Array(centralMomentsLength);
  centralMomentsInto(moments, x, 0, x.length);
  const [second, third, fourth] = [1, 2, 3].map((k) => moments[k] / x.length);
  const skewness = third / second ** 1.5;
  const excess = fourth / second ** 2 - 3;
  const statistic = (x.length / 6) * (skewness ** 2 + excess ** 2 / 4);
  return { statistic, degreesOfFreedom: 2, pValue: chiSquaredTail(statistic, 2) };
}
