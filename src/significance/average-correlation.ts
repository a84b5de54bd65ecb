import { ArgumentError, type NumberColumn } from '../core/index.ts';
import { checkReturns } from './returns.ts';
import { standardOf } from './standardised.ts';

/** What is kept of some trials to tell how alike they and others are. */
export interface CorrelationPart {
  /** How many trials. */
  readonly trials: number;
  /** Sum of their returns, each column moved to mean 0 and scaled to length 1. */
  readonly sum: Float64Array;
  /** Sum of the squared lengths of these columns: the trials that vary. */
  readonly varied: number;
}

/**
 * What {@link averageCorrelation} needs of some trials. Trials are looked at one after the other, and none is kept.
 *
 * @param trials columns of returns, all of one length of at least 2.
 * @throws ArgumentError where lengths differ or there is no trial; NotEnoughDataError below two returns; DataError where a return is not
 * finite.
 * @example
 * ```ts
 * import { averageCorrelation, correlationPart } from 'barwright/significance';
 * const first = correlationPart([[1, -1, 2, 0], [1, -1, 2, 0]]);
 * const second = correlationPart([[0, 2, 1, -1]]);
 * averageCorrelation([first, second]); // 0.2
 * ```
 */
export function correlationPart(trials: Iterable<NumberColumn>): CorrelationPart {
  let sum: Float64Array | undefined;
  let scaled: Float64Array | undefined;
  let count = 0;
  let varied = 0;
  for (const trial of trials) {
    const returns = checkReturns(`trials[${count}]`, trial, 2);
    if (sum !== undefined && returns.length !== sum.length) {
      throw new ArgumentError(`Expected \`trials[${count}]\` to have ${sum.length} values as \`trials[0]\`, had ${returns.length}.`);
    }
    sum ??= new Float64Array(returns.length);
    count++;
    const standard = standardOf(returns);
    if (standard === undefined) continue;
    const { mean, scale } = standard;
    scaled ??= new Float64Array(sum.length);
    for (let i = 0; i < sum.length; i++) {
      scaled[i] = (returns[i] - mean) * scale;
      sum[i] += scaled[i];
    }
    varied += dot(scaled, scaled);
  }
  if (sum === undefined) throw new ArgumentError('Expected at least one trial, found none.');
  return { trials: count, sum, varied };
}

/**
 * Average correlation of all pairs of trials, from the length of the sum of their columns in place of each pair:
 * `(|z1 + ... + zN|^2 - |z1|^2 - ... - |zN|^2) / (N (N - 1))` for columns z of mean 0 and length 1. Parts are added in their order, so
 * that the same parts give the same bits wherever they were made. 0 for one trial.
 *
 * @param parts what {@link correlationPart} left of some trials each, of returns of one length.
 * @throws ArgumentError where there is no part, or lengths differ.
 */
export function averageCorrelation(parts: readonly CorrelationPart[]): number {
  if (parts.length === 0) throw new ArgumentError('Expected at least one part, found none.');
  const sum = new Float64Array(parts[0].sum.length);
  let trials = 0;
  let varied = 0;
  for (const part of parts) {
    if (part.sum.length !== sum.length)
      throw new ArgumentError(`Expected all parts to be of ${sum.length} returns, one is of ${part.sum.length}.`);
    for (let i = 0; i < sum.length; i++) sum[i] += part.sum[i];
    trials += part.trials;
    varied += part.varied;
  }
  if (trials === 1) return 0;
  return Math.min(1, Math.max(-1, (dot(sum, sum) - varied) / (trials * (trials - 1))));
}

/** Dot product, in four sums. */
export function dot(x: Float64Array, y: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < x.length; i += 4) {
    a += x[i] * y[i];
    b += x[i + 1] * y[i + 1];
    c += x[i + 2] * y[i + 2];
    d += x[i + 3] * y[i + 3];
  }
  for (; i < x.length; i++) a += x[i] * y[i];
  return a + b + (c + d);
}
