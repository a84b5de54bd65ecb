import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { LagStep } from '../steps/lag.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link rmi}. */
export interface RmiVariants {
  /** Bars of the change, 1 to 100,000. @default 5 */
  readonly momentum?: number;
}

/** Options of {@link rmi}. */
export interface RmiOptions extends RmiVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
  momentum: { type: 'int', min: 1, max: longestPeriod, default: 5 },
} as const;

/**
 * The relative strength index of changes over some values instead of one; 0 where nothing moved.
 *
 * `100 * wilder(max(d, 0)) / wilder(|d|) with d = x[i] - x[i - momentum]`
 *
 * Length of `x`, 0 to 100; NaN for the first `period + momentum - 1` values. A value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param x a column.
 * @param period period of the smoothing, 1 to 100,000. `@default 14`
 * @param options `momentum` (`@default 5`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Roger Altman, Technical Analysis of Stocks and Commodities (1993).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { rmi } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = rmi(bars.close, 14);
 * ```
 */
export function rmi(x: NumberColumn, period: number = parameters.period.default, options: RmiOptions = {}): Float64Array {
  checkKeys('options', options, ['momentum', 'out']);
  const { out: given, ...variants } = options;
  const live = new Rmi(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link rmi} bar by bar.
 *
 * @example
 * ```ts
 * import { Rmi } from 'barwright/indicators';
 * const live = new Rmi();
 * live.next(100);
 * ```
 */
export class Rmi extends SeriesIndicator {
  static override readonly indicator: string = 'rmi';
  declare readonly parameters: { readonly period: number; readonly momentum: number };
  protected readonly lag: LagStep;
  protected readonly rises: ExponentialStep;
  protected readonly changes: ExponentialStep;

  constructor(period: number = parameters.period.default, options: RmiVariants = {}) {
    super(completeValues('rmi', parameters, { ...options, period }));
    this.lag = new LagStep(this.parameters.momentum);
    this.rises = new ExponentialStep(1 / period, period);
    this.changes = new ExponentialStep(1 / period, period);
  }

  protected take(x: number): number {
    const then = this.lag.next(x);
    if (Number.isNaN(then)) return then;
    const rises = this.rises.next(Math.max(0, x - then));
    const changes = this.changes.next(Math.abs(x - then));
    return Number.isNaN(changes) ? changes : changes > 0 ? (rises / changes) * 100 : 0;
  }
}

/** Catalog entry of {@link rmi}. */
export const rmiEntry: IndicatorEntry = defineEntry({
  name: 'rmi',
  title: 'Relative momentum index',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['rmi'],
  parameters,
  definition: 'The relative strength index of changes over some values instead of one; 0 where nothing moved.',
  formula: '100 * wilder(max(d, 0)) / wilder(|d|) with d = x[i] - x[i - momentum]',
  source: 'Altman 1993',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period, momentum }) => period + momentum - 1,
  batch: rmi,
  stream: Rmi,
});
