import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DirectionalStep } from '../steps/directional.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low'] as const;

/**
 * Rises of the high beyond falls of the low, as a smoothed sum after Wilder.
 *
 * `plus_dm[i - 1] - plus_dm[i - 1] / period + plusDM[i]`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars, or the first with a period of 1. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period period of the smoothing, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib PLUS_DM; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { plus_dm } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = plus_dm(bars, 14);
 * ```
 */
export function plus_dm(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new PlusDm(period);
  const { high, low } = inputColumns('plus_dm', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link plus_dm} bar by bar.
 *
 * @example
 * ```ts
 * import { PlusDm } from 'barwright/indicators';
 * const live = new PlusDm();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class PlusDm extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'plus_dm';
  declare readonly parameters: { readonly period: number };
  protected readonly movement: DirectionalStep;
  protected missing: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('plus_dm', parameters, { period }));
    this.movement = new DirectionalStep(period);
    this.missing = Math.max(1, period - 1);
  }

  next({ high, low }: BarOf<'high' | 'low'>): number {
    return this.take(high, low);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number): number {
    if (!Number.isFinite(high + low)) return this.hole();
    this.movement.push(high, low, high);
    if (this.missing === 0) return this.movement.plus;
    this.missing--;
    return Number.NaN;
  }
}

/** Catalog entry of {@link plus_dm}. */
export const plusDmEntry: IndicatorEntry = defineEntry({
  name: 'plus_dm',
  title: 'Plus directional movement',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['plus_dm'],
  parameters,
  definition: 'Rises of the high beyond falls of the low, as a smoothed sum after Wilder.',
  formula: 'plus_dm[i - 1] - plus_dm[i - 1] / period + plusDM[i]',
  source: 'TA-Lib PLUS_DM; Wilder 1978',
  laws: { price: 1 },
  lookback: ({ period }) => Math.max(1, period - 1),
  batch: plus_dm,
  stream: PlusDm,
});
