import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { superSmoother, type TwoPoleStep } from '../steps/two-pole.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 4, max: longestPeriod, default: 20 },
} as const;

/**
 * How far the newest smoothed value lies above those of the window, in standard deviations of that.
 *
 * `mean of (filtered - filtered[k]) over k = 1 ... period, over its root mean square`
 *
 * Length of `x`; NaN for the first `period` values. 0 where nothing moves. A value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 4 to 100,000. `@default 20`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Reflex: A New Zero-Lag Indicator, Stocks & Commodities 38:2 (2020).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { trendflex } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = trendflex(bars.close, 20);
 * ```
 */
export function trendflex(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Trendflex(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link trendflex} bar by bar.
 *
 * @example
 * ```ts
 * import { Trendflex } from 'barwright/indicators';
 * const live = new Trendflex();
 * live.next(100);
 * ```
 */
export class Trendflex extends SeriesIndicator {
  static override readonly indicator: string = 'trendflex';
  declare readonly parameters: { readonly period: number };
  protected readonly filter: TwoPoleStep;
  protected readonly window: Window;
  protected missing: number;
  protected square: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('trendflex', parameters, { period }));
    this.filter = superSmoother(period / 2);
    this.window = new Window(period + 1);
    this.missing = period + 1;
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(this.filter.next(x));
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const period = this.#period;
    const newest = values[start + period];
    let sum = 0;
    for (let k = 1; k <= period; k++) sum += newest - values[start + period - k];
    const mean = sum / period;
    this.square = 0.04 * mean * mean + 0.96 * this.square;
    return this.square > 0 ? mean / Math.sqrt(this.square) : 0;
  }
}

/** Catalog entry of {@link trendflex}. */
export const trendflexEntry: IndicatorEntry = defineEntry({
  name: 'trendflex',
  title: 'Trendflex',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['trendflex'],
  parameters,
  definition: 'How far the newest smoothed value lies above those of the window, in standard deviations of that.',
  formula: 'mean of (filtered - filtered[k]) over k = 1 ... period, over its root mean square',
  source: 'Ehlers 2020',
  lookback: ({ period }) => period,
  batch: trendflex,
  stream: Trendflex,
});
