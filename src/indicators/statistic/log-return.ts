import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 1 },
} as const;

/**
 * Natural logarithm of the value over the one of `period` values ago; 0 where one is not above 0.
 *
 * `log(x[i] / x[i - period])`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period bars back, 1 to 100,000. `@default 1`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Common practice.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { log_return } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = log_return(bars.close, 1);
 * ```
 */
export function log_return(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new LogReturn(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link log_return} bar by bar.
 *
 * @example
 * ```ts
 * import { LogReturn } from 'barwright/indicators';
 * const live = new LogReturn();
 * live.next(100);
 * ```
 */
export class LogReturn extends SeriesIndicator {
  static override readonly indicator: string = 'log_return';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('log_return', parameters, { period }));
    this.lag = new LagStep(period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    if (Number.isNaN(then)) return then;
    return x > 0 && then > 0 ? Math.log(x / then) : 0;
  }
}

/** Catalog entry of {@link log_return}. */
export const logReturnEntry: IndicatorEntry = defineEntry({
  name: 'log_return',
  title: 'Logarithmic return',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['log_return'],
  parameters,
  definition: 'Natural logarithm of the value over the one of `period` values ago; 0 where one is not above 0.',
  formula: 'log(x[i] / x[i - period])',
  source: 'common practice',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: log_return,
  stream: LogReturn,
});
