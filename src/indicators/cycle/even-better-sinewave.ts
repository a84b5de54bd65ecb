import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { superSmoother, type TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link even_better_sinewave}. */
export interface EvenBetterSinewaveVariants {
  /** Period of the low-pass, 2 to 100,000. @default 10 */
  readonly smoothing?: number;
}

/** Options of {@link even_better_sinewave}. */
export interface EvenBetterSinewaveOptions extends EvenBetterSinewaveVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 4, max: longestPeriod, default: 40 },
  smoothing: { type: 'int', min: 2, max: longestPeriod, default: 10 },
} as const;

/**
 * A band of cycles over its own root mean square: near 1 in rises, near -1 in falls.
 *
 * `mean of three filtered values over the root of the mean of their squares; filtered = super smoother of a one-pole
 * high-pass`
 *
 * Length of `x`; NaN for the first two values. It settles over some `period` values; 0 where nothing moves. A value that is
 * not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period longest cycle that is kept, 4 to 100,000. `@default 40`
 * @param options `smoothing` (`@default 10`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cycle Analytics for Traders (2013), chapter 12.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { even_better_sinewave } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = even_better_sinewave(bars.close, 40);
 * ```
 */
export function even_better_sinewave(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: EvenBetterSinewaveOptions = {},
): Float64Array {
  checkKeys('options', options, ['smoothing', 'out']);
  const { out: given, ...variants } = options;
  const live = new EvenBetterSinewave(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link even_better_sinewave} bar by bar.
 *
 * @example
 * ```ts
 * import { EvenBetterSinewave } from 'barwright/indicators';
 * const live = new EvenBetterSinewave();
 * live.next(100);
 * ```
 */
export class EvenBetterSinewave extends SeriesIndicator {
  static override readonly indicator: string = 'even_better_sinewave';
  declare readonly parameters: { readonly period: number; readonly smoothing: number };
  protected readonly filter: TwoPoleStep;
  protected bars: number = 0;
  protected previous: number = 0;
  protected high: number = 0;
  protected y1: number = 0;
  protected y2: number = 0;
  readonly #alpha: number;

  constructor(period: number = parameters.period.default, options: EvenBetterSinewaveVariants = {}) {
    super(completeValues('even_better_sinewave', parameters, { ...options, period }));
    const angle = (2 * Math.PI) / period;
    this.#alpha = (1 - Math.sin(angle)) / Math.cos(angle);
    this.filter = superSmoother(this.parameters.smoothing);
  }

  protected take(x: number): number {
    const { bars, previous, y1, y2 } = this;
    this.bars = bars + 1;
    this.previous = x;
    this.high = bars === 0 ? 0 : 0.5 * (1 + this.#alpha) * (x - previous) + this.#alpha * this.high;
    const y = this.filter.next(this.high);
    this.y1 = y;
    this.y2 = y1;
    if (bars < 2) return Number.NaN;
    const power = (y * y + y1 * y1 + y2 * y2) / 3;
    return power > 0 ? (y + y1 + y2) / 3 / Math.sqrt(power) : 0;
  }
}

/** Catalog entry of {@link even_better_sinewave}. */
export const evenBetterSinewaveEntry: IndicatorEntry = defineEntry({
  name: 'even_better_sinewave',
  title: 'Even better sinewave',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['even_better_sinewave'],
  parameters,
  definition: 'A band of cycles over its own root mean square: near 1 in rises, near -1 in falls.',
  formula: 'mean of three filtered values over the root of the mean of their squares; filtered = super smoother of a one-pole high-pass',
  source: 'Ehlers 2013',
  lookback: () => 2,
  batch: even_better_sinewave,
  stream: EvenBetterSinewave,
});
