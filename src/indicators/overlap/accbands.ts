import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { MeanStep } from '../steps/mean.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link accbands}. */
export interface AccbandsOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Accbands}. */
export interface AccbandsValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 20 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * Averages of the close and of the high and low, moved apart by four times the range over their sum.
 *
 * `upper = sma(high * (1 + 4 * r)), middle = sma(close), lower = sma(low * (1 - 4 * r)) with r = (high - low) / (high + low)`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 2 to 100,000. `@default 20`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib ACCBANDS; Price Headley, Big Trends in Trading (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { accbands } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = accbands(bars, 20);
 * ```
 */
export function accbands(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: AccbandsOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Accbands(period);
  const { high, low, close } = inputColumns('accbands', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.upper[i] = value.upper;
      out.middle[i] = value.middle;
      out.lower[i] = value.lower;
    }
  });
}

const cold: AccbandsValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

/**
 * {@link accbands} bar by bar.
 *
 * @example
 * ```ts
 * import { Accbands } from 'barwright/indicators';
 * const live = new Accbands();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Accbands extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, AccbandsValue> {
  static override readonly indicator: string = 'accbands';
  declare readonly parameters: { readonly period: number };
  protected readonly upper: MeanStep;
  protected readonly middle: MeanStep;
  protected readonly lower: MeanStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('accbands', parameters, { period }));
    this.upper = new MeanStep(period);
    this.middle = new MeanStep(period);
    this.lower = new MeanStep(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): AccbandsValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): AccbandsValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const sum = high + low;
    const reach = sum === 0 ? 0 : (4 * (high - low)) / sum;
    const upper = this.upper.next(high * (1 + reach));
    const lower = this.lower.next(low * (1 - reach));
    const middle = this.middle.next(close);
    return Number.isNaN(middle) ? cold : { upper, middle, lower };
  }

  protected override get cold(): AccbandsValue {
    return cold;
  }
}

/** Catalog entry of {@link accbands}. */
export const accbandsEntry: IndicatorEntry = defineEntry({
  name: 'accbands',
  title: 'Acceleration bands',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Averages of the close and of the high and low, moved apart by four times the range over their sum.',
  formula: 'upper = sma(high * (1 + 4 * r)), middle = sma(close), lower = sma(low * (1 - 4 * r)) with r = (high - low) / (high + low)',
  source: 'TA-Lib ACCBANDS; Headley 2002',
  laws: { price: 1 },
  lookback: ({ period }) => period - 1,
  batch: accbands,
  stream: Accbands,
});
