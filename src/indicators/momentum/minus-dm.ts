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
 * Falls of the low beyond rises of the high, as a smoothed sum after Wilder.
 *
 * `minus_dm[i - 1] - minus_dm[i - 1] / period + minusDM[i]`
 *
 * Length of the bars, in units of price; NaN for the first `period - 1` bars, or the first with a period of 1. A bar with a
 * value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high` and `low`, such as `Bars`.
 * @param period period of the smoothing, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib MINUS_DM; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { minus_dm } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = minus_dm(bars, 14);
 * ```
 */
export function minus_dm(
  bars: ColumnsOf<'high' | 'low'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new MinusDm(period);
  const { high, low } = inputColumns('minus_dm', bars, inputs);
  return fillColumn(live, [high, low], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i]);
  });
}

/**
 * {@link minus_dm} bar by bar.
 *
 * @example
 * ```ts
 * import { MinusDm } from 'barwright/indicators';
 * const live = new MinusDm();
 * live.next({ high: 3, low: 1 });
 * ```
 */
export class MinusDm extends StreamingIndicator<BarOf<'high' | 'low'>, number> {
  static override readonly indicator: string = 'minus_dm';
  declare readonly parameters: { readonly period: number };
  protected readonly movement: DirectionalStep;
  protected missing: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('minus_dm', parameters, { period }));
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
    if (this.missing === 0) return this.movement.minus;
    this.missing--;
    return Number.NaN;
  }
}

/** Catalog entry of {@link minus_dm}. */
export const minusDmEntry: IndicatorEntry = defineEntry({
  name: 'minus_dm',
  title: 'Minus directional movement',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['minus_dm'],
  parameters,
  definition: 'Falls of the low beyond rises of the high, as a smoothed sum after Wilder.',
  formula: 'minus_dm[i - 1] - minus_dm[i - 1] / period + minusDM[i]',
  source: 'TA-Lib MINUS_DM; Wilder 1978',
  laws: { price: 1 },
  lookback: ({ period }) => Math.max(1, period - 1),
  batch: minus_dm,
  stream: MinusDm,
});
