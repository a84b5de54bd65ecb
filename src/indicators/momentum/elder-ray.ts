import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumns, inputColumns, type OutColumns, type OutputColumns } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

/** Options of {@link elder_ray}. */
export interface ElderRayOptions {
  /** Columns to write to. */
  readonly out?: OutColumns<'bull' | 'bear'> | undefined;
}

/** One reading of {@link ElderRay}. */
export interface ElderRayValue {
  readonly bull: number;
  readonly bear: number;
}

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 13 },
} as const;
const inputs = ['high', 'low', 'close'] as const;
const outputs = ['bull', 'bear'] as const;

/**
 * How far the high and the low reach beyond an exponential average of the close.
 *
 * `bull = high - ema(close); bear = low - ema(close)`
 *
 * Columns of the length of the bars, in units of price; NaN for the first `period - 1` bars. A bar with a value that is not
 * finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the average, 1 to 100,000. `@default 13`
 * @param options `out`: columns to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Alexander Elder, Trading for a Living (1993).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { elder_ray } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const { bull, bear } = elder_ray(bars, 13);
 * ```
 */
export function elder_ray(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: ElderRayOptions = {},
): OutputColumns<'bull' | 'bear'> {
  checkKeys('options', options, ['out']);
  const { out: given } = options;
  const live = new ElderRay(period);
  const { high, low, close } = inputColumns('elder_ray', bars, inputs);
  return fillColumns(live, [high, low, close], outputs, given, (out) => {
    for (let i = 0; i < high.length; i++) {
      const value = live.take(high[i], low[i], close[i]);
      out.bull[i] = value.bull;
      out.bear[i] = value.bear;
    }
  });
}

const cold: ElderRayValue = Object.freeze({ bull: Number.NaN, bear: Number.NaN });

/**
 * {@link elder_ray} bar by bar.
 *
 * @example
 * ```ts
 * import { ElderRay } from 'barwright/indicators';
 * const live = new ElderRay();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class ElderRay extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, ElderRayValue> {
  static override readonly indicator: string = 'elder_ray';
  declare readonly parameters: { readonly period: number };
  protected readonly average: ExponentialStep;

  constructor(period: number = parameters.period.default) {
    super(completeValues('elder_ray', parameters, { period }));
    this.average = new ExponentialStep(2 / (period + 1), period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): ElderRayValue {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): ElderRayValue {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const average = this.average.next(close);
    return Number.isNaN(average) ? cold : { bull: high - average, bear: low - average };
  }

  protected override get cold(): ElderRayValue {
    return cold;
  }
}

/** Catalog entry of {@link elder_ray}. */
export const elderRayEntry: IndicatorEntry = defineEntry({
  name: 'elder_ray',
  title: 'Elder ray',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs,
  parameters,
  definition: 'How far the high and the low reach beyond an exponential average of the close.',
  formula: 'bull = high - ema(close); bear = low - ema(close)',
  source: 'Elder 1993',
  laws: { price: 1, shift: 'stays' },
  lookback: ({ period }) => period - 1,
  batch: elder_ray,
  stream: ElderRay,
});
