import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum } from './reductions.ts';
import { noise } from './reward-to-risk.ts';

/**
 * Stability: how much of the logarithm of the equity a straight line explains.
 *
 * `R2 of the least-squares line through (i, ln(equity[i]))`, the starting capital being the point before the first bar.
 *
 * From 0 to 1; a steady loss is as stable as a steady gain. NaN without bars, for an equity that never moves, and where
 * it reaches zero. empyrical leaves the starting capital out.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { stability } from 'barwright/metrics';
 * stability([110, 121, 133.1], 100); // 1
 * ```
 */
export function stability(equity: NumberColumn, startingCash: number): number {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  return stabilityOf(values, startingCash);
}

export function stabilityOf(equity: Float64Array, capital: number): number {
  // Logarithms of equity over capital: the point before the first bar is (-1, 0).
  const logs = new Float64Array(equity.length);
  const sum = new CompensatedSum();
  for (let i = 0; i < equity.length; i++) {
    if (!(equity[i] > 0)) return Number.NaN;
    logs[i] = Math.log(equity[i] / capital);
    sum.add(logs[i]);
  }
  const points = equity.length + 1;
  const middle = equity.length / 2 - 1;
  const mean = sum.value / points;
  const squares = new CompensatedSum();
  const products = new CompensatedSum();
  squares.add(mean * mean);
  products.add((-1 - middle) * -mean);
  for (let i = 0; i < logs.length; i++) {
    const d = logs[i] - mean;
    squares.add(d * d);
    products.add((i - middle) * d);
  }
  if (Math.sqrt(squares.value / points) <= noise) return Number.NaN;
  const spread = (points * (points * points - 1)) / 12;
  return Math.min((products.value / spread) * (products.value / squares.value), 1);
}
