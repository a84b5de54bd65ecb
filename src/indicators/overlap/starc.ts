import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { MeanStep } from '../steps/mean.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link starc}. */
export interface StarcVariants {
  /** Period of the average true range, 1 to 100,000. @default 15 */
  readonly atrPeriod?: number;
  /** Average true ranges from the middle to a band, 0 to 1,000. @default 2 */
  readonly multiplier?: number;
}

/** Options of {@link starc}. */
export interface StarcOptions extends StarcVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Starc}. */
export interface StarcValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 6 },
  atrPeriod: { type: 'int', min: 1, max: longestPeriod, default: 15 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 2 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * A moving average with bands at average true ranges.
 *
 * `middle = sma(close, period); upper, lower = middle + and - multiplier * atr(atrPeriod)`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `max(period - 1, atrPeriod)` bars. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period bars in the average, 1 to 100,000. `@default 6`
 * @param options `atrPeriod` (`@default 15`), `multiplier` (`@default 2`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Manning Stoller, Stoller Average Range Channels.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { starc } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = starc(bars, 6);
 * ```
 */
export function starc(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: StarcOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['atrPeriod', 'multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new Starc(period, variants);
  const { high, low, close } = inputColumns('starc', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.upper[i] = value.upper;
      out.middle[i] = value.middle;
      out.lower[i] = value.lower;
    }
  });
}

const cold: StarcValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

/**
 * {@link starc} bar by bar.
 *
 * @example
 * ```ts
 * import { Starc } from 'barwright/indicators';
 * const live = new Starc();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Starc extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, StarcValue> {
  static override readonly indicator: string = 'starc';
  declare readonly parameters: { readonly period: number; readonly atrPeriod: number; readonly multiplier: number };
  protected readonly mean: MeanStep;
  protected readonly range: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;

  constructor(period: number = parameters.period.default, options: StarcVariants = {}) {
    super(completeValues('starc', parameters, { ...options, period }));
    const { atrPeriod } = this.parameters;
    this.mean = new MeanStep(period);
    this.average = new ExponentialStep(1 / atrPeriod, atrPeriod);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): StarcValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): StarcValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const middle = this.mean.next(close);
    const range = this.range.next(high, low, close);
    const atr = Number.isNaN(range) ? range : this.average.next(range);
    if (Number.isNaN(middle + atr)) return cold;
    const width = this.parameters.multiplier * atr;
    return { upper: middle + width, middle, lower: middle - width };
  }

  protected override get cold(): StarcValue {
    return cold;
  }
}

/** Catalog entry of {@link starc}. */
export const starcEntry: IndicatorEntry = defineEntry({
  name: 'starc',
  title: 'STARC bands',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'A moving average with bands at average true ranges.',
  formula: 'middle = sma(close, period); upper, lower = middle + and - multiplier * atr(atrPeriod)',
  source: 'Stoller',
  laws: { price: 1 },
  lookback: ({ period, atrPeriod }) => Math.max(period - 1, atrPeriod),
  batch: starc,
  stream: Starc,
});
