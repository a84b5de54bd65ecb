import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
} as const;

/**
 * Where the weight of the last values lies, counted back from the newest; 0 where they add up to 0.
 *
 * `-sum((1 + k) * x[i - k]) / sum(x[i - k])`
 *
 * Length of `x`, below 0; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Technical Analysis of Stocks and Commodities (2002); TradingView ta.cog.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { cg } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = cg(bars.close, 10);
 * ```
 */
export function cg(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Cg(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link cg} bar by bar.
 *
 * @example
 * ```ts
 * import { Cg } from 'barwright/indicators';
 * const live = new Cg();
 * live.next(100);
 * ```
 */
export class Cg extends SeriesIndicator {
  static override readonly indicator: string = 'cg';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('cg', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    let weighted = 0;
    let sum = 0;
    for (let k = 0; k < this.#period; k++) {
      weighted += (this.#period - k) * values[start + k];
      sum += values[start + k];
    }
    return sum === 0 ? 0 : -weighted / sum;
  }
}

/** Catalog entry of {@link cg}. */
export const cgEntry: IndicatorEntry = defineEntry({
  name: 'cg',
  title: 'Center of gravity',
  group: 'momentum',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['cg'],
  parameters,
  definition: 'Where the weight of the last values lies, counted back from the newest; 0 where they add up to 0.',
  formula: '-sum((1 + k) * x[i - k]) / sum(x[i - k])',
  source: 'Ehlers 2002; TradingView ta.cog',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: cg,
  stream: Cg,
});
