import { normalCdf } from './normal.ts';

/**
 * Chance that chi-squared with a whole number `freedom` > 0 of degrees of freedom exceeds `x`: 1 at 0 and below.
 *
 * `Q(k + 2) = Q(k) + (x / 2)^(k / 2) e^(-x / 2) / Gamma(k / 2 + 1)`, from `Q(1) = 2 Phi(-sqrt(x))` or `Q(2) = e^(-x / 2)` on.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.4.4 to 26.4.8.
 */
export function chiSquaredTail(x: number, freedom: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 1;
  const half = x / 2;
  const isOdd = freedom % 2 === 1;
  let tail = isOdd ? 2 * normalCdf(-Math.sqrt(x)) : Math.exp(-half);
  let term = isOdd ? 2 * Math.sqrt(half / Math.PI) * Math.exp(-half) : half * Math.exp(-half);
  for (let k = isOdd ? 1 : 2; k < freedom; k += 2) {
    tail += term;
    term *= half / (k / 2 + 1);
  }
  return Math.min(1, tail);
}
