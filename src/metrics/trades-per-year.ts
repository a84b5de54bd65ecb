import { checkNumber } from '../core/index.ts';
import { yearMs } from './cagr.ts';

/**
 * Trades per year of calendar time.
 *
 * `count / years`, years being calendar time / 365.25 days. NaN for no elapsed time.
 *
 * @param count closed trades.
 * @param elapsedMs time from the open of the first bar to the close of the last, ms, >= 0.
 * @throws ArgumentError where an argument is below 0.
 * @example
 * ```ts
 * import { tradesPerYear } from 'barwright/metrics';
 * tradesPerYear(24, 2 * 365.25 * 86_400_000); // 12
 * ```
 */
export function tradesPerYear(count: number, elapsedMs: number): number {
  checkNumber('count', count, { min: 0 });
  checkNumber('elapsedMs', elapsedMs, { min: 0 });
  return elapsedMs === 0 ? Number.NaN : count / (elapsedMs / yearMs);
}
