import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { highPass, type TwoPoleStep } from '../steps/two-pole.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 6, max: longestPeriod, default: 125 },
} as const;

/**
 * The high-pass of half the period of what the high-pass of the period leaves, in percent of the value.
 *
 * `100 * highpass(x - highpass(x, period), period / 2) / x`
 *
 * Length of `x`, in percent; no warm-up, but it settles over some `period` values. 0 where the value is 0. A value that is
 * not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period longest cycle that is kept, 6 to 100,000. `@default 125`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Decyclers, Stocks & Commodities 33:9 (2015).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { decycler_oscillator } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = decycler_oscillator(bars.close, 125);
 * ```
 */
export function decycler_oscillator(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new DecyclerOscillator(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link decycler_oscillator} bar by bar.
 *
 * @example
 * ```ts
 * import { DecyclerOscillator } from 'barwright/indicators';
 * const live = new DecyclerOscillator();
 * live.next(100);
 * ```
 */
export class DecyclerOscillator extends SeriesIndicator {
  static override readonly indicator: string = 'decycler_oscillator';
  declare readonly parameters: { readonly period: number };
  protected readonly outer: TwoPoleStep;
  protected readonly inner: TwoPoleStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('decycler_oscillator', parameters, { period }));
    this.outer = highPass(period);
    this.inner = highPass(period / 2);
  }

  protected take(x: number): number {
    const value = this.inner.next(x - this.outer.next(x));
    return x === 0 ? 0 : (100 * value) / x;
  }
}

/** Catalog entry of {@link decycler_oscillator}. */
export const decyclerOscillatorEntry: IndicatorEntry = defineEntry({
  name: 'decycler_oscillator',
  title: 'Decycler oscillator',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['decycler_oscillator'],
  parameters,
  definition: 'The high-pass of half the period of what the high-pass of the period leaves, in percent of the value.',
  formula: '100 * highpass(x - highpass(x, period), period / 2) / x',
  source: 'Ehlers 2015',
  laws: { price: 0 },
  lookback: () => 0,
  batch: decycler_oscillator,
  stream: DecyclerOscillator,
});
