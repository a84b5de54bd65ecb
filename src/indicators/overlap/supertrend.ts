import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { TrueRangeStep } from '../steps/true-range.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Variants of {@link supertrend}. */
export interface SupertrendVariants {
  /** Distance of the band in average true ranges, 0 to 1,000. @default 3 */
  readonly multiplier?: number;
}

/** Options of {@link supertrend}. */
export interface SupertrendOptions extends SupertrendVariants {
  /** Columns to write to. */
  readonly out?: OutColumns<'trend' | 'direction'> | undefined;
}

/** One reading of {@link Supertrend}. */
export interface SupertrendValue {
  readonly trend: number;
  readonly direction: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 10 },
  multiplier: { type: 'float', min: 0, max: 1000, default: 3 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['trend', 'direction'] as const;

/**
 * A band on one side of the price that only moves with the trend, and changes sides when the close crosses it.
 *
 * `bands (high + low) / 2 + and - multiplier * atr, held while the close stays on their side; direction 1 up, -1 down`
 *
 * Columns of the length of the bars; NaN for the first `period` bars. The first side is up where the close lies above the
 * lower band. A bar with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the average true range, 1 to 100,000. `@default 10`
 * @param options `multiplier` (`@default 3`); `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Olivier Seban; TradingView ta.supertrend, whose direction has the other sign.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { supertrend } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { trend, direction } = supertrend(bars, 10);
 * ```
 */
export function supertrend(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: SupertrendOptions = {},
): OutputColumns<'trend' | 'direction'> {
  checkKeys('options', options, ['multiplier', 'out']);
  const { out: given, ...variants } = options;
  const live = new Supertrend(period, variants);
  const { high, low, close } = inputColumns('supertrend', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.trend[i] = value.trend;
      out.direction[i] = value.direction;
    }
  });
}

const cold: SupertrendValue = Object.freeze({ trend: Number.NaN, direction: Number.NaN });

/**
 * {@link supertrend} bar by bar.
 *
 * @example
 * ```ts
 * import { Supertrend } from 'barwright/indicators';
 * const live = new Supertrend();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Supertrend extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, SupertrendValue> {
  static override readonly indicator: string = 'supertrend';
  declare readonly parameters: { readonly period: number; readonly multiplier: number };
  protected readonly trueRange: TrueRangeStep = new TrueRangeStep();
  protected readonly average: ExponentialStep;
  protected upper: number = Number.POSITIVE_INFINITY;
  protected lower: number = Number.NEGATIVE_INFINITY;
  protected previous: number = 0;
  protected direction: number = 1;
  readonly #multiplier: number;

  constructor(period: number = parameters.period.default, options: SupertrendVariants = {}) {
    super(completeValues('supertrend', parameters, { ...options, period }));
    this.average = new ExponentialStep(1 / period, period);
    this.#multiplier = this.parameters.multiplier;
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): SupertrendValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): SupertrendValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const range = this.trueRange.next(high, low, close);
    const atr = Number.isNaN(range) ? range : this.average.next(range);
    const { previous } = this;
    this.previous = close;
    if (Number.isNaN(atr)) return cold;
    const middle = (high + low) / 2;
    const upper = middle + this.#multiplier * atr;
    const lower = middle - this.#multiplier * atr;
    const heldUpper = upper < this.upper || previous > this.upper ? upper : this.upper;
    const heldLower = lower > this.lower || previous < this.lower ? lower : this.lower;
    if (this.direction > 0 ? close < heldLower : close > heldUpper) this.direction = -this.direction;
    this.upper = heldUpper;
    this.lower = heldLower;
    return { trend: this.direction > 0 ? heldLower : heldUpper, direction: this.direction };
  }

  protected override get cold(): SupertrendValue {
    return cold;
  }
}

/** Catalog entry of {@link supertrend}. */
export const supertrendEntry: IndicatorEntry = defineEntry({
  name: 'supertrend',
  title: 'SuperTrend',
  group: 'overlap',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'A band on one side of the price that only moves with the trend, and changes sides when the close crosses it.',
  formula: 'bands (high + low) / 2 + and - multiplier * atr, held while the close stays on their side; direction 1 up, -1 down',
  source: 'Seban; TradingView ta.supertrend',
  lookback: ({ period }) => period,
  batch: supertrend,
  stream: Supertrend,
});
