import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { yearMs } from './cagr.ts';
import { CompensatedSum, meanOf } from './reductions.ts';

/**
 * Annual turnover: how often a year the account's value is traded, buys and sells together.
 *
 * `sum(|notional|) / mean(equity) / years`, years being calendar time / 365.25 days.
 *
 * Selling everything and buying something else once a year is 2 (fund reports count the lesser side, which makes it 1).
 * 0 without fills; NaN without bars.
 *
 * @param notional price times quantity of each fill, in quote units.
 * @param equity account value at each close.
 * @param elapsedMs time from the open of the first bar to the close of the last, ms, >= 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { turnover } from 'barwright/metrics';
 * turnover([100, 110], [100, 110], 365.25 * 86_400_000); // 2
 * ```
 */
export function turnover(notional: NumberColumn, equity: NumberColumn, elapsedMs: number): number {
  checkNumber('elapsedMs', elapsedMs, { min: 0 });
  const sum = new CompensatedSum();
  for (const value of toFloat64('notional', notional)) sum.add(Math.abs(value));
  return sum.value / meanOf(toFloat64('equity', equity)) / (elapsedMs / yearMs);
}
