import { selectInto } from '../kernels/index.ts';

/** A copy that selections may reorder; empty where a value is NaN, so that every order statistic of it is NaN. */
export function selectable(x: Float64Array): Float64Array {
  for (let i = 0; i < x.length; i++) if (Number.isNaN(x[i])) return new Float64Array(0);
  return x.slice();
}

/** The value that sorting would put at `k`; reorders `x`. */
export function orderStatistic(x: Float64Array, k: number): number {
  selectInto(x, k, 0, x.length - 1);
  return x[k];
}

/**
 * The quantile at `probability`, linear between order statistics (type 7 of Hyndman and Fan, the default of R, NumPy
 * and Excel); reorders `x`. NaN for no values.
 */
export function quantile(x: Float64Array, probability: number): number {
  if (x.length === 0) return Number.NaN;
  const position = wholeWhereMeant((x.length - 1) * probability);
  const below = Math.floor(position);
  const low = orderStatistic(x, below);
  if (position === below) return low;
  let high = x[below + 1];
  for (let i = below + 2; i < x.length; i++) high = Math.min(high, x[i]);
  return low + (position - below) * (high - low);
}

/** A position within 1e-9 of a whole number is that number: `100 * (1 - 0.95)` is 5, not 5.0000000000000044. */
export function wholeWhereMeant(position: number): number {
  const whole = Math.round(position);
  return Math.abs(position - whole) <= 1e-9 ? whole : position;
}
