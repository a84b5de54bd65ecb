import type { NumberColumn } from '../core/index.ts';
import { type CoMoments, coMoments, returnsPair } from './co-moments.ts';

/**
 * Correlation of the account's returns with the benchmark's (Pearson).
 *
 * `cov(r, b) / (sd(r) * sd(b))`. From -1 to 1; NaN below two returns and where either does not move.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @throws ArgumentError where the lengths differ.
 * @example
 * ```ts
 * import { correlation } from 'barwright/metrics';
 * correlation([0.02, -0.02, 0.03], [0.01, 0.01, 0.02]); // 0.6546...
 * ```
 */
export function correlation(returns: NumberColumn, benchmark: NumberColumn): number {
  return correlationOf(coMoments(...returnsPair(returns, benchmark)));
}

export function correlationOf({ count, products, squaresX, squaresY }: CoMoments): number {
  if (count < 2 || squaresX === 0 || squaresY === 0) return Number.NaN;
  return Math.max(-1, Math.min(1, products / Math.sqrt(squaresX * squaresY)));
}
