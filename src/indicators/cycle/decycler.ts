import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 5, max: longestPeriod, default: 125 },
} as const;

/**
 * The values less the cycles shorter than the period, which a one-pole high-pass filter finds.
 *
 * `y[i] = a / 2 * (x[i] + x[i - 1]) + (1 - a) * y[i - 1] with w = 2 * pi / period, a = (cos(w) + sin(w) - 1) / cos(w)`
 *
 * Length of `x`; no warm-up: the first value is that of `x`. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period shortest cycle that stays, in bars, 5 to 100,000. `@default 125`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Decyclers, Stocks & Commodities 2015.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { decycler } from 'barwright/indicators';
 * const values = decycler(syntheticBars({ seed: 1, length: 500 }).close, 125);
 * ```
 */
export function decycler(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Decycler(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link decycler} bar by bar.
 *
 * @example
 * ```ts
 * import { Decycler } from 'barwright/indicators';
 * const live = new Decycler();
 * live.next(100);
 * ```
 */
export class Decycler extends SeriesIndicator {
  static override readonly indicator: string = 'decycler';
  declare readonly parameters: { readonly period: number };
  protected seen: boolean = false;
  protected previous: number = 0;
  protected level: number = 0;
  readonly #alpha: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('decycler', parameters, { period }));
    const angle = (2 * Math.PI) / period;
    this.#alpha = (Math.cos(angle) + Math.sin(angle) - 1) / Math.cos(angle);
  }

  protected take(x: number): number {
    this.level = this.seen ? (this.#alpha / 2) * (x + this.previous) + (1 - this.#alpha) * this.level : x;
    this.seen = true;
    this.previous = x;
    return this.level;
  }
}

/** Catalog entry of {@link decycler}. */
export const decyclerEntry: IndicatorEntry = defineEntry({
  name: 'decycler',
  title: 'Simple decycler',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['decycler'],
  parameters,
  definition: 'The values less the cycles shorter than the period, which a one-pole high-pass filter finds.',
  formula: 'y[i] = a / 2 * (x[i] + x[i - 1]) + (1 - a) * y[i - 1] with w = 2 * pi / period, a = (cos(w) + sin(w) - 1) / cos(w)',
  source: 'John Ehlers, Decyclers, Stocks & Commodities 2015',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: decycler,
  stream: Decycler,
});
