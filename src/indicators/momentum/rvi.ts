import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link rvi}. */
export interface RviVariants {
  /** Period of the exponential averages, 1 to 100,000. @default 14 */
  readonly smoothing?: number;
}

/** Options of {@link rvi}. */
export interface RviOptions extends RviVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 10 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * The share of the standard deviation that falls on rises, in percent; 50 where there is none.
 *
 * `100 * ema(stddev on rises) / (ema(stddev on rises) + ema(stddev on falls))`
 *
 * Length of `x`; NaN for the first `period + smoothing - 2` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 10`
 * @param options `smoothing` (`@default 14`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Donald Dorsey, The Relative Volatility Index, Stocks & Commodities 11:6 (1993); TradingView, Relative Volatility
 * Index.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rvi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rvi(bars.close, 10);
 * ```
 */
export function rvi(x: NumberColumn, period: number = parameters.period.default, options: RviOptions = {}): Float64Array {
  checkKeys('options', options, ['smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new Rvi(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link rvi} bar by bar.
 *
 * @example
 * ```ts
 * import { Rvi } from 'barwright/indicators';
 * const live = new Rvi();
 * live.next(100);
 * ```
 */
export class Rvi extends SeriesIndicator {
  static override readonly indicator: string = 'rvi';
  declare readonly parameters: { readonly period: number; readonly smoothing: number };
  protected readonly deviation: DeviationStep;
  protected readonly rises: ExponentialStep;
  protected readonly falls: ExponentialStep;
  protected previous: number = 0;

  constructor(period: number = parameters.period.default, options: RviVariants = {}) {
    super(completeValues('rvi', parameters, { ...options, period }));
    const { smoothing } = this.parameters;
    this.deviation = new DeviationStep(period, period, 1);
    this.rises = new ExponentialStep(2 / (smoothing + 1), smoothing);
    this.falls = new ExponentialStep(2 / (smoothing + 1), smoothing);
  }

  protected take(x: number): number {
    const deviation = this.deviation.next(x);
    const { previous } = this;
    this.previous = x;
    if (Number.isNaN(deviation)) return deviation;
    const rise = this.rises.next(x > previous ? deviation : 0);
    const fall = this.falls.next(x < previous ? deviation : 0);

    return rise + fall === 0 ? 50 : Number.isNaN(rise) ? rise : (100 * rise) / (rise + fall);
  }
}

/** Catalog entry of {@link rvi}. */
export const rviEntry: IndicatorEntry = defineEntry({
  name: 'rvi',
  title: 'Relative volatility index',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['rvi'],
  parameters,
  definition: 'The share of the standard deviation that falls on rises, in percent; 50 where there is none.',
  formula: '100 * ema(stddev on rises) / (ema(stddev on rises) + ema(stddev on falls))',
  source: 'Dorsey 1993; TradingView',
  laws: { price: 0 },
  lookback: ({ period, smoothing }) => period + smoothing - 2,
  batch: rvi,
  stream: Rvi,
});
