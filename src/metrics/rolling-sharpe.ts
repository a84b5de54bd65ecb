import { checkInteger, type NumberColumn, toFloat64 } from '../core/index.ts';
import { slidingMomentsInto } from '../kernels/index.ts';
import { type AnnualOptions, annualOptions, perPeriod } from './annual-options.ts';
import { noise, rewardToRisk } from './reward-to-risk.ts';

/**
 * Rolling Sharpe ratio: {@link sharpe} over each window of returns.
 *
 * `(mean(window) - rf) / sd(window) * sqrt(periodsPerYear)`.
 *
 * As long as the returns; NaN before `window` returns, for a window that holds a NaN, and where nothing moves at the
 * risk-free return (without a trade in the window, that is). `Infinity` as in {@link sharpe}.
 *
 * @param returns simple returns a period.
 * @param window returns in a window, >= 2.
 * @throws ArgumentError where an argument is missing, unknown or out of range.
 * @example
 * ```ts
 * import { rollingSharpe } from 'barwright/metrics';
 * rollingSharpe([0.01, -0.005, 0.02, 0.004], 2, { periodsPerYear: 252 }); // [NaN, 3.74..., 6.73..., 16.83...]
 * ```
 */
export function rollingSharpe(returns: NumberColumn, window: number, options: AnnualOptions): Float64Array {
  const { periodsPerYear, riskFree } = annualOptions(options);
  const { mean, deviation } = rollingMoments(toFloat64('returns', returns), window);
  const rate = perPeriod(riskFree, periodsPerYear);
  const scale = Math.sqrt(periodsPerYear);
  for (let i = 0; i < mean.length; i++) mean[i] = rewardToRisk(mean[i] - rate, deviation[i]) * scale;
  return mean;
}

/** Mean and sample standard deviation of each window; deviations that are rounding noise are 0. */
export function rollingMoments(returns: Float64Array, window: number): { readonly mean: Float64Array; readonly deviation: Float64Array } {
  checkInteger('window', window, { min: 2 });
  const mean = new Float64Array(returns.length);
  const deviation = new Float64Array(returns.length);
  slidingMomentsInto(mean, deviation, new Float64Array(2 * Math.min(window, returns.length + 1)), returns, window);
  for (let i = 0; i < deviation.length; i++) {
    const sd = Math.sqrt(deviation[i] / (window - 1));
    deviation[i] = sd <= noise * (1 + Math.abs(mean[i])) ? 0 : sd;
  }
  return { mean, deviation };
}
