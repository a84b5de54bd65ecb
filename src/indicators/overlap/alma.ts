import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link alma}. */
export interface AlmaVariants {
  /** Where the largest weight lies, 1 being the newest value, 0 to 1. @default 0.85 */
  readonly offset?: number;
  /** Sharpness of the weights, 0.1 to 100. @default 6 */
  readonly sigma?: number;
}

/** Options of {@link alma}. */
export interface AlmaOptions extends AlmaVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 9 },
  offset: { type: 'float', min: 0, max: 1, default: 0.85 },
  sigma: { type: 'float', min: 0.1, max: 100, default: 6 },
} as const;

/**
 * A mean with weights of a Gaussian bell around `offset`.
 *
 * `weights exp(-(k - offset * (period - 1))^2 / (2 * (period / sigma)^2)) for k = 0 the oldest`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 9`
 * @param options `offset` (`@default 0.85`), `sigma` (`@default 6`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Arnaud Legoux and Dimitrios Kouzis-Loukas (2009); TradingView ta.alma.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { alma } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = alma(bars.close, 9);
 * ```
 */
export function alma(x: NumberColumn, period: number = parameters.period.default, options: AlmaOptions = {}): Float64Array {
  checkKeys('options', options, ['offset', 'sigma', 'out']);
  const { out: given, ...variants } = options;
  const live = new Alma(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link alma} bar by bar.
 *
 * @example
 * ```ts
 * import { Alma } from 'barwright/indicators';
 * const live = new Alma();
 * live.next(100);
 * ```
 */
export class Alma extends SeriesIndicator {
  static override readonly indicator: string = 'alma';
  declare readonly parameters: { readonly period: number; readonly offset: number; readonly sigma: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;
  readonly #weights: Float64Array;

  constructor(period: number = parameters.period.default, options: AlmaVariants = {}) {
    super(completeValues('alma', parameters, { ...options, period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
    const { offset, sigma } = this.parameters;
    const centre = offset * (period - 1);
    const width = period / sigma;
    const weights = Float64Array.from({ length: period }, (_, k) => Math.exp(-((k - centre) ** 2) / (2 * width * width)));
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

/** Catalog entry of {@link alma}. */
export const almaEntry: IndicatorEntry = defineEntry({
  name: 'alma',
  title: 'Arnaud Legoux moving average',
  group: 'overlap',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['alma'],
  parameters,
  definition: 'A mean with weights of a Gaussian bell around `offset`.',
  formula: 'weights exp(-(k - offset * (period - 1))^2 / (2 * (period / sigma)^2)) for k = 0 the oldest',
  source: 'Legoux and Kouzis-Loukas 2009; TradingView ta.alma',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: alma,
  stream: Alma,
});
