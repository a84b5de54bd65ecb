import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link bbands_width}. */
export interface BbandsWidthVariants {
  /** Distance of the bands in standard deviations, 0 to 1,000. @default 2 */
  readonly deviations?: number;
}

/** Options of {@link bbands_width}. */
export interface BbandsWidthOptions extends BbandsWidthVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  deviations: { type: 'float', min: 0, max: 1000, default: 2 },
} as const;

/**
 * Width of the Bollinger bands as a share of their middle; 0 where that is 0.
 *
 * `2 * deviations * stddev(x, period) / sma(x, period)`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `deviations` (`@default 2`); `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Bollinger, Bollinger on Bollinger Bands (2001).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { bbands_width } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = bbands_width(bars.close, 20);
 * ```
 */
export function bbands_width(x: NumberColumn, period: number = parameters.period.default, options: BbandsWidthOptions = {}): Float64Array {
  checkKeys('options', options, ['deviations', 'out']);
  const { out: given, ...variants } = options;
  const live = new BbandsWidth(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link bbands_width} bar by bar.
 *
 * @example
 * ```ts
 * import { BbandsWidth } from 'barwright/indicators';
 * const live = new BbandsWidth();
 * live.next(100);
 * ```
 */
export class BbandsWidth extends SeriesIndicator {
  static override readonly indicator: string = 'bbands_width';
  declare readonly parameters: { readonly period: number; readonly deviations: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default, options: BbandsWidthVariants = {}) {
    super(completeValues('bbands_width', parameters, { ...options, period }));
    this.deviation = new DeviationStep(period, period, this.parameters.deviations);
  }

  protected take(x: number): number {
    const width = this.deviation.next(x);
    const { mean } = this.deviation;
    return mean === 0 ? 0 : (2 * width) / mean;
  }
}

/** Catalog entry of {@link bbands_width}. */
export const bbandsWidthEntry: IndicatorEntry = defineEntry({
  name: 'bbands_width',
  title: 'Bollinger band width',
  group: 'volatility',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['bbands_width'],
  parameters,
  definition: 'Width of the Bollinger bands as a share of their middle; 0 where that is 0.',
  formula: '2 * deviations * stddev(x, period) / sma(x, period)',
  source: 'Bollinger 2001',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: bbands_width,
  stream: BbandsWidth,
});
