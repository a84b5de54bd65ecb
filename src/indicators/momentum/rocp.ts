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
 * Change over `period` bars as a fraction of the earlier value; 0 where that is 0.
 *
 * `x[i] / x[i - period] - 1`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period bars back, 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib ROCP.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rocp } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rocp(bars.close, 10);
 * ```
 */
export function rocp(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Rocp(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link rocp} bar by bar.
 *
 * @example
 * ```ts
 * import { Rocp } from 'barwright/indicators';
 * const live = new Rocp();
 * live.next(100);
 * ```
 */
export class Rocp extends SeriesIndicator {
  static override readonly indicator: string = 'rocp';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('rocp', parameters, { period }));
    this.lag = new LagStep(period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    return Number.isNaN(then) ? then : then === 0 ? 0 : (x - then) / then;
  }
}

/** Catalog entry of {@link rocp}. */
export const rocpEntry: IndicatorEntry = defineEntry({
  name: 'rocp',
  title: 'Rate of change as a fraction',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['rocp'],
  parameters,
  definition: 'Change over `period` bars as a fraction of the earlier value; 0 where that is 0.',
  formula: 'x[i] / x[i - period] - 1',
  source: 'TA-Lib ROCP',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: rocp,
  stream: Rocp,
});
