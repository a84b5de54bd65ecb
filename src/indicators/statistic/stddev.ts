import { ArgumentError, checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingDeviationInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import type { Step } from '../steps/step.ts';
import { StepIndicator } from '../streaming.ts';

/** Whether squared deviations are divided by the number of values, or by one less. */
export type DeviationEstimator = 'population' | 'sample';

/** Named variants of {@link stddev}. */
export interface StddevVariants {
  /** The result is multiplied by this, 0 to 1,000. @default 1 */
  readonly deviations?: number;
  /** `'population'` divides by `period` (TA-Lib), `'sample'` by `period - 1` (pandas), which takes two values at least. @default 'population' */
  readonly estimator?: DeviationEstimator;
}

/** Options of {@link stddev}. */
export interface StddevOptions extends StddevVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  deviations: { type: 'float', min: 0, max: 1000, default: 1 },
  estimator: { type: 'choice', choices: ['population', 'sample'], default: 'population' },
} as const;

function divisorOf(period: number, estimator: DeviationEstimator): number {
  if (estimator === 'population') return period;
  if (period > 1) return period - 1;
  throw new ArgumentError('Expected `period` to be at least 2 for the sample estimator, was `1`.');
}

/**
 * Standard deviation of the last `period` values.
 *
 * `stddev[i] = deviations * sqrt(mean((x - mean(x))^2))` over the window
 *
 * Length of `x`; NaN for the first `period - 1` values and for every window that holds a value that is not finite. Exactly 0
 * where all values of the window are equal. Sums are taken anew every 256 bars, and the window itself where little is left
 * of them, so that neither rounding nor a past outlier shows.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 5`
 * @param options `deviations` (`@default 1`), `estimator` (`@default 'population'`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib STDDEV; `'sample'` as pandas `rolling().std()`.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { stddev } from 'barwright/indicators';
 * const { close } = syntheticBars({ seed: 1, length: 500 });
 * const spread = stddev(close, 20, { estimator: 'sample' });
 * ```
 */
export function stddev(x: NumberColumn, period: number = parameters.period.default, options: StddevOptions = {}): Float64Array {
  checkKeys('options', options, ['deviations', 'estimator', 'out']);
  const { deviations, estimator } = options;
  const values = completeValues('stddev', parameters, { period, deviations, estimator });
  const divisor = divisorOf(period, values.estimator);
  const series = toFloat64('x', x);
  return computeColumn('stddev', [series], values, options.out, (out, start, end) =>
    rollingDeviationInto(out, series, start, end, period, divisor, values.deviations),
  );
}

/**
 * {@link stddev} bar by bar.
 *
 * @example
 * ```ts
 * import { Stddev } from 'barwright/indicators';
 * const live = new Stddev(2);
 * [1, 3].map((x) => live.next(x)); // NaN, 1
 * ```
 */
export class Stddev extends StepIndicator {
  static override readonly indicator: string = 'stddev';
  declare readonly parameters: { readonly period: number; readonly deviations: number; readonly estimator: DeviationEstimator };
  protected readonly step: Step;

  constructor(period: number = parameters.period.default, options: StddevVariants = {}) {
    checkKeys('options', options, ['deviations', 'estimator']);
    super(completeValues('stddev', parameters, { period, deviations: options.deviations, estimator: options.estimator }));
    this.step = new DeviationStep(period, divisorOf(period, this.parameters.estimator), this.parameters.deviations);
  }
}

/** Catalog entry of {@link stddev}. */
export const stddevEntry: IndicatorEntry = defineEntry({
  name: 'stddev',
  title: 'Standard deviation',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['stddev'],
  parameters,
  definition: 'Standard deviation of the last `period` values.',
  formula: 'deviations * sqrt(mean((x - mean(x))^2)) over the window',
  source: 'TA-Lib STDDEV',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: stddev,
  stream: Stddev,
});
