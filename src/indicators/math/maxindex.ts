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
 * Where the highest of the last `period` values lies, counted from the first value.
 *
 * `the latest k in [i - period + 1, i] with the highest x[k]`
 *
 * Length of `x`; NaN for the first `period - 1` values. It counts from the value after one that is not finite. A value that
 * is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MAXINDEX.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { maxindex } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = maxindex(bars.close, 30);
 * ```
 */
export function maxindex(x: NumberColumn, period: number = parameters.period.default, options: OutOption = {}): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Maxindex(period);
  const series = toFloat64('x', x);
  return fillColumn(live, [series], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.next(series[i]);
  });
}

/**
 * {@link maxindex} bar by bar.
 *
 * @example
 * ```ts
 * import { Maxindex } from 'barwright/indicators';
 * const live = new Maxindex();
 * live.next(100);
 * ```
 */
export class Maxindex extends SeriesIndicator {
  static override readonly indicator: string = 'maxindex';
  declare readonly parameters: { readonly period: number };
  protected readonly extreme: ExtremeStep;
  protected bars: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('maxindex', parameters, { period }));
    this.extreme = new ExtremeStep(period, 'highest', true);
    this.#period = period;
  }

  protected take(x: number): number {
    const extreme = this.extreme.next(x);
    const index = this.bars++ - (this.#period - this.extreme.left);
    return Number.isNaN(extreme) ? extreme : index;
  }
}

/** Catalog entry of {@link maxindex}. */
export const maxindexEntry: IndicatorEntry = defineEntry({
  name: 'maxindex',
  title: 'Index of the rolling maximum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs: ['maxindex'],
  parameters,
  definition: 'Where the highest of the last `period` values lies, counted from the first value.',
  formula: 'the latest k in [i - period + 1, i] with the highest x[k]',
  source: 'TA-Lib MAXINDEX',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: maxindex,
  stream: Maxindex,
});
