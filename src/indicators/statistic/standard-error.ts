import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { RegressionStep } from '../steps/regression.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 21 },
} as const;

/**
 * Standard deviation of the last `period` values around their straight line of least squares.
 *
 * `sqrt(sum((x - line)^2) / (period - 2))`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 3 to 100,000. `@default 21`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Jon Andersen, Technical Analysis of Stocks and Commodities (1996).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { standard_error } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = standard_error(bars.close, 21);
 * ```
 */
export function standard_error(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new StandardError(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link standard_error} bar by bar.
 *
 * @example
 * ```ts
 * import { StandardError } from 'barwright/indicators';
 * const live = new StandardError();
 * live.next(100);
 * ```
 */
export class StandardError extends SeriesIndicator {
  static override readonly indicator: string = 'standard_error';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected readonly regression: RegressionStep;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('standard_error', parameters, { period }));
    this.window = new Window(period);
    this.regression = new RegressionStep(period);
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(x);
    const { regression } = this;
    if (!regression.push(x)) return Number.NaN;
    const { values, start } = this.window;
    let squares = 0;
    for (let k = 0; k < this.#period; k++) {
      const d = values[start + k] - regression.at(k);
      squares += d * d;
    }
    return Math.sqrt(squares / (this.#period - 2));
  }
}

/** Catalog entry of {@link standard_error}. */
export const standardErrorEntry: IndicatorEntry = defineEntry({
  name: 'standard_error',
  title: 'Standard error of the regression',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['standard_error'],
  parameters,
  definition: 'Standard deviation of the last `period` values around their straight line of least squares.',
  formula: 'sqrt(sum((x - line)^2) / (period - 2))',
  source: 'Andersen 1996',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: standard_error,
  stream: StandardError,
});
