import { betterOf, type TrialMetric } from '../sweep/trial-metrics.ts';
import type { Combine } from './trial-cell.ts';

/** One figure of figures of cells, the higher the better: NaN where one of them is. */
export function combined(values: Float64Array, how: Combine): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  if (how === 'worst') return values.reduce((worst, value) => Math.min(worst, value), Number.POSITIVE_INFINITY);
  if (how === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A metric of a trial of its cells: trades and wins are counted together; of a metric without a better side the mean stands for the worst. */
export function combinedMetric(metric: TrialMetric, values: Float64Array, how: Combine): number {
  if (metric === 'trades' || metric === 'wins' || metric === 'tradeCount') return values.reduce((sum, value) => sum + value, 0);
  const better = betterOf(metric);
  if (how === 'worst' && better === 'lower')
    return -combined(
      values.map((value) => -value),
      how,
    );
  return combined(values, how === 'worst' && better === 'neither' ? 'mean' : how);
}
