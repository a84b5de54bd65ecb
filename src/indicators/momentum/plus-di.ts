import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DirectionalStep } from '../steps/directional.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * Rises of the high as a percentage of the true range, both smoothed by Wilder; 0 without a range.
 *
 * `100 * wilderSum(plusDM) / wilderSum(trange)`
 *
 * Length of the bars, 0 to 100; NaN for the first `period` bars. With a period of 1 it is a fraction, as in TA-Lib. A bar
 * with a value that is not finite gives NaN and starts the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the smoothing, 1 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib PLUS_DI; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { plus_di } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = plus_di(bars, 14);
 * ```
 */
export function plus_di(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new PlusDi(period);
  const { high, low, close } = inputColumns('plus_di', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link plus_di} bar by bar.
 *
 * @example
 * ```ts
 * import { PlusDi } from 'barwright/indicators';
 * const live = new PlusDi();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class PlusDi extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'plus_di';
  declare readonly parameters: { readonly period: number };
  protected readonly movement: DirectionalStep;
  readonly #scale: number;

  constructor(period: number = parameters.period.default) {
    super(completeValues('plus_di', parameters, { period }));
    this.movement = new DirectionalStep(period);
    this.#scale = period === 1 ? 1 : 100;
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const { movement } = this;
    if (!movement.push(high, low, close)) return Number.NaN;
    return movement.range > 0 ? this.#scale * (movement.plus / movement.range) : 0;
  }
}

/** Catalog entry of {@link plus_di}. */
export const plusDiEntry: IndicatorEntry = defineEntry({
  name: 'plus_di',
  title: 'Plus directional indicator',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['plus_di'],
  parameters,
  definition: 'Rises of the high as a percentage of the true range, both smoothed by Wilder; 0 without a range.',
  formula: '100 * wilderSum(plusDM) / wilderSum(trange)',
  source: 'TA-Lib PLUS_DI; Wilder 1978',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: plus_di,
  stream: PlusDi,
});
