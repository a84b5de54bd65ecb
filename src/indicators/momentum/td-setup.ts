import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 4 },
} as const;

/**
 * How many values in a row are above (positive) or below (negative) the one of `period` values before.
 *
 * `count + 1 while x > x[i - period], count - 1 while x < x[i - period], 0 where equal, begun anew at each turn`
 *
 * Length of `x`; NaN for the first `period` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values back, 1 to 100,000. `@default 4`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Thomas DeMark, The New Science of Technical Analysis (1994): a setup is complete at 9.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { td_setup } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = td_setup(bars.close, 4);
 * ```
 */
export function td_setup(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new TdSetup(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link td_setup} bar by bar.
 *
 * @example
 * ```ts
 * import { TdSetup } from 'barwright/indicators';
 * const live = new TdSetup();
 * live.next(100);
 * ```
 */
export class TdSetup extends SeriesIndicator {
  static override readonly indicator: string = 'td_setup';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;
  protected count: number = 0;

  constructor(period: number = parameters.period.default) {
    super(completeValues('td_setup', parameters, { period }));
    this.lag = new LagStep(period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    if (Number.isNaN(then)) return then;
    this.count = x > then ? Math.max(0, this.count) + 1 : x < then ? Math.min(0, this.count) - 1 : 0;
    return this.count;
  }
}

/** Catalog entry of {@link td_setup}. */
export const tdSetupEntry: IndicatorEntry = defineEntry({
  name: 'td_setup',
  title: 'TD setup',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['td_setup'],
  parameters,
  definition: 'How many values in a row are above (positive) or below (negative) the one of `period` values before.',
  formula: 'count + 1 while x > x[i - period], count - 1 while x < x[i - period], 0 where equal, begun anew at each turn',
  source: 'DeMark 1994',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: td_setup,
  stream: TdSetup,
});
