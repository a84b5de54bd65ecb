import { checkOneOf, DataError, show } from '../core/index.ts';
import type { Objective } from './objective.ts';

/** The mean or the Sharpe ratio of the returns of a period, or a function of returns. */
export type Statistic = 'mean' | 'sharpe' | Objective;

export function checkStatistic(statistic: Statistic): Statistic {
  return typeof statistic === 'function' ? statistic : checkOneOf<'mean' | 'sharpe'>('statistic', statistic, ['mean', 'sharpe']);
}

/** The statistic of some returns, finite; the Sharpe ratio is 0 for returns that do not vary. */
export function figureOf(x: Float64Array, statistic: Statistic): number {
  if (typeof statistic === 'function') return checkFigure(statistic(x));
  const mean = meanOf(x);
  if (statistic === 'mean') return mean;
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i] - mean) * (x[i] - mean);
  return sharpeFrom(mean, 0, squares, x.length);
}

/** Sharpe ratio from sums of deviations from `centre` and of their squares. */
export function sharpeFrom(centre: number, sum: number, squares: number, n: number): number {
  const variance = (squares - (sum * sum) / n) / (n - 1);
  const mean = centre + sum / n;
  return variance > 1e-14 * (squares / n + centre * centre) ? mean / Math.sqrt(variance) : 0;
}

/** Mean of a column. */
export function meanOf(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

export function checkFigure(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new DataError(`Expected \`statistic\` to be finite, was \`${show(value)}\`: let it answer 0 where there is nothing to measure.`);
}
