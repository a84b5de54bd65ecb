import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link chandelier_exit}. */
export interface ChandelierExitVariants {
  /** Distance in average true ranges, 0 to 1,000. @default 3 */
  readonly multiplier?: number;
}

/** Options of {@link chandelier_exit}. */
export interface ChandelierExitOptions extends ChandelierExitVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'long' | 'short'> | undefined;
}

/** One reading of {@link ChandelierExit}. */
export interface ChandelierExitValue {
  readonly long: number;
  readonly short: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 22 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 3 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['long', 'short'] as const;

/**
 * Stops that hang from the highest high and stand on the lowest low by some average true ranges.
 *
 * `long = max(high) - multiplier * atr; short = min(low) + multiplier * atr`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period` bars. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 22`
 * @param options `multiplier` (`@default 3`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Chuck LeBeau; Alexander Elder, Come Into My Trading Room (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { chandelier_exit } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { long, short } = chandelier_exit(bars, 22);
 * ```
 */
export function chandelier_exit(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: ChandelierExitOptions = {},
): OutputColumns<'long' | 'short'> {
  checkKeys('options', options, ['multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new ChandelierExit(period, variants);
  const { high, low, close } = inputColumns('chandelier_exit', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.long[i] = value.long;
      out.short[i] = value.short;
    }
  });
}

const cold: ChandelierExitValue = Object.freeze({ long: Number.NaN, short: Number.NaN });

/**
 * {@link chandelier_exit} bar by bar.
 *
 * @example
 * ```ts
 * import { ChandelierExit } from 'barwright/indicators';
 * const live = new ChandelierExit();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class ChandelierExit extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, ChandelierExitValue> {
  static override readonly indicator: string = 'chandelier_exit';
  declare readonly parameters: { readonly period: number; readonly multiplier: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default, options: ChandelierExitVariants = {}) {
    super(completeValues('chandelier_exit', parameters, { ...options, period }));
    this.average = new ExponentialStep(1 / period, period);
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): ChandelierExitValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): ChandelierExitValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.trueRange.next(high, low, close);
    const highest = this.highest.next(high);
    const lowest = this.lowest.next(low);
    const width = Number.isNaN(range) ? range : this.average.next(range) * this.parameters.multiplier;
    return Number.isNaN(width) ? cold : { long: highest - width, short: lowest + width };
  }

  protected override get cold(): ChandelierExitValue {
    return cold;
  }
}

/** Catalog entry of {@link chandelier_exit}. */
export const chandelierExitEntry: IndicatorEntry = defineEntry({
  name: 'chandelier_exit',
  title: 'Chandelier exit',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'Stops that hang from the highest high and stand on the lowest low by some average true ranges.',
  formula: 'long = max(high) - multiplier * atr; short = min(low) + multiplier * atr',
  source: 'LeBeau; Elder 2002',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period,
  batch: chandelier_exit,
  stream: ChandelierExit,
});
