import { checkKeys, checkLength, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { type BarOf, fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues } from '../parameters.ts';
import {
  LateAverage,
  type MovingAverageType,
  movingAverageLookback,
  movingAverageStep,
  movingAverageTypes,
} from '../steps/moving-average.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link mavp}. */
export interface MavpVariants {
  /** Shortest period, 2 to 500. @default 2 */
  readonly minPeriod?: number;
  /** Longest period, 2 to 500. @default 30 */
  readonly maxPeriod?: number;
  /** Kind of average. @default 'sma' */
  readonly type?: MovingAverageType;
}

/** Options of {@link mavp}. */
export interface MavpOptions extends MavpVariants, OutOption {}

const parameters = {
  minPeriod: { type: 'int', min: 2, max: 500, default: 2 },
  maxPeriod: { type: 'int', min: 2, max: 500, default: 30 },
  type: { type: 'choice', choices: movingAverageTypes, default: 'sma' },
} as const;
const inputs = ['series', 'periods'] as const;

/**
 * A moving average whose period is given for each bar, cut to the bounds and to whole numbers.
 *
 * `the average of the type over periods[i]`
 *
 * Length of `x`; NaN for as many values as the longest average warms up. Averages of all periods start at one bar. A value
 * that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param periods the period at each bar, a column of its length.
 * @param options `minPeriod` (`@default 2`), `maxPeriod` (`@default 30`), `type` (`@default 'sma'`); `out`: a column to write
 * to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib MAVP.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { mavp } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = mavp(bars.close, new Float64Array(500).fill(10));
 * ```
 */
export function mavp(x: NumberColumn, periods: NumberColumn, options: MavpOptions = {}): Float64Array {
  checkKeys('options', options, ['minPeriod', 'maxPeriod', 'type', 'out']);
  const { out: given, ...variants } = options;
  const live = new Mavp(variants);
  const series = toFloat64('x', x);
  const other = toFloat64('periods', periods);
  checkLength('periods', other, series.length, '`x`');
  return fillColumn(live, [series, other], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(series[i], other[i]);
  });
}

/**
 * {@link mavp} bar by bar.
 *
 * @example
 * ```ts
 * import { Mavp } from 'barwright/indicators';
 * const live = new Mavp();
 * live.next({ series: 2, periods: 2 });
 * ```
 */
export class Mavp extends StreamingIndicator<BarOf<'series' | 'periods'>, number> {
  static override readonly indicator: string = 'mavp';
  declare readonly parameters: { readonly minPeriod: number; readonly maxPeriod: number; readonly type: MovingAverageType };
  protected readonly averages: readonly LateAverage[];
  protected left: number;
  readonly #min: number;
  readonly #max: number;

  constructor(options: MavpVariants = {}) {
    super(completeValues('mavp', parameters, options));
    const { minPeriod, maxPeriod, type } = this.parameters;
    this.#min = Math.min(minPeriod, maxPeriod);
    this.#max = Math.max(minPeriod, maxPeriod);
    this.left = movingAverageLookback(type, this.#max);
    const late = (period: number): LateAverage =>
      new LateAverage(movingAverageStep(type, period), this.left - movingAverageLookback(type, period));
    this.averages = Array.from({ length: this.#max - this.#min + 1 }, (_, k) => late(this.#min + k));
  }

  next({ series, periods }: BarOf<'series' | 'periods'>): number {
    return this.take(series, periods);
  }

  /** {@link next} by numbers. */
  take(x: number, period: number): number {
    if (!Number.isFinite(x + period)) return this.hole();
    const asked = Math.min(this.#max, Math.max(this.#min, Math.trunc(period)));
    let value = Number.NaN;
    for (let k = 0; k < this.averages.length; k++) {
      const average = this.averages[k].next(x);
      if (this.#min + k === asked) value = average;
    }
    if (this.left === 0) return value;
    this.left--;
    return Number.NaN;
  }
}

/** Catalog entry of {@link mavp}. */
export const mavpEntry: IndicatorEntry = defineEntry({
  name: 'mavp',
  title: 'Moving average with variable period',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs: ['mavp'],
  parameters,
  definition: 'A moving average whose period is given for each bar, cut to the bounds and to whole numbers.',
  formula: 'the average of the type over periods[i]',
  source: 'TA-Lib MAVP',
  lookback: ({ minPeriod, maxPeriod, type }) => movingAverageLookback(type, Math.max(minPeriod, maxPeriod)),
  batch: mavp,
  stream: Mavp,
});
