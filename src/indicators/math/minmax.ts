import { checkKeys, type NumberColumn, toFloat64 } from '../../core/index.ts';
import { rollingMaximumInto, rollingMinimumInto } from '../../kernels/index.ts';
import { computeColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { SeriesIndicator } from '../streaming.ts';

/** Options of {@link minmax}. */
export interface MinmaxOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'min' | 'max'> | undefined;
}

/** One reading of {@link Minmax}. */
export interface MinmaxValue {
  readonly min: number;
  readonly max: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 30 },
} as const;
const outputs = ['min', 'max'] as const;

/**
 * The lowest and the highest of the last `period` values.
 *
 * `min = min(x), max = max(x) over the window`
 *
 * Columns of the length of `x`; NaN for the first `period - 1` values. A value that is not finite gives NaN and starts the
 * warm-up anew.
 *
 * @param x a column.
 * @param period values in the window, 2 to 100,000. `@default 30`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range or `out` does not fit.
 * Source: TA-Lib MINMAX.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { minmax } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { min, max } = minmax(bars.close, 30);
 * ```
 */
export function minmax(
  x: NumberColumn,
  period: number = parameters.period.default,
  options: MinmaxOptions = {},
): OutputColumns<'min' | 'max'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Minmax(period);
  const series = toFloat64('x', x);
  return computeColumns('minmax', [series], live.parameters, outputs, given, ({ min, max }, start, end) => {
    rollingMinimumInto(min, series, start, end, period);
    return rollingMaximumInto(max, series, start, end, period);
  });
}

const cold: MinmaxValue = Object.freeze({ min: Number.NaN, max: Number.NaN });

/**
 * {@link minmax} bar by bar.
 *
 * @example
 * ```ts
 * import { Minmax } from 'barwright/indicators';
 * const live = new Minmax();
 * live.next(100);
 * ```
 */
export class Minmax extends SeriesIndicator<MinmaxValue> {
  static override readonly indicator: string = 'minmax';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('minmax', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  protected take(x: number): MinmaxValue {
    const max = this.highest.next(x);
    const min = this.lowest.next(x);
    return Number.isNaN(max) ? cold : { min, max };
  }

  protected override get cold(): MinmaxValue {
    return cold;
  }
}

/** Catalog entry of {@link minmax}. */
export const minmaxEntry: IndicatorEntry = defineEntry({
  name: 'minmax',
  title: 'Rolling minimum and maximum',
  group: 'math',
  kind: 'causal',
  inputs: ['series'],
  outputs,
  parameters,
  definition: 'The lowest and the highest of the last `period` values.',
  formula: 'min = min(x), max = max(x) over the window',
  source: 'TA-Lib MINMAX',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: minmax,
  stream: Minmax,
});
