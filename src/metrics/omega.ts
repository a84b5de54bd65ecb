import { checkKeys, checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { CompensatedSum } from './reductions.ts';
import { noise } from './reward-to-risk.ts';

/** Options of {@link omega}. */
export interface OmegaOptions {
  /**
   * Return of one period that divides gains from losses.
   *
   * @default 0
   */
  readonly threshold?: number;
}

/**
 * Omega ratio: all that returns were above a threshold over all that they were below it.
 *
 * `sum(max(r - threshold, 0)) / sum(max(threshold - r, 0))`.
 *
 * 0 or more; 1 where the mean return is the threshold. `Infinity` where nothing is below, NaN where nothing is on
 * either side; differences up to 1e-14 are rounding and count as nothing. vectorbt agrees; empyrical and quantstats
 * give NaN where nothing is below. The lazy metrics take the risk-free return of a bar as the threshold.
 *
 * Source: Keating and Shadwick, A Universal Performance Measure, Journal of Performance Measurement, 2002.
 *
 * @param returns simple returns a period.
 * @throws ArgumentError where an option is unknown or not a number.
 * @example
 * ```ts
 * import { omega } from 'barwright/metrics';
 * omega([0.02, -0.01, 0.03, -0.01]); // 2.5
 * ```
 */
export function omega(returns: NumberColumn, options: OmegaOptions = {}): number {
  checkKeys('options', options, ['threshold']);
  const threshold = checkNumber('threshold', options.threshold ?? 0);
  const above = new CompensatedSum();
  const below = new CompensatedSum();
  for (const value of toFloat64('returns', returns)) {
    const d = value - threshold;
    if (d > noise) above.add(d);
    else if (d < -noise) below.add(-d);
    else if (Number.isNaN(d)) return Number.NaN;
  }
  return above.value / below.value;
}
