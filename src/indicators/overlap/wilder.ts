import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { seededExponentialInto } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StepIndicator } from '../streaming.ts';

const parameters = { period: { type: 'int', min: 1, max: longestPeriod, default: 14 } } as const;

/**
 * Wilder's smoothing: an exponential average with the weight `1 / period` for the newest value.
 *
 * `wilder[i] = (wilder[i - 1] * (period - 1) + x[i]) / period`, from the mean of the first `period` values.
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where the period is no integer in its range or `out` does not fit.
 * Source: J. Welles Wilder, New Concepts in Technical Trading Systems (1978); TradingView `ta.rma`; the smoothing within
 * TA-Lib RSI and ATR.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { wilder } from 'barwright/indicators';
 * const smoothed = wilder(syntheticBars({ seed: 1, length: 500 }).close, 14);
 * ```
 */
export function wilder(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  const values = completeValues('wilder', parameters, { period });
  checkKeys('options', options, ['out']);
  const series = toFloat64('x', x);
  return computeColumn('wilder', [series], values, options.out, (out, start, end) =>
    seededExponentialInto(out, series, start, end, 1 / period, period),
  );
}

/**
 * {@link wilder} bar by bar.
 *
 * @example
 * ```ts
 * import { Wilder } from 'barwright/indicators';
 * const smoothed = new Wilder(2);
 * smoothed.next(1); // NaN
 * smoothed.next(2); // 1.5
 * ```
 */
export class Wilder extends StepIndicator {
  static override readonly indicator: string = 'wilder';
  declare readonly parameters: { readonly period: number };
  protected readonly step: ExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('wilder', parameters, { period }));
    this.step = new ExponentialStep(1 / period, period);
  }
}

/** Catalog entry of {@link wilder}. */
export const wilderEntry: IndicatorEntry = defineEntry({
  name: 'wilder',
  title: "Wilder's smoothing",
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['wilder'],
  parameters,
  definition: 'Average in which the newest value weighs 1 / period and older ones ever less.',
  formula: 'wilder[i - 1] + (x[i] - wilder[i - 1]) / period',
  source: 'Wilder 1978; TradingView ta.rma',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: wilder,
  stream: Wilder,
});
