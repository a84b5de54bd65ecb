import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LagStep } from '../steps/lag.ts';
import { WeightedMeanStep } from '../steps/moving-average.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link coppock}. */
export interface CoppockVariants {
  /** Longer rate of change, 1 to 100,000. @default 14 */
  readonly long?: number;
  /** Shorter rate of change, 1 to 100,000. @default 11 */
  readonly short?: number;
  /** Period of the weighted average, 1 to 100,000. @default 10 */
  readonly smoothing?: number;
}

/** Options of {@link coppock}. */
export interface CoppockOptions extends CoppockVariants, OutOption {}

const parameters = {
  long: { type: 'int', min: 1, max: longestPeriod, default: 14 },
  short: { type: 'int', min: 1, max: longestPeriod, default: 11 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;

/**
 * Weighted average of the sum of two rates of change; a rate from 0 counts as 0.
 *
 * `wma(roc(x, long) + roc(x, short), smoothing)`
 *
 * Length of `x`, in percent; NaN for the first `max(long, short) + smoothing - 1` values. A value that is not finite gives
 * NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param options `long` (`@default 14`), `short` (`@default 11`), `smoothing` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Edwin Coppock, Barron's (1962); TradingView, Coppock Curve.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { coppock } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = coppock(bars.close);
 * ```
 */
export function coppock(x: NumberColumn, options: CoppockOptions = {}): Float64Array {
  checkKeys('options', options, ['long', 'short', 'smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new Coppock(variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link coppock} bar by bar.
 *
 * @example
 * ```ts
 * import { Coppock } from 'barwright/indicators';
 * const live = new Coppock();
 * live.next(100);
 * ```
 */
export class Coppock extends SeriesIndicator {
  static override readonly indicator: string = 'coppock';
  declare readonly parameters: { readonly long: number; readonly short: number; readonly smoothing: number };
  protected readonly far: LagStep;
  protected readonly near: LagStep;
  protected readonly average: WeightedMeanStep;

  constructor(options: CoppockVariants = {}) {
    super(completeValues('coppock', parameters, options));
    const { long, short, smoothing } = this.parameters;
    this.far = new LagStep(long);
    this.near = new LagStep(short);
    this.average = new WeightedMeanStep(smoothing);
  }

  protected take(x: number): number {
    const far = this.far.next(x);
    const near = this.near.next(x);
    if (Number.isNaN(far + near)) return Number.NaN;
    return this.average.next((far === 0 ? 0 : (x / far - 1) * 100) + (near === 0 ? 0 : (x / near - 1) * 100));
  }
}

/** Catalog entry of {@link coppock}. */
export const coppockEntry: IndicatorEntry = defineEntry({
  name: 'coppock',
  title: 'Coppock curve',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['coppock'],
  parameters,
  definition: 'Weighted average of the sum of two rates of change; a rate from 0 counts as 0.',
  formula: 'wma(roc(x, long) + roc(x, short), smoothing)',
  source: 'Coppock 1962',
  laws: { price: 0 },
  lookback: ({ long, short, smoothing }) => Math.max(long, short) + smoothing - 1,
  batch: coppock,
  stream: Coppock,
});
