import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { LineStep } from '../steps/line.ts';
import { SeriesIndicator } from '../streaming.ts';
import { Rvi } from './rvi.ts';

/** Variants of {@link inertia}. */
export interface InertiaVariants {
  /** Values in the standard deviations of the index, 2 to 100,000. @default 10 */
  readonly rvi?: number;
  /** Period of the averages of the index, 1 to 100,000. @default 14 */
  readonly smoothing?: number;
}

/** Options of {@link inertia}. */
export interface InertiaOptions extends InertiaVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
  rvi: { type: 'int', min: 2, max: longestPeriod, default: 10 },
  smoothing: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * The end of a straight line through the relative volatility index: above 50 the trend is up.
 *
 * `linreg(rvi(x, rvi, smoothing), period)`
 *
 * Length of `x`; NaN for the first `rvi + smoothing + period - 3` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period values of the index in the line, 2 to 100,000. `@default 20`
 * @param options `rvi` (`@default 10`), `smoothing` (`@default 14`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Donald Dorsey, Refining the Relative Volatility Index, Stocks & Commodities 13:9 (1995).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { inertia } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = inertia(bars.close, 20);
 * ```
 */
export function inertia(x: NumberColumn, period: number = parameters.period.default, options: InertiaOptions = {}): Float64Array {
  checkKeys('options', options, ['rvi', 'smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new Inertia(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link inertia} bar by bar.
 *
 * @example
 * ```ts
 * import { Inertia } from 'barwright/indicators';
 * const live = new Inertia();
 * live.next(100);
 * ```
 */
export class Inertia extends SeriesIndicator {
  static override readonly indicator: string = 'inertia';
  declare readonly parameters: { readonly period: number; readonly rvi: number; readonly smoothing: number };
  protected readonly index: Rvi;
  protected readonly line: LineStep;

  constructor(period: number = parameters.period.default, options: InertiaVariants = {}) {
    super(completeValues('inertia', parameters, { ...options, period }));
    const { rvi, smoothing } = this.parameters;
    this.index = new Rvi(rvi, { smoothing });
    this.line = new LineStep(period, period - 1);
  }

  protected take(x: number): number {
    const index = this.index.next(x);
    return Number.isNaN(index) ? index : this.line.next(index);
  }
}

/** Catalog entry of {@link inertia}. */
export const inertiaEntry: IndicatorEntry = defineEntry({
  name: 'inertia',
  title: 'Inertia',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['inertia'],
  parameters,
  definition: 'The end of a straight line through the relative volatility index: above 50 the trend is up.',
  formula: 'linreg(rvi(x, rvi, smoothing), period)',
  source: 'Dorsey 1995',
  laws: { price: 0 },
  lookback: ({ period, rvi, smoothing }) => rvi + smoothing + period - 3,
  batch: inertia,
  stream: Inertia,
});
