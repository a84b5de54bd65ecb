import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DeviationStep } from '../steps/deviation.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Variants of {@link bbands_percent}. */
export interface BbandsPercentVariants {
  /** Distance of the bands in standard deviations, 0.001 to 1,000. @default 2 */
  readonly deviations?: number;
}

/** Options of {@link bbands_percent}. */
export interface BbandsPercentOptions extends BbandsPercentVariants, OutOption {}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  deviations: { type: 'float', min: 0.001, max: 1000, default: 2 },
} as const;

/**
 * Where the value lies between the Bollinger bands: 0 at the lower, 1 at the upper; 0.5 where they are one.
 *
 * `(x - lower) / (upper - lower)`
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
 * import { bbands_percent } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = bbands_percent(bars.close, 20);
 * ```
 */
export function bbands_percent(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: BbandsPercentOptions = {},
): Float64Array {
  checkKeys('options', options, ['deviations', 'out']);
  const { out: given, ...variants } = options;
  const live = new BbandsPercent(period, variants);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], { out: given }, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link bbands_percent} bar by bar.
 *
 * @example
 * ```ts
 * import { BbandsPercent } from 'barwright/indicators';
 * const live = new BbandsPercent();
 * live.next(100);
 * ```
 */
export class BbandsPercent extends SeriesIndicator {
  static override readonly indicator: string = 'bbands_percent';
  declare readonly parameters: { readonly period: number; readonly deviations: number };
  protected readonly deviation: DeviationStep;

  constructor(period: number = parameters.period.default, options: BbandsPercentVariants = {}) {
    super(completeValues('bbands_percent', parameters, { ...options, period }));
    this.deviation = new DeviationStep(period, period, this.parameters.deviations);
  }

  protected take(x: number): number {
    const width = this.deviation.next(x);
    if (Number.isNaN(width)) return width;
    return width > 0 ? 0.5 + (x - this.deviation.mean) / (2 * width) : 0.5;
  }
}

/** Catalog entry of {@link bbands_percent}. */
export const bbandsPercentEntry: IndicatorEntry = defineEntry({
  name: 'bbands_percent',
  title: 'Bollinger %b',
  group: 'volatility',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['bbands_percent'],
  parameters,
  definition: 'Where the value lies between the Bollinger bands: 0 at the lower, 1 at the upper; 0.5 where they are one.',
  formula: '(x - lower) / (upper - lower)',
  source: 'Bollinger 2001',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: bbands_percent,
  stream: BbandsPercent,
});
