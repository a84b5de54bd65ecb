import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 30 },
} as const;

/**
 * Sample skewness of the last `period` values, adjusted for their number; 0 where all are equal.
 *
 * `n / ((n - 1) * (n - 2)) * sum(((x - mean) / s)^3) with s the sample standard deviation`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 3 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: pandas rolling().skew(); D. N. Joanes and C. A. Gill, The Statistician (1998), G1.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { skew } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = skew(bars.close, 30);
 * ```
 */
export function skew(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Skew(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link skew} bar by bar.
 *
 * @example
 * ```ts
 * import { Skew } from 'barwright/indicators';
 * const live = new Skew();
 * live.next(100);
 * ```
 */
export class Skew extends SeriesIndicator {
  static override readonly indicator: string = 'skew';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('skew', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;

    const origin = values[start];
    let mean = 0;
    for (let k = start; k < start + this.#period; k++) mean += values[k] - origin;
    mean = origin + mean / this.#period;
    let squares = 0;
    let higher = 0;
    for (let k = start; k < start + this.#period; k++) {
      const d = values[k] - mean;
      squares += d * d;
      higher += d * d * d;
    }
    const n = this.#period;
    const s = Math.sqrt(squares / (n - 1));
    return s > 0 ? ((n / ((n - 1) * (n - 2))) * higher) / (s * s * s) : 0;
  }
}

/** Catalog entry of {@link skew}. */
export const skewEntry: IndicatorEntry = defineEntry({
  name: 'skew',
  title: 'Rolling skewness',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['skew'],
  parameters,
  definition: 'Sample skewness of the last `period` values, adjusted for their number; 0 where all are equal.',
  formula: 'n / ((n - 1) * (n - 2)) * sum(((x - mean) / s)^3) with s the sample standard deviation',
  source: 'Joanes and Gill 1998; pandas',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: skew,
  stream: Skew,
});
