import { type NumberColumn, toFloat64 } from '../core/index.ts';
import { orderStatistic, selectable, wholeWhereMeant } from './order-statistics.ts';
import { CompensatedSum } from './reductions.ts';
import { type TailOptions, tailShare } from './tail-options.ts';

/**
 * Historical conditional value at risk (expected shortfall): the mean of the worst few per cent of the returns.
 *
 * `(sum of the k smallest + (n p - k) * the next) / (n p)`, with `p = 1 - confidence` and `k = floor(n p)`: exactly a
 * share p of the returns, the last one with the part of its weight that fits.
 *
 * A return of one period, not annualised, never above {@link valueAtRisk}. NaN without returns; the worst return where
 * `n p` is below 1. empyrical and vectorbt average the lowest `floor((n - 1) p) + 1`; quantstats those below a normal
 * quantile; skfolio counts one too many where `n p` is whole but not exactly so in floating point.
 *
 * Source: Acerbi and Tasche, On the coherence of expected shortfall, Journal of Banking and Finance 26, 2002.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where `confidence` is not between 0 and 1.
 * @example
 * ```ts
 * import { conditionalValueAtRisk } from 'barwright/metrics';
 * conditionalValueAtRisk([-0.04, -0.01, 0, 0.01, 0.03], { confidence: 0.7 }); // -0.03
 * ```
 */
export function conditionalValueAtRisk(returns: NumberColumn, options: TailOptions = {}): number {
  const share = tailShare(options);
  const values = toFloat64('returns', returns);
  return conditionalValueAtRiskOf(values, selectable(values), share);
}

/** The same, `reordered` holding the returns in any order. */
export function conditionalValueAtRiskOf(returns: Float64Array, reordered: Float64Array, share: number): number {
  if (reordered.length === 0) return Number.NaN;
  const weight = wholeWhereMeant(returns.length * share);
  const limit = orderStatistic(reordered, Math.max(Math.ceil(weight) - 1, 0));
  const sum = new CompensatedSum();
  let below = 0;
  for (let i = 0; i < returns.length; i++) {
    if (returns[i] >= limit) continue;
    sum.add(returns[i]);
    below++;
  }
  return (sum.value + (weight - below) * limit) / weight;
}
