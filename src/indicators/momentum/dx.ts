import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { DirectionalStep } from '../steps/directional.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 2, max: longestPeriod, default: 14 },
} as const;
const inputs = ['high', 'low', 'close'] as const;

/**
 * How far the two directional indicators lie apart, as a percentage of their sum; the one before where it is undefined.
 *
 * `100 * |plus_di - minus_di| / (plus_di + minus_di)`
 *
 * Length of the bars, 0 to 100; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts
 * the warm-up anew.
 *
 * @param bars `high`, `low` and `close`, such as `Bars`.
 * @param period period of the smoothing, 2 to 100,000. `@default 14`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: TA-Lib DX; J. Welles Wilder, New Concepts in Technical Trading Systems (1978).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { dx } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = dx(bars, 14);
 * ```
 */
export function dx(
  bars: ColumnsOf<'high' | 'low' | 'close'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new Dx(period);
  const { high, low, close } = inputColumns('dx', bars, inputs);
  return fillColumn(live, [high, low, close], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(high[i], low[i], close[i]);
  });
}

/**
 * {@link dx} bar by bar.
 *
 * @example
 * ```ts
 * import { Dx } from 'barwright/indicators';
 * const live = new Dx();
 * live.next({ high: 3, low: 1, close: 2 });
 * ```
 */
export class Dx extends StreamingIndicator<BarOf<'high' | 'low' | 'close'>, number> {
  static override readonly indicator: string = 'dx';
  declare readonly parameters: { readonly period: number };
  protected readonly movement: DirectionalStep;
  protected index: number = 0;

  constructor(period: number = parameters.period.default) {
    super(completeValues('dx', parameters, { period }));
    this.movement = new DirectionalStep(period);
  }

  next({ high, low, close }: BarOf<'high' | 'low' | 'close'>): number {
    return this.take(high, low, close);
  }

  /** {@link next} by numbers. */
  take(high: number, low: number, close: number): number {
    if (!Number.isFinite(high + low + close)) return this.hole();
    const { movement } = this;
    if (!movement.push(high, low, close)) return Number.NaN;
    this.index = movement.index(this.index);
    return this.index;
  }
}

/** Catalog entry of {@link dx}. */
export const dxEntry: IndicatorEntry = defineEntry({
  name: 'dx',
  title: 'Directional movement index',
  group: 'momentum',
  kind: 'causal',
  inputs,
  outputs: ['dx'],
  parameters,
  definition: 'How far the two directional indicators lie apart, as a percentage of their sum; the one before where it is undefined.',
  formula: '100 * |plus_di - minus_di| / (plus_di + minus_di)',
  source: 'TA-Lib DX; Wilder 1978',
  laws: { price: 0 },
  lookback: ({ period }) => period,
  batch: dx,
  stream: Dx,
});
