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
 * Change of the value over `period` bars.
 *
 * `x[i] - x[i - period]`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period bars back, 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MOM.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mom } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mom(bars.close, 10);
 * ```
 */
export function mom(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Mom(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link mom} bar by bar.
 *
 * @example
 * ```ts
 * import { Mom } from 'barwright/indicators';
 * const live = new Mom();
 * live.next(100);
 * ```
 */
export class Mom extends SeriesIndicator {
  static override readonly indicator: string = 'mom';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('mom', parameters, { period }));
    this.lag = new LagStep(period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    return Number.isNaN(then) ? then : x - then;
  }
}

/** Catalog entry of {@link mom}. */
export const momEntry: IndicatorEntry = defineEntry({
  name: 'mom',
  title: 'Momentum',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['mom'],
  parameters,
  definition: 'Change of the value over `period` bars.',
  formula: 'x[i] - x[i - period]',
  source: 'TA-Lib MOM',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: mom,
  stream: Mom,
});
