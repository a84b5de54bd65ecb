import { checkKeys } from '../../core/index.ts';
import { rollingMaximumInto, rollingMinimumInto } from '../../kernels/index.ts';
import { type BarOf, type ColumnsOf, computeColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link donchian}. */
export interface DonchianOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'upper' | 'middle' | 'lower'> | undefined;
}

/** One reading of {@link Donchian}. */
export interface DonchianValue {
  readonly upper: number;
  readonly middle: number;
  readonly lower: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 20 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['upper', 'middle', 'lower'] as const;

/**
 * The highest high, the lowest low and the middle between them.
 *
 * `upper = max(high); lower = min(low); middle = (upper + lower) / 2`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 20`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Richard Donchian; TradingView, Donchian Channels.
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { donchian } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { upper, middle, lower } = donchian(bars, 20);
 * ```
 */
export function donchian(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: DonchianOptions = {},
): OutputColumns<'upper' | 'middle' | 'lower'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Donchian(period);
  const { high, low } = inputColumns('donchian', bars, inputs);
  return computeColumns('donchian', [high, low], live.parameters, outputs, given, ({ upper, middle, lower }, start, end) => {
    const check = rollingMaximumInto(upper, high, start, end, period) + rollingMinimumInto(lower, low, start, end, period);
    for (let i = start; i < end; i++) middle[i] = (upper[i] + lower[i]) / 2;
    return check;
  });
}

const cold: DonchianValue = Object.freeze({ upper: Number.NaN, middle: Number.NaN, lower: Number.NaN });

/**
 * {@link donchian} bar by bar.
 *
 * @example
 * ```ts
 * import { Donchian } from 'barwright/indicators';
 * const live = new Donchian();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Donchian extends StreamingIndicator<BarOf<'high' | 'low'>, DonchianValue> {
  static override readonly indicator: string = 'donchian';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('donchian', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  next({ high, low }: BarOf<'high' | 'low'>): DonchianValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): DonchianValue {
    if (!Number.isFinite(high + low)) return this.hole();
    const upper = this.highest.next(high);
    const lower = this.lowest.next(low);
    return Number.isNaN(upper) ? cold : { upper, middle: (upper + lower) / 2, lower };
  }

  protected override get cold(): DonchianValue {
    return cold;
  }
}

/** Catalog entry of {@link donchian}. */
export const donchianEntry: IndicatorEntry = defineEntry({
  name: 'donchian',
  title: 'Donchian channels',
  group: 'volatility',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'The highest high, the lowest low and the middle between them.',
  formula: 'upper = max(high); lower = min(low); middle = (upper + lower) / 2',
  source: 'Donchian; TradingView',
  laws: { price: 1, shift: 'moves' },
  lookback: ({ period }) => period - 1,
  batch: donchian,
  stream: Donchian,
});
