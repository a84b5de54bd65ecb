import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { FlowStep } from '../steps/flow.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;

/**
 * Distance that the values went over the way that they took: 1 on a straight line, near 0 in noise.
 *
 * `abs(x[i] - x[i - period]) / sum(abs(x[i] - x[i - 1]), period)`
 *
 * Length of `x`; from 0 to 1; NaN for the first `period` values; 0 where nothing moved. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period bars that are looked back, 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Perry Kaufman, Smarter Trading, 1995.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { efficiency_ratio } from 'barwright/indicators';
 * const values = efficiency_ratio(syntheticBars({ seed: 1, length: 500 }).close, 10);
 * ```
 */
export function efficiency_ratio(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new EfficiencyRatio(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link efficiency_ratio} bar by bar.
 *
 * @example
 * ```ts
 * import { EfficiencyRatio } from 'barwright/indicators';
 * const live = new EfficiencyRatio();
 * live.next(100);
 * ```
 */
export class EfficiencyRatio extends SeriesIndicator {
  static override readonly indicator: string = 'efficiency_ratio';
  declare readonly parameters: { readonly period: number };
  protected readonly lag: LagStep;
  protected readonly changes: FlowStep;
  protected seen: boolean = false;
  protected previous: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('efficiency_ratio', parameters, { period }));
    this.lag = new LagStep(period);
    this.changes = new FlowStep(period);
    this.#period = period;
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    const then = this.lag.next(x);
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    const way = this.changes.next(Math.abs(x - previous)) * this.#period;
    if (Number.isNaN(then)) return then;
    const distance = Math.abs(x - then);
    return distance === 0 ? 0 : distance < way ? distance / way : 1;
  }
}

/** Catalog entry of {@link efficiency_ratio}. */
export const efficiencyRatioEntry: IndicatorEntry = defineEntry({
  name: 'efficiency_ratio',
  title: 'Efficiency ratio',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['efficiency_ratio'],
  parameters,
  definition: 'Distance that the values went over the way that they took: 1 on a straight line, near 0 in noise.',
  formula: 'abs(x[i] - x[i - period]) / sum(abs(x[i] - x[i - 1]), period)',
  source: 'Perry Kaufman, Smarter Trading, 1995',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period,
  batch: efficiency_ratio,
  stream: EfficiencyRatio,
});
