import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { distancesFrom, meanDistanceInto, meanOf } from '../../kernels/index.ts';
import { computeColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { Window } from '../steps/window.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;

/**
 * Mean distance of the last `period` values from their mean.
 *
 * `avgdev[i] = mean(|x - mean(x)|) over the window`
 *
 * Length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib AVGDEV.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { avgdev } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = avgdev(bars.close, 14);
 * ```
 */
export function avgdev(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Avgdev(period);
  const series = toFloat64('x', x);
  return computeColumn('avgdev', [series], live.parameters, options.out, (out, start, end) =>
    meanDistanceInto(out, series, start, end, period),
  );
}

/**
 * {@link avgdev} bar by bar.
 *
 * @example
 * ```ts
 * import { Avgdev } from 'barwright/indicators';
 * const live = new Avgdev();
 * live.next(100);
 * ```
 */
export class Avgdev extends SeriesIndicator {
  static override readonly indicator: string = 'avgdev';
  declare readonly parameters: { readonly period: number };
  protected readonly window: Window;
  protected missing: number;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('avgdev', parameters, { period }));
    this.window = new Window(period);
    this.missing = period;
    this.#period = period;
  }

  protected take(x: number): number {
    this.window.push(x);
    if (this.missing > 0 && --this.missing > 0) return Number.NaN;
    const { values, start } = this.window;
    const mean = meanOf(values, start, this.#period);
    const distance = distancesFrom(mean, values, start, this.#period);
    return distance / this.#period;
  }
}

/** Catalog entry of {@link avgdev}. */
export const avgdevEntry: IndicatorEntry = defineEntry({
  name: 'avgdev',
  title: 'Average deviation',
  group: 'price',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['avgdev'],
  parameters,
  definition: 'Mean distance of the last `period` values from their mean.',
  formula: 'avgdev[i] = mean(|x - mean(x)|) over the window',
  source: 'TA-Lib AVGDEV',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: avgdev,
  stream: Avgdev,
});
