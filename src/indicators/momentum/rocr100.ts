import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;

/**
 * The value over the one of `period` bars ago, in percent; 0 where that is 0.
 *
 * `100 * x[i] / x[i - period]`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period bars back, 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib ROCR100.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rocr100 } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rocr100(bars.close, 10);
 * ```
 */
export function rocr100(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Rocr100(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link rocr100} bar by bar.
 *
 * @example
 * ```ts
 * import { Rocr100 } from 'barwright/indicators';
 * const live = new Rocr100();
 * live.next(100);
 * ```
 */
export class Rocr100 extends SeriesIndicator {
  static override readonly indicator: string = 'rocr100';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('rocr100', parameters, { period }));
    this.lag = new LagStep(period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    return Number.isNaN(then) ? then : then === 0 ? 0 : (x / then) * 100;
  }
}

/** Catalog entry of {@link rocr100}. */
export const rocr100Entry: IndicatorEntry = defineEntry({
  name: 'rocr100',
  title: 'Rate of change as a ratio, times 100',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['rocr100'],
  parameters,
  definition: 'The value over the one of `period` bars ago, in percent; 0 where that is 0.',
  formula: '100 * x[i] / x[i - period]',
  source: 'TA-Lib ROCR100',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: rocr100,
  stream: Rocr100,
});
