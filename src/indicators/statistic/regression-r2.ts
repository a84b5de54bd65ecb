import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { RegressionStep } from '../steps/regression.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;

/**
 * Share of the variance of the window that its straight line of least squares explains; 0 where nothing varies.
 *
 * `correl(x, time, period)^2`
 *
 * Length of `x`, 0 to 1; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TradingView, R-Squared.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { regression_r2 } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = regression_r2(bars.close, 14);
 * ```
 */
export function regression_r2(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new RegressionR2(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link regression_r2} bar by bar.
 *
 * @example
 * ```ts
 * import { RegressionR2 } from 'barwright/indicators';
 * const live = new RegressionR2();
 * live.next(100);
 * ```
 */
export class RegressionR2 extends SeriesIndicator {
  static override readonly indicator: string = 'regression_r2';
  declare readonly parameters: { readonly period: number };
  protected readonly regression: RegressionStep;
  protected readonly deviation: DeviationStep;
  readonly #scale: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('regression_r2', parameters, { period }));
    this.regression = new RegressionStep(period);
    this.deviation = new DeviationStep(period, period, 1);
    this.#scale = Math.sqrt((period * period - 1) / 12);
  }

  protected take(x: number): number {
    const deviation = this.deviation.next(x);
    if (!this.regression.push(x)) return Number.NaN;
    if (!(deviation > 0)) return 0;
    const correlation = (this.regression.slope * this.#scale) / deviation;
    return Math.min(1, correlation * correlation);
  }
}

/** Catalog entry of {@link regression_r2}. */
export const regressionR2Entry: IndicatorEntry = defineEntry({
  name: 'regression_r2',
  title: 'Coefficient of determination',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['regression_r2'],
  parameters,
  definition: 'Share of the variance of the window that its straight line of least squares explains; 0 where nothing varies.',
  formula: 'correl(x, time, period)^2',
  source: 'TradingView, R-Squared',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: regression_r2,
  stream: RegressionR2,
});
