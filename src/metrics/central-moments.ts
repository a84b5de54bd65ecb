import { CompensatedSum, meanOf } from './reductions.ts';
import { noise } from './reward-to-risk.ts';

/** Sums of powers of deviations from the mean. */
export interface CentralMoments {
  readonly count: number;
  readonly mean: number;
  /** NaN where the deviations are rounding noise, so that shapes of nothing are undefined. */
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
}

export function centralMoments(x: Float64Array): CentralMoments {
  const mean = meanOf(x);
  const squares = new CompensatedSum();
  const cubes = new CompensatedSum();
  const fourths = new CompensatedSum();
  for (let i = 0; i < x.length; i++) {
    const d = x[i] - mean;
    squares.add(d * d);
    cubes.add(d * d * d);
    fourths.add(d * d * d * d);
  }
  const isNoise = Math.sqrt(squares.value / x.length) <= noise * (1 + Math.abs(mean));
  return { count: x.length, mean, squares: isNoise ? Number.NaN : squares.value, cubes: cubes.value, fourths: fourths.value };
}
