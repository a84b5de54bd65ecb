import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { quantile, selectable } from './order-statistics.ts';
import { type TailOptions, tailShare } from './tail-options.ts';

/**
 * Historical value at risk: the return that all but the worst few per cent of periods stay above.
 *
 * `quantile(returns, 1 - confidence)`, linear between order statistics (type 7).
 *
 * A return of one period, not annualised: -0.02 says that 5 % of the periods lost 2 % or more; it is positive where
 * even those gained. NaN without returns. Agrees with empyrical and vectorbt; quantstats assumes a normal distribution.
 * Banks quote the same figure with the sign turned.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where `confidence` is not between 0 and 1.
 * @example
 * ```ts
 * import { valueAtRisk } from 'barwright/metrics';
 * valueAtRisk([-0.04, -0.01, 0, 0.01, 0.03], { confidence: 0.9 }); // -0.028
 * ```
 */
export function valueAtRisk(returns: NumberColumn, options: TailOptions = {}): number {
  const share = tailShare(options);
  return quantile(selectable(toFloat64('returns', returns)), share);
}
