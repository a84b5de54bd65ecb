import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingMinimumInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import type { Step } from '../steps/step.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 30 } } as const;

/**
 * The lowest of the last `period` values.
 *
 * `min[i] = min(x[i - period + 1], ..., x[i])`
 *
 * Length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not finite.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib MIN.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { min } from 'barwright/indicators';
 * const lowest = min(syntheticBars({ seed: 1, length: 500 }).low, 20);
 * ```
 */
export function min(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('min', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('min', [series], values, options.out, (out, start, end) => rollingMinimumInto(out, series, start, end, period));
}

/**
 * {@link min} bar by bar.
 *
 * @example
 * ```ts
 * import { Min } from 'barwright/indicators';
 * const live = new Min(2);
 * [1, 3, 2].map((x) => live.next(x)); // NaN, 1, 2
 * ```
 */
export class Min extends StepIndicator {
  static override readonly indicator: string = 'min';
  declare readonly parameters: { readonly period: number };
  protected readonly step: Step;

  constructor(period: number = parameters.period.default) {
    super(completeValues('min', parameters, { period }));
    this.step = new ExtremeStep(period, 'lowest');
  }
}

/** Catalog entry of {@link min}. */
export const minEntry: IndicatorEntry = defineEntry({
  name: 'min',
  title: 'Rolling minimum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['min'],
  parameters,
  definition: 'The lowest of the last `period` values.',
  formula: 'min(x[i - period + 1], ..., x[i])',
  source: 'TA-Lib MIN',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: min,
  stream: Min,
});
