import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExtremeStep } from '../steps/extreme.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link fisher}. */
export interface FisherOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'fisher' | 'trigger'> | undefined;
}

/** One reading of {@link Fisher}. */
export interface FisherValue {
  readonly fisher: number;
  readonly trigger: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 9 },
} as const;
const inputs = ['high', 'low'] as const;
const outputs = ['fisher', 'trigger'] as const;

/**
 * The place of the median price in its range, smoothed and spread out by the Fisher transform, and its value before.
 *
 * `fisher = 0.5 * log((1 + v) / (1 - v)) + 0.5 * fisher[i - 1] with v = 0.66 * (place - 0.5) + 0.67 * v[i - 1] within 0.999;
 * trigger = fisher[i - 1]`
 *
 * Columns of the length of the bars; NaN for the first `period - 1` bars. A bar with a value that is not finite gives NaN and
 * starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period values in the window, 1 to 100,000. `@default 9`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: John Ehlers, Technical Analysis of Stocks and Commodities (2002).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { fisher } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { fisher: line, trigger } = fisher(bars, 9);
 * ```
 */
export function fisher(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: FisherOptions = {},
): OutputColumns<'fisher' | 'trigger'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new Fisher(period);
  const { high, low } = inputColumns('fisher', bars, inputs);
  return fillColumns(live, [high, low], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i]);
      out.fisher[i] = value.fisher;
      out.trigger[i] = value.trigger;
    }
  });
}

const cold: FisherValue = Object.freeze({ fisher: Number.NaN, trigger: Number.NaN });

/**
 * {@link fisher} bar by bar.
 *
 * @example
 * ```ts
 * import { Fisher } from 'barwright/indicators';
 * const live = new Fisher();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class Fisher extends StreamingIndicator<BarOf<'high' | 'low'>, FisherValue> {
  static override readonly indicator: string = 'fisher';
  declare readonly parameters: { readonly period: number };
  protected readonly highest: ExtremeStep;
  protected readonly lowest: ExtremeStep;
  protected value: number = 0;
  protected fisher: number = 0;

  constructor(period: number = parameters.period.default) {
    super(completeValues('fisher', parameters, { period }));
    this.highest = new ExtremeStep(period, 'highest');
    this.lowest = new ExtremeStep(period, 'lowest');
  }

  next({ high, low }: BarOf<'high' | 'low'>): FisherValue {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): FisherValue {
    if (!Number.isFinite(high + low)) return this.hole();
    const price = (high + low) / 2;
    const highest = this.highest.next(price);
    const lowest = this.lowest.next(price);
    if (Number.isNaN(highest)) return cold;
    const place = highest > lowest ? (price - lowest) / (highest - lowest) - 0.5 : 0;
    this.value = Math.max(-0.999, Math.min(0.999, 0.66 * place + 0.67 * this.value));
    const trigger = this.fisher;
    this.fisher = 0.5 * Math.log((1 + this.value) / (1 - this.value)) + 0.5 * trigger;
    return { fisher: this.fisher, trigger };
  }

  protected override get cold(): FisherValue {
    return cold;
  }
}

/** Catalog entry of {@link fisher}. */
export const fisherEntry: IndicatorEntry = defineEntry({
  name: 'fisher',
  title: 'Fisher transform',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'The place of the median price in its range, smoothed and spread out by the Fisher transform, and its value before.',
  formula:
    'fisher = 0.5 * log((1 + v) / (1 - v)) + 0.5 * fisher[i - 1] with v = 0.66 * (place - 0.5) + 0.67 * v[i - 1] within 0.999; trigger = fisher[i - 1]',
  source: 'Ehlers 2002',
  laws: { price: 0 },
  lookback: ({ period }) => period - 1,
  batch: fisher,
  stream: Fisher,
});
