import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { fillColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Options of {@link minmaxindex}. */
export interface MinmaxindexOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'minIndex' | 'maxIndex'> | undefined;
}

/** One reading of {@link Minmaxindex}. */
export interface MinmaxindexValue {
  readonly minIndex: number;
  readonly maxIndex: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
} as const;
const outputs = ['minIndex', 'maxIndex'] as const;

/**
 * Where the lowest and the highest of the last `period` values lie, counted from the first value.
 *
 * `the latest k in [i - period + 1, i] with the lowest and with the highest x[k]`
 *
 * Columns of the length of `x`; NaN for the first `period - 1` values. They count from the value after one that is not
 * finite. A value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MINMAXINDEX.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { minmaxindex } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { minIndex, maxIndex } = minmaxindex(bars.close, 30);
 * ```
 */
export function minmaxindex(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: MinmaxindexOptions = {},
): OutputColumns<'minIndex' | 'maxIndex'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Minmaxindex(period);
  const series = toFloat64('x', x);
  return fillColumns(live, [series], outputs, given, (out) => {
    for (let i = 0; i < series.length; i++) {
      const value = live.next(series[i]);
      out.minIndex[i] = value.minIndex;
      out.maxIndex[i] = value.maxIndex;
    }
  });
}

const cold: MinmaxindexValue = Object.freeze({ minIndex: Number.NaN, maxIndex: Number.NaN });

/**
 * {@link minmaxindex} bar by bar.
 *
 * @example
 * ```ts
 * import { Minmaxindex } from 'barwright/indicators';
 * const live = new Minmaxindex();
 * live.next(100);
 * ```
 */
export class Minmaxindex extends SeriesIndicator<MinmaxindexValue> {
  static override readonly indicator: string = 'minmaxindex';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected bars: number = 0;
  readonly #period: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('minmaxindex', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest', true);
    this.lowest = new ExtremeStep(period, 'lowest', true);
    this.#period = period;
  }

  protected take(x: number): MinmaxindexValue {
    const highest = this.highest.next(x);
    this.lowest.next(x);
    const newest = this.bars++ - this.#period;
    return Number.isNaN(highest) ? cold : { minIndex: newest + this.lowest.left, maxIndex: newest + this.highest.left };
  }

  protected override get cold(): MinmaxindexValue {
    return cold;
  }
}

/** Catalog entry of {@link minmaxindex}. */
export const minmaxindexEntry: IndicatorEntry = defineEntry({
  name: 'minmaxindex',
  title: 'Indices of the rolling minimum and maximum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'Where the lowest and the highest of the last `period` values lie, counted from the first value.',
  formula: 'the latest k in [i - period + 1, i] with the lowest and with the highest x[k]',
  source: 'TA-Lib MINMAXINDEX',
  laws: { price: 0, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: minmaxindex,
  stream: Minmaxindex,
});
