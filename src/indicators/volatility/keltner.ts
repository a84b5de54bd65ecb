import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link keltner}. */
export interface KeltnerVariants {
  /** Period of the average true range, 1 to 100,000. @default 10 */
  readonly atrPeriod?: number;
  /** Distance of the bands from the middle in average true ranges, 0 to 1,000. @default 2 */
  readonly multiplier?: number;
}

/** Options of {@link keltner}. */
export interface KeltnerOptions extends KeltnerVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Keltner}. */
export interface KeltnerValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
  atrPeriod: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 2 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * Keltner channels: an exponential average of the close and bands at a multiple of the average true range around it.
 *
 * `middle = ema(close, period)`, `upper, lower = middle ± multiplier * atr(atrPeriod)`
 *
 * Columns of the length of the bars; NaN for the first `max(period - 1, atrPeriod)` bars. A bar with a value that is not finite
 * gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the middle, 1 to 100,000. `@default 20`
 * @param options `atrPeriod` (`@default 10`), `multiplier` (`@default 2`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Linda Bradford Raschke's form of the channels of Chester Keltner (1960); TradingView, "Keltner Channels".
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { keltner } from 'barwright/indicators';
 * const { upper, middle, lower } = keltner(syntheticBars({ seed: 1, length: 500 }), 20, { multiplier: 1.5 });
 * ```
 */
export function keltner(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: KeltnerOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['atrPeriod', 'multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new Keltner(period, variants);
  const { high, low, close } = inputColumns('keltner', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < close.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.upper[i] = value.upper;
      out.middle[i] = value.middle;
      out.lower[i] = value.lower;
    }
  });
}

const cold: KeltnerValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

/**
 * {@link keltner} bar by bar.
 *
 * @example
 * ```ts
 * import { Keltner } from 'barwright/indicators';
 * const live = new Keltner(1, { atrPeriod: 1 });
 * live.next({ high: 3, low: 1, close: 2 }).upper; // NaN
 * live.next({ high: 3, low: 2, close: 3 }).upper; // 5
 * ```
 */
export class Keltner extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, KeltnerValue> {
  static override readonly indicator: string = 'keltner';
  declare readonly parameters: { readonly period: number; readonly atrPeriod: number; readonly multiplier: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  protected readonly range: ExponentialStep;
  readonly #multiplier: number;

  constructor(period: number = parameters.period.default, options: KeltnerVariants = {}) {
    super(completeValues('keltner', parameters, { ...options, period }));
    const { atrPeriod, multiplier } = this.parameters;
    this.average = new ExponentialStep(2 / (period + 1), period);
    this.range = new ExponentialStep(1 / atrPeriod, atrPeriod);
    this.#multiplier = multiplier;
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): KeltnerValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): KeltnerValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const trueRange = this.trueRange.next(high, low, close);
    const middle = this.average.next(close);
    if (Number.isNaN(trueRange)) return cold;
    const width = this.range.next(trueRange) * this.#multiplier;
    return Number.isNaN(middle + width) ? cold : { upper: middle + width, middle, lower: middle - width };
  }

  protected override get cold(): KeltnerValue {
    return cold;
  }
}

/** Catalog entry of {@link keltner}. */
export const keltnerEntry: IndicatorEntry = defineEntry({
  name: 'keltner',
  title: 'Keltner channels',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'An exponential average of the close with bands at a multiple of the average true range around it.',
  formula: 'middle = ema(close, period); upper, lower = middle + and - multiplier * atr(atrPeriod)',
  source: 'Raschke; Keltner 1960; TradingView, Keltner Channels',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period, atrPeriod }) => Math.max(period - 1, atrPeriod),
  batch: keltner,
  stream: Keltner,
});
