import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Net profit: what the account gained over the whole run, in money.
 *
 * `equity[n - 1] - startingCash`. Quote units; open positions at the last close are in it. NaN without bars.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { netProfit } from 'barwright/metrics';
 * netProfit([105, 90, 120], 100); // 20
 * ```
 */
export function netProfit(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? Number.NaN : values[values.length - 1] - startingCash;
}
