import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
} as const;

/**
 * The sum of the last `period` values.
 *
 * `x[i - period + 1] + ... + x[i]`
 *
 * Length of `x`; NaN for the first `period - 1` values. Taken anew every 256 bars, so that rounding does not build up. A
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib SUM.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { sum } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = sum(bars.close, 30);
 * ```
 */
export function sum(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Sum(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link sum} bar by bar.
 *
 * @example
 * ```ts
 * import { Sum } from 'barwright/indicators';
 * const live = new Sum();
 * live.next(100);
 * ```
 */
export class Sum extends SeriesIndicator {
  static override readonly indicator: string = 'sum';
  declare readonly parameters: { readonly period: number };
  protected readonly mean: MeanStep;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('sum', parameters, { period }));
    this.mean = new MeanStep(period);
    this.#period = period;
  }

  protected take(x: number): number {
    return this.mean.next(x) * this.#period;
  }
}

/** Catalog entry of {@link sum}. */
export const sumEntry: IndicatorEntry = defineEntry({
  name: 'sum',
  title: 'Rolling sum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['sum'],
  parameters,
  definition: 'The sum of the last `period` values.',
  formula: 'x[i - period + 1] + ... + x[i]',
  source: 'TA-Lib SUM',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: sum,
  stream: Sum,
});
