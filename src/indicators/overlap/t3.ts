import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { RepeatedExponentialStep, t3Weights } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link t3}. */
export interface T3Variants {
  /** How much of the lag is taken away, 0 to 1. @default 0.7 */
  readonly volumeFactor?: number;
}

/** Options of {@link t3}. */
export interface T3Options extends T3Variants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 5 },
  volumeFactor: { type: 'float', min: 0, max: 1, default: 0.7 },
} as const;

/**
 * Six exponential averages of one another, weighed by the volume factor: smooth with little lag.
 *
 * `c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3 with c1 = -v^3, c2 = 3 v^2 + 3 v^3, c3 = -6 v^2 - 3 v - 3 v^3, c4 = (1 + v)^3`
 *
 * Length of `x`; NaN for the first `6 * (period - 1)` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period period of the averages, 1 to 100,000. `@default 5`
 * @param options `volumeFactor` (`@default 0.7`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib T3; Tim Tillson, Technical Analysis of Stocks and Commodities (1998).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { t3 } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = t3(bars.close, 5);
 * ```
 */
export function t3(x: NumberColumn, period: number = parameters.period.default, options: T3Options = {}): Float64Array {
  checkKeys('options', options, ['volumeFactor', 'out']);
  const { out: given, ...variants } = options;
  const live = new T3(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link t3} bar by bar.
 *
 * @example
 * ```ts
 * import { T3 } from 'barwright/indicators';
 * const live = new T3();
 * live.next(100);
 * ```
 */
export class T3 extends SeriesIndicator {
  static override readonly indicator: string = 't3';
  declare readonly parameters: { readonly period: number; readonly volumeFactor: number };
  protected readonly average: RepeatedExponentialStep;

  constructor(period: number = parameters.period.default, options: T3Variants = {}) {
    super(completeValues('t3', parameters, { ...options, period }));
    this.average = new RepeatedExponentialStep(period, t3Weights(this.parameters.volumeFactor));
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link t3}. */
export const t3Entry: IndicatorEntry = defineEntry({
  name: 't3',
  title: 'Tillson T3',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['t3'],
  parameters,
  definition: 'Six exponential averages of one another, weighed by the volume factor: smooth with little lag.',
  formula: 'c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3 with c1 = -v^3, c2 = 3 v^2 + 3 v^3, c3 = -6 v^2 - 3 v - 3 v^3, c4 = (1 + v)^3',
  source: 'TA-Lib T3; Tillson 1998',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => 6 * (period - 1),
  batch: t3,
  stream: T3,
});
