import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 10 },
} as const;

/**
 * A two-pole filter that takes out the cycles shorter than its period.
 *
 * `y[i] = (1 - b - c) * (x[i] + x[i - 1]) / 2 + b * y[i - 1] + c * y[i - 2] with a = exp(-sqrt(2) * pi / period), b = 2 * a * cos(sqrt(2) * pi / period), c = -a * a`
 *
 * Length of `x`; no warm-up: the first two values are those of `x`. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period shortest cycle that passes, in bars, 2 to 100,000. `@default 10`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: John Ehlers, Cycle Analytics for Traders, 2013.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { super_smoother } from 'barwright/indicators';
 * const values = super_smoother(syntheticBars({ seed: 1, length: 500 }).close, 10);
 * ```
 */
export function super_smoother(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new SuperSmoother(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link super_smoother} bar by bar.
 *
 * @example
 * ```ts
 * import { SuperSmoother } from 'barwright/indicators';
 * const live = new SuperSmoother();
 * live.next(100);
 * ```
 */
export class SuperSmoother extends SeriesIndicator {
  static override readonly indicator: string = 'super_smoother';
  declare readonly parameters: { readonly period: number };
  protected bars: number = 0;
  protected previous: number = 0;
  protected level: number = 0;
  protected levelBefore: number = 0;
  readonly #b: number;
  readonly #c: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('super_smoother', parameters, { period }));
    const angle = (Math.SQRT2 * Math.PI) / period;
    const decay = Math.exp(-angle);
    this.#b = 2 * decay * Math.cos(angle);
    this.#c = -decay * decay;
  }

  protected take(x: number): number {
    const { level, levelBefore } = this;
    let value = x;
    if (this.bars === 2) value = ((1 - this.#b - this.#c) * (x + this.previous)) / 2 + this.#b * level + this.#c * levelBefore;
    else this.bars++;
    this.previous = x;
    this.levelBefore = level;
    this.level = value;
    return value;
  }
}

/** Catalog entry of {@link super_smoother}. */
export const superSmootherEntry: IndicatorEntry = defineEntry({
  name: 'super_smoother',
  title: 'Super smoother',
  group: 'cycle',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['super_smoother'],
  parameters,
  definition: 'A two-pole filter that takes out the cycles shorter than its period.',
  formula:
    'y[i] = (1 - b - c) * (x[i] + x[i - 1]) / 2 + b * y[i - 1] + c * y[i - 2] with a = exp(-sqrt(2) * pi / period), b = 2 * a * cos(sqrt(2) * pi / period), c = -a * a',
  source: 'John Ehlers, Cycle Analytics for Traders, 2013',
  laws: { price: 1, shift: 'moves' },
  lookback: () => 0,
  batch: super_smoother,
  stream: SuperSmoother,
});
