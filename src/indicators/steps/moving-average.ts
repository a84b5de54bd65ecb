import { weightedMeanFactors } from '../../kernels/index.ts';
import { AdaptiveStep } from './adaptive.ts';
import { ExponentialStep } from './exponential.ts';
import { MamaStep } from './mama.ts';
import { MeanStep } from './mean.ts';
import { WeightedSums } from './weighted-sums.ts';

/** Kinds of moving averages, in the order of TA-Lib's MAType. */
export type MovingAverageType = 'sma' | 'ema' | 'wma' | 'dema' | 'tema' | 'trima' | 'kama' | 'mama' | 't3';

export const movingAverageTypes: readonly ['sma', 'ema', 'wma', 'dema', 'tema', 'trima', 'kama', 'mama', 't3'] = [
  'sma',
  'ema',
  'wma',
  'dema',
  'tema',
  'trima',
  'kama',
  'mama',
  't3',
];

/** A part that takes finite values one by one and gives NaN while it warms up. */
export interface Average {
  next(x: number): number;
}

/** Values before the first average. */
export function movingAverageLookback(type: MovingAverageType, period: number): number {
  if (period <= 1) return 0;
  if (type === 'mama') return 32;
  if (type === 'kama') return period;
  const stages = type === 'dema' ? 2 : type === 'tema' ? 3 : type === 't3' ? 6 : 1;
  return stages * (period - 1);
}

/** A moving average of a type, with the defaults of TA-Lib; of period 1 it is the value itself. */
export function movingAverageStep(type: MovingAverageType, period: number): Average {
  if (period <= 1) return new IdentityStep();
  switch (type) {
    case 'sma':
      return new MeanStep(period);
    case 'ema':
      return new ExponentialStep(2 / (period + 1), period);
    case 'wma':
      return new WeightedMeanStep(period);
    case 'dema':
      return new RepeatedExponentialStep(period, [2, -1]);
    case 'tema':
      return new RepeatedExponentialStep(period, [3, -3, 1]);
    case 'trima':
      return new TriangularStep(period);
    case 'kama':
      return new AdaptiveStep(period);
    case 'mama':
      return new MamaStep(0.5, 0.05);
    case 't3':
      return new RepeatedExponentialStep(period, t3Weights(0.7));
  }
}

/** Leaves the first values out, so that averages with different warm-ups start at the same bar. */
export class LateAverage implements Average {
  left: number;
  readonly average: Average;

  constructor(average: Average, skip: number) {
    this.average = average;
    this.left = skip;
  }

  next(x: number): number {
    if (this.left === 0) return this.average.next(x);
    this.left--;
    return Number.NaN;
  }
}

class IdentityStep implements Average {
  next(x: number): number {
    return x;
  }
}

/** Mean with weights 1 to `period`, the newest value's the largest. */
export class WeightedMeanStep implements Average {
  readonly sums: WeightedSums;
  readonly #sum: number;
  readonly #weighted: number;

  constructor(period: number) {
    this.sums = new WeightedSums(period);
    [this.#sum, this.#weighted] = weightedMeanFactors(period);
  }

  next(x: number): number {
    const { sums } = this;
    return sums.push(x) ? sums.origin + (this.#sum * sums.sum + this.#weighted * sums.weighted) : Number.NaN;
  }
}

/** Weights of the exponential average of 1 to 6 times in T3, of which the first two are 0. */
export function t3Weights(factor: number): readonly number[] {
  const square = factor * factor;
  const cube = square * factor;
  return [0, 0, (1 + factor) ** 3, -6 * square - 3 * (factor + cube), 3 * square + 3 * cube, -cube];
}

/** A weighted sum of exponential averages of exponential averages. */
export class RepeatedExponentialStep implements Average {
  readonly stages: readonly ExponentialStep[];
  readonly #weights: readonly number[];

  constructor(period: number, weights: readonly number[]) {
    this.stages = weights.map(() => new ExponentialStep(2 / (period + 1), period));
    this.#weights = weights;
  }

  next(x: number): number {
    let value = x;
    let sum = 0;
    for (let k = 0; k < this.stages.length; k++) {
      value = this.stages[k].next(value);
      if (Number.isNaN(value)) return value;
      sum += this.#weights[k] * value;
    }
    return sum;
  }
}

/** A mean of means, which weighs the middle of the window the most. */
export class TriangularStep implements Average {
  readonly inner: MeanStep;
  readonly outer: MeanStep;

  constructor(period: number) {
    const half = Math.floor(period / 2);
    this.inner = new MeanStep(period % 2 === 1 ? half + 1 : half);
    this.outer = new MeanStep(half + 1);
  }

  next(x: number): number {
    const mean = this.inner.next(x);
    return Number.isNaN(mean) ? mean : this.outer.next(mean);
  }
}
