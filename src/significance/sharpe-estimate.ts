import { checkInteger, checkKeys, checkNumber, DataError, type NumberColumn } from '../core/index.ts';
import { centralMomentsInto, centralMomentsLength } from '../kernels/index.ts';
import { checkVaried } from './returns.ts';

/** A Sharpe ratio and what its error follows from. */
export interface SharpeEstimate {
  /** Sharpe ratio of one period, never annualised. */
  readonly sharpe: number;
  /** Returns that it was estimated from, at least 2. */
  readonly observations: number;
  /**
   * Skewness of the returns.
   *
   * @default 0
   */
  readonly skewness?: number;
  /**
   * Excess kurtosis of the returns: 0 for a normal distribution. Papers on the Sharpe ratio print raw kurtosis, 3 more.
   *
   * @default 0
   */
  readonly excessKurtosis?: number;
}

/** Returns of a track record, or what is known of them. */
export type TrackRecord = NumberColumn | SharpeEstimate;

/**
 * The Sharpe ratio of returns with their number, skewness and excess kurtosis.
 *
 * `sharpe = mean(r) / sd(r)` of one period with the sample standard deviation (n - 1); skewness and kurtosis are those of
 * the population, `m3 / m2^1.5` and `m4 / m2^2 - 3`, as in the asymptotic variance that they go into.
 *
 * @param returns returns a period, above the risk-free rate where there is one; at least 2 that are not all the same.
 * @throws NotEnoughDataError below two returns.
 * @throws DataError where a return is not finite, or all are the same.
 * @example
 * ```ts
 * import { sharpeEstimate } from 'barwright/significance';
 * sharpeEstimate([0.01, 0.02, -0.01, 0.06]); // { sharpe: 0.6794..., observations: 4, skewness: 0.5430..., ... }
 * ```
 */
export function sharpeEstimate(returns: NumberColumn): Required<SharpeEstimate> {
  const values = checkVaried('returns', returns, 2);
  const state = new Float64Array(centralMomentsLength);
  centralMomentsInto(state, values, 0, values.length);
  const [mean, squares, cubes, fourths] = state;
  const n = values.length;
  const variance = squares / n;
  return {
    sharpe: mean / Math.sqrt(squares / (n - 1)),
    observations: n,
    skewness: cubes / n / variance ** 1.5,
    excessKurtosis: fourths / n / (variance * variance) - 3,
  };
}

/** The estimate of a track record, checked and complete. */
export function estimateOf(record: TrackRecord): Required<SharpeEstimate> {
  if (Array.isArray(record) || ArrayBuffer.isView(record)) return sharpeEstimate(record as NumberColumn);
  checkKeys('record', record, ['sharpe', 'observations', 'skewness', 'excessKurtosis']);
  const given = record as SharpeEstimate;
  return {
    sharpe: checkNumber('record.sharpe', given.sharpe),
    observations: checkInteger('record.observations', given.observations, { min: 2 }),
    skewness: checkNumber('record.skewness', given.skewness ?? 0),
    excessKurtosis: checkNumber('record.excessKurtosis', given.excessKurtosis ?? 0, { min: -2 }),
  };
}

/**
 * The variance of an estimated Sharpe ratio times its observations less one: `1 - skewness * SR + (kurtosis - 1) / 4 * SR^2`
 * with raw kurtosis.
 *
 * Source: Mertens, Comments on variance of the IID estimator in Lo (2002), 2002.
 */
export function mertensFactor({ sharpe, skewness, excessKurtosis }: Required<SharpeEstimate>): number {
  const factor = 1 - skewness * sharpe + ((excessKurtosis + 2) / 4) * sharpe * sharpe;
  if (factor > 0) return factor;
  throw new DataError(
    `Expected \`skewness\` ${skewness} and \`excessKurtosis\` ${excessKurtosis} to be those of some distribution, where excessKurtosis >= skewness^2 - 2.`,
  );
}
