import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * The middle between the highest and the lowest of the last `period` values.
 *
 * `(max(x) + min(x)) / 2 over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MIDPOINT.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { midpoint } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = midpoint(bars.close, 14);
 * ```
 */
export function midpoint(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Midpoint(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link midpoint} bar by bar.
 *
 * @example
 * ```ts
 * import { Midpoint } from 'barwright/indicators';
 * const live = new Midpoint();
 * live.next(100);
 * ```
 */
export class Midpoint extends SeriesIndicator {
  static override readonly indicator: string = 'midpoint';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('midpoint', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  protected take(x: number): number {
    return (this.highest.next(x) + this.lowest.next(x)) / 2;
  }
}

/** Catalog entry of {@link midpoint}. */
export const midpointEntry: IndicatorEntry = defineEntry({
  name: 'midpoint',
  title: 'Midpoint',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['midpoint'],
  parameters,
  definition: 'The middle between the highest and the lowest of the last `period` values.',
  formula: '(max(x) + min(x)) / 2 over the window',
  source: 'TA-Lib MIDPOINT',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: midpoint,
  stream: Midpoint,
});
