import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { WeightedMeanStep } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 16 },
} as const;

/**
 * A weighted mean of twice the weighted mean of half the window less that of the whole, which takes most of the lag away.
 *
 * `wma(2 * wma(x, floor(period / 2)) - wma(x, period), floor(sqrt(period)))`
 *
 * Length of `x`; NaN for the first `period + floor(sqrt(period)) - 2` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the long window, 2 to 100,000. `@default 16`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Alan Hull, The Hull Moving Average, 2005.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { hma } from 'barwright/indicators';
 * const values = hma(syntheticBars({ seed: 1, length: 500 }).close, 16);
 * ```
 */
export function hma(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Hma(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link hma} bar by bar.
 *
 * @example
 * ```ts
 * import { Hma } from 'barwright/indicators';
 * const live = new Hma();
 * live.next(100);
 * ```
 */
export class Hma extends SeriesIndicator {
  static override readonly indicator: string = 'hma';
  declare readonly parameters: { readonly period: number };
  protected readonly half: WeightedMeanStep;
  protected readonly whole: WeightedMeanStep;
  protected readonly outer: WeightedMeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('hma', parameters, { period }));
    this.half = new WeightedMeanStep(Math.floor(period / 2));
    this.whole = new WeightedMeanStep(period);
    this.outer = new WeightedMeanStep(Math.floor(Math.sqrt(period)));
  }

  protected take(x: number): number {
    const half = this.half.next(x);
    const whole = this.whole.next(x);
    return Number.isNaN(whole) ? whole : this.outer.next(2 * half - whole);
  }
}

/** Catalog entry of {@link hma}. */
export const hmaEntry: IndicatorEntry = defineEntry({
  name: 'hma',
  title: 'Hull moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['hma'],
  parameters,
  definition: 'A weighted mean of twice the weighted mean of half the window less that of the whole, which takes most of the lag away.',
  formula: 'wma(2 * wma(x, floor(period / 2)) - wma(x, period), floor(sqrt(period)))',
  source: 'Alan Hull, The Hull Moving Average, 2005',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period + Math.floor(Math.sqrt(period)) - 2,
  batch: hma,
  stream: Hma,
});
