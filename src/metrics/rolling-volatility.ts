import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { type AnnualOptions, annualOptions } from './annual-options.ts';
import { rollingMoments } from './rolling-sharpe.ts';

/**
 * Rolling volatility: {@link volatility} over each window of returns.
 *
 * `sd(window) * sqrt(periodsPerYear)`, the sample standard deviation (n - 1).
 *
 * As long as the returns; NaN before `window` returns and for a window that holds a NaN.
 *
 * @param returns simple returns a period.
 * @param window returns in a window, >= 2.
 * @throws ArgumentError where an argument is missing, unknown or out of range.
 * @example
 * ```ts
 * import { rollingVolatility } from 'barwright/metrics';
 * rollingVolatility([0.01, -0.01, 0.03], 2, { periodsPerYear: 252 }); // [NaN, 0.2244..., 0.4489...]
 * ```
 */
export function rollingVolatility(returns: NumberColumn, window: number, options: AnnualOptions): Float64Array {
  const { periodsPerYear } = annualOptions(options);
  const { deviation } = rollingMoments(toFloat64('returns', returns), window);
  const scale = Math.sqrt(periodsPerYear);
  for (let i = 0; i < deviation.length; i++) deviation[i] *= scale;
  return deviation;
}
