import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { highPass, type TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 48 },
} as const;

/**
 * What is left of the series when cycles longer than the period are taken away.
 *
 * `two-pole high-pass with alpha from the angle 0.707 * 2 pi / period`
 *
 * Length of `x`, in its units; no warm-up, the first two values are 0. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period longest cycle that passes, 3 to 100,000. `@default 48`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cycle Analytics for Traders (2013).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { highpass } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = highpass(bars.close, 48);
 * ```
 */
export function highpass(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Highpass(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link highpass} bar by bar.
 *
 * @example
 * ```ts
 * import { Highpass } from 'barwright/indicators';
 * const live = new Highpass();
 * live.next(100);
 * ```
 */
export class Highpass extends SeriesIndicator {
  static override readonly indicator: string = 'highpass';
  declare readonly parameters: { readonly period: number };
  protected readonly filter: TwoPoleStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('highpass', parameters, { period }));
    this.filter = highPass(period);
  }

  protected take(x: number): number {
    return this.filter.next(x);
  }
}

/** Catalog entry of {@link highpass}. */
export const highpassEntry: IndicatorEntry = defineEntry({
  name: 'highpass',
  title: 'High-pass filter',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['highpass'],
  parameters,
  definition: 'What is left of the series when cycles longer than the period are taken away.',
  formula: 'two-pole high-pass with alpha from the angle 0.707 * 2 pi / period',
  source: 'Ehlers 2013',
  laws: { price: 1 },
  lookback: () => 0,
  batch: highpass,
  stream: Highpass,
});
