import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';

/**
 * Simple returns of an equity curve, bar by bar; the first is against the starting capital.
 *
 * `returns[i] = equity[i] / equity[i - 1] - 1`, with `startingCash` before `equity[0]`. As long as the equity.
 * After ruin (equity of zero or less) there is nothing left to gain or lose: the returns are 0. A NaN in the equity
 * makes the two returns that touch it NaN.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { periodReturns } from 'barwright/metrics';
 * periodReturns([110, 99], 100); // [0.1, -0.1]
 * ```
 */
export function periodReturns(equity: NumberColumn, startingCash: number): Float64Array {
  const values = toFloat64('equity', equity);
  return returnsFrom(values, 0, checkNumber('startingCash', startingCash, { above: 0 }));
}

/** Simple returns of `equity` from index `from` on, the first against `capital`. */
export function returnsFrom(equity: Float64Array, from: number, capital: number): Float64Array {
  const out = new Float64Array(equity.length - from);
  let before = capital;
  for (let i = from; i < equity.length; i++) {
    const value = equity[i];
    out[i - from] = before <= 0 ? 0 : value / before - 1;
    before = value;
  }
  return out;
}
