import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import {
  type Average,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link ma}. */
export interface MaVariants {
  /** Kind of average. @default 'sma' */
  readonly type?: MovingAverageType;
}

/** Options of {@link ma}. */
export interface MaOptions extends MaVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 30 },
  type: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;

/**
 * A moving average of the kind that is asked for.
 *
 * `the average of the type over `period``
 *
 * Length of `x`; NaN for as many values as the type warms up. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 30`
 * @param options `type` (`@default 'sma'`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MA.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { ma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = ma(bars.close, 30, { type: 'wma' });
 * ```
 */
export function ma(x: NumberColumn, period: number = parameters.period.default, options: MaOptions = {}): Float64Array {
  checkKeys('options', options, ['type', 'out']);
  const { out: given, ...variants } = options;
  const live = new Ma(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link ma} bar by bar.
 *
 * @example
 * ```ts
 * import { Ma } from 'barwright/indicators';
 * const live = new Ma();
 * live.next(100);
 * ```
 */
export class Ma extends SeriesIndicator {
  static override readonly indicator: string = 'ma';
  declare readonly parameters: { readonly period: number; readonly type: MovingAverageType };
  protected readonly average: Average;

  constructor(period: number = parameters.period.default, options: MaVariants = {}) {
    super(completeValues('ma', parameters, { ...options, period }));
    this.average = movingAverageStep(this.parameters.type, period);
  }

  protected take(x: number): number {
    return this.average.next(x);
  }
}

/** Catalog entry of {@link ma}. */
export const maEntry: IndicatorEntry = defineEntry({
  name: 'ma',
  title: 'Moving average of a type',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['ma'],
  parameters,
  definition: 'A moving average of the kind that is asked for.',
  formula: 'the average of the type over `period`',
  source: 'TA-Lib MA',
  laws: { price: 1 },
  lookback: ({ period, type }) => movingAverageLookback(type, period),
  batch: ma,
  stream: Ma,
});
