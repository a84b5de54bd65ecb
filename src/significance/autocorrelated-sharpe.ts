import { checkInteger, checkKeys, DataError, type NumberColumn } from '../core/index.ts';
import { meanOf } from './figure.ts';
import { checkVaried } from './returns.ts';
import { sharpeEstimate } from './sharpe-estimate.ts';

/** How a Sharpe ratio is brought to a longer period. */
export interface AutocorrelatedSharpeOptions {
  /** Periods of the longer one, such as 12 for a year of months; whole, at least 2. */
  readonly periods: number;
  /** Autocorrelations to use, from 1 to `periods - 1`. Left out: all of them, at most the square root of the returns, rounded up. */
  readonly lags?: number;
}

/** A Sharpe ratio of a longer period. */
export interface AutocorrelatedSharpe {
  /** Sharpe ratio of the longer period. */
  readonly sharpe: number;
  /** What the ratio of one period is multiplied by; the square root of the periods for independent returns. */
  readonly factor: number;
  /** The same ratio as if the returns were independent. */
  readonly independent: number;
  /** Autocorrelations used. */
  readonly lags: number;
}

/**
 * Sharpe ratio of a longer period, such as a year, of returns that hang together: smoothed returns look better than they are
 * when they are annualised by a square root.
 *
 * `SR(q) = eta(q) SR` with `eta(q) = q / sqrt(q + 2 sum_(k < q) (q - k) rho_k)` and the autocorrelations rho of the returns.
 *
 * Many autocorrelations of few returns are mostly noise: their error, not that of the ratio, then rules the factor.
 *
 * Source: Lo, The statistics of Sharpe ratios, Financial Analysts Journal 58, 2002, equation 20.
 *
 * @param returns returns a period, above the risk-free rate where there is one, more than there are lags.
 * @throws ArgumentError where an option is missing, unknown or out of range.
 * @throws NotEnoughDataError where there are no more returns than lags.
 * @throws DataError where a return is not finite, all are the same, or the autocorrelations leave no variance for the longer period.
 * @example
 * ```ts
 * import { autocorrelatedSharpe } from 'barwright/significance';
 * const smooth = [0.01, 0.02, 0.02, 0.01, 0, -0.01, -0.01, 0, 0.01, 0.02];
 * autocorrelatedSharpe(smooth, { periods: 4, lags: 1 }); // { sharpe: 0.8633..., factor: 1.4301..., independent: 1.2074..., lags: 1 }
 * ```
 */
export function autocorrelatedSharpe(returns: NumberColumn, options: AutocorrelatedSharpeOptions): AutocorrelatedSharpe {
  checkKeys('options', options, ['periods', 'lags']);
  const periods = checkInteger('periods', options.periods, { min: 2 });
  const some = checkVaried('returns', returns, 2);
  const lags = checkInteger('lags', options.lags ?? Math.min(periods - 1, Math.ceil(Math.sqrt(some.length))), { min: 1, max: periods - 1 });
  const x = checkVaried('returns', returns, lags + 1);
  const mean = meanOf(x);
  let squares = 0;
  for (const value of x) squares += (value - mean) ** 2;
  let variance = periods;
  for (let lag = 1; lag <= lags; lag++) {
    let products = 0;
    for (let i = lag; i < x.length; i++) products += (x[i] - mean) * (x[i - lag] - mean);
    variance += (2 * (periods - lag) * products) / squares;
  }
  if (variance <= 0) throw new DataError(`Expected \`lags\` to leave a variance above 0, ${lags} left ${variance}: use fewer.`);
  const factor = periods / Math.sqrt(variance);
  const { sharpe } = sharpeEstimate(x);
  return { sharpe: factor * sharpe, factor, independent: Math.sqrt(periods) * sharpe, lags };
}
