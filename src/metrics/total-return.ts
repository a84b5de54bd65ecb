import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Total return: what the account gained over the whole run, as a fraction of the starting capital.
 *
 * `equity[n - 1] / startingCash - 1`. A fraction: 0.5 is +50 %. -1 is ruin. NaN without bars.
 *
 * Source: GIPS, holding-period return without flows. All libraries agree.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { totalReturn } from 'barwright/metrics';
 * totalReturn([105, 90, 120], 100); // 0.2
 * ```
 */
export function totalReturn(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return values.length === 0 ? Number.NaN : values[values.length - 1] / startingCash - 1;
}
