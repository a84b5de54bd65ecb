import type { NumberColumn } from '../core/index.ts';
import { type CoMoments, coMoments, returnsPair } from './co-moments.ts';

/**
 * Beta: how many per cent the account moves with one per cent of the benchmark.
 *
 * `cov(r, b) / var(b)`. NaN below two returns and where the benchmark does not move. All libraries agree.
 *
 * @param returns simple returns a period.
 * @param benchmark the benchmark's returns of the same periods.
 * @throws ArgumentError where the lengths differ.
 * @example
 * ```ts
 * import { beta } from 'barwright/metrics';
 * beta([0.02, -0.02, 0.04], [0.01, -0.01, 0.02]); // 2
 * ```
 */
export function beta(returns: NumberColumn, benchmark: NumberColumn): number {
  return betaOf(coMoments(...returnsPair(returns, benchmark)));
}

export function betaOf({ count, products, squaresY }: CoMoments): number {
  return count < 2 || squaresY === 0 ? Number.NaN : products / squaresY;
}
