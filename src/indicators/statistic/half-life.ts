import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 3, max: longestPeriod, default: 100 },
} as const;

/**
 * Bars in which half of the distance from the mean is lost, if changes depend on the level; 0 where they do not pull back.
 *
 * `-log(2) / log(1 + b) with b the slope of x[i] - x[i - 1] on x[i - 1] over the window`
 *
 * Length of `x`, in bars; NaN for the first `period` values. Where b is -1 or less it is 0 too. A value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period changes in the window, 3 to 100,000. `@default 100`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: Ernest Chan, Algorithmic Trading (2013), chapter 2.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { half_life } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = half_life(bars.close, 100);
 * ```
 */
export function half_life(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new HalfLife(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link half_life} bar by bar.
 *
 * @example
 * ```ts
 * import { HalfLife } from 'barwright/indicators';
 * const live = new HalfLife();
 * live.next(100);
 * ```
 */
export class HalfLife extends SeriesIndicator {
  static override readonly indicator: string = 'half_life';
  declare readonly parameters: { readonly period: number };
  protected readonly levels: Window;
  protected readonly changes: Window;
  protected seen: boolean = false;
  protected previous: number = 0;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('half_life', parameters, { period }));
    this.levels = new Window(period);
    this.changes = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  protected take(x: number): number {
    const { seen, previous } = this;
    this.seen = true;
    this.previous = x;
    if (!seen) return Number.NaN;
    this.levels.push(previous);
    this.changes.push(x - previous);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values: levels, start } = this.levels;
    const { values: changes } = this.changes;
    const end = start + this.#period;
    let level = 0;
    let change = 0;
    for (let k = start; k < end; k++) {
      level += levels[k] - levels[start];
      change += changes[k];
    }
    level = levels[start] + level / this.#period;
    change /= this.#period;
    let products = 0;
    let squares = 0;
    for (let k = start; k < end; k++) {
      products += (levels[k] - level) * (changes[k] - change);
      squares += (levels[k] - level) ** 2;
    }
    const slope = squares > 0 ? products / squares : 0;
    return slope < 0 && slope > -1 ? -Math.LN2 / Math.log1p(slope) : 0;
  }
}

/** Catalog entry of {@link half_life}. */
export const halfLifeEntry: IndicatorEntry = defineEntry({
  name: 'half_life',
  title: 'Half-life of mean reversion',
  group: 'statistic',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['half_life'],
  parameters,
  definition: 'Bars in which half of the distance from the mean is lost, if changes depend on the level; 0 where they do not pull back.',
  formula: '-log(2) / log(1 + b) with b the slope of x[i] - x[i - 1] on x[i - 1] over the window',
  source: 'Chan 2013',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: half_life,
  stream: HalfLife,
});
