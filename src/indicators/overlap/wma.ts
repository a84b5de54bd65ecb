import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { weightedMeanFactors, weightedSumsInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { WeightedMeanStep } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
} as const;

/**
 * Mean of the last `period` values with weights 1 to `period`, the newest the heaviest.
 *
 * `(1 * x[i - period + 1] + ... + period * x[i]) / (1 + ... + period)`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib WMA.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { wma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = wma(bars.close, 30);
 * ```
 */
export function wma(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Wma(period);
  const series = toFloat64('x', x);
  const [sum, weighted] = weightedMeanFactors(period);
  return computeColumn('wma', [series], live.parameters, options.out, (out, start, end) =>
    weightedSumsInto(out, series, start, end, period, sum, weighted),
  );
}

/**
 * {@link wma} bar by bar.
 *
 * @example
 * ```ts
 * import { Wma } from 'barwright/indicators';
 * const live = new Wma();
 * live.next(100);
 * ```
 */
export class Wma extends SeriesIndicator {
  static override readonly indicator: string = 'wma';
  declare readonly parameters: { readonly period: number };
  protected readonly average: WeightedMeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('wma', parameters, { period }));
    this.average = new WeightedMeanStep(period);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link wma}. */
export const wmaEntry: IndicatorEntry = defineEntry({
  name: 'wma',
  title: 'Weighted moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['wma'],
  parameters,
  definition: 'Mean of the last `period` values with weights 1 to `period`, the newest the heaviest.',
  formula: '(1 * x[i - period + 1] + ... + period * x[i]) / (1 + ... + period)',
  source: 'TA-Lib WMA',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: wma,
  stream: Wma,
});
