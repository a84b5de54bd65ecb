import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingMaximumInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import type { Step } from '../steps/step.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 30 } } as const;

/**
 * The highest of the last `period` values.
 *
 * `max[i] = max(x[i - period + 1], ..., x[i])`
 *
 * Length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not finite.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: TA-Lib MAX.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { max } from 'barwright/indicators';
 * const highest = max(syntheticBars({ seed: 1, length: 500 }).high, 20);
 * ```
 */
export function max(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('max', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('max', [series], values, options.out, (out, start, end) => rollingMaximumInto(out, series, start, end, period));
}

/**
 * {@link max} bar by bar.
 *
 * @example
 * ```ts
 * import { Max } from 'barwright/indicators';
 * const live = new Max(2);
 * [1, 3, 2].map((x) => live.next(x)); // NaN, 3, 3
 * ```
 */
export class Max extends StepIndicator {
  static override readonly indicator: string = 'max';
  declare readonly parameters: { readonly period: number };
  protected readonly step: Step;

  constructor(period: number = parameters.period.default) {
    super(completeValues('max', parameters, { period }));
    this.step = new ExtremeStep(period, 'highest');
  }
}

/** Catalog entry of {@link max}. */
export const maxEntry: IndicatorEntry = defineEntry({
  name: 'max',
  title: 'Rolling maximum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['max'],
  parameters,
  definition: 'The highest of the last `period` values.',
  formula: 'max(x[i - period + 1], ..., x[i])',
  source: 'TA-Lib MAX',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: max,
  stream: Max,
});
