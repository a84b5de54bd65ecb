import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * A mean with weights of half a sine wave, the largest in the middle.
 *
 * `weights sin((k + 1) * pi / (period + 1)) for k = 0 the oldest`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: pandas-ta sinwma.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { sinwma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = sinwma(bars.close, 14);
 * ```
 */
export function sinwma(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Sinwma(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link sinwma} bar by bar.
 *
 * @example
 * ```ts
 * import { Sinwma } from 'barwright/indicators';
 * const live = new Sinwma();
 * live.next(100);
 * ```
 */
export class Sinwma extends SeriesIndicator {
  static override readonly indicator: string = 'sinwma';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;
  readonly #weights: Float64Array;

  constructor(period: number = parameters.period.default) {
    super(completeValues('sinwma', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
    const weights = Float64Array.from({ length: period }, (_, k) => Math.sin(((k + 1) * Math.PI) / (period + 1)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#weights = weights.map((weight) => weight / total);
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const origin = values[start];
    let sum = 0;
    for (let k = 0; k < this.#period; k++) sum += this.#weights[k] * (values[start + k] - origin);
    return origin + sum;
  }
}

/** Catalog entry of {@link sinwma}. */
export const sinwmaEntry: IndicatorEntry = defineEntry({
  name: 'sinwma',
  title: 'Sine weighted moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['sinwma'],
  parameters,
  definition: 'A mean with weights of half a sine wave, the largest in the middle.',
  formula: 'weights sin((k + 1) * pi / (period + 1)) for k = 0 the oldest',
  source: 'pandas-ta sinwma',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: sinwma,
  stream: Sinwma,
});
