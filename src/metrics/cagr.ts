import { checkNumber, dayMs } from '../core/index.ts';

/** Milliseconds of a mean Julian year of 365.25 days. */
export const yearMs: number = 365.25 * dayMs;

/**
 * Compound annual growth rate: the constant yearly return that would have led to the same end.
 *
 * `(1 + totalReturn)^(1 / years) - 1`, years being calendar time / 365.25 days.
 *
 * Elapsed calendar time counts (as in ffn, backtesting.py and a bank statement), not the number of bars: empyrical and
 * quantstats divide bars by 252, which overstates a market that trades at weekends. A total return of -1 or less is
 * ruin and gives -1 (quantstats takes the absolute value and shows a gain). NaN for no elapsed time. Below a year the
 * figure is an extrapolation and may be huge.
 *
 * @param totalReturn total return, a fraction.
 * @param elapsedMs time from the open of the first bar to the close of the last, ms, >= 0.
 * @throws ArgumentError where `elapsedMs` is not a number >= 0.
 * @example
 * ```ts
 * import { cagr } from 'barwright/metrics';
 * cagr(0.21, 2 * 365.25 * 86_400_000); // 0.1
 * ```
 */
export function cagr(totalReturn: number, elapsedMs: number): number {
  checkNumber('elapsedMs', elapsedMs, { min: 0 });
  if (elapsedMs === 0) return Number.NaN;
  return totalReturn <= -1 ? -1 : Math.expm1(Math.log1p(totalReturn) / (elapsedMs / yearMs));
}
