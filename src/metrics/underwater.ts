import { checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { underwaterInto } from '../kernels/index.ts';

/**
 * Underwater curve: how far each close lies below the highest equity so far.
 *
 * `equity[i] / max(startingCash, equity[0..i]) - 1`. As long as the equity; fractions <= 0, 0 at a peak.
 *
 * @param equity account value at each close.
 * @param startingCash capital before the first bar, > 0: the first peak.
 * @throws ArgumentError where an argument is not of its kind.
 * @example
 * ```ts
 * import { underwater } from 'barwright/metrics';
 * underwater([90, 120, 96], 100); // [-0.1, 0, -0.2]
 * ```
 */
export function underwater(equity: NumberColumn, startingCash: number): Float64Array {
  const values = toFloat64('equity', equity);
  checkNumber('startingCash', startingCash, { above: 0 });
  const out = new Float64Array(values.length);
  underwaterInto(out, values, 0, values.length, startingCash);
  return out;
}
