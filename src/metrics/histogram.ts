import { ArgumentError, checkInteger, checkKeys, checkNumber, type NumberColumn, toFloat64 } from '../core/index.ts';
import { quantile, selectable } from './order-statistics.ts';

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /**
   * Number of bins.
   *
   * @default 50
   */
  readonly bins?: number;
  /**
   * Share of the values at either end that is counted in the outermost bin instead of widening the range, below 0.5.
   *
   * @default 0
   */
  readonly trim?: number;
}

/** Counts of values in bins of equal width. */
export interface Histogram {
  /** Bounds of the bins, one more than there are bins. */
  readonly edges: Float64Array;
  /** Values in `[edges[i], edges[i + 1])`; the last bin includes its end, the outer ones what was trimmed. */
  readonly counts: Float64Array;
}

const histogramDefaults: Required<HistogramOptions> = Object.freeze({ bins: 50, trim: 0 });

/**
 * Histogram: how many values fall into each of some bins of equal width, for a picture of returns or trades.
 *
 * The bins span `quantile(trim)` to `quantile(1 - trim)`; what lies outside is counted in the outermost bins, so that
 * the counts sum to the number of values. Where all values are the same the bins are 1e-9 of it wide, or 1e-9 for 0.
 *
 * @throws ArgumentError where an option is unknown or out of range, or a value is not finite.
 * @example
 * ```ts
 * import { histogram } from 'barwright/metrics';
 * histogram([0, 1, 2, 3, 4], { bins: 2 }).counts; // [2, 3]
 * ```
 */
export function histogram(values: NumberColumn, options: HistogramOptions = {}): Histogram {
  checkKeys('options', options, Object.keys(histogramDefaults));
  const bins = checkInteger('bins', options.bins ?? histogramDefaults.bins, { min: 1 });
  const trim = checkNumber('trim', options.trim ?? histogramDefaults.trim, { min: 0, below: 0.5 });
  const column = toFloat64('values', values);
  const wrong = column.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new ArgumentError(`Expected \`values[${wrong}]\` to be a finite number, was \`${column[wrong]}\`.`);
  const edges = new Float64Array(bins + 1);
  const counts = new Float64Array(bins);
  if (column.length === 0) return { edges, counts };
  const reordered = selectable(column);
  const low = quantile(reordered, trim);
  const width = (quantile(reordered, 1 - trim) - low) / bins || 1e-9 * (Math.abs(low) || 1);
  for (let k = 0; k <= bins; k++) edges[k] = low + k * width;
  for (let i = 0; i < column.length; i++) counts[Math.min(bins - 1, Math.max(0, Math.floor((column[i] - low) / width)))]++;
  return { edges, counts };
}
