import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumn, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { SeriesIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
} as const;

/**
 * Where the lowest of the last `period` values lies, counted from the first value.
 *
 * `the latest k in [i - period + 1, i] with the lowest x[k]`
 *
 * Length of `x`; NaN for the first `period - 1` values. It counts from the value after one that is not finite. A value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MININDEX.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { minindex } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = minindex(bars.close, 30);
 * ```
 */
export function minindex(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Minindex(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link minindex} bar by bar.
 *
 * @example
 * ```ts
 * import { Minindex } from 'barwright/indicators';
 * const live = new Minindex();
 * live.next(100);
 * ```
 */
export class Minindex extends SeriesIndicator {
  static override readonly indicator: string = 'minindex';
  declare readonly parameters: { readonly period: number };
  protected readonly extreme: ExtremeStep;
  protected bars: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('minindex', parameters, { period }));
    this.extreme = new ExtremeStep(period, 'lowest', true);
    this.#period = period;
  }

  protected take(x: number): number {
    const extreme = this.extreme.next(x);
    const index = this.bars++ - (this.#period - this.extreme.left);
    return Number.isNaN(extreme) ? extreme : index;
  }
}

/** Catalog entry of {@link minindex}. */
export const minindexEntry: IndicatorEntry = defineEntry({
  name: 'minindex',
  title: 'Index of the rolling minimum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['minindex'],
  parameters,
  definition: 'Where the lowest of the last `period` values lies, counted from the first value.',
  formula: 'the latest k in [i - period + 1, i] with the lowest x[k]',
  source: 'TA-Lib MININDEX',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: minindex,
  stream: Minindex,
});
