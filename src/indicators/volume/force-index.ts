import { checkKeys } from '../../core/index.ts';
import { type BarOf, type ColumnsOf, fillColumn, inputColumns, type OutOption } from '../compute.ts';
import { defineEntry, type IndicatorEntry } from '../entry.ts';
import { completeValues, longestPeriod } from '../parameters.ts';
import { ExponentialStep } from '../steps/exponential.ts';
import { StreamingIndicator } from '../streaming.ts';

const parameters = {
  period: { type: 'int', min: 1, max: longestPeriod, default: 13 },
} as const;
const inputs = ['close', 'volume'] as const;

/**
 * Exponential average of the change of the close times volume.
 *
 * `ema((close[i] - close[i - 1]) * volume[i], period)`
 *
 * Length of the bars; NaN for the first `period` bars. A bar with a value that is not finite gives NaN and starts the warm-up
 * anew.
 *
 * @param bars `close` and `volume`, such as `Bars`.
 * @param period period of the average, 1 to 100,000. `@default 13`
 * @param options `out`: a column to write to.
 * @throws ArgumentError where a value is out of range, columns differ in length or `out` does not fit.
 * Source: Alexander Elder, Trading for a Living (1993).
 *
 * @example
 * ```ts
 * import { syntheticBars } from 'barwright';
 * import { force_index } from 'barwright/indicators';
 * const bars = syntheticBars({ seed: 1, length: 500 });
 * const values = force_index(bars, 13);
 * ```
 */
export function force_index(
  bars: ColumnsOf<'close' | 'volume'>,
  period: number = parameters.period.default,
  options: OutOption = {},
): Float64Array {
  checkKeys('options', options, ['out']);
  const live = new ForceIndex(period);
  const { close, volume } = inputColumns('force_index', bars, inputs);
  return fillColumn(live, [close, volume], options, (out) => {
    for (let i = 0; i < out.length; i++) out[i] = live.take(close[i], volume[i]);
  });
}

/**
 * {@link force_index} bar by bar.
 *
 * @example
 * ```ts
 * import { ForceIndex } from 'barwright/indicators';
 * const live = new ForceIndex();
 * live.next({ close: 2, volume: 5 });
 * ```
 */
export class ForceIndex extends StreamingIndicator<BarOf<'close' | 'volume'>, number> {
  static override readonly indicator: string = 'force_index';
  declare readonly parameters: { readonly period: number };
  protected readonly average: ExponentialStep;
  protected seen: boolean = false;
  protected previous: number = 0;

  constructor(period: number = parameters.period.default) {
    super(completeValues('force_index', parameters, { period }));
    this.average = new ExponentialStep(2 / (period + 1), period);
  }

  next({ close, volume }: BarOf<'close' | 'volume'>): number {
    return this.take(close, volume);
  }

  /** {@link next} by numbers. */
  take(close: number, volume: number): number {
    if (!Number.isFinite(close + volume)) return this.hole();
    const { seen, previous } = this;
    this.seen = true;
    this.previous = close;
    return seen ? this.average.next((close - previous) * volume) : Number.NaN;
  }
}

/** Catalog entry of {@link force_index}. */
export const forceIndexEntry: IndicatorEntry = defineEntry({
  name: 'force_index',
  title: 'Force index',
  group: 'volume',
  kind: 'causal',
  inputs,
  outputs: ['force_index'],
  parameters,
  definition: 'Exponential average of the change of the close times volume.',
  formula: 'ema((close[i] - close[i - 1]) * volume[i], period)',
  source: 'Elder 1993',
  laws: { price: 1, volume: 1 },
  lookback: ({ period }) => period,
  batch: force_index,
  stream: ForceIndex,
});
